"""The forms of stages: a line answered by hand, a decision that stands for a signature, and opening again."""

from typing import Any

from django import forms
from django.db.models import Q

from commissioning.cycles.models import Reply, Stage
from commissioning.stages.following import Follows
from core.pages import words
from core.pages.fields import LongTextField, OneOf
from core.pages.forms import Form, reason_form
from partnerships.bodies.models import Decision, Outcome

RECENT = 100
"""So many decisions are offered, the latest first."""
ReopenForm = reason_form("Why is it opened again?", "Everybody with an account reads it on the stage's page.")


class AnswerForm(Form):
    """A line of a checklist, answered by hand."""

    reply = forms.ChoiceField(label="Answer", choices=Reply.choices)
    evidence = LongTextField(
        label="What shows it", rows=4, max_length=5000,
        help_text="Everybody with an account reads it. Name organisations and papers, not people. Where there is "
        "nothing to do, answer yes and say so.",
    )  # fmt: skip
    link = forms.URLField(
        label="Link to it", required=False, max_length=300, assume_scheme="https",
        help_text="Where it can be read, if it is published.",
    )  # fmt: skip


class SignForm(Form):
    """The choice whether what follows the last signature of a stage is done in the same act, where it can be."""

    def __init__(self, data: Any = None, *, follows: Follows | None, possible: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if follows is not None and possible:
            self.fields["open_next"] = forms.BooleanField(
                label=follows.label, required=False, initial=True,
                help_text="It counts if yours is the last signature. It can be done later, too.",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What was not offered was not chosen."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        return given | {"open_next": bool(given.get("open_next"))}


class DecisionChoice(OneOf):
    """A decision of a board, by the board, the minute and the day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.body.name}, {obj.reference}, {words.date(obj.decided_on)}: {obj.what[:80]}"


class DecideForm(SignForm):
    """Which decision of a board stands for the partner's signature."""

    decision = DecisionChoice(
        label="Decision", queryset=Decision.objects.none(), empty_label="Choose from the list",
        help_text="What boards and groups of the area, and those your organisation sits on, agreed since the stage "
        "opened. If it is not there, have it recorded on the page of the board.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, stage: Stage, organisation: int | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        near = Q(body__area=stage.cycle.area_id) | Q(
            body__seats__organisation=organisation, body__seats__voided_on=None
        )
        near |= Q(body=stage.cycle.unit_id)
        rows = Decision.objects.counting().filter(near, outcome=Outcome.AGREED, decided_on__gte=stage.opened_on)
        keys = rows.order_by("-decided_on", "-pk").values_list("pk", flat=True).distinct()[:RECENT]
        field: Any = self.fields["decision"]
        field.queryset = (
            Decision.objects.filter(pk__in=list(keys)).select_related("body").order_by("-decided_on", "-pk")
        )
