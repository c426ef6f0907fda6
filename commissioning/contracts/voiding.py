"""Declaring a contract void that was entered by mistake."""

from django.db import transaction

from commissioning.contracts.kinds import PROVIDING
from commissioning.contracts.models import Contract
from compacts.signing.models import Way
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.trail.actions import save_changes

VOID = "commissioning.void_contract"


@transaction.atomic
def void_contract(*, by: Actor, contract: Contract, reason: str) -> Contract:
    """Declare a contract void that was entered by mistake. It is kept with the reason and counts nowhere."""
    contract = locked(Contract, contract.pk)
    authorise(by, VOID, contract)
    if contract.voided_on is None:
        refuse_bound(contract)
        refuse_used(contract)
        given = {"voided_on": clock.today(), "void_reason": reason.strip()}
        save_changes(by, "declared void", contract, given)
    return contract


def refuse_bound(contract: Contract) -> None:
    """Refuse that a contract never was, to which its provider put its name here, or on which it reported."""
    signed = contract.signatures.filter(way=Way.HERE, terms=contract.terms, party__role__in=PROVIDING)
    reported = contract.periods.filter(monitoring_return__sent_on__isnull=False)
    if contract.agreed_on is not None and signed.exists():
        why = "Both sides have signed it, its provider here"
    elif contract.variations.filter(provider_agreed_on__isnull=False, withdrawn_on=None).exists():
        why = "Its provider has agreed a variation of it"
    elif reported.exists():
        why = "Its provider has reported on it"
    else:
        return
    on = "End it early, with the notice of its terms." if contract.activated_on else "Change its terms instead."
    raise Refused(f"{why}, so it is not void. {on}")


def refuse_used(contract: Contract) -> None:
    """Refuse what another funder's figures are read from: who relies on its returns would get none, unseen."""
    used = contract.requirements.filter(
        counts_for__isnull=False, counts_for__dropped_on=None, counts_for__contract__voided_on=None
    )
    if used.exists():
        raise Refused("Another contract uses the returns for this one. Have that ended first.")
