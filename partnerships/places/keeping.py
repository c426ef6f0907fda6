"""What acts write of places, while they hold all of them: counts and tiers from a day on, the pairs, the alerts."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Q

from core import clock
from core.acts import Actor, one_at_a_time
from core.mail.actions import write_letter
from core.trail.actions import record
from partnerships.organisations.lineage import with_successors
from partnerships.organisations.models import Organisation, Sector
from partnerships.people.models import RoleHeld, User
from partnerships.people.roles import Role
from partnerships.places.judging import DAY, LONG_AGO, STILL, Figures, PairKey
from partnerships.places.letters import of_alert
from partnerships.places.models import BoundaryAlert, BoundaryChange, LostPair, Pair, SmallAreaCount
from partnerships.places.reading import Judged, judged_on, known, lost, share_of
from partnerships.places.rules import Key

AT_ONCE = 500
FIGURES = ("shared", "organisation_total", "area_total")
Row = tuple[int, int, datetime.date, datetime.date, Figures]
"""A pair with its figures: the keys of both, the first and the last day."""
NewCount = tuple[Key, int, SmallAreaCount | None]
"""A count by its key, with the row that goes on until now."""
Alerts = list[BoundaryAlert]
Written = list[tuple[Any, dict[str, Any] | None]]
"""Rows that were written, each with what it was before; none where it was put in."""


def hold_places() -> None:
    """Let nobody else change counts, tiers or pairs until the transaction ends: a share is made of all of them."""
    one_at_a_time("places")


def standing_count(organisation: int | None, area: int | None) -> SmallAreaCount | None:
    """The count that goes on, of a pair or of all of one side."""
    rows = SmallAreaCount.objects.counting().filter(organisation=organisation, area=area, ends=None)
    found: SmallAreaCount | None = rows.first()
    return found


def write_counts(
    counts: Iterable[NewCount],
    *,
    first_day: datetime.date | None,
    source: str,
    source_day: datetime.date | None = None,
    change: BoundaryChange | None = None,
) -> Written:
    """Let counts be so from a day on: each with its key and the row that stands until then; none ends it.

    What was counted for the same day is void, with the reason; whoever calls has seen that nothing later stands. What a
    list finds as it was stays; a change by hand begins it anew, so that no earlier one is taken back from under it.
    Gives what was ended or declared void, with what it was before, and then what was put in.
    """
    new, written = [], Written()
    for (organisation, area), number, standing in counts:
        if change is None and standing is not None and standing.number == number:
            continue
        if standing is not None:
            written.append((standing, before_of(standing)))
            close(standing, first_day, f"Counted anew for the same day: {source}", change)
        if number:
            new.append(
                SmallAreaCount(
                    organisation_id=organisation, area_id=area, number=number, starts=first_day,
                    source=source[:300], source_day=source_day, begun_by=change,
                )
            )  # fmt: skip
    written += [(each, None) for each in SmallAreaCount.objects.bulk_create(new, batch_size=AT_ONCE)]
    return written


def before_of(row: Any) -> dict[str, Any]:
    """What a count or tier says of its end, before it is ended or declared void."""
    return {name: getattr(row, name) for name in ("ends", "voided_on", "void_reason")}


def close(row: Any, first_day: datetime.date | None, why: str, change: BoundaryChange | None = None) -> None:
    """End what stands on the day before, or, where it began on that day, declare it void."""
    written = ["ends"]
    if first_day is not None and (row.starts is None or row.starts < first_day):
        row.ends = first_day - DAY
    else:
        row.voided_on, row.void_reason = clock.today(), why[:2000]
        written = ["voided_on", "void_reason"]
    if change is not None:
        row.ended_by = change
        written.append("ended_by")
    row.save(update_fields=written)


def reopen(change: BoundaryChange) -> None:
    """Put back what a boundary change had ended, and declare void what it had begun."""
    void = {"voided_on": clock.today(), "void_reason": change.void_reason}
    change.begun.filter(voided_on=None).update(**void)  # type: ignore[attr-defined]
    change.ended.update(ends=None, voided_on=None, void_reason="", ended_by=None)  # type: ignore[attr-defined]


def renew_pairs(first: datetime.date) -> None:
    """Work out every pair anew from a day on. What has not changed keeps its row."""
    before = first - DAY if first > LONG_AGO else LONG_AGO
    held = {row_of(each): each.pk for each in Pair.objects.exclude(ends__lt=before)}
    wanted = set(joined([*until(held, first), *spells_from(first)]))
    gone = [pk for row, pk in held.items() if row not in wanted]
    for start in range(0, len(gone), AT_ONCE):
        Pair.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    new = [pair_of(row) for row in sorted(wanted - held.keys(), key=lambda each: each[:3])]
    Pair.objects.bulk_create(new, batch_size=AT_ONCE)


def row_of(pair: Pair) -> Row:
    """A pair as it is compared."""
    figures = Figures(*(getattr(pair, name) for name in FIGURES))
    return pair.organisation_id, pair.area_id, pair.starts or LONG_AGO, pair.ends or STILL, figures


def pair_of(row: Row) -> Pair:
    """A pair as it is kept."""
    organisation, area, starts, ends, figures = row
    return Pair(
        organisation_id=organisation,
        area_id=area,
        starts=None if starts == LONG_AGO else starts,
        ends=None if ends == STILL else ends,
        of_organisation=figures.of_organisation,
        of_area=figures.of_area,
        verdict=figures.verdict,
        **{name: getattr(figures, name) for name in FIGURES},
    )


def until(rows: Iterable[Row], first: datetime.date) -> Iterator[Row]:
    """What stands of the rows before a day."""
    for organisation, area, starts, ends, figures in rows:
        if starts < first:
            yield organisation, area, starts, min(ends, first - DAY), figures


def spells_from(first: datetime.date) -> Iterator[Row]:
    """Every pair from a day on: one row between two days on which anything may change."""
    found = known()
    days = found.days_from(first)
    for day, following in zip(days, [*days[1:], None], strict=True):
        last = following - DAY if following else STILL
        for (organisation, area), figures in found.on(day).items():
            yield organisation, area, day, last, figures


def joined(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, one where several of a pair follow one another with the same figures."""
    open_row: Row | None = None
    for row in sorted(rows, key=lambda each: each[:3]):
        if open_row is not None and follows(open_row, row):
            open_row = (*open_row[:3], row[3], open_row[4])
            continue
        if open_row is not None:
            yield open_row
        open_row = row
    if open_row is not None:
        yield open_row


