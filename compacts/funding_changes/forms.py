"""The forms of changes of funding."""

from typing import Any

from compacts.agreements.models import AgreementParty
from compacts.frameworks.models import Framework
from compacts.funding_changes.models import FundingChange
from core.pages.fields import OneOf
from core.pages.forms import reason_form
from core.pages.model_forms import form_of

VoidForm = reason_form(hint="Shown on its page.")


class PartnerChoice(OneOf):
    """One of the parties."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.organisation.name)


Change = form_of(
    FundingChange,
    *("partner", "direction", "amount", "reason", "notice_on", "takes_effect_on"),
    partner=PartnerChoice(label="Partner", queryset=AgreementParty.objects.none(), empty_label=""),
    notice_on="Day on which notice was given",
    takes_effect_on="Day from which it takes effect",
)


class ChangeForm(Change):  # type: ignore[misc, valid-type]
    """Who adds or withdraws how much, from when, and why."""

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = framework.agreement.parties.select_related("organisation")
