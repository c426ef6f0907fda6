"""Questions that follow the lineage: what became of an organisation, what came before it, and whom it funds."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from partnerships.organisations.models import Lineage, Organisation

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
SELECT step.*, line.onwards, line.depth, ancestor.name AS ancestor_name, ancestor.code AS ancestor_code,
    descendant.name AS descendant_name, descendant.code AS descendant_code
FROM line
JOIN partnerships_lineage step ON step.id = line.id
JOIN partnerships_organisation ancestor ON ancestor.id = step.ancestor_id
JOIN partnerships_organisation descendant ON descendant.id = step.descendant_id
ORDER BY line.depth, step."on", step.id
"""  # noqa: S608 - all of it is our own text


@dataclass(frozen=True)
class Step:
    """One step of a line: how, when, and what share (%) of the organisation one began with has arrived."""

    lineage: Lineage
    share: Decimal | None
    depth: int


def lines_of(pk: int) -> tuple[list[Step], list[Step]]:
    """All that an organisation came from, and all that came of it, nearest first. One query."""
    rows = list(Lineage.objects.raw(LINES, [pk, GENERATIONS, pk, GENERATIONS]))
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


def predecessors(pks: list[int]) -> set[int]:
    """The keys of these organisations and of all that came before them: whose records show under a successor."""
    found = set(pks)
    for pk in pks:
        found |= {step.lineage.ancestor_id for step in lines_of(pk)[0]}
    return found


def percent(share: Decimal) -> str:
    """A share as people write it: '54.08%', '60%', whatever the database adds to it."""
    return f"{share.normalize():f}%"
