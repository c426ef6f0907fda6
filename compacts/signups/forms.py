"""The forms of sign-ups."""

from django import forms

from compacts.editions.models import CompactEdition
from compacts.local.models import LocalCompact
from compacts.signing.forms import SignForm, scan_field
from compacts.signups.models import Signup, SignupStatus
from compacts.signups.rules import unknown
from core.pages import words
from core.pages.fields import DayMonthYearField, LongTextField, OneOf, TextField
from core.pages.forms import Form, reason_form, speak_plainly
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

NAMED = "The name or code of an organisation in the register."

BY_NAME = {
    "name": ("Name of who signed", 150, "Leave empty if it is not known. Visitors never read it."),
    "designation": ("Designation of who signed", 150, "For example Chief Executive."),
    "authority": ("What allowed them to sign", 300, "For example: the decision of the board, with its day."),
}
READERS = "the people of that organisation, the secretariat and auditors"

Signing = form_of(
    Signup,
    "organisation",
    "starts",
    "evidence",
    organisation=OrganisationField(label="Organisation", help_text=NAMED),
    starts=DayMonthYearField(label="Day of signing"),
)
Work = form_of(
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


def by_name() -> dict[str, forms.Field]:
    """Who signed the paper, and its scan."""
    asked: dict[str, forms.Field] = {
        name: TextField(label=label, max_length=most, help_text=said, required=False)
        for name, (label, most, said) in BY_NAME.items()
    }
    return asked | {"scan": scan_field(READERS)}


class EditionChoice(OneOf):
    """One of the editions of a Compact's document."""

    def label_from_instance(self, obj: CompactEdition) -> str:
        return f"Edition {obj.number} of {words.date(obj.dated_on)}"


def edition_choice(compact: LocalCompact) -> forms.Field:
    """Which edition was signed."""
    return EditionChoice(
        label="Edition that was signed",
        queryset=CompactEdition.objects.filter(compact=compact).standing().order_by("-dated_on", "-number"),
        empty_label="It is not known",
        required=False,
        help_text="A signing of an earlier edition ends with this one.",
    )


class SigningForm(Signing):  # type: ignore[misc, valid-type]
    """Who signed a Compact on paper, and who signed for them."""

    def __init__(self, *args, compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= by_name() | {"edition": edition_choice(compact)}
        speak_plainly(self)


class WorkForm(Work):  # type: ignore[misc, valid-type]
    """Who works towards a Compact, with whom, and who signed for them."""

    def __init__(self, *args, compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= by_name()
        speak_plainly(self)


class CompleteForm(Form):
    """Who signed, which edition, and the scan of it: what of these is not known yet."""

    def __init__(self, *args, signup, **kwargs):
        super().__init__(*args, **kwargs)
        asked = by_name()
        if signup.status == SignupStatus.SIGNED:
            asked["edition"] = edition_choice(signup.compact)
        self.fields |= {name: asked[name] for name in unknown(signup) if name in asked}
        speak_plainly(self)


class DeclareForm(SignForm):
    """With whom one's own organisation works towards a Compact, what shows it, and with what authority one says so."""

    public_body = Work.base_fields["public_body"]
    vcs_partner = Work.base_fields["vcs_partner"]
    evidence = Work.base_fields["evidence"]
    field_order = ("public_body", "vcs_partner", "evidence", "authority")


VoidForm = reason_form(hint="Shown on its page to everybody who may read it.")


class EndForm(Form):
    """When it ended, and why."""

    on = DayMonthYearField(label="Day of the end", required=False, help_text="Leave empty for today.")
    reason = LongTextField(
        label="Reason", rows=3, max_length=2000, help_text="Shown on its page to everybody who may read it."
    )
