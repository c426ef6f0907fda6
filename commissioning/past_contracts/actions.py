"""Entering a contract of the past from its paper, to be judged as at the day on which it was agreed (ADR 46)."""

import datetime
from typing import Any

from django.db import transaction

from commissioning.contracts.actions import BEGIN, Years, write
from commissioning.contracts.models import Contract
from core import clock
from core.acts import Actor, Refused, authorise
from core.pages import words
from core.trail.actions import record
from partnerships.organisations.lineage import lines_of
from partnerships.organisations.models import Organisation

EARLIER = "{} is not past. Enter the day in the past on which it was agreed, or begin it as a contract of today."
AFTER = "It ended on {} by its terms. Enter the day before that on which it was agreed."


@transaction.atomic
def begin_past_contract(
    *, by: Actor, commissioner: Organisation, past_reason: str, past_kept_at: str, past_on: datetime.date | None = None,
    years: Years | None = None, **details: Any,
) -> Contract:  # fmt: skip
    """Begin a contract or grant as one of the past: agreed on a day before today, or else on its first day.

    It says why it is entered now and where its paper is kept. The Code, the plan and the value bands that it is judged
    by are those of that day.
    """
    contract = Contract(commissioner=commissioner, **{name: each for name, each in details.items() if each is not None})
    contract.current_end = contract.initial_end
    contract.past_on, contract.past_entered_on = past_on or contract.starts, clock.today()
    contract.past_reason, contract.past_kept_at = past_reason.strip(), past_kept_at.strip()
    authorise(by, BEGIN, contract)
    refuse_other_days(contract)
    made = write(by, contract, years, [], "entered from paper")
    record(by, "entered as one of the past", made, judged_as_at=made.past_on, reason=made.past_reason,
           kept_at=made.past_kept_at)  # fmt: skip
    return made


def not_there_yet(contract: Contract) -> str:
    """Which party, or whoever came before it, was not there to agree on that day; empty where both were."""
    for body in (contract.commissioner, contract.provider):
        if body.opened is not None and contract.past_on < body.opened and not lines_of(body.pk)[0]:
            return f"{body.name} opened on {words.date(body.opened)}. It agreed nothing before that day."
    return ""


def refuse_other_days(contract: Contract) -> None:
    """Refuse a day that is not past, or outside the calendar; and what says neither why nor where the paper is."""
    day = contract.past_on
    wrong = {
        "past_on": EARLIER.format(words.date(day))
        if day >= clock.today()  # type: ignore[operator]
        else f"Enter a day from {words.date(clock.EARLIEST)} on."
        if day < clock.EARLIEST  # type: ignore[operator]
        else AFTER.format(words.date(contract.initial_end))
        if day > contract.initial_end  # type: ignore[operator]
        else not_there_yet(contract),
        "past_reason": "" if contract.past_reason else "Say why it is entered as one of the past.",
        "past_kept_at": "" if contract.past_kept_at else "Say where the paper is kept.",
    }
    if said := {name: each for name, each in wrong.items() if each}:
        raise Refused(said)
