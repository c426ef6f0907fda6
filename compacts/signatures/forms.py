"""The forms of signatures."""

from typing import Any

from django import forms

from compacts.agreements.models import Agreement, AgreementDraft, AgreementParty
from compacts.signatures.models import Signature
from core.pages.fields import DayMonthYearField, OneOf, TextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of

AUTHORITY = "For example: the decision of your board or trustees, with its day."
VoidForm = reason_form("Why is it void?", "Kept with the signature. Read by the parties, the secretariat and auditors.")


class SignForm(Form):
    """With what authority one signs."""

    authority = TextField(label="What allows you to sign", max_length=300, help_text=AUTHORITY)


class DraftChoice(OneOf):
    """One of the drafts that are final."""

    def label_from_instance(self, obj: Any) -> str:
        return f"Draft {obj.number}"


class PartyChoice(OneOf):
    """One of the parties."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.organisation.name)


Paper = form_of(
    Signature,
    *("party", "draft", "name", "designation", "authority", "signed_on", "kept_at"),
    party=PartyChoice(label="Party", queryset=AgreementParty.objects.none(), empty_label=""),
    draft=DraftChoice(label="Draft that was signed", queryset=AgreementDraft.objects.none(), empty_label=None),
    name="Name of who signed",
    signed_on=DayMonthYearField(label="Day of the signature"),
    kept_at=TextField(
        label="Where the signed paper is kept", max_length=300, help_text="For example: the council's deeds, box 14."
    ),
)


class PaperForm(Paper):  # type: ignore[misc, valid-type]
    """What a signed paper says."""

    scan = forms.FileField(
        label="Scan of it",
        required=False,
        help_text="A PDF or a photograph, up to 25 MB. Read by the parties, the secretariat and auditors.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = agreement.parties.select_related("organisation")
        final = agreement.drafts.filter(final_on__isnull=False).defer("text").order_by("-number")
        self.fields["party"].queryset, self.fields["draft"].queryset = parties, final
