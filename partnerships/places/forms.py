"""The forms of boundary changes and alerts."""

from django import forms

from core import clock
from core.pages.fields import DayMonthYearField, LongTextField, TextField, WholeNumberField
from core.pages.forms import Form, reason_form
from core.registers.filters import BEYOND, DAYS
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField
from partnerships.places.filters import regions
from partnerships.places.models import MOST

BODY = "Its name or code in the register."
COUNCIL = "The name of a district or unitary area, or its GSS code."


class ChangeForm(Form):
    """What every boundary change says."""

    first_day = DayMonthYearField(label="First day", help_text="The first day on which the new boundary holds.")
    organisation = OrganisationField(label="Health body", help_text=BODY)
    area = AreaField(label="Council area", help_text=COUNCIL)


WHY = {
    "reason": LongTextField(label="Why it changes", rows=3, max_length=2000),
    "source": TextField(label="Source", help_text="The order, list or letter that says so.", max_length=200),
}


class MoveForm(ChangeForm):
    """Small areas that move from one pair to another."""

    small_areas = WholeNumberField(label="How many small areas move", min_value=1, max_value=MOST)
    to_organisation = OrganisationField(
        label="Health body they move to", required=False, help_text="Leave empty if it stays the same."
    )
    to_area = AreaField(
        label="Council area they move to", required=False, help_text="Leave empty if it stays the same."
    )
    reason = WHY["reason"]
    source = WHY["source"]


class CountForm(ChangeForm):
    """What a pair shares from a day on."""

    small_areas = WholeNumberField(
        label="Small areas that they share", min_value=0, max_value=MOST, help_text="0 if they share none any more."
    )
    organisation_total = WholeNumberField(
        label="Small areas of all of the health body",
        required=False,
        min_value=1,
        max_value=MOST,
        help_text="Leave empty if it stays as it is, or is not known.",
    )
    area_total = WholeNumberField(
        label="Small areas of all of the council area",
        required=False,
        min_value=1,
        max_value=MOST,
        help_text="Leave empty if it stays as it is, or is not known.",
    )
    reason = WHY["reason"]
    source = WHY["source"]


VoidForm = reason_form("Why is it void?", "Kept with the change.")
WithdrawForm = reason_form("Why is it withdrawn?", "Kept with the proposal.")


class NoteForm(Form):
    """What is done about an alert."""

    note = LongTextField(label="What is done about it", rows=3, max_length=2000)


class MapForm(forms.Form):
    """Of which day and region the map is."""

    as_at = forms.DateField(required=False, validators=DAYS)
    region = forms.ChoiceField(required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_at"].error_messages |= {"invalid": "Enter the day like 20/11/2003.", **BEYOND}
        self.fields["region"].choices = [("", "All"), *regions()]
        self.fields["region"].error_messages |= {"invalid_choice": "Choose a region from the list."}

    def asked(self) -> tuple:
        """The day and the key of the region; today and none where they are not asked, or cannot be read."""
        self.is_valid()
        region = self.cleaned_data.get("region")
        return self.cleaned_data.get("as_at") or clock.today(), int(region) if region else None
