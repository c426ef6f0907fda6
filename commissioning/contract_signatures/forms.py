"""The forms of signatures under contracts."""

from typing import Any

from commissioning.contract_signatures.models import ContractSignature
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractParty
from compacts.signing.forms import scan_field
from core.pages.fields import DayMonthYearField, OneOf
from core.pages.forms import speak_plainly
from core.pages.model_forms import form_of


class PartyChoice(OneOf):
    """One of the parties."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.organisation.name)


Paper = form_of(
    ContractSignature,
    *("party", "name", "designation", "authority", "signed_on", "kept_at"),
    party=PartyChoice(label="Party", queryset=ContractParty.objects.none(), empty_label=""),
    name="Name of who signed",
    signed_on=DayMonthYearField(label="Day of the signature"),
)


class PaperForm(Paper):  # type: ignore[misc, valid-type]
    """What a signed paper says, with its scan."""

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, version=contract.terms, **kwargs)
        self.fields["party"].queryset = contract.parties.select_related("organisation")
        scan = scan_field("the parties, the secretariat and auditors")
        self.fields = {"party": self.fields.pop("party"), **self.fields, "scan": scan}
        speak_plainly(self)
