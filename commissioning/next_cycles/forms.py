"""The forms in which the next cycle is opened, and in which that is undone."""

from typing import Any

from django import forms

from commissioning.cycles.models import CommissioningCycle
from commissioning.needs.models import Need
from commissioning.next_cycles.rules import next_days, next_title
from core.pages.fields import DayMonthYearField, TextField
from core.pages.forms import Form, reason_form, speak_plainly

VoidForm = reason_form("Why is it taken back?", "Everybody with an account reads it on the page of the cycle.")


class NextForm(Form):
    """What the next cycle is called, its days, and which needs go over into it."""

    title = TextField(label="Title", max_length=200)
    starts = DayMonthYearField(label="First day of the period")
    ends = DayMonthYearField(label="Last day of the period")
    needs = forms.MultipleChoiceField(
        label="Unmet needs that go over", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Each with its evidence. What you leave out stays here, and is listed as taken up by nobody.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, cycle: CommissioningCycle, unmet: list[Need]) -> None:
        first, last = next_days(cycle)
        given = {"title": next_title(cycle), "starts": first, "ends": last, "needs": [str(each.pk) for each in unmet]}
        super().__init__(data, initial=given, once=True)
        self.unmet = unmet
        self.fields["needs"].choices = [(str(each.pk), each.title) for each in unmet]  # type: ignore[attr-defined]
        if not unmet:
            del self.fields["needs"]
        speak_plainly(self)

    def clean_needs(self) -> list[Need]:
        """The needs themselves."""
        return [each for each in self.unmet if str(each.pk) in self.cleaned_data["needs"]]
