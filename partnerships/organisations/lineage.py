"""Questions that follow the lineage: what became of an organisation, what came before it, and whom it funds."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from core import clock
from core.prepared import written
from partnerships.organisations.models import Lineage, Organisation, SuccessionKind

WHOLE = Decimal(100)
GENERATIONS = 20

WALK = """
    SELECT id, {far}_id, 1 FROM partnerships_lineage WHERE {near}_id = %s
    UNION
    SELECT next.id, next.{far}_id, {line}.depth + 1
    FROM partnerships_lineage next JOIN {line} ON next.{near}_id = {line}.reached
    WHERE {line}.depth < %s
"""
LINES = f"""
WITH RECURSIVE
origin(id, reached, depth) AS ({WALK.format(line="origin", near="descendant", far="ancestor")}),
outcome(id, reached, depth) AS ({WALK.format(line="outcome", near="ancestor", far="descendant")}),
line(id, onwards, depth) AS (
    SELECT id, 0, MIN(depth) FROM origin GROUP BY id UNION ALL SELECT id, 1, MIN(depth) FROM outcome GROUP BY id
)
SELECT {{columns}}, line.onwards, line.depth, ancestor.name, ancestor.code, ancestor.closed, descendant.name,
    descendant.code
FROM line
JOIN partnerships_lineage step ON step.id = line.id
JOIN partnerships_organisation ancestor ON ancestor.id = step.ancestor_id
JOIN partnerships_organisation descendant ON descendant.id = step.descendant_id
ORDER BY line.depth, step."on", step.id
"""  # noqa: S608 - all of it is our own text


_lines = written(
    Lineage, LINES, "onwards", "depth", "ancestor_name", "ancestor_code", "ancestor_closed", "descendant_name",
    "descendant_code",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One step of a line: how, when, and what share (%) of the organisation one began with has arrived."""

    lineage: Lineage
    share: Decimal | None
    depth: int


def lines_of(pk: int) -> tuple[list[Step], list[Step]]:
    """All that an organisation came from, and all that came of it, nearest first. One query."""
    rows: list[Any] = _lines(pk, GENERATIONS, pk, GENERATIONS)
    for row in rows:
        for end in ("ancestor", "descendant"):
            named = [getattr(row, f"{end}_{field}") for field in ("id", "name", "code")]
            setattr(row, end, Organisation.from_db(None, ["id", "name", "code"], named))
    return (
        line(pk, [row for row in rows if not row.onwards], "descendant_id", "ancestor_id"),
        line(pk, [row for row in rows if row.onwards], "ancestor_id", "descendant_id"),
    )


def line(pk: int, rows: list[Any], near: str, far: str) -> list[Step]:
    """The steps of one line, each with the share that has arrived by it."""
    shares: dict[int, Decimal | None] = {pk: WHOLE}
    steps = []
    for row in rows:
        before, reached = shares.get(getattr(row, near)), getattr(row, far)
        share = None if before is None or row.share is None else before * row.share / WHOLE
        shares[reached] = together(shares, reached, share)
        steps.append(Step(row, share, row.depth))
    return steps


def together(shares: dict[int, Decimal | None], pk: int, share: Decimal | None) -> Decimal | None:
    """The share that reaches a body by all the ways there are; not known where one of them is not."""
    if pk not in shares:
        return share
    known = shares[pk]
    return None if known is None or share is None else known + share


FUNDED = """
WITH RECURSIVE funder(id) AS (
    SELECT id FROM partnerships_organisation WHERE id IN ({keys})
    UNION
    SELECT step.ancestor_id FROM partnerships_lineage step JOIN funder ON step.descendant_id = funder.id
    WHERE step."on" <= %s
), paid(id, ends) AS (
    SELECT funded_id, ends FROM partnerships_funding WHERE funder_id IN (SELECT id FROM funder)
), earlier(id, ends) AS (
    SELECT id, ends FROM paid
    UNION
    SELECT step.ancestor_id, earlier.ends FROM partnerships_lineage step JOIN earlier ON step.descendant_id = earlier.id
    WHERE step."on" <= %s
), later(id, ends) AS (
    SELECT id, ends FROM paid
    UNION
    SELECT step.descendant_id, later.ends FROM partnerships_lineage step JOIN later ON step.ancestor_id = later.id
    WHERE step."on" <= %s
)
SELECT id, ends FROM (SELECT id, ends FROM earlier UNION SELECT id, ends FROM later) every
WHERE id NOT IN (SELECT id FROM funder)
"""


