"""The forms of boards and groups, of their seats and of their decisions."""

from typing import Any

from django import forms

from core.pages.fields import DayMonthYearField, LongTextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.bodies.fields import BodyField
from partnerships.bodies.models import Body, Capacity, Decision, Seat
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

NAMED = "The name or code of an organisation in the register."
GIVEN = {
    "parent": BodyField(
        label="Answers to", required=False, help_text="The board or group above it. Leave empty if there is none."
    ),
    "host": OrganisationField(
        label="Convened by", required=False, help_text=f"{NAMED} Leave empty if it belongs to all who sit there."
    ),
    "area": AreaField(label="Locality", help_text="The name of an area, or its GSS code."),
    "starts": "First day",
    "ends": "Last day",
}
NAMES = ("name", "kind", "parent", "host", "area", "purpose", "starts")
SITS = {
    "organisation": OrganisationField(
        label="Organisation", required=False, help_text=f"{NAMED} Leave empty if the post alone has the seat."
    ),
    "capacity": forms.ChoiceField(label="Capacity", choices=Capacity.choices, initial=Capacity.MEMBER),
    "starts": "First day",
    "ends": "Last day",
}

Add = form_of(Body, *NAMES, **GIVEN)
Entry = form_of(Body, *NAMES, "ends", **GIVEN)
SeatForm = form_of(Seat, "organisation", "post", "capacity", "appointed", "starts", "ends", **SITS)
DecisionForm = form_of(
    Decision, "decided_on", "reference", "what", "outcome", decided_on="Day of the decision", reference="Minute"
)

MistakeForm = reason_form("Why is it void?", "Everybody may read it on its page.")


class AddForm(Add):  # type: ignore[misc, valid-type]
    """A new board or group."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer()


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What the entry says, with its last day, to be put right, where it has ended."""

    def __init__(self, data: Any = None, *, of: Body, **kwargs: Any) -> None:
        super().__init__(data, of=of, **kwargs)
        self.fields["parent"].offer(of.parent_id)
        if of.ends is None:
            del self.fields["ends"]
        else:
            self.fields["ends"].required = True


class EndForm(Form):
    """When it ended, and why."""

    on = DayMonthYearField(label="Last day", required=False, help_text="Leave empty for today.")
    reason = LongTextField(label="Reason", rows=3, max_length=2000, help_text="Everybody may read it on its page.")
