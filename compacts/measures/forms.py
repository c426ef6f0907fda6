"""The forms of measures and readings."""

from django import forms

from compacts.measures.models import Measure, Reading
from core.pages.fields import DayMonthYearField, LongTextField, NumberField
from core.pages.forms import reason_form, speak_plainly
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

MeasureForm = form_of(
    Measure, "title", "code", "counts", "unit", "price_basis", "price_year", "is_share", "better", "source",
    code=forms.SlugField(
        label="Short name", max_length=60,
        help_text="Small letters, digits and hyphens, like vcs-grants. Sheets and programs name the measure by it.",
        error_messages={"invalid": "Write the short name with letters, digits and hyphens only, like vcs-grants."},
    ),
    price_year="In the prices of", is_share="It is a share of something", price_basis="Prices",
)  # fmt: skip
WHOSE = {
    "organisation": OrganisationField(
        label="Organisation", required=False,
        help_text="The name or code of an organisation in the register. Leave empty for the figure of an area.",
    ),
    "area": AreaField(
        label="Area", required=False,
        help_text="The name of an area, or its GSS code. Leave empty for the figure of an organisation.",
    ),
}  # fmt: skip
FIGURE = {
    "value": NumberField(
        label="Figure", max_digits=16, decimal_places=4, help_text="Without its unit, like 20680 or 4.5."
    ),
    "covers_from": DayMonthYearField(
        label="First day that the figure covers", required=False,
        help_text="Leave empty where it covers the period from its first day.",
    ),
    "covers_to": DayMonthYearField(
        label="Last day that the figure covers", required=False,
        help_text="Leave empty where it covers the period to its last day.",
    ),
}  # fmt: skip
RecordForm = form_of(
    Reading,
    *("organisation", "area", "starts", "ends", "value", "covers_from", "covers_to", "source", "nothing_reason"),
    **WHOSE, **FIGURE,
    starts="First day of the period", ends="Last day of the period", nothing_reason="Why it is nothing",
)  # fmt: skip
Correction = form_of(
    Reading, "value", "covers_from", "covers_to", "source", "nothing_reason", **FIGURE,
    nothing_reason="Why it is nothing",
)  # fmt: skip
WithdrawForm = reason_form(hint="Kept with the figure, which then no longer counts.")


class CorrectForm(Correction):  # type: ignore[misc, valid-type]
    """Another figure, and why."""

    def __init__(self, data=None, *, of, **kwargs):
        super().__init__(data, of=of, **kwargs)
        self.fields["reason"] = LongTextField(
            label="Reason for the correction",
            rows=3,
            max_length=2000,
            help_text="Kept with the figure that it replaces.",
        )
        speak_plainly(self)
