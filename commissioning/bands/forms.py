"""The forms of value bands."""

from typing import Any

from commissioning.bands.actions import ENTRY
from commissioning.bands.models import ValueBand
from core.pages.fields import DayMonthYearField
from core.pages.forms import speak_plainly
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

STARTS = DayMonthYearField(label="From", required=False, help_text="Leave empty for today.")
Entry = form_of(ValueBand, *ENTRY)


class SetForm(form_of(ValueBand, *ENTRY, "starts", starts=STARTS)):  # type: ignore[misc]
    """A band. Whoever acts for a body sets it for that one."""

    def __init__(self, data: Any = None, *, for_any_body: bool):
        asks = {name: True for name in ENTRY if name.startswith("asks_")}
        super().__init__(data, initial=asks)
        if for_any_body:
            self.fields = {"body": OrganisationField(label="Body"), **self.fields}
            speak_plainly(self)


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What a band asks."""