def funded_until(funders: Iterable[int], on: datetime.date) -> dict[int, datetime.date]:
    """The organisations that these have funded, fund or are to fund, each with the last day of it. One query.

    `datetime.date.max` stands for funding without an end. By the successions until `on`: whoever came after a funder
    funds what it funded; what a funded body's predecessors answered, and what its successors answer, is as closed as
    its own. It is what the wall between funder and funded is built of (docs/adr/0012).
    """
    keys = sorted(set(funders))
    if not keys:
        return {}
    found: dict[int, datetime.date] = {}
    with connection.cursor() as cursor:
        cursor.execute(FUNDED.format(keys=", ".join(["%s"] * len(keys))), [*keys, *[on.isoformat()] * 3])
        for pk, ends in cursor.fetchall():
            last = datetime.date.fromisoformat(str(ends)) if ends else datetime.date.max
            found[pk] = max(last, found.get(pk, last))
    return found


def closes(last: datetime.date | None, opened: datetime.date | None) -> bool:
    """Whether funding until `last` closes to the funder what was asked on a day: it lasted until then, or longer."""
    return last is not None and (opened is None or opened <= last)


ALWAYS = clock.EARLIEST
"""From when on a duplicate is the same as the kept entry: it never was a body of its own."""


def predecessors(pks: list[int]) -> set[int]:
    """The keys of these organisations and of all that came before them: whose records show under a successor."""
    found = set(pks)
    for pk in pks:
        found |= {step.lineage.ancestor_id for step in lines_of(pk)[0]}
    return found


def heir_until(pk: int, on: datetime.date) -> dict[int, datetime.date | None]:
    """An organisation and all that came before it, each with the last day on which they were one. One query.

    None for itself, and for what has closed by `on`: that lives on in whoever came after it, and so does what merged or
    was renamed, also while its last day is not recorded. What goes on beside whoever split off it parted from them on
    the day before theirs.
    """
    found: dict[int, datetime.date | None] = {pk: None}
    for step in lines_of(pk)[0]:
        row: Any = step.lineage
        closed = row.ancestor_closed is not None and str(row.ancestor_closed)[:10] <= on.isoformat()
        goes_on = row.kind == SuccessionKind.SPLIT and not closed
        parted = row.on - datetime.timedelta(days=1) if goes_on else None
        days = [each for each in (parted, found.get(row.descendant_id)) if each is not None]
        until = min(days, default=None)
        if row.ancestor_id in found:
            known = found[row.ancestor_id]
            until = None if known is None or until is None else max(known, until)
        found[row.ancestor_id] = until
    return found


LATER = """
WITH RECURSIVE later(origin, id) AS (
    SELECT id, id FROM partnerships_organisation WHERE id IN ({keys})
    UNION
    SELECT later.origin, step.descendant_id FROM partnerships_lineage step JOIN later ON step.ancestor_id = later.id
)
SELECT origin, id FROM later
"""


def with_successors(pks: Iterable[int]) -> dict[int, set[int]]:
    """Each of these organisations with all that came after it, by its key: whose people see to what it left. One
    query."""
    keys = sorted(set(pks))
    found: dict[int, set[int]] = {key: set() for key in keys}
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(LATER.format(keys=", ".join(["%s"] * len(keys))), keys)
            for origin, pk in cursor.fetchall():
                found[origin].add(pk)
    return found


def percent(share: Decimal) -> str:
    """A share as people write it: '54.08%', '60%', whatever the database adds to it."""
    return f"{share.normalize():f}%"
