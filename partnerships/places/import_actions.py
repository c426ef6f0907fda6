"""Putting what a published list of places says into the register, inside the transaction of its batch."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from core import clock
from core.acts import Actor, authorise
from core.imports.models import ImportedRecord, ImportRun, RunState
from core.trail.actions import event_of, save_changes
from core.trail.models import Event
from partnerships.organisations.models import Area, Organisation
from partnerships.places import keeping
from partnerships.places.judging import LONG_AGO
from partnerships.places.models import AreaPoint, BoundaryAlert, CouncilTier, SmallAreaCount
from partnerships.places.rules import Key

IMPORT = "partnerships.import_organisations"
AT_ONCE = 500


@dataclass(frozen=True)
class Taken:
    """What a row of overlaps begins and ends: none of `number` where the row itself changes nothing."""

    body: Organisation
    area: Area
    number: int | None
    standing: SmallAreaCount | None
    gone: list[SmallAreaCount]


def take_overlaps(
    *, by: Actor, rows: Sequence[tuple[int, Taken]], first_day: datetime.date | None, source: str, run_id: int
) -> None:
    """Let each body and area share so many small areas from the day on; what is gone ends. `rows` come with their line.

    The pairs are worked out once the whole list is taken (`take_totals`).
    """
    authorise(by, IMPORT)
    counts: list[keeping.NewCount] = []
    events = []
    for line, row in rows:
        counts += [((each.organisation_id, each.area_id), 0, each) for each in row.gone]
        if row.number is not None:
            counts.append(((row.body.pk, row.area.pk), row.number, row.standing))
        detail = {"area": row.area.name, "small areas": row.number, "source": source, "import": run_id, "line": line}
        if row.gone:
            detail["nothing any more in"] = sorted(str(each.area) for each in row.gone)
        events.append(event_of(by, "small areas counted", row.body, **detail))
    written = keeping.write_counts(counts, first_day=first_day, source=source, source_day=first_day)
    for event in events:
        event.channel = "import"
    Event.objects.bulk_create(events, batch_size=AT_ONCE)
    told = [
        ImportedRecord(run_id=run_id, model=Organisation._meta.label_lower, object_id=row.body.pk, event=event.pk)
        for (_, row), event in zip(rows, events, strict=True)
    ]
    keep(run_id, written, told)


def keep(run_id: int, written: keeping.Written, more: Sequence[ImportedRecord] = ()) -> None:
    """Keep what an import wrote, in its order, so that it can be undone."""
    kept = [
        ImportedRecord(
            run_id=run_id, model=row._meta.label_lower, object_id=row.pk, made=before is None, before=before or {}
        )
        for row, before in written
    ]
    ImportedRecord.objects.bulk_create([*kept, *more], batch_size=AT_ONCE)


def take_totals(
    *,
    by: Actor,
    totals: Iterable[tuple[Key, int]],
    first_day: datetime.date | None,
    source: str,
    run_id: int,
) -> None:
    """What all of a body or area has, where the list has it whole; then the pairs are judged anew, and an alert is
    given where the list lowered the share."""
    authorise(by, IMPORT)
    keeping.hold_places()
    standing = keeping.standing_totals()
    with keeping.watched(by, first=first_day or LONG_AGO, on=first_day or clock.today(), cause=source) as alerts:
        counts = [(key, total, standing.get(key)) for key, total in totals]
        taken = [each for each in counts if each[2] is None or newer(first_day, each[2].starts)]
        keep(run_id, keeping.write_counts(taken, first_day=first_day, source=source, source_day=first_day))
    keep(run_id, [(alert, None) for alert in alerts])


def newer(first_day: datetime.date | None, since: datetime.date | None) -> bool:
    """Whether a list of that day replaces what is known since another."""
    return first_day is not None and (since is None or since <= first_day)


def take_tiers(
    *, by: Actor, rows: Sequence[tuple[int, int, CouncilTier | None]], first_day: datetime.date | None, source: str,
    run_id: int,
) -> None:  # fmt: skip
    """Let each area lie in that of its upper-tier council from the day on, and no more where it lay before."""
    authorise(by, IMPORT)
    written: keeping.Written = []
    for _, _, standing in rows:
        if standing is not None:
            written.append((standing, keeping.before_of(standing)))
            keeping.close(standing, first_day, f"Said anew for the same day: {source}")
    tiers = [CouncilTier(area_id=area, upper_id=upper, starts=first_day, source=source) for area, upper, _ in rows]
    written += [(each, None) for each in CouncilTier.objects.bulk_create(tiers, batch_size=AT_ONCE)]
    keep(run_id, written)


def take_points(*, by: Actor, rows: Sequence[tuple[int, Decimal, Decimal]], run_id: int) -> None:
    """Draw each area at its point."""
    authorise(by, IMPORT)
    drawn = AreaPoint.objects.filter(area__in=[area for area, _, _ in rows])
    before = {each.pk: {"latitude": each.latitude, "longitude": each.longitude} for each in drawn}
    points = [AreaPoint(area_id=area, latitude=latitude, longitude=longitude) for area, latitude, longitude in rows]
    AreaPoint.objects.bulk_create(
        points,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["area"],
        update_fields=["latitude", "longitude"],
    )
    keep(run_id, [(each, before.get(each.pk)) for each in drawn.all()])


@contextmanager
def undoing(by: Actor, run: ImportRun) -> Iterator[None]:
    """Take back what a list of counts or tiers did; then the pairs are judged anew, and what was said of them because
    of the list waits for nobody any more."""
    authorise(by, IMPORT)
    keeping.hold_places()
    with keeping.watched(by, first=LONG_AGO, on=clock.today(), cause=f"Import undone: {run.title}"):
        yield
    given = ImportedRecord.objects.filter(run=run, model=BoundaryAlert._meta.label_lower).values("object_id")
    for alert in BoundaryAlert.objects.to_note().filter(pk__in=given) if run.state == RunState.UNDOING else ():
        note = f"The import was undone. {run.undo_reason}"
        save_changes(by, "noted", alert, {"noted_on": clock.today(), "noted_by_id": by.user_id, "note": note[:2000]})
