"""What the readings of many targets come to, worked out by the database for all of them at once.

Readings are grouped by period, so that an organisation is counted with those it came from, and the periods of each
measure then to the latest whole one and to how many there are. A period is whole where every strand that was there in
it has a figure for all the days it was there. Periods of another length than the baseline's are not counted.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from compacts.measures.periods import Figure
from compacts.targets.arithmetic import Latest
from core.clock import day_in

PLACES = Decimal("0.0001")
BODIES = ("area_id", "organisation_id")
PIECE = """
    SELECT strand.contribution_id, reading.starts, reading.ends, reading.value * strand.weight AS value,
        CASE WHEN reading.covers_from <= {greatest}(reading.starts, COALESCE(strand.starts, reading.starts))
            AND reading.covers_to >= {least}(reading.ends, COALESCE(strand.ends, reading.ends))
            THEN 1 ELSE 0 END AS whole
    FROM compacts_strand strand
    JOIN compacts_contribution contribution ON contribution.id = strand.contribution_id
    JOIN compacts_target target ON target.id = contribution.target_id
    JOIN compacts_reading reading ON reading.{body} = strand.{body} AND reading.measure_id = contribution.measure_id
        AND reading.replaced_on IS NULL
    WHERE strand.contribution_id IN ({keys}) AND {counted}
        AND (strand.starts IS NULL OR reading.ends >= strand.starts)
        AND (strand.ends IS NULL OR reading.starts <= strand.ends){but}
"""
COUNTED = """reading.ends <= {least}(%s, target.due)
        AND (contribution.baseline_starts IS NULL OR ABS({length_of_reading} - {length_of_baseline}) <= 3)"""
PERIODS = """
WITH lasting AS (
    SELECT contribution_id, COUNT(*) AS strands FROM compacts_strand WHERE contribution_id IN ({keys})
    GROUP BY contribution_id HAVING COUNT(starts) = 0 AND COUNT(ends) = 0
), piece AS ({of_areas} UNION ALL {of_organisations}), period AS (
    SELECT piece.contribution_id, starts, ends, SUM(value) AS value, COUNT(*) FILTER (WHERE whole = 1) AS there,
        COALESCE(MAX(lasting.strands), (
            SELECT COUNT(*) FROM compacts_strand every WHERE every.contribution_id = piece.contribution_id
            AND (every.starts IS NULL OR every.starts <= piece.ends)
            AND (every.ends IS NULL OR every.ends >= piece.starts)
        )) AS wanted
    FROM piece LEFT JOIN lasting ON lasting.contribution_id = piece.contribution_id
    GROUP BY piece.contribution_id, starts, ends
)
"""
SERIES = "SELECT contribution_id, starts, ends, value, there = wanted FROM period ORDER BY contribution_id, starts"
LATEST = """
, latest AS (
    SELECT period.contribution_id, MAX(period.ends) FILTER (WHERE there = wanted) AS ends,
        COUNT(*) FILTER (WHERE there = wanted
            AND (contribution.baseline_starts IS NULL OR period.starts >= contribution.baseline_starts)) AS whole
    FROM period JOIN compacts_contribution contribution ON contribution.id = period.contribution_id
    GROUP BY period.contribution_id
)
SELECT latest.contribution_id, period.value, period.starts, period.ends, latest.whole
FROM latest LEFT JOIN period ON period.contribution_id = latest.contribution_id AND period.ends = latest.ends
    AND period.there = period.wanted
ORDER BY latest.contribution_id, period.starts
"""
"""Of periods that end on the same day the one that begins last comes last, and so is the one that is read."""

OF_ONE = """
    SELECT contribution_id FROM compacts_strand WHERE contribution_id IN ({keys})
    GROUP BY contribution_id HAVING COUNT(*) = 1 AND COUNT(starts) = 0 AND COUNT(ends) = 0
