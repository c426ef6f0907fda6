"""While a contract runs: ended early, its days of decision and notice moved, an end that was mistyped taken back."""

import datetime

from django.db import transaction

from commissioning.contracts import days, rules
from commissioning.contracts.actions import END
from commissioning.contracts.models import Contract
from compacts.compliance.verdicts import Notice, complies
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes
from partnerships.organisations.models import Sector


@transaction.atomic
def end_contract(
    *, by: Actor, contract: Contract, on: datetime.date, notice_given_on: datetime.date, reason: str
) -> Contract:
    """End a contract early, on a last day that leaves the whole period of notice."""
    contract = locked(Contract, contract.pk)
    authorise(by, END, contract)
    check(rules.TO_GO_ON, contract)
    refuse_to_come(notice_given_on=notice_given_on)
    since = min(contract.agreed_on or contract.starts, contract.starts)
    if notice_given_on < since:
        raise Refused(
            {"notice_given_on": f"There was no contract before {words.date(since)}. Enter that day or a later one."}
        )
    refuse_short_notice(contract, notice_given_on, on)
    if contract.current_end is not None and on >= contract.current_end:
        raise Refused({"on": "It ends then anyway. Enter a day before its current end."})
    if on < contract.starts:
        raise Refused({"on": "It cannot end before its first day. Declare it void where it never was."})
    given = {"ended_early_on": on, "notice_given_on": notice_given_on, "end_reason": reason.strip()}
    save_changes(by, "ended early", contract, given)
    return contract


def refuse_short_notice(contract: Contract, given: datetime.date, ends: datetime.date) -> None:
    """Refuse an end that comes before the period of notice of the terms, or that of the Compact for the sector."""
    earliest = days.earliest_end(given, contract.notice_months)
    if ends < earliest:
        period = f"{contract.notice_months} month{'s' if contract.notice_months != 1 else ''}"
        raise Refused(
            {"on": f"Its terms ask for notice of {period}: it can end on {earliest:%-d %B %Y} at the earliest."}
        )
    if contract.provider.kind.sector == Sector.VOLUNTARY:
        verdict = complies(Notice(given, ends, tuple(contract.area.with_wholes())), clock.today())
        if not verdict and verdict.binds and verdict.standing == "falls_short":
            raise Refused({"on": f"The Compact asks for longer notice. {' '.join(verdict.reasons)} Enter a later day."})


@transaction.atomic
def move_days(
    *, by: Actor, contract: Contract, version: int | None, decide_by: datetime.date | None = None,
    notice_by: datetime.date | None = None, decision: str = "",
) -> Contract:  # fmt: skip
    """Say by when it is decided what follows an active contract, and notice given. A decision ends the reminders."""
    contract = locked(Contract, contract.pk, version=version)
    authorise(by, END, contract)
    check(rules.TO_GO_ON, contract)
    decision = decision.strip()
    if decision and decide_by is not None:
        raise Refused({"decide_by": "It is decided, so leave the day empty; or leave out what was decided."})
    if contract.decide_by is not None and decide_by is None and not decision:
        raise Refused({"decision": "Say what was decided, or enter by when it is decided."})
    refuse_wrong_days(contract.current_end, contract, decide_by, notice_by)
    save_changes(by, "days moved", contract, {"decide_by": decide_by, "notice_by": notice_by})
    if decision:
        record(by, "decided what follows", contract, decision=decision)
    return contract


def refuse_wrong_days(
    ends: datetime.date | None, contract: Contract, decide_by: datetime.date | None, notice_by: datetime.date | None
) -> None:
    """Refuse days that come too late for an end."""
    wrong = {"notice_by": rules.problem_of_notice(notice_by, contract.notice_months, ends)}
    if decide_by is not None and ends is not None and decide_by > ends:
        wrong["decide_by"] = f"It ends on {words.date(ends)}. What follows is decided by then: enter an earlier day."
    if said := {name: each for name, each in wrong.items() if each}:
        raise Refused(said)


@transaction.atomic
def take_back_end(*, by: Actor, contract: Contract) -> Contract:
    """Take back that a contract ends early, while that day lies ahead: it was mistyped, or both sides go on."""
    contract = locked(Contract, contract.pk)
    authorise(by, END, contract)
    if contract.voided_on is not None or contract.ended_early_on is None:
        raise Refused("It does not end early, so there is nothing to take back.")
    if contract.ended_early_on < clock.today():
        raise Refused(
            f"It ended on {words.date(contract.ended_early_on)}, which is past. Copy it to begin one that follows."
        )
    save_changes(by, "early end taken back", contract, {"ended_early_on": None, "notice_given_on": None,
                                                        "end_reason": ""})  # fmt: skip
    return contract
