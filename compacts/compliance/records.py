"""What records show of the criteria of a scorecard, so that nobody answers by hand what is known (ADR 38).

    @records.add
    def of_contract(scorecard, on, asked):
        return {"outcomes": Shown(Result.KEPT, "2 outcomes are stipulated.")}

A subject above declares so in its `gates.py` what its records show of the piece of funding on a scorecard, by the
subject of the criterion (`CriterionSubject`), of those that are asked for; nothing of what they do not tell. Until the
funding is agreed that is looked up anew each time; from then on it stays as it was on that day.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from compacts.compliance.models import ComplianceCheck, Finding, Scorecard


class Shown(NamedTuple):
    """Whether records show that a criterion is kept (a `Result`), and why; and what is written there of why not."""

    result: str
    reason: str
    explanation: str = ""


Source = Callable[[Scorecard, datetime.date, Collection[str]], Mapping[str, Shown]]
SOURCES: list[Source] = []


def add(source: Source) -> Source:
    """Declare records that show something of what is on scorecards."""
    SOURCES.append(source)
    return source


def shown_of(scorecard: Scorecard, on: datetime.date) -> dict[int, Shown]:
    """What records show on a day, by the key of the criterion. Asks nothing where no criterion has a subject.

    Looked up once for a scorecard as it was read: its page asks three times. An act reads the scorecard again first.
    """
    known: dict[datetime.date, dict[int, Shown]] = scorecard.__dict__.setdefault("shown_by_day", {})
    if on not in known:
        known[on] = look_up(scorecard, on)
    return known[on]


def look_up(scorecard: Scorecard, on: datetime.date) -> dict[int, Shown]:
    """What each source shows of the subjects of which no earlier one told."""
    asked = {each.pk: each.subject for each in scorecard.code.criteria.all() if each.subject}
    told: dict[str, Shown] = {}
    for source in SOURCES if asked else ():
        told |= source(scorecard, on, set(asked.values()) - set(told))
    return {key: told[subject] for key, subject in asked.items() if subject in told}


def findings_on(scorecard: Scorecard, on: datetime.date) -> dict[int, Finding]:
    """What the latest point by a day found, by the key of the criterion; loaded checks are used.

    While the funding is still to be agreed, what records show that day stands in the place of what they showed then,
    but for what somebody said otherwise, with the reason.
    """
    latest = scorecard.latest_check(on)
    if latest is None:
        return {}
    found = {each.criterion_id: each for each in latest.findings.all()}
    if scorecard.agreed_on is not None or scorecard.dropped_on is not None:
        return found
    for key, told in shown_of(scorecard, on).items():
        held = found.get(key)
        if held is None or not held.is_otherwise:
            found[key] = by_records(latest, key, told, held)
    return found


def by_records(made: ComplianceCheck, criterion: int, told: Shown, held: Finding | None) -> Finding:
    """The finding that records give, not saved. A note stays where it was written of the same result."""
    note = held.note if held is not None and held.result == told.result else ""
    return Finding(
        made_by=made, criterion_id=criterion, result=told.result, note=note or told.explanation, shown=told.result,
        shown_because=told.reason,
    )  # fmt: skip
