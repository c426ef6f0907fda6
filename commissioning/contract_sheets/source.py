"""A published register of contracts, taken in row by row: each row a contract of the body whose register it is.

Rows are known by their reference. What was taken in before and has not changed stays; what has changed is changed; a
contract whose terms were written and signed here is never changed by a sheet.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, Q

from commissioning.contract_sheets.actions import (
    COMPARED,
    Change,
    in_being_since,
    is_extended,
    lifts_maximum,
    remember_unknown,
    take_register,
)
from commissioning.contract_sheets.rows import CALLED, Entry, kind_of, reading_of
from commissioning.contract_sheets.suppliers import Suppliers
from commissioning.contracts import rules
from commissioning.contracts.actions import keep_findable
from commissioning.contracts.models import Contract
from core import clock
from core.acts import Actor
from core.fields import sort_name
from core.imports import sources
from core.imports.sources import Outcome, Plan, Row
from core.pages import words
from core.trail.actions import plain
from partnerships.organisations.models import Organisation

AGREED_HERE = Contract.objects.filter(Q(signatures__isnull=False) | Q(variations__isnull=False), pk=OuterRef("pk"))
"""Contracts that were signed, or of which a variation was proposed, here: no sheet changes these."""


class ContractRegister(sources.Source):
    """A register of contracts in the layout in which public bodies publish theirs."""

    code = "contract-register"
    title = "Register of contracts"
    description = "Contracts as a public body publishes them: reference, title, supplier, value, start, ends."
    permission = "commissioning.import_contracts"
    view_permission = "commissioning.view_supplier"
    run_page = "contract_register_run"
    own_page = "contract_register_send"

    def read(self, path: Path, name: str, *, cap: int) -> sources.Reading:
        return reading_of(path, name, cap)

    def sit(self, reading: sources.Reading, *, published_on: datetime.date | None = None, **given: Any) -> "Register":
        return Register(Organisation.objects.select_related("area").get(pk=given["body"]))


class Register(sources.Sitting):
    """One walk through the register of a body."""

    def __init__(self, body: Organisation) -> None:
        self.body = body
        self.seen: dict[str, int] = {}
        self.unknown: dict[str, Entry] = {}
        self.void: dict[str, datetime.date] = {}
        self.gone: dict[tuple[int, datetime.date], str] = {}

    def plan(self, rows: Sequence[Row], *, lock: bool) -> list[Plan]:
        entries = [row.data for row in rows]
        suppliers = Suppliers(entries, self.body)
        held = Contract.objects.filter(commissioner=self.body, voided_on=None).annotate(
            kept_here=Q(Exists(AGREED_HERE))
        )
        held = held.filter(reference__in={each.reference for each in entries})
        held = held.select_related("commissioner", "provider", "area")
        void = Contract.objects.filter(commissioner=self.body, voided_on__isnull=False)
        void = void.filter(reference__in={each.reference for each in entries})
        self.void |= dict(void.order_by("voided_on").values_list("reference", "voided_on"))
        there = {each.reference: each for each in (held.select_for_update(of=("self",)) if lock else held)}
        return [self.plan_for(row, suppliers, there) for row in rows]

    def plan_for(self, row: Row, suppliers: Suppliers, there: dict[str, Contract]) -> Plan:
        """What becomes of one row."""
        entry: Entry = row.data
        label = f"{entry.reference} {entry.title}"[:300]
        first = self.seen.setdefault(entry.reference, row.line)
        if first != row.line:
            return refused(row, label, f"Line {first} has the same reference. Take one of the two rows away.")
        if entry.reference in self.void and entry.reference not in there:
            day = words.date(self.void[entry.reference])
            return refused(row, label, f"It was declared void here on {day} and stays so. Take it out of the register, "
                           "or give it another reference where it is another contract.")  # fmt: skip
        found = suppliers.of(entry)
        if found.organisation is None:
            if found.ask:
                self.unknown.setdefault(sort_name(entry.supplier, 255), entry)
            return refused(row, label, found.problem)
        if said := self.cannot_be(entry, found.organisation):
            return refused(row, label, said)
        doubts = [*entry.doubts, *([found.doubt] if found.doubt else [])]
        known = there.get(entry.reference)
        if known is None:
            told = f"With {found.organisation.name}, worth {words.money(entry.value)}, from {words.date(entry.starts)}"
            until = f" to {words.date(entry.current_end)}" if entry.current_end else ""
            return Plan(row, Outcome.CREATE, label=label, changes=[f"{told}{until}"], doubts=doubts,
                        thing=(None, found.organisation, {}))  # fmt: skip
        changed = differences(known, entry, found.organisation)
        if not changed:
            return Plan(row, Outcome.UNCHANGED, label=label)
        if known.taken_over_on is None or known.kept_here:
            what = " and ".join(CALLED[name] for name in changed)
            kept = f"Its terms are kept here, and the sheet says otherwise of: {what}."
            return refused(row, label, f"{kept} Change it on its own page, by a variation once it is active.")
        if lifts_maximum(known, changed):
            doubts.append("It now ends after the maximum end that is kept here: that moves to its new end.")
        becomes = [f"{CALLED[name]}: {plain(old) or 'nothing'} becomes {plain(new) or 'nothing'}"
                for name, (old, new) in changed.items()]  # fmt: skip
        return Plan(row, Outcome.UPDATE, label=label, changes=becomes, doubts=doubts,
                    thing=(known, found.organisation, changed))  # fmt: skip

    def cannot_be(self, entry: Entry, supplier: Organisation) -> str:
        """Why a contract with this supplier cannot be: it is the body itself, or had closed. Each is asked once."""
        if supplier.pk == self.body.pk:
            return "The supplier is the body whose register it is."
        if supplier.closed is None or entry.starts <= supplier.closed:
            return ""
        key = (supplier.pk, entry.starts)
        if key not in self.gone:
            self.gone[key] = rules.why_not_there(supplier, entry.starts, "supplier")
        return self.gone[key]

    def carry_out(self, by: Actor, plans: Sequence[Plan], *, run_id: int) -> None:
        remember_unknown(self.unknown, self.body)
        self.unknown = {}
        new = [self.made_of(plan) for plan in plans if plan.outcome == Outcome.CREATE]
        changed = [
            Change(plan.row.data, *plan.thing) for plan in plans if plan.outcome == Outcome.UPDATE
        ]  # fmt: skip
        take_register(by=by, body=self.body, new=new, changed=changed, run=run_id)

    def made_of(self, plan: Plan) -> Contract:
        """The contract of a row: active, since a published register says that it is in being."""
        entry, (_, supplier, _) = plan.row.data, plan.thing
        contract = Contract(
            reference=entry.reference, title=entry.title, description=entry.description, route=entry.route,
            category=entry.category, value=entry.value, starts=entry.starts, current_end=entry.current_end,
            initial_end=None if entry.extended else entry.current_end, maximum_end=entry.maximum_end,
            commissioner=self.body, provider=supplier, area=self.body.area,
            kind=kind_of(entry.category, entry.route), taken_over_on=clock.today(),
        )  # fmt: skip
        contract.agreed_on = contract.activated_on = in_being_since(contract)
        keep_findable(contract)
        return contract


def refused(row: Row, label: str, reason: str) -> Plan:
    """A row that is set aside."""
    return Plan(row, Outcome.REFUSE, label=label, reason=reason)


def differences(known: Contract, entry: Entry, supplier: Organisation) -> dict[str, tuple[Any, Any]]:
    """What a row says otherwise than the contract, by the name of the column; columns the sheet lacks say nothing."""
    said = {"supplier": supplier.pk, "award_value": entry.value}
    held = {"supplier": known.provider_id}
    found = {}
    for column, name in COMPARED.items():
        if column in entry.given:
            old = held.get(column, getattr(known, name) if column != "supplier" else None)
            new = said.get(column, getattr(entry, column, None))
            if old != new:
                found[column] = (known.provider.name, supplier.name) if column == "supplier" else (old, new)
    if "extended" in entry.given and entry.current_end is not None and is_extended(known) != entry.extended:
        found["extended"] = ("No", "Yes") if entry.extended else ("Yes", "No")
    return found
