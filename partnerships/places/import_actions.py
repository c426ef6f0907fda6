"""Putting what a published list of places says into the register, inside the transaction of its batch."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core import clock
from core.acts import Actor, authorise
from core.trail.actions import event_of
from core.trail.models import Event
from partnerships.organisations.models import Area, Organisation
from partnerships.places import keeping
from partnerships.places.judging import LONG_AGO
from partnerships.places.models import AreaPoint, CouncilTier, SmallAreaCount
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
    keeping.write_counts(counts, first_day=first_day, source=source, source_day=first_day)
    for event in events:
        event.channel = "import"
    Event.objects.bulk_create(events, batch_size=AT_ONCE)


def take_totals(
    *,
    by: Actor,
    totals: Iterable[tuple[Key, int]],
    first_day: datetime.date | None,
    source: str,
) -> None:
    """What all of a body or area has, where the list has it whole; then the pairs are judged anew, and an alert is
    given where the list lowered the share."""
    authorise(by, IMPORT)
    keeping.hold_places()
    standing = keeping.standing_totals()
    with keeping.watched(by, first=first_day or LONG_AGO, on=first_day or clock.today(), cause=source):
        counts = [(key, total, standing.get(key)) for key, total in totals]
        taken = [each for each in counts if each[2] is None or newer(first_day, each[2].starts)]
        keeping.write_counts(taken, first_day=first_day, source=source, source_day=first_day)


def newer(first_day: datetime.date | None, since: datetime.date | None) -> bool:
    """Whether a list of that day replaces what is known since another."""
    return first_day is not None and (since is None or since <= first_day)


def take_tiers(
    *, by: Actor, rows: Sequence[tuple[int, int, CouncilTier | None]], first_day: datetime.date | None, source: str
) -> None:
    """Let each area lie in that of its upper-tier council from the day on, and no more where it lay before."""
    authorise(by, IMPORT)
    for _, _, standing in rows:
        if standing is not None:
            keeping.close(standing, first_day, f"Said anew for the same day: {source}")
    tiers = [CouncilTier(area_id=area, upper_id=upper, starts=first_day, source=source) for area, upper, _ in rows]
    CouncilTier.objects.bulk_create(tiers, batch_size=AT_ONCE)


def take_points(*, by: Actor, rows: Iterable[tuple[int, Decimal, Decimal]]) -> None:
    """Draw each area at its point."""
    authorise(by, IMPORT)
    points = [AreaPoint(area_id=area, latitude=latitude, longitude=longitude) for area, latitude, longitude in rows]
    AreaPoint.objects.bulk_create(
        points,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["area"],
        update_fields=["latitude", "longitude"],
    )
