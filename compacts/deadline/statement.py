"""The one statement by which sign-up is judged: for every body of a target, and each of its localities, when it met it.

A body has what its predecessors signed, by the successions until the judged day: a merger loses no signature. Who
signs a later edition has signed since the day of the earlier one. Its localities are its home, those it serves, and
those whose Compact it signed. A Compact of a county holds in its districts. Of the sector's organisations, which are
many, only partners here and those that signed something are shown.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from compacts.deadline.rules import Met
from core.clock import day_in
from core.pages.addresses import numbered

LOCALITIES = "('county', 'district')"
BODIES = """
WITH RECURSIVE
target AS (SELECT * FROM compacts_signuptarget WHERE id = %s),
ends(due) AS (SELECT COALESCE(day, due_first) FROM target UNION SELECT COALESCE(day, due_last) FROM target),
judged(due, day, asked) AS (SELECT due, CASE WHEN due < %s THEN due ELSE %s END, COALESCE(%s, due) FROM ends),
body AS (
    SELECT DISTINCT judged.due, judged.day, o.id, o.area_id, kind.id AS kind_id, chosen.counts
    FROM compacts_targetkind chosen
    JOIN partnerships_organisationkind kind ON kind.id = chosen.kind_id
    JOIN partnerships_kindspell spell ON spell.kind_id = chosen.kind_id
    JOIN partnerships_organisation o ON o.id = spell.organisation_id
    JOIN judged ON (spell.starts IS NULL OR spell.starts <= judged.day)
        AND (spell.ends IS NULL OR spell.ends >= judged.day)
    WHERE chosen.target_id = %s
        AND (o.opened IS NULL OR o.opened <= judged.day) AND (o.closed IS NULL OR o.closed >= judged.day)
        AND o.duplicate_of_id IS NULL AND o.voided_on IS NULL
        AND (chosen.counts OR kind.sector <> 'voluntary' OR o.is_partner
            OR EXISTS (SELECT 1 FROM compacts_signup own WHERE own.organisation_id = o.id))
),
line(due, day, body, reached) AS (
    SELECT due, day, id, id FROM body
    UNION
    SELECT line.due, line.day, line.body, step.ancestor_id
    FROM line JOIN partnerships_lineage step ON step.descendant_id = line.reached AND step."on" <= line.day
),
chain(id, status, since) AS (
    SELECT s.id, s.status, s.starts FROM compacts_signup s
    LEFT JOIN compacts_signup earlier ON earlier.id = s.follows_id AND earlier.status = s.status
    WHERE earlier.id IS NULL
    UNION ALL
    SELECT s.id, s.status, chain.since
    FROM chain JOIN compacts_signup s ON s.follows_id = chain.id AND s.status = chain.status
),
sign AS (
    SELECT line.due, line.body, compact.area_id, s.status, s.starts, chain.since,
        CASE WHEN s.starts > line.day THEN 1 ELSE 0 END AS late,
        CASE WHEN compact.lapsed_on < s.ended_on OR s.ended_on IS NULL THEN compact.lapsed_on ELSE s.ended_on END
            AS until
    FROM line
    JOIN compacts_signup s ON s.organisation_id = line.reached AND s.voided_on IS NULL AND s.starts <= %s
    JOIN chain ON chain.id = s.id
    JOIN compacts_localcompact compact ON compact.id = s.compact_id
        AND compact.kind = (SELECT compact_kind FROM target)
)
"""
HELD = """
held AS (
    SELECT sign.* FROM sign JOIN judged ON judged.due = sign.due
    WHERE sign.until IS NULL OR sign.until > CASE WHEN sign.late = 1 THEN judged.asked ELSE judged.day END
)
"""
MET = """
    MIN(CASE WHEN {here}held.late = 0 AND held.status = 'signed' THEN held.since END),
    MIN(CASE WHEN {here}held.late = 0 AND held.status = 'working' THEN held.starts END),
    MIN(CASE WHEN {here}held.late = 1 AND held.status = 'signed' THEN held.since END),
    MIN(CASE WHEN {here}held.late = 1 AND held.status = 'working' THEN held.starts END)
