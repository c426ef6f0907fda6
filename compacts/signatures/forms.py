"""The forms of signatures."""

from typing import Any

from compacts.agreements.models import Agreement, AgreementDraft, AgreementParty
from compacts.signatures.models import Signature
from compacts.signing.forms import scan_field
from core.pages.fields import DayMonthYearField, OneOf, TextField
from core.pages.forms import reason_form
from core.pages.model_forms import form_of

VoidForm = reason_form("Why is it void?", "Kept with the signature. Read by the parties, the secretariat and auditors.")


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

    scan = scan_field("the parties, the secretariat and auditors")

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = agreement.parties.select_related("organisation")
        final = agreement.drafts.filter(final_on__isnull=False).defer("text").order_by("-number")
        self.fields["party"].queryset, self.fields["draft"].queryset = parties, final
