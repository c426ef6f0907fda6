"""What answers to what: the boards and groups above and below one, as a tree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from partnerships.bodies.models import Body

LEVELS = 20
"""So far a tree is followed. Acts let no circle come to be; this holds even where one was written past them."""

ABOVE = """
WITH RECURSIVE up(id, parent_id, level) AS (
    SELECT id, parent_id, 0 FROM partnerships_body WHERE id IN ({keys})
    UNION
    SELECT above.id, above.parent_id, up.level + 1
    FROM partnerships_body above JOIN up ON above.id = up.parent_id WHERE up.level < %s
)
SELECT DISTINCT id, parent_id FROM up
"""
AROUND = """
WITH RECURSIVE up(id, parent_id, level) AS (
    SELECT id, parent_id, 0 FROM partnerships_body WHERE id = %s
    UNION
    SELECT above.id, above.parent_id, up.level + 1
    FROM partnerships_body above JOIN up ON above.id = up.parent_id WHERE up.level < %s
), down(id, level) AS (
    SELECT id, 0 FROM partnerships_body WHERE id = %s
    UNION
    SELECT below.id, down.level + 1
    FROM partnerships_body below JOIN down ON below.parent_id = down.id WHERE down.level < %s
)
SELECT body.* FROM partnerships_body body WHERE body.id IN (SELECT id FROM up UNION SELECT id FROM down)
ORDER BY body.sort_name, body.id
"""


@dataclass
class Branch:
    """A board or group with what answers to it."""

    body: Body
    below: list["Branch"] = field(default_factory=list)


def above(pks: Iterable[int]) -> dict[int, int | None]:
    """These and all that they answer to, step by step, each with what it answers to itself. One query."""
    keys = sorted(set(pks))
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(ABOVE.format(keys=", ".join(["%s"] * len(keys))), [*keys, LEVELS])
        return dict(cursor.fetchall())


def tree_around(body: Body) -> list[Branch]:
    """All that it answers to, itself, and all that answers to it. One query."""
    found = list(Body.objects.raw(AROUND, [body.pk, LEVELS, body.pk, LEVELS]))
    return branches(found, {each.pk: each.parent_id for each in found})


def tree_of(bodies: Iterable[Body]) -> list[Branch]:
    """Some of them, each below the nearest of them that it answers to, be it by way of others. One query."""
    found = list(bodies)
    return branches(found, above(each.pk for each in found))


def branches(bodies: list[Body], parents: Mapping[int, int | None]) -> list[Branch]:
    """The tree of these in their order, by what each answers to."""
    known = {each.pk: Branch(each) for each in bodies}
    below: dict[int | None, list[Branch]] = defaultdict(list)
    for pk, branch in known.items():
        below[nearest(pk, known, parents)].append(branch)
    for pk, branch in known.items():
        branch.below = below[pk]
    return below[None]


def nearest(pk: int, known: Mapping[int, Branch], parents: Mapping[int, int | None]) -> int | None:
    """The next above it that is one of them, if any."""
    at = parents.get(pk)
    for _ in range(LEVELS):
        if at is None or at in known:
            return at
        at = parents.get(at)
    return None
