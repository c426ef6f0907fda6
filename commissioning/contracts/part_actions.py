"""What belongs to a contract: its parties, outcomes, options, deviations and links, added and taken away."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from commissioning.contracts import days, rules
from commissioning.contracts.actions import EDIT, END, hold_both, keep_findable, terms_changed
from commissioning.contracts.kinds import COMMISSIONING, LEADS, PartyRole
from commissioning.contracts.models import Contract
from commissioning.contracts.onwards import refuse_wrong_days
from commissioning.contracts.parts import (
    ContractDeviation,
    ContractExtension,
    ContractLink,
    ContractOutcome,
    ContractParty,
)
from core import clock
from core.acts import Actor, NotVisible, Refused, authorise, locked, refuse_to_come
from core.gates import Gate, check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation

Part = ContractDeviation | ContractExtension | ContractLink | ContractOutcome | ContractParty
PLAIN = {PartyRole.LEAD_COMMISSIONER: PartyRole.COMMISSIONER, PartyRole.LEAD_PROVIDER: PartyRole.PROVIDER}
"""What somebody is of a side who no longer leads it."""


@transaction.atomic
def add_contract_outcome(*, by: Actor, contract: Contract, title: str, measure: str = "") -> Contract:
    """Stipulate what is to be different for people."""
    return add(
        by,
        contract,
        ContractOutcome(title=title.strip(), measure=measure.strip()),
        gates=rules.TO_SERVE,
        outcome=title.strip(),
    )


@transaction.atomic
def add_deviation(*, by: Actor, contract: Contract, term: str, instead: str, reason: str) -> Contract:
    """Record in which term it deviates from its template, and why."""
    contract = locked(Contract, contract.pk)
    if contract.template_version is None:
        raise Refused("It was not made from a template. Choose the template among its terms first.")
    part = ContractDeviation(term=term.strip(), instead=instead.strip(), reason=reason.strip())
    return add(by, contract, part, deviation=term.strip())


@transaction.atomic
def add_extension(*, by: Actor, contract: Contract, until: datetime.date, decide_by: datetime.date) -> Contract:
    """Add an option to extend it until a day."""
    contract = locked(Contract, contract.pk)
    if contract.initial_end is None or until <= contract.initial_end:
        raise Refused({"until": "An option extends beyond the initial end. Enter a later day."})
    if contract.maximum_end is None or until > contract.maximum_end:
        most = f"is {words.date(contract.maximum_end)}" if contract.maximum_end else "has not been entered"
        raise Refused(
            {"until": f"Its maximum end {most}. Enter that day or an earlier one, or change the maximum end."}
        )
    return add(by, contract, ContractExtension(until=until, decide_by=decide_by), option_until=until)


@transaction.atomic
def add_contract_party(
    *, by: Actor, contract: Contract, organisation: Organisation, role: str, starts: datetime.date | None = None
) -> Contract:
    """Add an organisation that has a part in it. A lead takes the place of the one who led that side until now."""
    contract, role = locked(Contract, contract.pk), PartyRole(role)
    authorise(by, EDIT, contract)
    if said := rules.why_not_there(organisation, starts or contract.starts, "organisation"):
        raise Refused({"organisation": said})
    party = ContractParty(organisation=organisation, role=PLAIN.get(role, role), starts=starts)
    contract = add(by, contract, party, party=organisation.name, part=role.label)
    return let_lead(by, contract, party) if role in LEADS else contract


@transaction.atomic
def lead_side(*, by: Actor, contract: Contract, part: ContractParty) -> Contract:
    """Let a party lead its side: it signs for it, and its name stands in the register."""
    contract, party = open_part(by, contract, part)
    if party.role == PartyRole.SUBCONTRACTOR:
        raise Refused("A subcontractor leads no side. Add it as a provider instead.")
    return let_lead(by, contract, party)


def let_lead(by: Actor, contract: Contract, party: ContractParty) -> Contract:
    """Let a party lead its side in place of who did. Inside an act that holds the contract."""
    commissions = party.role in COMMISSIONING
    lead = PartyRole.LEAD_COMMISSIONER if commissions else PartyRole.LEAD_PROVIDER
    contract.parties.filter(role=lead).update(role=PLAIN[lead])
    save_changes(by, "leads", party, {"role": lead})
    name = "commissioner" if commissions else "provider"
    save_changes(by, "led anew", contract, {name: party.organisation})
    keep_findable(contract)
    contract.save(update_fields=["search_text"])
    terms_changed(contract)
    return contract


@transaction.atomic
def link_contract(*, by: Actor, contract: Contract, other: Contract, kind: str) -> Contract:
    """Link it to another that belongs to it: separate contracts, on the agreement that they work together."""
    hold_both(contract, other)
    contract = locked(Contract, contract.pk)
    authorise(by, EDIT, contract)
    if other.pk is None or not by.may(Contract.view_permission, other):
        raise Refused({"other": "Choose the other contract from the register."})
    if contract.linked_from.filter(contract=other).exists():
        raise Refused({"other": "These two are linked already."})
    save_new(by, "linked", ContractLink(contract=contract, other=other, kind=kind), other=other.title)
    record(by, "linked", contract, other=other.title, how=kind)
    return contract


@transaction.atomic
def remove_part(*, by: Actor, contract: Contract, part: Part) -> Contract:
    """Take away a part while the terms are written; a link at any time."""
    contract = locked(Contract, contract.pk)
    authorise(by, EDIT, contract)
    if not isinstance(part, ContractLink):
        check(rules.TO_EDIT, contract)
    if isinstance(part, ContractParty):
        if part.organisation_id in (contract.commissioner_id, contract.provider_id):
            raise Refused("It stands in the register for its side. Let another lead that side first.")
        if part.signatures.exists():  # type: ignore[attr-defined]
            raise Refused("It has signed terms of this contract already, so it stays.")
    record(by, "removed", contract, what=str(part._meta.verbose_name), removed=str(part)[:200])
    part.delete()
    if not isinstance(part, ContractLink):
        terms_changed(contract)
    return contract


@transaction.atomic
def take_extension(
    *, by: Actor, contract: Contract, part: ContractExtension, on: datetime.date | None = None,
    decide_by: datetime.date | None = None, notice_by: datetime.date | None = None,
) -> Contract:  # fmt: skip
    """Take an option: the contract runs on until its day. Not after the day by which it was to be decided.

    The days of decision and of notice are of the end that it has then. Where none is given, the decision is the one
    that was taken, and notice is due as long before the new end as the terms ask for.
    """
    contract = locked(Contract, contract.pk)
    authorise(by, END, contract)
    option, on = locked(ContractExtension, part.pk), on or clock.today()
    if option.contract_id != contract.pk:
        raise NotVisible
    refuse_to_come(on=on)
    if option.taken_on is not None:
        return contract
    check(rules.TO_GO_ON, contract)
    since = rules.date_of(contract, on)
    if on < since:
        raise Refused({"on": f"It was agreed on {words.date(since)}. Enter that day or a later one."})
    if on > option.decide_by:
        raise Refused({"on": f"It was to be decided by {words.date(option.decide_by)}. Propose a variation instead."})
    if contract.current_end is not None and option.until <= contract.current_end:
        raise Refused({"on": "It runs until then already."})
    refuse_out_of_order(contract, on)
    save_changes(by, "taken", option, {"taken_on": on})
    if contract.notice_by is not None and notice_by is None:
        notice_by = days.latest_notice(option.until, contract.notice_months)
    given = {"current_end": option.until, "decide_by": decide_by, "notice_by": notice_by}
    refuse_wrong_days(option.until, contract, decide_by, notice_by)
    save_changes(by, "extended", contract, given)
    return contract


def refuse_out_of_order(contract: Contract, on: datetime.date) -> None:
    """Refuse a day before its end was changed for the last time: what it was on a day is read from the order of days.
    An option and a variation of one day are read in this order."""
    varied = contract.variations.filter(ends__isnull=False).aggregate(last=Max("agreed_on"))["last"]  # type: ignore[attr-defined]
    if varied is not None and on <= varied:
        raise Refused({"on": f"A variation changed its end on {words.date(varied)}. Take the option on a later day."})
    taken = contract.extensions.aggregate(last=Max("taken_on"))["last"]
    if taken is not None and on < taken:
        raise Refused({"on": f"Another option was taken on {words.date(taken)}. Enter that day or a later one."})


def add(by: Actor, contract: Contract, what: Any, gates: tuple[Gate, ...] = rules.TO_EDIT, **said: Any) -> Contract:
    """Write a part of a contract whose terms are still written."""
    contract = locked(Contract, contract.pk)
    authorise(by, EDIT, contract)
    check(gates, contract)
    what.contract = contract
    save_new(by, "added", what, **said)
    record(by, "added", contract, **said)
    if contract.is_open:
        terms_changed(contract)
    return contract


def open_part(by: Actor, contract: Contract, part: Any) -> tuple[Contract, Any]:
    """The contract and its part, held, where the person may change it and its terms are still written."""
    contract = locked(Contract, contract.pk)
    authorise(by, EDIT, contract)
    check(rules.TO_EDIT, contract)
    part = locked(type(part), part.pk)
    if part.contract_id != contract.pk:
        raise NotVisible
    return contract, part
