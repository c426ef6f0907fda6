"""What is done about boundaries by hand: a change is proposed, carried out, declared void; an alert is noted."""

import datetime
from typing import Any

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house
from partnerships.places import keeping, rules
from partnerships.places.judging import LONG_AGO
from partnerships.places.models import BoundaryAlert, BoundaryChange, BoundaryChangeKind
from partnerships.places.reading import list_under_way

PROPOSE = "partnerships.propose_boundary_change"
CARRY_OUT = "partnerships.carry_out_boundary_change"
VOID = "partnerships.void_boundary_change"
NOTE = "partnerships.note_boundary_alert"


@transaction.atomic
def propose_move(
    *, by: Actor, first_day: datetime.date, small_areas: int, organisation: Organisation, area: Area,
    to_organisation: Organisation | None = None, to_area: Area | None = None, reason: str, source: str,
) -> BoundaryChange:  # fmt: skip
    """Propose that small areas move from a health body or council to another: nothing changes until it is carried
    out. Without another body, or another area, that side stays the same."""
    to = {"to_organisation": to_organisation or organisation, "to_area": to_area or area}
    return propose(
        by, kind=BoundaryChangeKind.MOVE, first_day=first_day, small_areas=small_areas, organisation=organisation,
        area=area, reason=reason, source=source, **to,
    )  # fmt: skip


@transaction.atomic
def propose_count(
    *, by: Actor, first_day: datetime.date, organisation: Organisation, area: Area, small_areas: int,
    organisation_total: int | None = None, area_total: int | None = None, reason: str, source: str,
) -> BoundaryChange:  # fmt: skip
    """Propose what a health body and an area share from a day on, none to end it, and what all of either has."""
    return propose(
        by, kind=BoundaryChangeKind.COUNT, first_day=first_day, small_areas=small_areas, organisation=organisation,
        area=area, organisation_total=organisation_total, area_total=area_total, reason=reason, source=source,
    )  # fmt: skip


def propose(by: Actor, **fields: Any) -> BoundaryChange:
    """Write a change that waits to be carried out."""
    authorise(by, PROPOSE)
    change = BoundaryChange(proposed_on=clock.today(), **fields)
    rules.refuse_impossible(change)
    save_new(by, "proposed", change, what=str(change), first_day=change.first_day, why=change.reason)
    return change


@transaction.atomic
def carry_out_boundary_change(*, by: Actor, change: BoundaryChange) -> BoundaryChange:
    """Let a boundary change count: counts end the day before and begin anew, and the pairs are judged again."""
    keeping.hold_places()
    change = locked(BoundaryChange, change.pk)
    authorise(by, CARRY_OUT, change)
    if change.carried_out_on is not None and change.voided_on is None:
        return change  # twice is once
    rules.refuse_impossible(change)
    check(rules.TO_CARRY_OUT, change)
    with keeping.watched(by, first=change.first_day, on=change.first_day, cause=str(change), change=change):
        carry_out(change)
    save_changes(by, "carried out", change, {"carried_out_on": clock.today()})
    told(by, "boundary changed", change, first_day=change.first_day)
    return change


def told(by: Actor, verb: str, change: BoundaryChange, **detail: Any) -> None:
    """Write into the history of each health body that it is about."""
    for body in {change.organisation, change.to_organisation or change.organisation}:
        record(by, verb, body, what=str(change), **detail)


def carry_out(change: BoundaryChange) -> None:
    """Write the counts of a change."""
    after = rules.counts_after(change, rules.count_on(change.first_day))
    counts = [(key, number, keeping.standing_count(*key)) for key, number in after.items() if number is not None]
    keeping.write_counts(
        counts, first_day=change.first_day, source=change.source, source_day=change.first_day, change=change
    )


@transaction.atomic
def void_boundary_change(*, by: Actor, change: BoundaryChange, reason: str) -> BoundaryChange:
    """Declare a change void: what it had ended goes on as before. A proposal is withdrawn so."""
    keeping.hold_places()
    change = locked(BoundaryChange, change.pk)
    authorise(by, VOID, change)
    check(rules.TO_VOID, change)
    if not reason.strip():
        raise Refused({"reason": "Say why it is void."})
    save_changes(by, "declared void", change, {"voided_on": clock.today(), "void_reason": reason})
    if change.carried_out_on is not None:
        cause = f"Declared void: {change}"
        with keeping.watched(by, first=change.first_day or LONG_AGO, on=change.first_day, cause=cause, change=change):
            keeping.reopen(change)
        told(by, "boundary change declared void", change, why=reason)
    return change


@transaction.atomic
def note_boundary_alert(*, by: Actor, alert: BoundaryAlert, note: str) -> BoundaryAlert:
    """Note an alert, with what is done about it: it waits for nobody any more."""
    alert = locked(BoundaryAlert, alert.pk)
    authorise(by, NOTE, alert)
    if alert.noted_on is None:  # twice is once
        save_changes(by, "noted", alert, {"noted_on": clock.today(), "noted_by_id": by.user_id, "note": note})
    return alert


@transaction.atomic
def judge_pairs() -> int:
    """Work all pairs out anew, as areas and councils stand in the register by now. Gives how many there are today.

    While a list is being taken in they stay as they are: whatever ends it works them out.
    """
    keeping.hold_places()
    if list_under_way():
        return len(keeping.judged_on(clock.today()))
    by = the_house("schedule", "The nightly judging of pairs")
    cause = "The register's areas and councils changed"
    with keeping.watched(by, first=LONG_AGO, on=clock.today(), cause=cause):
        pass
    return len(keeping.judged_on(clock.today()))
