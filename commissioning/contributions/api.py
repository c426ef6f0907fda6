"""Contributions in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.contributions import actions
from commissioning.contributions.models import Contribution, Use
from commissioning.contributions.reading import LOADED
from commissioning.cycles.models import CommissioningCycle
from core.api.acts import act_api
from partnerships.organisations.models import Area
from partnerships.terms.models import Term

GIVES = (
    *("version", "organisation", "title", "what", "starts", "ends", "area", "client_group", "cycle", "sent_on"),
    *("use", "answer", "answered_on", "answered_for", "withdrawn_on"),
)


class ContributionSend(serializers.ModelSerializer):
    """What one's own organisation knows. A file goes with it as multipart/form-data."""

    cycle = serializers.PrimaryKeyRelatedField(
        queryset=CommissioningCycle.objects.all(), required=False, allow_null=True
    )
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False, allow_null=True)
    client_group = serializers.PrimaryKeyRelatedField(queryset=Term.objects.all(), required=False, allow_null=True)
    file = serializers.FileField(required=False)

    class Meta:
        model = Contribution
        fields = (*actions.ENTRY, "file")
        validators = ()


class ContributionAnswer(serializers.Serializer):
    """What it was used for, or why it was not."""

    version = serializers.IntegerField(required=False, help_text="The version you have read; another answers 409.")
    use = serializers.ChoiceField(choices=Use.choices)
    answer = serializers.CharField(max_length=5000)


class ContributionTake(serializers.Serializer):
    """In which cycle it is taken up."""

    cycle = serializers.PrimaryKeyRelatedField(queryset=CommissioningCycle.objects.all())


def act(permission, does, takes=None):
    """The address of an act on a contribution."""
    return act_api(permission, does, LOADED, "contribution", takes=takes, gives=GIVES)


urlpatterns = [
    path(
        "contributions/send/",
        act_api(
            actions.SEND, actions.send_contribution, LOADED, "contribution", takes=ContributionSend, gives=GIVES,
            makes=True, files=True,
        ),
        name="api_contribution_send",
    ),
    path(
        "contributions/<int:pk>/answer/",
        act(actions.ANSWER, actions.answer_contribution, ContributionAnswer),
        name="api_contribution_answer",
    ),
    path(
        "contributions/<int:pk>/take/",
        act(actions.TAKE, actions.take_contribution, ContributionTake),
        name="api_contribution_take",
    ),
    path(
        "contributions/<int:pk>/withdraw/",
        act(actions.WITHDRAW, actions.withdraw_contribution),
        name="api_contribution_withdraw",
    ),
]  # fmt: skip
