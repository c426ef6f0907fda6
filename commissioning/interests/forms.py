"""The forms of declared interests."""

from django import forms

from commissioning.interests.models import Interest, InterestKind
from core.pages.fields import DayMonthYearField
from core.pages.forms import reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField


def kind() -> forms.ChoiceField:
    """Which interest it is. None is chosen beforehand: that there is none is said, and not what an empty form says."""
    return forms.ChoiceField(label="Interest", choices=InterestKind.choices, widget=forms.RadioSelect)


DeclareForm = form_of(Interest, "kind", "what", kind=kind())
RecordForm = form_of(
    Interest,
    *("organisation", "kind", "what", "declared_on"),
    kind=kind(),
    organisation=OrganisationField(
        label="Organisation", help_text="The name or code of an organisation in the register."
    ),
    declared_on=DayMonthYearField(label="Declared on", required=False, help_text="Leave empty for today."),
)
VoidForm = reason_form("Why is it void?", "Everybody with an account may read it.")
