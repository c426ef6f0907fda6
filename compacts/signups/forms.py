"""The forms of sign-ups."""

from compacts.signups.models import Signup
from core.pages.fields import DayMonthYearField, LongTextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

NAMED = "The name or code of an organisation in the register."

SigningForm = form_of(
    Signup,
    "organisation",
    "starts",
    "evidence",
    organisation=OrganisationField(label="Organisation", help_text=NAMED),
    starts=DayMonthYearField(label="Day of signing"),
)
WorkForm = form_of(
    Signup,
    "organisation",
    "starts",
    "public_body",
    "vcs_partner",
    "evidence",
    organisation=OrganisationField(label="Organisation", help_text=NAMED),
    starts=DayMonthYearField(label="First day of working towards it"),
    public_body=OrganisationField(label="Public body that works towards it too", help_text=NAMED),
    vcs_partner=OrganisationField(
        label="Voluntary or community organisation that works towards it too", help_text=NAMED
    ),
)
VoidForm = reason_form(hint="Shown on its page to everybody who may read it.")


class EndForm(Form):
    """When it ended, and why."""

    on = DayMonthYearField(label="Day of the end", required=False, help_text="Leave empty for today.")
    reason = LongTextField(
        label="Reason", rows=3, max_length=2000, help_text="Shown on its page to everybody who may read it."
    )
