"""Which of somebody else's due dates a person may be told of."""

from collections.abc import Sequence
from typing import Any

from core.acts import Actor
from core.deadlines.registry import Item


def seen_by(actor: Actor, items: Sequence[Item]) -> list[Item]:
    """Those of the dates of somebody else whose records the person may see. One query for each kind of record."""
    kinds: dict[Any, set[int]] = {}
    for item in items:
        kinds.setdefault(type(item.row), set()).add(item.row.pk)
    seen = {kind: keys_seen(actor, kind, pks) for kind, pks in kinds.items()}
    return [item for item in items if item.row.pk in seen[type(item.row)]]


def keys_seen(actor: Actor, kind: Any, pks: set[int]) -> set[int]:
    """The keys of the records of one kind that the person may see. None where no rule says who sees them."""
    permission = getattr(kind, "view_permission", "")
    if not permission or not actor.can_ever(permission):
        return set()
    rows = kind._default_manager.filter(actor.q(permission), pk__in=pks)
    return set(rows.order_by().values_list("pk", flat=True))
