"""Working out how far targets are: many at once, as at a day, by what the readings say now.

Each day has one snapshot of each measure of a target. Working a day out again replaces it, so that the job may run
twice, twice at once, late, or be killed half-way; what was said before is in reports that were kept.
"""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from compacts.targets.arithmetic import awaited
from compacts.targets.counting import Counted, latest_of
from compacts.targets.kinds import RANKS
from compacts.targets.lines import line_of
from compacts.targets.models import Contribution, Snapshot, Strand
from compacts.targets.reading import MEASURED, judged, task_of
from core import clock
from core.work.actions import ask
from core.work.models import State, WorkRow
from partnerships.standards.models import Unit
from partnerships.standards.rules import later

AT_ONCE = 2500
CHANGED_AT_ONCE = 250
"""The database looks for each row of a change among all that change with it, so many are slower than few."""
AFTER_A_CHANGE = "progress_after_a_change"
FIGURES = {"goal": 4, "expected": 4, "change": 6, "rate_so_far": 4, "rate_needed": 4}
"""Of what was worked out, what a snapshot keeps, and with how many decimals."""
LATEST = ("value", "starts", "ends", "whole_periods")
AWAITED = ("awaited_from", "awaited_to", "awaited_by")
MONTHS_TO_ENTER = 1
"""So long after its period has ended a figure is to be entered."""
STRAND = ("area_id", "organisation_id", "weight", "starts", "ends")


def compute_progress(*, on: datetime.date, of: QuerySet[Contribution] | None = None) -> Iterator[int]:
    """Work out how far targets are on a day, all that go on or the measures `of` them. Gives how many, step by step."""
    rows = Contribution.objects.all() if of is None else of
    keys = sorted(rows.filter(target__ended_on=None).values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        yield compute_some(keys[first : first + AT_ONCE], on)


@transaction.atomic
def compute_some(keys: Sequence[int], on: datetime.date) -> int:
    """Work out some measures of targets, while they are held. Their readings are added up in one statement."""
    rows = list(MEASURED.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    woven = set(Strand.objects.filter(contribution__in=keys).values_list("contribution_id", flat=True))
    for each in rows:
        if each.target.organisation_id is not None or each.pk not in woven:  # a succession may have been recorded since
            weave(each)
    counted = latest_of([each.pk for each in rows], on)
    Snapshot.objects.bulk_create(
        [snapshot_of(each, counted.get(each.pk), on) for each in rows],
        update_conflicts=True,
        unique_fields=["contribution", "on"],
        update_fields=["computed_at", "status", "rank", "reason", *LATEST, *FIGURES],
    )
    if on == clock.today():  # a day that is worked out again says nothing of what is to come
        await_next(rows, counted)
    return len(rows)


def await_next(rows: Sequence[Contribution], counted: dict[int, Counted]) -> None:
    """Write down which figure of each is to come next and by when, as of today, where that has changed."""
    changed = []
    for each in rows:
        found = counted.get(each.pk)
        period = awaited(task_of(each), found.latest if found else None)
        next_one = (*period, later(period[1], MONTHS_TO_ENTER, Unit.MONTHS)) if period else (None, None, None)
        if next_one != tuple(getattr(each, name) for name in AWAITED):
            each.awaited_from, each.awaited_to, each.awaited_by = next_one
            changed.append(each)
    Contribution.objects.bulk_update(changed, AWAITED, batch_size=CHANGED_AT_ONCE)


def snapshot_of(contribution: Contribution, counted: Counted | None, on: datetime.date) -> Snapshot:
    """How one measure of a target stands, as it is kept."""
    found, latest = judged(contribution, counted, on), counted.latest if counted else None
    return Snapshot(
        contribution=contribution,
        on=on,
        computed_at=clock.now(),
        status=found.status,
        rank=RANKS[found.status],
        reason=found.reason[:600],
        **{name: getattr(latest, name) for name in LATEST if latest is not None},
        **{name: kept(getattr(found, name), places) for name, places in FIGURES.items()},
    )


def kept(value: Decimal | None, places: int) -> Decimal | None:
    """A figure with the decimals that are kept."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-places))


def weave(contribution: Contribution) -> None:
    """Write down whose readings a measure of a target is counted from, where that has changed."""
    line = line_of(contribution)
    wanted = {tuple(getattr(each, name) for name in STRAND) for each in line.strands}
    if wanted != set(contribution.strands.values_list(*STRAND)):
        contribution.strands.all().delete()
        Strand.objects.bulk_create(line.strands)
    if line.problem != contribution.line_problem:
        contribution.line_problem = line.problem
        contribution.save(update_fields=["line_problem"])


def ask_for(**what: Any) -> None:
    """Ask for the progress of a target, or of all that a measure is of, to be worked out once this is done.

    A piece of work that waits already will see this change too.
    """
    waiting = WorkRow.objects.filter(kind=AFTER_A_CHANGE, state=State.WAITING, args=what)
    if not waiting.exists():
        ask(None, AFTER_A_CHANGE, **what)


def follow(measure: int) -> None:
    """Ask for the progress of every target that is judged by a measure, where there is one."""
    if Contribution.objects.filter(measure=measure).exists():
        ask_for(measure=measure)
