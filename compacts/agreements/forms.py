"""The forms of agreements."""

from django import forms

from compacts.agreements.models import LONGEST, Agreement, AgreementKind, AgreementParty
from core.pages.fields import DayMonthYearField, LongTextField, TextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

TODAY = "Leave empty for today."
WHERE = AreaField(label="Locality", help_text="The name of an area, or its GSS code.")
ENTRY = ("title", "kind", "force", "area", "aims", "values", "vision", "why_jointly", "action_plan")

KIND = forms.ChoiceField(
    label="Kind",
    choices=[each for each in AgreementKind.choices if each[0] != AgreementKind.ANNUAL],
    help_text="An annual agreement is begun on the page of its framework.",
)

BeginForm = form_of(Agreement, *ENTRY, area=WHERE, kind=KIND)
Entry = form_of(Agreement, *ENTRY, "consulted_on", area=WHERE, kind=KIND, consulted_on="Day on which it was sent out")
PartyForm = form_of(
    AgreementParty,
    "organisation",
    "starts",
    organisation=OrganisationField(label="Organisation", help_text="Its name or code in the register."),
    starts=DayMonthYearField(label="First day as a party", required=False, help_text="Leave empty if it is not known."),
)
UnpublishForm = reason_form(hint="Kept in the history, which the parties read.")


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What the entry says, with the day of sending out where there is one, to be put right."""

    def __init__(self, data=None, *, of, **kwargs):
        super().__init__(data, of=of, **kwargs)
        if of.kind == AgreementKind.ANNUAL:
            del self.fields["kind"]
        if of.consulted_on is None:
            del self.fields["consulted_on"]
        else:
            self.fields["consulted_on"].required = True


class LeaveForm(Form):
    """When an organisation was a party last."""

    on = DayMonthYearField(label="Last day as a party", required=False, help_text=TODAY)


class DraftForm(Form):
    """The whole text of the next draft, which begins as the latest one."""

    text = LongTextField(
        label="Text of the draft",
        rows=25,
        max_length=LONGEST,
        help_text="The whole text, with an empty line between paragraphs. The drafts before it stay as they are.",
    )
    note = TextField(
        label="What changed", max_length=300, required=False, help_text="In a sentence. Read wherever the draft is."
    )
    on = DayMonthYearField(label="Day of the draft", required=False, help_text=TODAY)


class SendOutForm(Form):
    """When it was sent out."""

    on = DayMonthYearField(label="Day on which it was sent out", required=False, help_text=TODAY)


class FinalForm(Form):
    """Since when the latest draft is final."""

    on = DayMonthYearField(label="Day from which it is final", required=False, help_text=TODAY)
    reason = LongTextField(
        label="Reason to go on without what is advised",
        rows=3,
        max_length=2000,
        required=False,
        help_text="Only where something above is advised and missing.",
    )


class EndForm(Form):
    """When it ended, and why."""

    on = DayMonthYearField(label="Day of the end", required=False, help_text=TODAY)
    reason = LongTextField(
        label="Reason", rows=3, max_length=2000, help_text="Shown on its page to everybody who may read it."
    )


class CompareForm(forms.Form):
    """Which two drafts to lay side by side."""

    first = forms.TypedChoiceField(label="From draft", coerce=int)
    second = forms.TypedChoiceField(label="To draft", coerce=int)