"""
"""Of most targets one body or area is counted from beginning to end: each of its readings is a period."""
BUT_OF_ONE = " AND strand.contribution_id NOT IN ({of_one})"
LATEST_OF_ONE = """
WITH alone AS (SELECT * FROM compacts_strand WHERE {body} IS NOT NULL AND contribution_id IN ({of_one})), latest AS (
    SELECT alone.contribution_id, alone.{body}, alone.weight, contribution.measure_id,
        MAX(reading.ends) FILTER (WHERE {all_of_it}) AS ends,
        COUNT(*) FILTER (WHERE {all_of_it}
            AND (contribution.baseline_starts IS NULL OR reading.starts >= contribution.baseline_starts)) AS whole
    FROM alone
    JOIN compacts_contribution contribution ON contribution.id = alone.contribution_id
    JOIN compacts_target target ON target.id = contribution.target_id
    JOIN compacts_reading reading ON reading.{body} = alone.{body} AND reading.measure_id = contribution.measure_id
        AND reading.replaced_on IS NULL
    WHERE {counted}
    GROUP BY alone.contribution_id, alone.{body}, alone.weight, contribution.measure_id
)
SELECT latest.contribution_id, reading.value * latest.weight, reading.starts, reading.ends, latest.whole
FROM latest LEFT JOIN compacts_reading reading ON reading.{body} = latest.{body}
    AND reading.measure_id = latest.measure_id AND reading.replaced_on IS NULL AND reading.ends = latest.ends
"""


@dataclass(frozen=True)
class Counted:
    """What the readings of one measure of a target come to; `latest` is None where there are only parts."""

    latest: Latest | None


def words_for(keys: Sequence[int]) -> dict[str, str]:
    """What the statements above leave open, in the words of the database at hand."""
    postgresql = connection.vendor == "postgresql"

    def days(starts: str, ends: str) -> str:
        return f"({ends} - {starts})" if postgresql else f"(julianday({ends}) - julianday({starts}))"

    found = {
        "greatest": "GREATEST" if postgresql else "MAX",
        "least": "LEAST" if postgresql else "MIN",
        "keys": ", ".join(str(int(key)) for key in sorted(keys)),
        "all_of_it": "reading.covers_from = reading.starts AND reading.covers_to = reading.ends",
        "length_of_reading": days("reading.starts", "reading.ends"),
        "length_of_baseline": days("contribution.baseline_starts", "contribution.baseline_ends"),
    }
    return found | {"counted": COUNTED.format(**found), "of_one": OF_ONE.format(**found)}


def periods_sql(keys: Sequence[int], but: str = "") -> str:
    """The periods of these measures of targets; `but` leaves out some of them."""
    words = words_for(keys)
    of_areas, of_organisations = (PIECE.format(body=body, but=but.format(**words), **words) for body in BODIES)
    return PERIODS.format(keys=words["keys"], of_areas=of_areas, of_organisations=of_organisations)


def latest_of(keys: Sequence[int], on: datetime.date) -> dict[int, Counted]:
    """For each of these measures of targets that has any reading by the day: what they come to. Three statements."""
    if not keys:
        return {}
    simple = [LATEST_OF_ONE.format(body=body, **words_for(keys)) for body in BODIES]
    woven = periods_sql(keys, but=BUT_OF_ONE) + LATEST
    return {
        key: Counted(Latest(exact(value), day_in(starts), day_in(ends), count) if value is not None else None)
        for statement in (*simple, woven)
        for key, value, starts, ends, count in rows(statement, on)
    }


def series_of(keys: Sequence[int], on: datetime.date) -> dict[int, list[Figure]]:
    """For each of these measures of targets: its periods until the day, in their order. One statement."""
    found: dict[int, list[Figure]] = {key: [] for key in keys}
    if keys:
        for key, starts, ends, value, whole in rows(periods_sql(keys) + SERIES, on):
            found[key].append(Figure(day_in(starts), day_in(ends), exact(value), bool(whole)))
    return found


def rows(statement: str, on: datetime.date) -> list[tuple[Any, ...]]:
    """What the statement gives, as at a day."""
    with connection.cursor() as cursor:
        day = on if connection.vendor == "postgresql" else on.isoformat()
        cursor.execute(statement, [day] * statement.count("%s"))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def exact(value: Any) -> Decimal:
    """A sum as the readings are kept: SQLite adds them up in floating point."""
    return Decimal(str(value)).quantize(PLACES)
