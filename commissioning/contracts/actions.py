"""Beginning a contract, and changing its terms while they are written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from commissioning.bands.models import ValueBand
from commissioning.bands.rules import band_for
from commissioning.contracts import days, rules
from commissioning.contracts.cannot_be import OPENING, refuse_what_cannot_be
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractOutcome, ContractParty, ContractYear
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import fold, sort_name
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation

BEGIN, EDIT = "commissioning.begin_contract", "commissioning.edit_contract"
END = "commissioning.end_contract"
WHAT = ("reference", "title", "description", "kind", "category", "route", "client_group", "area")
HOW = ("basis", "payment_model", "tier", "parent", "provider_model", "provider", "priority", "template_version")
WHEN = ("starts", "initial_end", "maximum_end", "decide_by", "notice_months", "notice_by", "review_on")
SAID = ("review_procedure", "feedback_method")
ENTRY = (*WHAT, *HOW, *WHEN, *SAID)
Years = Mapping[int, Decimal]


@transaction.atomic
def begin_contract(
    *, by: Actor, commissioner: Organisation, years: Years | None = None, outcome: str = "", **details: Any
) -> Contract:
    """Begin a contract or grant. Where it runs in one financial year, its value is that year's."""
    contract = Contract(commissioner=commissioner, **{name: each for name, each in details.items() if each is not None})
    contract.current_end = contract.initial_end
    authorise(by, BEGIN, contract)
    return write(by, contract, years, [(outcome.strip(), "")] if outcome.strip() else [], "begun")


@transaction.atomic
def begin_small_grant(*, by: Actor, commissioner: Organisation, years: Years | None = None, **details: Any) -> Contract:
    """Begin a grant with the short form, where a value band of the commissioner allows that for its value."""
    band = band_for(ValueBand.objects.filter(body=commissioner), details["value"], clock.today())
    if band is None or not band.short_form:
        upto = (
            f"by its value bands {band.title} has the full form" if band else f"{commissioner.name} has no value band"
        )
        raise Refused({"value": f"The short form is not for this value: {upto}. Begin it with the full form."})
    details |= {"kind": "grant", "area": details.get("area") or commissioner.area or details["provider"].area}
    if details["area"] is None:
        raise Refused("Neither side has its area in the register. Begin it with the full form, which asks for one.")
    years = years or {days.years_between(details["starts"], None)[0]: details["value"]}
    return begin_contract(by=by, commissioner=commissioner, years=years, **details)


def write(
    by: Actor, contract: Contract, years: Years | None, outcomes: list[tuple[str, str]], verb: str, *,
    copied: bool = False,
) -> Contract:  # fmt: skip
    """Write a new contract with its parties, years and outcomes, once nothing is wrong with it.

    Of one that is `copied` the page says what is missing: its years and its sides are not judged yet.
    """
    refuse_what_cannot_be(contract, copied=copied)
    run = days.years_between(contract.starts, contract.initial_end)
    years = years or ({run[0]: contract.value} if len(run) == 1 else {})
    if years and not copied and (said := rules.problem_of_years(contract, contract.value, dict(years))):
        raise Refused({"value": said})
    keep_findable(contract)
    save_new(by, verb, contract, title=contract.title, commissioner=str(contract.commissioner),
             provider=str(contract.provider), value=contract.value)  # fmt: skip
    if not contract.reference:
        contract.reference = f"C{contract.pk}"
        keep_findable(contract)
        contract.save(update_fields=["reference", "search_text"])
    for name, role in OPENING.items():
        party = ContractParty(contract=contract, organisation=getattr(contract, name), role=role)
        party.save(force_insert=True)
    ContractYear.objects.bulk_create([ContractYear(contract=contract, year=y, amount=a) for y, a in years.items()])
    ContractOutcome.objects.bulk_create([ContractOutcome(contract=contract, title=t, measure=m) for t, m in outcomes])
    return contract


