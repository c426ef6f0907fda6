"""Signing the terms of a contract, and recording what was signed on paper."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commissioning.contract_signatures.models import ContractSignature
from commissioning.contracts import rules
from commissioning.contracts.kinds import COMMISSIONING
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractParty
from commissioning.contracts.reading import LOADED
from compacts.signing.actions import kept, signatory
from compacts.signing.models import Way
from compacts.signing.rules import the_designation_is_known
from core import clock
from core.acts import Actor, Conflict, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.trail.actions import record, save_changes, save_new
from core.trail.models import Event

SIGN, RECORD = "commissioning.sign_contract", "commissioning.record_contract_signature"
IN_PERSON = "Somebody signs for the body itself. Sign in and act for one of the parties."


class Current:
    """The version of the terms that stands now, as a form that was opened on another is told of it."""

    def __init__(self, contract: Contract) -> None:
        self.version = contract.terms


@transaction.atomic
def sign_contract(*, by: Actor, contract: Contract, version: int, authority: str) -> Contract:
    """Sign the terms for the party one acts for, and those of its side that came to it, today. Twice is once.

    `version` is that of the terms that were read: a Conflict is raised where they have changed since.
    """
    found = held(by, SIGN, contract)
    if version != found.terms:
        raise Conflict(Current(found))
    user, membership = signatory(by, IN_PERSON)
    if found.past_on is not None:
        raise Refused("It was entered from paper as one of the past. What its parties signed then is recorded: who, as "
                      "what and when.")  # fmt: skip
    ours = rules.acts_for(by, found)
    if not ours:
        raise PermissionDenied(IN_PERSON)
    given = {each.party_id for each in found.signatures.all() if each.terms == version}
    waiting = [each for each in ours if each.pk not in given]
    if not waiting:
        return found
    check(rules.TO_SIGN, found)
    refuse_both_sides(by, found, waiting[0])
    today = clock.today()
    for party in (each for each in waiting if same_side(each, waiting[0])):
        signature = ContractSignature(
            contract=found, party=party, terms=version, name=user.name, designation=membership.job_title,
            authority=authority.strip(), signed_on=today, recorded_on=today,
        )  # fmt: skip
        found = give(by, found, signature)
    return found


@transaction.atomic
def record_contract_signature(
    *, by: Actor, contract: Contract, party: ContractParty, signed_on: datetime.date, version: int | None = None,
    scan: Any = None, **details: Any,
) -> Contract:  # fmt: skip
    """Record that a party signed the terms on paper: who, as what, when, with what authority, and the scan."""
    found = held(by, RECORD, contract)
    if version is not None and version != found.terms:
        raise Conflict(Current(found))
    refuse_to_come(signed_on=signed_on)
    check(rules.TO_SIGN, found)
    if party.contract_id != found.pk:
        raise Refused({"party": "Choose a party of this contract."})
    if any(each.party_id == party.pk and each.terms == found.terms for each in found.signatures.all()):
        raise Refused({"party": f"{party.organisation.name} has signed these terms already."})
    said = {name: details.get(name, "").strip() for name in ("name", "designation", "authority", "kept_at")}
    if scan is None and not said["kept_at"]:
        raise Refused({"scan": "Add the scan of the signed paper, or say where it is kept."})
    signature = ContractSignature(
        contract=found, party=party, terms=found.terms, way=Way.PAPER, signed_on=signed_on,
        recorded_on=clock.today(), scan=kept(by, scan) if scan else None, **said,
    )  # fmt: skip
    return give(by, found, signature)


def refuse_both_sides(by: Actor, contract: Contract, party: ContractParty) -> None:
    """Refuse that one person signs for both sides, in whatever capacities."""
    parties = {each.pk: each for each in contract.parties.all()}
    of_others = [
        each.pk
        for each in contract.signatures.all()
        if each.terms == contract.terms and each.way == Way.HERE and not same_side(parties[each.party_id], party)
    ]
    events = Event.objects.filter(model=ContractSignature._meta.label_lower, object_id__in=of_others, verb="signed")
    if events.filter(user_id=by.user_id).exists():
        raise Refused("You have signed these terms for the other side. Somebody else signs for this one.")


def same_side(one: ContractParty, other: ContractParty) -> bool:
    """Whether two parties commission both, or provide both."""
    return (one.role in COMMISSIONING) == (other.role in COMMISSIONING)


def held(by: Actor, permission: str, contract: Contract) -> Contract:
    """The contract, held and loaded, for somebody with the permission."""
    contract = locked(Contract, contract.pk)
    authorise(by, permission, contract)
    return LOADED.get(pk=contract.pk)


def give(by: Actor, contract: Contract, signature: ContractSignature) -> Contract:
    """Write a signature; with the last one that is needed the contract is agreed, on the day of the latest.

    By which Code and plan it is judged is decided by the day on which that was recorded (`rules.date_of`).
    """
    check((the_designation_is_known,), signature)
    who = signature.party.organisation.name
    save_new(by, "signed", signature, party=who, terms=signature.terms, signed_on=signature.signed_on)
    record(by, "signed", contract, party=who, terms=signature.terms, how=signature.get_way_display())
    found = LOADED.get(pk=contract.pk)
    if not rules.still_to_sign(found, clock.today()):
        of_these = found.signatures.filter(terms=found.terms)
        latest = max(of_these.values_list("signed_on", flat=True))
        save_changes(by, "agreed", found, {"agreed_on": latest})
    return LOADED.get(pk=contract.pk)
