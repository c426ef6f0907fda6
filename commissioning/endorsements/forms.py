"""The forms in which boards are named and what they decided is recorded."""

from typing import Any

from django import forms

from commissioning.endorsements.models import PlanBoard
from commissioning.endorsements.rules import boards_of, next_board, told
from commissioning.plans.models import CommissioningPlan
from core.acts import Actor
from core.pages.fields import DayMonthYearField, LongTextField, OneOf, TextField
from core.pages.forms import Form
from partnerships.bodies.fields import BodyField
from partnerships.bodies.models import Decision, Outcome


class BoardForm(Form):
    """Which board endorses it, after those that are named."""

    body = BodyField(
        label="Board or group", help_text="One of the boards and groups. If it is not there, the secretariat adds it."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].offer()  # type: ignore[attr-defined]


class BoardField(OneOf):
    """One of the boards of a plan."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.body.name


class DecisionField(OneOf):
    """A decision that is recorded, by its day, minute and outcome."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.body.name}, {told(obj)}"


class DecideForm(Form):
    """What a board decided: a decision that is recorded, or, for the secretariat, a minute that is recorded with it."""

    board = BoardField(label="Which board", queryset=PlanBoard.objects.none(), empty_label=None)
    decision = DecisionField(
        label="Its decision", queryset=Decision.objects.none(), empty_label="", required=False,
        help_text="One that is recorded on the board's page.",
    )  # fmt: skip
    decided_on = DayMonthYearField(label="Or a decision that is not recorded yet: its day", required=False)
    reference = TextField(label="Its minute", required=False, max_length=60)
    what = LongTextField(label="What was decided", required=False, max_length=5000, rows=3)
    outcome = forms.ChoiceField(label="Outcome", required=False, choices=Outcome.choices)
    notes = LongTextField(
        label="Notes", required=False, max_length=5000, rows=3,
        help_text="Where the board did not agree: what is to change. The plan is then sent back with it.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, plan: CommissioningPlan, actor: Actor) -> None:
        super().__init__(data, once=True)
        rows = boards_of(plan)
        working = plan.working
        waits = next_board(working) if working else None
        self.fields["board"].queryset = PlanBoard.objects.filter(plan=plan).select_related("body").order_by("place")  # type: ignore[attr-defined]
        if waits:
            self.initial["board"] = waits.pk
        decisions = Decision.objects.counting().filter(body__in=[each.body_id for each in rows])
        if working and working.submitted_on:
            decisions = decisions.filter(decided_on__gte=working.submitted_on)
        self.fields["decision"].queryset = decisions.select_related("body").order_by("-decided_on", "pk")  # type: ignore[attr-defined]
        if not actor.can_ever("partnerships.record_decision"):
            for name in ("decided_on", "reference", "what", "outcome"):
                del self.fields[name]
            self.fields["decision"].required = True
            self.fields[
                "decision"
            ].help_text = (
                "One that is recorded on the board's page. If it is not there, ask the Forum secretariat to record it."
            )
