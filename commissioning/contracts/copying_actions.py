"""Beginning a contract that follows another, as far as what went before can be taken on."""

import datetime

from django.db import transaction

from commissioning.contracts import days, rules
from commissioning.contracts.actions import EDIT, ENTRY, write
from commissioning.contracts.cannot_be import DAYS, OPENING
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractParty
from core import clock
from core.acts import Actor, authorise, locked
from partnerships.organisations.models import Organisation

YEAR = 12


@transaction.atomic
def copy_contract(*, by: Actor, contract: Contract, title: str = "") -> Contract:
    """Begin one that follows: everything as before with its days a year on, but nothing signed, checked or approved.

    What cannot be taken on, such as money of a year in which it does not run, is left to the page of the draft, which
    says what is missing.
    """
    old = locked(Contract, contract.pk)
    authorise(by, EDIT, old)
    new = Contract(
        **{name: getattr(old, name) for name in ENTRY if name not in ("reference", *DAYS)},
        **{name: day and days.months_later(day, YEAR) for name, day in ((each, getattr(old, each)) for each in DAYS)},
        commissioner=old.commissioner, value=old.value, copied_from=old,
    )  # fmt: skip
    new.starts = days.starts_later(old.starts, YEAR)
    new.title = title.strip() or old.title
    new.current_end = new.initial_end
    take_heirs(new)
    if new.priority and rules.why_not_served(new.priority, clock.today()):
        new.priority = None
    if rules.problem_of_notice(new.notice_by, new.notice_months, new.current_end):
        new.notice_by = days.latest_notice(new.current_end, new.notice_months)  # type: ignore[arg-type]
    run = days.years_between(new.starts, new.maximum_end or new.current_end)
    years = {each.year + 1: each.amount for each in old.years.all() if each.year + 1 in run}
    outcomes = list(old.outcomes.values_list("title", "measure"))
    made = write(by, new, years, outcomes, "copied from last year", copied=True)
    copy_parties(old, made)
    return made


def take_heirs(new: Contract) -> None:
    """Let whoever came after a side that has closed take its place, where that is one other body."""
    for name in OPENING:
        side = getattr(new, name)
        after = rules.heirs_of(side) if gone(side, new.starts) else []
        if len(after) == 1 and after[0].pk not in (new.commissioner_id, new.provider_id):
            setattr(new, name, after[0])


def copy_parties(old: Contract, made: Contract) -> None:
    """Let all others who have a part in the old one have it in the new one, and both sides their old role."""
    both = [old.commissioner_id, old.provider_id]
    for party in old.parties.filter(organisation__in=both):
        mine = made.commissioner_id if party.organisation_id == old.commissioner_id else made.provider_id
        made.parties.filter(organisation=mine).update(role=party.role)
    there = [*both, made.commissioner_id, made.provider_id]
    for party in old.parties.exclude(organisation__in=there).filter(ends=None):
        ContractParty(contract=made, organisation=party.organisation, role=party.role).save(force_insert=True)


def gone(body: Organisation, on: datetime.date) -> bool:
    """Whether an organisation has closed by a day."""
    return body.closed is not None and body.closed < on
