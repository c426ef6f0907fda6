"""Stages in the API: how each stands, and each of their acts."""

from django.urls import path
from rest_framework import serializers

from commissioning.cycles.by_hand import LINES
from commissioning.cycles.models import Reply, Stage
from commissioning.cycles.reading import STAGES
from commissioning.cycles.standing import standing_of
from commissioning.stages import actions
from core import clock
from core.api.acts import Whole, act_api
from partnerships.bodies.models import Decision


class StageLineOut(serializers.Serializer):
    """A line of the checklist."""

    title = serializers.CharField()
    standing = serializers.CharField(help_text="pass, fail, not_yet or does_not_apply")
    reason = serializers.CharField(help_text="What is missing, why it is not asked, or what records tell of it.")
    by_records = serializers.BooleanField(help_text="Whether records tell how it stands; then no answer counts.")


class StageOut(serializers.ModelSerializer):
    """A stage as it stands today: its checklist, who has signed it, and who is still to."""

    state = serializers.CharField(help_text="not_started, open or signed_off")
    lines = StageLineOut(many=True)
    signed = serializers.ListField(child=serializers.IntegerField(), help_text="The organisations that have signed.")
    still_to_sign = serializers.ListField(child=serializers.IntegerField(), help_text="Those that are still to.")

    class Meta:
        model = Stage
        fields = ("id", "version", "cycle", "kind", "opened_on", "signed_off_on", "state", "lines", "signed",
                  "still_to_sign")  # fmt: skip


def stage_out(stage: Stage, actor):
    """The stage as the API gives it."""
    now = standing_of(stage, clock.today())
    return {
        "id": stage.pk, "version": stage.version, "cycle": stage.cycle_id, "kind": stage.kind,
        "opened_on": stage.opened_on, "signed_off_on": stage.signed_off_on, "state": now.state.value,
        "lines": [
            {
                "title": each.title, "standing": each.standing.value, "reason": each.reason,
                "by_records": each.by_records,
            }
            for each in now.lines
        ],
        "signed": [each.partner.organisation_id for each in now.signed],
        "still_to_sign": [each.organisation_id for each in now.waiting],
    }  # fmt: skip


class LineAnswerIn(serializers.Serializer):
    """A line of the checklist, answered by hand."""

    line = serializers.ChoiceField(choices=LINES)
    reply = serializers.ChoiceField(choices=Reply.choices)
    evidence = serializers.CharField(max_length=5000)
    link = serializers.URLField(max_length=300, required=False, allow_blank=True)


class StageSign(serializers.Serializer):
    """Whether the next cycle opens with the last signature of Review."""

    open_next = serializers.BooleanField(
        required=False, default=True,
        help_text="Of Review, where this is the last signature: the next cycle opens in the same act, if it can.",
    )  # fmt: skip


class StageDecide(StageSign):
    """The decision of a board that stands for the signature of the partner one acts for."""

    decision = serializers.PrimaryKeyRelatedField(queryset=Decision.objects.all())


class StageReopen(serializers.Serializer):
    """Why a stage is opened again."""

    reason = serializers.CharField(max_length=2000)


def act(permission, does, takes=None):
    """The address of an act on a stage."""
    return act_api(permission, does, STAGES, "stage", takes=takes, gives=Whole(StageOut, stage_out))


urlpatterns = [
    path(
        "cycles/stages/<int:pk>/answer/",
        act(actions.ANSWER, actions.answer_line, LineAnswerIn),
        name="api_stage_answer",
    ),
    path("cycles/stages/<int:pk>/sign/", act(actions.SIGN, actions.sign_stage, StageSign), name="api_stage_sign"),
    path("cycles/stages/<int:pk>/decide/", act(actions.SIGN, actions.decide_stage, StageDecide),
         name="api_stage_decide"),
    path("cycles/stages/<int:pk>/reopen/", act(actions.REOPEN, actions.reopen_stage, StageReopen),
         name="api_stage_reopen"),
]  # fmt: skip