def follows(one: Row, other: Row) -> bool:
    """Whether a row goes on where another ends, with nothing changed."""
    return one[:2] == other[:2] and one[3] < STILL and one[3] + DAY == other[2] and one[4] == other[4]


@contextmanager
def watched(
    by: Actor, *, first: datetime.date, on: datetime.date, cause: str, change: BoundaryChange | None = None
) -> Iterator[Alerts]:
    """Change counts or tiers; then the pairs are worked out anew from `first` on, and an alert is given where that
    lowered the share of the day `on`, or ended the co-terminosity of a pair. Gives a list, in which it stands then."""
    before, given = judged_on(on), Alerts()
    yield given
    renew_pairs(first)
    after = judged_on(on)
    missing = lost(before, after)
    if missing or share_of(after).is_lower_than(share_of(before)):
        given.append(give_alert(by, on, cause, change, before, after, missing))


def give_alert(
    by: Actor,
    on: datetime.date,
    cause: str,
    change: BoundaryChange | None,
    before: dict[PairKey, Judged],
    after: dict[PairKey, Judged],
    missing: list[PairKey],
) -> BoundaryAlert:
    """Write an alert with the pairs it is about, and tell whom it concerns by mail."""
    was, is_now = share_of(before), share_of(after)
    alert = BoundaryAlert(
        judged_on=on, found_on=clock.today(), cause=cause[:400], change=change,
        pairs_before=was.pairs, coterminous_before=was.coterminous,
        pairs_after=is_now.pairs, coterminous_after=is_now.coterminous,
    )  # fmt: skip
    alert.save(force_insert=True)
    unknown = Judged("", None, None)
    LostPair.objects.bulk_create(
        [
            LostPair(
                alert=alert, organisation_id=organisation, area_id=area,
                of_organisation_before=before[organisation, area].of_organisation,
                of_area_before=before[organisation, area].of_area,
                of_organisation_after=after.get((organisation, area), unknown).of_organisation,
                of_area_after=after.get((organisation, area), unknown).of_area,
            )
            for organisation, area in missing
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    record(by, "given", alert, before=was.in_words, after=is_now.in_words)
    pairs = list(alert.lost.select_related("organisation", "area").order_by("organisation__sort_name", "pk"))
    for person in concerned(missing):
        write_letter(
            of_alert(alert, was, is_now, pairs), to=person, key=f"boundary-alert:{alert.pk}:{person.pk}",
            link=alert.get_absolute_url(),
        )  # fmt: skip
    return alert


def concerned(pairs: Iterable[PairKey]) -> list[User]:
    """The secretariat, and the commissioners of the bodies, councils and areas of these pairs, or of who came after."""
    bodies = {organisation for organisation, _ in pairs}
    areas = {area for _, area in pairs}
    councils = Organisation.objects.filter(area__in=areas, kind__sector=Sector.COUNCIL)
    line = set().union(*with_successors([*bodies, *councils.values_list("pk", flat=True)]).values())
    theirs = Q(membership__organisation__in=line) | Q(membership__area__in=areas)
    theirs = Q(role=Role.SECRETARIAT) | (Q(role=Role.COMMISSIONER) & theirs)
    people = RoleHeld.objects.active(clock.today()).filter(theirs).values("membership__user")
    return list(User.objects.filter(pk__in=people).order_by("pk"))


def standing_totals() -> dict[tuple[int | None, int | None], SmallAreaCount]:
    """The totals that go on, by their keys. One statement."""
    rows = SmallAreaCount.objects.counting().filter(Q(organisation=None) | Q(area=None), ends=None)
    return {(each.organisation_id, each.area_id): each for each in rows}
