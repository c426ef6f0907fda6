"""Taking contracts in from a published register, and saying who is meant by a supplier of one."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from commissioning.contract_sheets.models import SupplierName
from commissioning.contract_sheets.rows import Entry, kind_of
from commissioning.contracts import days
from commissioning.contracts.actions import BEGIN, OPENING, keep_findable
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractParty, ContractYear
from core import clock
from core.acts import Actor, authorise, locked
from core.trail.actions import event_of, plain, save_changes
from core.trail.models import Event
from partnerships.organisations.models import Organisation

CONFIRM = "commissioning.confirm_supplier"
COMPARED = {
    "title": "title", "supplier": "provider", "description": "description", "award_value": "value", "starts": "starts",
    "current_end": "current_end", "maximum_end": "maximum_end", "route": "route", "category": "category",
}  # fmt: skip
"""Columns of the sheet, and the field of a contract that each speaks of."""
CARRIED = (
    *COMPARED.values(),
    "kind",
    "agreed_on",
    "activated_on",
    "initial_end",
    "sort_name",
    "search_text",
    "version",
)


@dataclass(frozen=True)
class Change:
    """A contract that was taken in before and of which its register now says something else."""

    entry: Entry
    contract: Contract
    supplier: Organisation
    changed: Mapping[str, tuple[Any, Any]]


@transaction.atomic
def confirm_supplier(
    *, by: Actor, supplier: SupplierName, organisation: Organisation, version: int | None = None
) -> SupplierName:
    """Say which organisation is meant; later sheets of the body know it. What was taken in before stays as it is."""
    supplier = locked(SupplierName, supplier.pk, version=version)
    authorise(by, CONFIRM, supplier)
    save_changes(by, "confirmed", supplier, {"organisation": organisation, "confirmed_on": clock.today()})
    return supplier


@transaction.atomic
def take_register(
    *, by: Actor, body: Organisation, new: Sequence[Contract], changed: Sequence[Change], run: int
) -> None:
    """Take in some rows of a body's register: contracts that are new, and those of which it says something else."""
    authorise(by, BEGIN, Contract(commissioner=body))
    Contract.objects.bulk_create(new)
    ContractParty.objects.bulk_create(
        [
            ContractParty(contract=each, organisation_id=getattr(each, f"{name}_id"), role=role)
            for each in new
            for name, role in OPENING.items()
        ]
    )
    ContractYear.objects.bulk_create([year for each in new for year in only_year(each)])
    events = [event_of(by, "taken from a register", each, run_id=run, value=each.value) for each in new]
    events += [carry(by, each, run) for each in changed]
    contracts = [each.contract for each in changed]
    Contract.objects.bulk_update(contracts, CARRIED)
    ContractYear.objects.filter(contract__in=contracts).delete()
    ContractYear.objects.bulk_create([year for each in contracts for year in only_year(each)])
    Event.objects.bulk_create(events)


def carry(by: Actor, change: Change, run: int) -> Event:
    """Let a contract be as its register says now; gives the event of what has changed."""
    contract, supplier = change.contract, change.supplier
    if "supplier" in change.changed:
        contract.parties.filter(organisation=contract.provider_id).update(organisation=supplier)
    lifted, before = lifts_maximum(contract, change.changed), contract.initial_end
    for column, (_, new) in change.changed.items():
        if column in COMPARED:
            setattr(contract, COMPARED[column], supplier if column == "supplier" else new)
    contract.kind = kind_of(contract.category, contract.route)
    if "starts" in change.changed:
        contract.agreed_on = contract.activated_on = in_being_since(contract)
    if lifted:
        contract.maximum_end = contract.current_end
    if {"starts", "current_end", "extended"} & set(change.changed):
        extended = change.entry.extended if "extended" in change.entry.given else is_extended_before(change)
        ends = contract.current_end
        first = before if before and ends and contract.starts <= before < ends else None
        contract.initial_end = first if extended else ends
    keep_findable(contract)
    contract.version += 1
    said = {COMPARED.get(column, column): [plain(old), plain(new)] for column, (old, new) in change.changed.items()}
    return event_of(by, "changed by its register", contract, run_id=run, **said)


def in_being_since(contract: Contract) -> datetime.date:
    """Since when a contract has been in being of which a register says so: its first day, or where that is still to
    come the day on which it was taken over."""
    return min(contract.starts, contract.taken_over_on or clock.today())


def is_extended(contract: Contract) -> bool:
    """Whether it runs on beyond its initial end, which a register need not name."""
    return contract.current_end is not None and contract.initial_end != contract.current_end


def is_extended_before(change: Change) -> bool:
    """Whether it had been extended, where the register does not say."""
    old = change.changed["current_end"][0] if "current_end" in change.changed else change.contract.current_end
    return old is not None and change.contract.initial_end != old


def lifts_maximum(contract: Contract, changed: Mapping[str, tuple[Any, Any]]) -> bool:
    """Whether it now ends after its maximum end, of which the register says nothing."""
    ends = changed["current_end"][1] if "current_end" in changed else None
    most = contract.maximum_end
    return ends is not None and most is not None and ends > most and "maximum_end" not in changed


def only_year(contract: Contract) -> list[ContractYear]:
    """The value by year, where the whole of it falls into one; a register does not say more."""
    years = days.years_between(contract.starts, contract.current_end)
    known = contract.current_end is not None and len(years) == 1
    return [ContractYear(contract=contract, year=years[0], amount=contract.value)] if known else []


def remember_unknown(unknown: Mapping[str, Entry], body: Organisation) -> None:
    """Keep the names of suppliers that nobody knows, for a person to say who is meant."""
    SupplierName.objects.bulk_create(
        [
            SupplierName(
                body=body,
                written=each.supplier,
                sort_name=name,
                identifier=each.supplier_identifier,
                seen_on=clock.today(),
            )
            for name, each in unknown.items()
        ],
        ignore_conflicts=True,
    )
