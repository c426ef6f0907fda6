"""Proposing, agreeing and withdrawing a variation of a contract."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commissioning.contracts import rules
from commissioning.contracts.actions import lapsing, write_years
from commissioning.contracts.days import latest_notice
from commissioning.contracts.kinds import COMMISSIONING, PROVIDING
from commissioning.contracts.models import Contract
from commissioning.variations.models import Variation, VariationYear
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from core.trail.models import Event

PROPOSE, AGREE = "commissioning.propose_variation", "commissioning.agree_variation"
WITHDRAW = "commissioning.withdraw_variation"
SIDES = {"commissioner_agreed_on": COMMISSIONING, "provider_agreed_on": PROVIDING}
OVER = "It was {} already, so nothing of it changes. Propose another."


@transaction.atomic
def propose_variation(
    *, by: Actor, contract: Contract, reason: str, ends: datetime.date | None = None, value: Decimal | None = None,
    years: Mapping[int, Decimal] | None = None,
) -> Variation:  # fmt: skip
    """Propose to change the end, the value or other terms of an active contract. Both sides then agree."""
    contract = locked(Contract, contract.pk)
    authorise(by, PROPOSE, contract)
    check(rules.TO_GO_ON, contract)
    years = dict(years or {})
    refuse_what_cannot_be(contract, ends, value, years)
    number = contract.variations.count() + 1
    variation = Variation(
        contract=contract, number=number, reason=reason.strip(), ends=ends, value=value, proposed_on=clock.today()
    )
    save_new(by, "proposed", variation, contract=contract.title, ends=ends, value=value)
    VariationYear.objects.bulk_create([VariationYear(variation=variation, year=y, amount=a) for y, a in years.items()])
    record(by, "variation proposed", contract, number=number)
    return variation


def refuse_what_cannot_be(contract: Contract, ends: Any, value: Any, years: dict[int, Decimal]) -> None:
    """Refuse an end that is past or beyond the maximum, and years that do not add up or in which it does not run."""
    if ends is not None and ends < contract.starts:
        raise Refused({"ends": "It would end before it starts. Enter an end on or after its first day."})
    if ends is not None and contract.maximum_end is not None and ends > contract.maximum_end:
        raise Refused({"ends": f"Its maximum end is {words.date(contract.maximum_end)}. Enter that or an earlier day."})
    if ends is not None and ends < clock.today():
        raise Refused({"ends": f"{words.date(ends)} is past, and a variation holds from the day on which both agreed "
                       "it. Propose today or a later day."})  # fmt: skip
    if value is None and years:
        raise Refused({"value": "Enter the new value, to which the years add up."})
    shorter = ends is not None and (contract.current_end is None or ends < contract.current_end)
    if value is None and shorter:
        value, years = contract.value, {each.year: each.amount for each in contract.years.all()}
    if value is not None:
        trial = Contract.objects.get(pk=contract.pk)
        trial.current_end = ends or trial.current_end
        if shorter:
            trial.maximum_end = ends
        if said := rules.problem_of_years(trial, value, years):
            raise Refused({"value": said})


@transaction.atomic
def agree_variation(*, by: Actor, variation: Variation, version: int | None = None) -> Variation:
    """Agree a variation for the side one acts for. With the second side it changes the contract, today."""
    contract = locked(Contract, variation.contract_id)
    variation = locked(Variation, variation.pk, version=version)
    authorise(by, AGREE, variation)
    refuse_over(variation)
    check(rules.TO_GO_ON, contract)
    agree_for(by, contract, variation)
    if variation.commissioner_agreed_on is not None and variation.provider_agreed_on is not None:
        apply(by, contract, variation)
    return variation


def agree_for(by: Actor, contract: Contract, variation: Variation) -> None:
    """Let the party agree for which the person acts, and those of its side that came to it. The side has agreed once
    all have who sign for it."""
    ours = [each for each in rules.acts_for(by, contract) if each.role in (*COMMISSIONING, *PROVIDING)]
    if not ours:
        raise PermissionDenied("Somebody of either side agrees it. Sign in and act for one of the parties.")
    asked = rules.signing(contract, clock.today())
    given = set(variation.agreed_by.values_list("pk", flat=True))
    mine = [each for each in ours if each in asked]
    waiting = [each for each in mine if each.pk not in given]
    first = next(iter(waiting or mine or ours))
    field, side = next((name, roles) for name, roles in SIDES.items() if first.role in roles)
    needed = [each for each in asked if each.role in side]
    if not mine:
        who = " and ".join(each.organisation.name for each in needed)
        raise Refused(f"{who} leads your side and agrees it for all of you. Ask its people to.")
    if waiting and Event.objects.of(variation).filter(verb="agreed for", user_id=by.user_id).exists():
        raise Refused("You have agreed it for another party. Somebody else agrees it for this one.")
    for party in (each for each in waiting if each.role in side):
        variation.agreed_by.add(party)
        record(by, "agreed for", variation, party=party.organisation.name)
        given.add(party.pk)
    if getattr(variation, field) is None and all(each.pk in given for each in needed):
        save_changes(by, "agreed", variation, {field: clock.today()})


def apply(by: Actor, contract: Contract, variation: Variation) -> None:
    """Let the contract be as both sides agreed, and keep what it was before."""
    refuse_what_cannot_be(contract, variation.ends, variation.value, {y.year: y.amount for y in variation.years.all()})
    before = {each.year: each.amount for each in contract.years.all()}
    given: dict[str, Any] = {}
    kept: dict[str, Any] = {"agreed_on": clock.today()}
    if variation.ends is not None:
        given["current_end"], kept["ends_before"] = variation.ends, contract.current_end
        given |= days_that_fit(contract, variation.ends)
    if variation.value is not None:
        given["value"], kept["value_before"] = variation.value, contract.value
        given |= lapsing(contract, variation.value)
        years = {each.year: each.amount for each in variation.years.all()}
        for year in sorted({*before, *years}):
            VariationYear.objects.update_or_create(
                variation=variation, year=year,
                defaults={"amount": years.get(year, Decimal(0)), "before": before.get(year)},
            )  # fmt: skip
        write_years(contract, years)
    save_changes(by, "agreed by both", variation, kept)
    save_changes(by, "varied", contract, given)
    record(by, "variation agreed", contract, number=variation.number)


def days_that_fit(contract: Contract, ends: datetime.date) -> dict[str, datetime.date | None]:
    """The days of decision and of notice that come too late for a new end, moved to the last that is possible; a day
    of notice that is past by then is none."""
    found: dict[str, datetime.date | None] = {}
    latest = latest_notice(ends, contract.notice_months)
    if contract.notice_by is not None and contract.notice_by > latest:
        found["notice_by"] = latest if latest >= clock.today() else None
    if contract.decide_by is not None and contract.decide_by > ends:
        found["decide_by"] = ends
    return found


@transaction.atomic
def withdraw_variation(*, by: Actor, variation: Variation) -> Variation:
    """Take back a variation that is not agreed by both sides."""
    variation = locked(Variation, variation.pk)
    authorise(by, WITHDRAW, variation)
    refuse_over(variation)
    save_changes(by, "withdrawn", variation, {"withdrawn_on": clock.today()})
    return variation


def refuse_over(variation: Variation) -> None:
    """Refuse what was agreed or withdrawn."""
    if variation.agreed_on is not None or variation.withdrawn_on is not None:
        raise Refused(OVER.format("agreed by both sides" if variation.agreed_on else "withdrawn"))