"""
COVERS = "held.area_id IN (place.area_id, place.parent_id, place.above_id) AND "
STANDING = f"""
{BODIES},
{HELD},
place AS (
    SELECT DISTINCT stood.due, stood.body, area.id AS area_id, area.parent_id, above.id AS above_id
    FROM (
        SELECT due, id AS body, area_id FROM body
        UNION
        SELECT body.due, body.id, served.area_id FROM body
        JOIN partnerships_areaserved served ON served.organisation_id = body.id
            AND (served.starts IS NULL OR served.starts <= body.day)
            AND (served.ends IS NULL OR served.ends >= body.day)
        UNION
        SELECT due, body, area_id FROM held
    ) stood
    JOIN partnerships_area area ON area.id = stood.area_id AND area.kind IN {LOCALITIES}
    LEFT JOIN partnerships_area parent ON parent.id = area.parent_id
    LEFT JOIN partnerships_area above ON above.id = parent.parent_id
)
SELECT found.*, o.name, o.sort_name, o.opened, o.closed, kind.code, kind.title, kind.plural, area.name,
    CASE 'region' WHEN area.kind THEN area.id WHEN parent.kind THEN parent.id WHEN above.kind THEN above.id END,
    CASE 'region' WHEN area.kind THEN area.name WHEN parent.kind THEN parent.name WHEN above.kind THEN above.name END
FROM (
    SELECT body.due, body.id, body.kind_id, body.counts, place.area_id,
        {MET.format(here="")}, {MET.format(here=COVERS)}
    FROM body
    LEFT JOIN place ON place.due = body.due AND place.body = body.id
    LEFT JOIN held ON held.due = body.due AND held.body = body.id
    GROUP BY body.due, body.id, body.kind_id, body.counts, place.area_id
) found
JOIN partnerships_organisation o ON o.id = found.id
JOIN partnerships_organisationkind kind ON kind.id = found.kind_id
LEFT JOIN partnerships_area area ON area.id = found.area_id
LEFT JOIN partnerships_area parent ON parent.id = area.parent_id
LEFT JOIN partnerships_area above ON above.id = parent.parent_id
"""  # noqa: S608
GROWTH = f"""
{BODIES}
SELECT sign.body, sign.status, sign.starts, sign.until
FROM sign JOIN body ON body.id = sign.body AND body.due = sign.due
WHERE body.counts AND sign.due = (SELECT MAX(due) FROM ends)
"""  # noqa: S608


class Named(NamedTuple):
    """What is told of a body."""

    pk: int
    name: str
    sort_name: str
    opened: datetime.date | None
    closed: datetime.date | None

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return numbered("organisation", self.pk)


class Kind(NamedTuple):
    """What is told of a kind of body."""

    pk: int
    code: str
    title: str
    plural: str


class Region(NamedTuple):
    """A region."""

    pk: int
    name: str


class Locality(NamedTuple):
    """A county or district, with the region in which it lies."""

    pk: int
    name: str
    region: Region | None


class Line(NamedTuple):
    """A body in one of its localities, judged on one end of the month: when it met the target anywhere, and here."""

    due: datetime.date
    body: Named
    kind: Kind
    counts: bool
    area: Locality | None
    met: Met
    met_here: Met


@dataclass(frozen=True)
class Span:
    """One sign-up of a counted body: what it was, from when, and the day from which it no longer held."""

    body: int
    status: str
    starts: datetime.date
    until: datetime.date | None


def lines_of(target: int, on: datetime.date) -> list[Line]:
    """Every body of a target in each of its localities, as at a day. One statement, whatever the number."""
    found = []
    for due, pk, kind, counts, area, *more in asked(STANDING, target, on):
        when = [day(each) for each in more[:8]]
        name, sort_name, opened, closed, code, title, plural, locality, region, region_name = more[8:]
        found.append(
            Line(
                day_in(due),
                Named(pk, name, sort_name, day(opened), day(closed)),
                Kind(kind, code, title, plural),
                bool(counts),
                Locality(area, locality, Region(region, region_name) if region else None) if area else None,
                Met(*when[:4]),
                Met(*when[4:]),
            )
        )
    return found


def spans_of(target: int, on: datetime.date) -> list[Span]:
    """Every sign-up of the counted bodies until a day; of a month without a day, of the bodies of its end."""
    return [Span(body, status, day_in(starts), day(until)) for body, status, starts, until in asked(GROWTH, target, on)]


def asked(statement: str, target: int, on: datetime.date) -> Iterator[tuple[Any, ...]]:
    """What the database answers."""
    text = on.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(statement, [target, text, text, text, target, text])
        yield from cursor.fetchall()


def day(value: Any) -> datetime.date | None:
    """The day of a column that may be empty."""
    return None if value is None else day_in(value)
