"""Scorecards in the API: each of their acts, and with each the answer to whether it complies."""

from typing import Any

from django.urls import path
from rest_framework import serializers

from compacts.agreements.models import Agreement
from compacts.codes.models import CodeCriterion, CompactCode
from compacts.compliance import actions
from compacts.compliance.models import Finding, Point, Result, Scorecard
from compacts.compliance.reading import LOADED
from compacts.compliance.records import findings_on
from compacts.compliance.verdicts import Standing, complies
from core import clock
from core.acts import Actor
from core.api.acts import Whole, act_api
from partnerships.organisations.models import Area, Organisation

TODAY = "Today, where it is not sent."


class AgreementField(serializers.PrimaryKeyRelatedField):
    """An agreement by its number. One that is not there is left to the act, which refuses it as one not seen."""

    def to_internal_value(self, data: Any) -> Agreement:
        try:
            return super().to_internal_value(data)
        except serializers.ValidationError as problem:
            if problem.get_codes() == ["does_not_exist"]:
                return Agreement()
            raise


class ScorecardBegin(serializers.ModelSerializer):
    """A piece of funding that is to be checked by a Code."""

    code = serializers.PrimaryKeyRelatedField(queryset=CompactCode.objects.all())
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), help_text="The locality.")
    body = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), help_text="The public body.")
    provider = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False, allow_null=True)
    agreement = AgreementField(queryset=Agreement.objects.all(), required=False, allow_null=True)
    begun_on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)

    class Meta:
        model = Scorecard
        fields = ("title", "kind", "code", "area", "body", "provider", "agreement", "begun_on")
        validators = ()


class ScorecardEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False)
    provider = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False, allow_null=True)
    agreement = AgreementField(queryset=Agreement.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Scorecard
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in ("title", "kind")}


class FindingIn(serializers.Serializer):
    """What was found of one criterion."""

    criterion = serializers.PrimaryKeyRelatedField(queryset=CodeCriterion.objects.all())
    result = serializers.ChoiceField(
        choices=Result.choices, required=False, allow_blank=True, default="",
        help_text="Left out: what the records show. Another result than theirs needs a note that says why.",
    )  # fmt: skip
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class ScorecardCheck(serializers.Serializer):
    """The scorecard filled in at a point."""

    point = serializers.ChoiceField(choices=Point.choices)
    checked_on = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="Today, or of a check that is corrected its day, where it is not sent.",
    )
    findings = FindingIn(many=True, max_length=100)

    def validate_findings(self, sent: list[dict[str, Any]]) -> list[tuple[CodeCriterion, str, str]]:
        """As the act takes them; each criterion once."""
        if len({each["criterion"].pk for each in sent}) != len(sent):
            raise serializers.ValidationError("Name each criterion once.")
        return [(each["criterion"], each["result"], each["note"]) for each in sent]


class ScorecardAgree(serializers.Serializer):
    """When it was agreed, and why, where it falls short of a Code that only advises yet."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ScorecardDrop(serializers.Serializer):
    """When it was given up, and why."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)
    reason = serializers.CharField(max_length=2000)


class VerdictOut(serializers.Serializer):
    """Whether it complies, whether the Code binds, and why not."""

    on = serializers.DateField()
    standing = serializers.ChoiceField(choices=[(each.value, each.label) for each in Standing])
    complies = serializers.BooleanField()
    binds = serializers.BooleanField()
    reasons = serializers.ListField(child=serializers.CharField())


class FindingOut(serializers.ModelSerializer):
    """What the latest point found of a criterion, or its records show while it is to be agreed."""

    class Meta:
        model = Finding
        fields = ("criterion", "result", "note", "shown", "shown_because")


class ScorecardOut(serializers.ModelSerializer):
    """A scorecard with the verdict of the day on which it was agreed or given up, else of today, and its findings."""

    verdict = VerdictOut()
    findings = FindingOut(many=True)

    class Meta:
        model = Scorecard
        fields = (
            *("id", "version", "title", "kind", "code", "area", "body", "provider", "begun_on"),
            *("agreed_on", "agreed_because", "dropped_on", "drop_reason", "verdict", "findings"),
        )


def scorecard_out(scorecard: Scorecard, actor: Actor) -> dict[str, Any]:
    """The scorecard and its verdict as the API gives them."""
    on = scorecard.agreed_on or scorecard.dropped_on or clock.today()
    found = complies(scorecard, on)
    scorecard.verdict = {  # type: ignore[attr-defined]
        "on": on, "standing": found.standing.value, "complies": bool(found), "binds": found.binds,
        "reasons": list(found.reasons),
    }  # fmt: skip
    latest = findings_on(scorecard, on)
    scorecard.findings = [latest[each.pk] for each in scorecard.code.criteria.all() if each.pk in latest]  # type: ignore[attr-defined]
    return dict(ScorecardOut(scorecard).data)


def act(permission, does, takes, **options):
    """The address of an act on a scorecard."""
    gives = Whole(ScorecardOut, scorecard_out)
    return act_api(permission, does, LOADED, "scorecard", takes=takes, gives=gives, **options)


FILL = actions.FILL
urlpatterns = [
    path(
        "scorecards/begin/",
        act(actions.BEGIN, actions.begin_scorecard, ScorecardBegin, makes=True),
        name="api_scorecard_begin",
    ),
    path("scorecards/<int:pk>/edit/", act(FILL, actions.edit_scorecard, ScorecardEdit), name="api_scorecard_edit"),
    path("scorecards/<int:pk>/check/", act(FILL, actions.check_compliance, ScorecardCheck), name="api_scorecard_check"),
    path("scorecards/<int:pk>/agree/", act(FILL, actions.agree_scorecard, ScorecardAgree), name="api_scorecard_agree"),
    path("scorecards/<int:pk>/drop/", act(FILL, actions.drop_scorecard, ScorecardDrop), name="api_scorecard_drop"),
]
