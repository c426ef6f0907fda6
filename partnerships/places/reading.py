"""What is read of places: all that pairs are worked out of, the figures of a day, and what pages and API both need."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from core import clock
from core.imports.models import ImportRun, RunState
from partnerships.organisations.models import Area
from partnerships.places.judging import Count, Known, PairKey, Place, Share, Spell, Tier
from partnerships.places.models import BoundaryAlert, BoundaryChange, CouncilTier, Pair, SmallAreaCount, Verdict

CHANGES = BoundaryChange.objects.select_related("organisation", "area", "to_organisation", "to_area")
ALERTS = BoundaryAlert.objects.select_related("change", "noted_by")

COUNTING = ("overlaps", "council-tiers")
"""The lists that pairs are worked out of, by their codes."""


def known() -> Known:
    """All counts and tiers that count, and all areas. Three statements."""
    counts = SmallAreaCount.objects.counting().values_list("organisation_id", "area_id", "number", "starts", "ends")
    tiers = CouncilTier.objects.counting().values_list("area_id", "upper_id", "starts", "ends")
    places = Area.objects.order_by().values_list("pk", "kind", "parent_id", "starts", "ends")
    return Known(
        [Count(body, area, number, Spell.of(starts, ends)) for body, area, number, starts, ends in counts],
        [Tier(area, upper, Spell.of(starts, ends)) for area, upper, starts, ends in tiers],
        {pk: Place(kind, parent, Spell.of(starts, ends)) for pk, kind, parent, starts, ends in places},
    )


def list_under_way() -> ImportRun | None:
    """A list of counts or tiers that is being taken in: until it is whole, half a boundary has moved. One that has not
    been finished within a day is not going on."""
    since = clock.now() - datetime.timedelta(days=1)
    rows = ImportRun.objects.filter(source__in=COUNTING, state=RunState.RUNNING, started_at__gt=since)
    return rows.order_by("pk").first()


class Judged(NamedTuple):
    """A pair as it stands on a day."""

    verdict: str
    of_organisation: Decimal | None
    of_area: Decimal | None


def judged_on(on: datetime.date) -> dict[PairKey, Judged]:
    """Every pair of the day, as it is kept. One statement."""
    rows = Pair.objects.on(on).values_list("organisation_id", "area_id", "verdict", "of_organisation", "of_area")
    return {(body, area): Judged(*figures) for body, area, *figures in rows}


def share_of(pairs: dict[PairKey, Judged]) -> Share:
    """The share of pairs that are co-terminous."""
    return Share.of(each.verdict for each in pairs.values())


def lost(before: dict[PairKey, Judged], after: dict[PairKey, Judged]) -> list[PairKey]:
    """The pairs that were co-terminous and are not any more."""
    were = [pair for pair, each in before.items() if each.verdict == Verdict.YES]
    return [pair for pair in were if pair not in after or after[pair].verdict != Verdict.YES]
