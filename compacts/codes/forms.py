"""The forms of Codes of good practice."""

from django import forms

from compacts.codes.models import CodeAdoption, CodeCriterion, CompactCode
from core.pages.fields import DayMonthYearField, LongTextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

TODAY = "Leave empty for today."
READ_BY_ALL = "Shown on its page, which everybody may read."
GIVEN = {
    "area": AreaField(
        label="Locality",
        required=False,
        help_text="The name of an area, or its GSS code. Leave empty for a Code of the national Compact.",
    ),
    "document": forms.URLField(
        label="Where the text can be read",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="The address of the document on the web.",
    ),
    "explains": forms.BooleanField(
        label="Comply or explain",
        required=False,
        help_text="Whoever does not keep a part of it, and says why, still complies with it.",
    ),
    "due_on": "Day by which it is to be launched",
    "in_force_on": "First day on which it is in force",
}
NAMES = ("title", "subject", "area", "about", "source", "document", "explains", "due_on", "in_force_on")

AddForm = form_of(CompactCode, *NAMES, **GIVEN)
Entry = form_of(CompactCode, *NAMES, "launched_on", **GIVEN, launched_on="Day of the launch")
CriterionForm = form_of(CodeCriterion, "title", "asks", "subject")
AdoptForm = form_of(
    CodeAdoption,
    "organisation",
    "adopted_on",
    "evidence",
    "ended_on",
    "end_reason",
    organisation=OrganisationField(label="Body", help_text="The name or code of an organisation in the register."),
    adopted_on=DayMonthYearField(label="Day of adoption"),
    ended_on=DayMonthYearField(
        label="Day on which it ended", required=False, help_text="Only where the body has left the Code since."
    ),
)
VoidForm = reason_form(hint=READ_BY_ALL)


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What the entry says, with the day of the launch, to be put right, where it was launched."""

    def __init__(self, data=None, *, of, **kwargs):
        super().__init__(data, of=of, **kwargs)
        if of.launched_on is None:
            del self.fields["launched_on"]
        else:
            self.fields["launched_on"].required = self.fields["in_force_on"].required = True


class LaunchForm(Form):
    """When it was launched, and from when it binds."""

    on = DayMonthYearField(label="Day of the launch", required=False, help_text=TODAY)
    in_force_on = DayMonthYearField(
        label=GIVEN["in_force_on"], required=False, help_text="Leave empty if that is the day of the launch."
    )


class EndForm(Form):
    """When it ended, and why."""

    on = DayMonthYearField(label="Day of the end", required=False, help_text=TODAY)
    reason = LongTextField(label="Reason", rows=3, max_length=2000, help_text=READ_BY_ALL)
