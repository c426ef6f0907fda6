"""The job that works out how far all targets are, beside the single best statement for it. Printed as JSON.

The statement adds up the same readings in one pass, judges by the same goal, and writes a snapshot of each measure of a
target. It knows neither steps, gaps, successions nor reasons in words.
"""

import json
from operator import itemgetter

from django.db import connection, transaction

from compacts.measures.models import Reading
from compacts.targets.models import Snapshot
from compacts.targets.progress_actions import compute_progress
from core import clock
from tests.load.workbook import timed

BEST = """
INSERT INTO compacts_snapshot(
    contribution_id, "on", computed_at, status, rank, reason, value, starts, ends, goal, expected, change,
    whole_periods)
SELECT c.id, %(on)s, now(), CASE WHEN r.value >= c.baseline_value * (1 + t.aim / 100) THEN 'met' ELSE 'off_course' END,
    1, '', r.value, r.starts, r.ends, c.baseline_value * (1 + t.aim / 100),
    c.baseline_value * (1 + t.aim / 100 * (r.ends - c.baseline_ends) / (t.due - c.baseline_ends)),
    (r.value - c.baseline_value) / c.baseline_value, r.whole
FROM compacts_contribution c
JOIN compacts_target t ON t.id = c.target_id AND t.ended_on IS NULL
JOIN (
    SELECT area_id, measure_id, (array_agg(value ORDER BY starts DESC))[1] AS value, max(starts) AS starts,
        max(ends) AS ends, count(*) FILTER (WHERE starts >= date '2003-01-01') AS whole
    FROM compacts_reading
    WHERE replaced_on IS NULL AND area_id IS NOT NULL AND ends <= %(on)s AND covers_from = starts AND covers_to = ends
    GROUP BY area_id, measure_id
) r ON r.area_id = t.area_id AND r.measure_id = c.measure_id
ON CONFLICT (contribution_id, "on") DO UPDATE SET computed_at = excluded.computed_at, status = excluded.status,
    rank = excluded.rank, reason = excluded.reason, value = excluded.value, starts = excluded.starts,
    ends = excluded.ends, goal = excluded.goal, expected = excluded.expected, change = excluded.change,
    whole_periods = excluded.whole_periods
"""


def at_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BEST, {"on": clock.today()})


def measured() -> str:
    """Of both the processor and clock milliseconds of the best of three; the readings and the snapshots."""
    on = clock.today()

    def job() -> int:
        return sum(compute_progress(on=on))

    job()  # writes down once whose readings each is counted from
    ours = [timed(job)[0] for _ in range(3)]
    done = Snapshot.objects.filter(on=on, value__isnull=False).count()
    best = [timed(transaction.atomic(at_once))[0] for _ in range(3)]
    job()  # what the statement wrote is not what people should read
    readings = Reading.objects.count()
    return json.dumps({"job": best_of(ours), "best": best_of(best), "done": done, "readings": readings})


def best_of(times: list[tuple[float, float]]) -> tuple[float, float]:
    """The one that took least by the clock."""
    return min(times, key=itemgetter(1))
