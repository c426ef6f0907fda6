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


def predecessors(pks: list[int]) -> set[int]:
    """The keys of these organisations and of all that came before them: whose records show under a successor."""
    found = set(pks)
    for pk in pks:
        found |= {step.lineage.ancestor_id for step in line_of(pk, onwards=False)}
    return found


def percent(share: Decimal) -> str:
    """A share as people write it: '54.08 %', '60 %', whatever the database adds to it."""
    return f"{share.normalize():f} %"