@transaction.atomic
def edit_contract(*, by: Actor, contract: Contract, version: int | None, **details: Any) -> Contract:
    """Change the terms while they are written. What was signed before has to be signed anew."""
    hold_both(contract, details.get("parent"))
    contract = locked(Contract, contract.pk, version=version)
    authorise(by, EDIT, contract)
    check(rules.TO_EDIT, contract)
    before, extended = contract.provider, contract.current_end != contract.initial_end
    given = {name: details[name] for name in ENTRY if name in details}
    trial = Contract.objects.get(pk=contract.pk)
    for name, value in given.items():
        setattr(trial, name, value)
    trial.current_end = trial.current_end if extended else trial.initial_end
    refuse_what_cannot_be(trial)
    if not extended:
        given["current_end"] = trial.initial_end
    given["reference"] = given.get("reference", contract.reference) or contract.reference
    if save_changes(by, "changed", contract, given):
        keep_findable(contract)
        contract.save(update_fields=["sort_name", "search_text"])
        if contract.provider_id != before.pk:
            another_provides(by, contract, before)
        terms_changed(contract)
    return contract


@transaction.atomic
def set_values(*, by: Actor, contract: Contract, value: Decimal, years: Years, version: int | None = None) -> Contract:
    """Say what it is worth, and how much of it falls into each financial year: they sum to the value."""
    contract = locked(Contract, contract.pk, version=version)
    authorise(by, EDIT, contract)
    check(rules.TO_EDIT, contract)
    if said := rules.problem_of_years(contract, value, dict(years)):
        raise Refused({"value": said})
    if value == contract.value and dict(years) == {each.year: each.amount for each in contract.years.all()}:
        return contract
    write_years(contract, years)
    save_changes(by, "valued", contract, {"value": value, **lapsing(contract, value)})
    record(
        by, "spread over years", contract, **{days.year_words(year): words.money(each) for year, each in years.items()}
    )
    terms_changed(contract)
    return contract


def hold_both(contract: Contract, other: Contract | None) -> None:
    """Hold two contracts of which one comes to name the other, in the same order whoever asks: else two people who each
    hold one would wait for each other."""
    for pk in sorted({each.pk for each in (contract, other) if each is not None and each.pk is not None}):
        locked(Contract, pk)


def lapsing(contract: Contract, value: Decimal) -> dict[str, Any]:
    """What changes of an exception with a value: one that was approved for less is approved anew."""
    return {"exception_approved_on": None} if contract.exception_approved_on and value > contract.value else {}


def another_provides(by: Actor, contract: Contract, before: Organisation) -> None:
    """Give the part of who provided to who does now. Who has signed stays as it was, with an end."""
    yesterday = clock.today() - days.ONE
    old = contract.parties.get(organisation=before)
    new = contract.parties.filter(organisation=contract.provider_id).first()
    role = old.role
    if old.signatures.exists():
        starts = min(old.starts, yesterday) if old.starts else None
        save_changes(by, "left", old, {"starts": starts, "ends": yesterday})
    else:
        old.delete()
    if new is None:
        party = ContractParty(contract=contract, organisation=contract.provider, role=role)
        save_new(by, "added", party, party=contract.provider.name, part=party.get_role_display())
    else:
        save_changes(by, "provides", new, {"role": role, "starts": None, "ends": None})


def write_years(contract: Contract, years: Years) -> None:
    """Write what each financial year comes to; those that are not named are gone."""
    contract.years.exclude(year__in=list(years)).delete()
    for year, amount in years.items():
        ContractYear.objects.update_or_create(contract=contract, year=year, defaults={"amount": amount})


def terms_changed(contract: Contract) -> None:
    """Note that what is to be signed has changed: who signed before signs anew."""
    contract.terms, contract.agreed_on = contract.terms + 1, None
    contract.save(update_fields=["terms", "agreed_on"])


def keep_findable(contract: Contract) -> None:
    """What it is sorted and searched by: title, reference, both sides and the area."""
    contract.sort_name = sort_name(contract.title)
    sides = f"{contract.commissioner.name} {contract.provider.name}"
    contract.search_text = fold(f"{contract.title} {contract.reference} {sides} {contract.area}")
