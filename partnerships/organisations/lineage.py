"""Questions that follow the lineage: what became of an organisation, what came before it, and whom it funds."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from partnerships.organisations.models import Lineage

WHOLE = Decimal(100)
GENERATIONS = 20

LINE = """
WITH RECURSIVE line(id, reached, depth) AS (
    SELECT id, {far}_id, 1 FROM partnerships_lineage WHERE {near}_id = %s
    UNION
    SELECT next.id, next.{far}_id, line.depth + 1
    FROM partnerships_lineage next JOIN line ON next.{near}_id = line.reached
    WHERE line.depth < %s
)
SELECT id, MIN(depth) AS depth FROM line GROUP BY id ORDER BY depth, id
"""


@dataclass(frozen=True)
class Step:
    """One step of a line: how, when, and what share (%) of the organisation one began with has arrived."""

    lineage: Lineage
    share: Decimal | None
    depth: int


def line_of(pk: int, *, onwards: bool) -> list[Step]:
    """All that came of an organisation (or all it came from), nearest first. Two queries at most."""
    near, far = ("ancestor", "descendant") if onwards else ("descendant", "ancestor")
    depths = {row.pk: row.depth for row in Lineage.objects.raw(LINE.format(near=near, far=far), [pk, GENERATIONS])}
    if not depths:
        return []
    rows = list(Lineage.objects.filter(pk__in=depths).select_related("ancestor", "descendant"))
    rows.sort(key=lambda row: (depths[row.pk], row.on, row.pk))
    shares: dict[int, Decimal | None] = {pk: WHOLE}
    steps = []
    for row in rows:
        before = shares.get(getattr(row, f"{near}_id"))
        share = None if before is None or row.share is None else before * row.share / WHOLE
        reached = getattr(row, f"{far}_id")
        shares[reached] = together(shares, reached, share)
        steps.append(Step(row, share, depths[row.pk]))
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
), paid(id) AS (
    SELECT funded_id FROM partnerships_funding
    WHERE funder_id IN (SELECT id FROM funder) AND (starts IS NULL OR starts <= %s) AND (ends IS NULL OR ends >= %s)
), earlier(id) AS (
    SELECT id FROM paid
    UNION
    SELECT step.ancestor_id FROM partnerships_lineage step JOIN earlier ON step.descendant_id = earlier.id
    WHERE step."on" <= %s
), later(id) AS (
    SELECT id FROM paid
    UNION
    SELECT step.descendant_id FROM partnerships_lineage step JOIN later ON step.ancestor_id = later.id
    WHERE step."on" <= %s
)
SELECT id FROM (SELECT id FROM earlier UNION SELECT id FROM later) every
WHERE id NOT IN (SELECT id FROM funder)
"""


def funded_by(funders: Iterable[int], on: datetime.date) -> frozenset[int]:
    """The organisations that these fund on a day: what the wall between funder and funded is built of. One query.

    Whoever came after a funder funds what it funded. What a funded body's predecessors answered, and what its
    successors answer, is as closed as its own.
    """
    keys = sorted(set(funders))
    if not keys:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(FUNDED.format(keys=", ".join(["%s"] * len(keys))), [*keys, *[on.isoformat()] * 5])
        return frozenset(pk for (pk,) in cursor.fetchall())


def predecessors(pks: list[int]) -> set[int]:
    """The keys of these organisations and of all that came before them: whose records show under a successor."""
    found = set(pks)
    for pk in pks:
        found |= {step.lineage.ancestor_id for step in line_of(pk, onwards=False)}
    return found


def percent(share: Decimal) -> str:
    """A share as people write it: '54.08 %', '60 %', whatever the database adds to it."""
    return f"{share.normalize():f} %"
