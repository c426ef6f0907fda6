"""Returns in the API: filled in by figures, sent, accepted, queried. The list comes with the register."""

from typing import Any

from django.urls import path
from rest_framework import serializers

from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.monitoring.models import ReportingPeriod
from commissioning.returns import actions
from commissioning.returns.models import MonitoringReturn, ReturnValue, ReturnVersion
from commissioning.returns.reading import PERIODS, RETURNS
from commissioning.returns.rules import Given
from core.acts import Actor
from core.api.acts import Whole, act_api


class FigureIn(serializers.Serializer):
    """One figure of a return."""

    line = serializers.IntegerField(help_text="The number of the figure, as the period gives it.")
    value = serializers.DecimalField(max_digits=16, decimal_places=4, allow_null=True)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)
    confirmed = serializers.BooleanField(required=False, help_text="That a doubtful figure was looked at again.")


class ReturnSave(serializers.Serializer):
    """What is reported, and how it went."""

    figures = FigureIn(many=True, max_length=500)
    summary = serializers.CharField(max_length=3000, required=False, allow_blank=True)
    answer = serializers.CharField(max_length=2000, required=False, allow_blank=True)

    def validate_figures(self, sent: list[dict[str, Any]]) -> dict[int, Given]:
        """As the act takes them."""
        if len({each["line"] for each in sent}) != len(sent):
            raise serializers.ValidationError("Name each figure once.")
        return {each["line"]: Given(each["value"], each.get("note", ""), each.get("confirmed", False)) for each in sent}


class ReturnSaveDraft(ReturnSave):
    """The same, on the version of the draft that was read."""

    version = serializers.IntegerField(
        required=False, help_text="That of the draft you have read, 0 where there was none; another answers 409."
    )


class ReturnSaveFor(ReturnSave):
    """The same, for a period named by its days."""

    starts = serializers.DateField()
    ends = serializers.DateField()


class ReturnDecide(serializers.Serializer):
    """On what was read."""

    version = serializers.IntegerField(required=False, help_text="The version you have read; another answers 409.")


class ReturnQuery(ReturnDecide):
    """What is unclear or missing."""

    query = serializers.CharField(max_length=2000)
    answer_by = serializers.DateField(required=False)


class ReturnValueOut(serializers.ModelSerializer):
    """A figure."""

    class Meta:
        model = ReturnValue
        fields = ("line", "value", "note", "confirmed", "reading", "no_reading")


class ReturnVersionOut(serializers.ModelSerializer):
    """A version of a return."""

    values = ReturnValueOut(many=True)

    class Meta:
        model = ReturnVersion
        fields = ("number", "version", "summary", "answer", "sent_on", "query", "queried_on", "accepted_on", "values")


class ReturnOut(serializers.ModelSerializer):
    """A return with its versions: those that were sent and, for its own people, the draft."""

    state = serializers.CharField()
    versions = ReturnVersionOut(many=True)

    class Meta:
        model = MonitoringReturn
        fields = ("id", "version", "period", "state", "sent_on", "waiting_since", "decide_by", "queried_on",
                  "answer_by", "accepted_on", "versions")  # fmt: skip


class ReportingLineOut(serializers.Serializer):
    """A figure that the return holds."""

    id = serializers.IntegerField()
    measure = serializers.CharField(source="requirement.measure.code")


class ReportingPeriodOut(serializers.ModelSerializer):
    """A period, the figures that its return holds, and the return."""

    lines = ReportingLineOut(many=True)
    monitoring_return = ReturnOut(default=None)

    class Meta:
        model = ReportingPeriod
        fields = ("id", "contract", "starts", "ends", "due_on", "lines", "monitoring_return")


def return_out(made: MonitoringReturn, actor: Actor) -> dict[str, Any]:
    """A return as the API gives it."""
    found = dict(ReturnOut(made).data)
    if not actor.may(actions.DRAFT, made.period):
        found["versions"] = [each for each in found["versions"] if each["sent_on"]]
    return found


def period_out(period: ReportingPeriod, actor: Actor) -> dict[str, Any]:
    """A period as the API gives it to its provider."""
    return dict(ReportingPeriodOut(period).data)


OF_PERIOD = Whole(ReportingPeriodOut, period_out)
OF_RETURN = Whole(ReturnOut, return_out)


urlpatterns = [
    path("contracts/periods/<int:pk>/return/",
         act_api(actions.DRAFT, actions.save_return, PERIODS, "period", takes=ReturnSaveDraft, gives=OF_PERIOD),
         name="api_return_fill"),
    path("contracts/periods/<int:pk>/return/send/",
         act_api(actions.SEND, actions.send_return, PERIODS, "period", gives=OF_PERIOD), name="api_return_send"),
    path("contracts/<int:pk>/returns/save/",
         act_api(actions.REPORT, actions.save_return_for, CONTRACTS, "contract", takes=ReturnSaveFor,
                 gives=("reference",)), name="api_return_for"),
    path("contracts/returns/<int:pk>/accept/",
         act_api(actions.DECIDE_ON, actions.accept_return, RETURNS, "monitoring_return", takes=ReturnDecide,
                 gives=OF_RETURN), name="api_return_accept"),
    path("contracts/returns/<int:pk>/query/",
         act_api(actions.DECIDE_ON, actions.query_return, RETURNS, "monitoring_return", takes=ReturnQuery,
                 gives=OF_RETURN), name="api_return_query"),
]  # fmt: skip
