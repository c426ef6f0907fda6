"""The forms of cover."""

from typing import Any

from django import forms

from core.pages.fields import DayMonthYearField
from core.pages.forms import Form, reason_form
from partnerships.people.models import Membership
from partnerships.people.reading import with_job


class CoverForm(Form):
    """Who covers, from when to when."""

    by_whom = forms.ChoiceField(label="Who covers", help_text="Somebody of the same organisation who is there.")
    starts = DayMonthYearField(label="First day of leave")
    ends = DayMonthYearField(label="Last day of leave")

    def __init__(self, data: Any = None, *, people: list[Membership], **kwargs: Any) -> None:
        super().__init__(data, once=True, **kwargs)
        self.people = {str(each.pk): each for each in people}
        choices = [(pk, with_job(each)) for pk, each in self.people.items()]
        self.fields["by_whom"].choices = [("", ""), *choices]  # type: ignore[attr-defined]

    def clean_by_whom(self) -> Membership:
        return self.people[self.cleaned_data["by_whom"]]


class EndForm(Form):
    """The last day."""

    last_day = DayMonthYearField(label="Last day", help_text="The cover still holds on this day.")


CallOffForm = reason_form(
    "Why it is called off", "Read by the people of the organisation. Do not say why somebody is away."
)
