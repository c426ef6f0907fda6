"""What pages and the API of hand-overs both need."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch

from core.acts import Actor
from core.deadlines import for_actor
from core.deadlines.registry import Item
from partnerships.leaving.models import Handover, HandoverItem
from partnerships.people.actors import actor_for
from partnerships.people.holdings import HOLDINGS
from partnerships.people.models import Membership
from partnerships.people.seeing import seen_by

LOADED = Handover.objects.select_related(
    "membership__user", "membership__organisation", "membership__area",
    "successor__user", "successor__organisation", "successor__area",
).prefetch_related(Prefetch("items", HandoverItem.objects.order_by("pk")))  # fmt: skip


def lines_of(handover: Handover, actor: Actor) -> list[str]:
    """What went, in the words of its day; of a record that the person may not see, what kind of thing it was."""
    items = list(handover.items.all())
    seen = {
        name: HOLDINGS[name].seen_by(actor, [each.object_id for each in items if each.kind == name])
        for name in {each.kind for each in items} & set(HOLDINGS)
    }
    lines = []
    for each in items:
        kind = HOLDINGS.get(each.kind)
        may_see = kind is None or each.object_id in seen[each.kind]
        lines.append(each.what if may_see or kind is None else kind.called)
    return lines


def due_of(membership: Membership, viewer: Actor) -> tuple[list[tuple[Item, bool]], int]:
    """What is due for a person in this capacity, each with whether anybody else is reminded of it; and how many more
    there are that the viewer may not see. Without what they see to for somebody on leave: the cover itself is held."""
    actor = actor_for(membership.user, membership.pk)
    if actor.membership_id != membership.pk:
        return [], 0
    items = [each for each in for_actor(actor) if not each.note]
    shown = seen_by(viewer, items)
    rows: dict[str, list[Any]] = {}
    for item in shown:
        rows.setdefault(item.deadline.name, []).append(item.row)
    reminded = {item.deadline.name: item.deadline.holders(rows[item.deadline.name]) for item in last_of_each(shown)}
    found = [
        (item, bool(set(reminded[item.deadline.name].get(item.row.pk, ())) - {membership.user_id})) for item in shown
    ]
    return found, len(items) - len(shown)


def last_of_each(items: Sequence[Item]) -> list[Item]:
    """One of each kind of due date."""
    return list({item.deadline.name: item for item in items}.values())
