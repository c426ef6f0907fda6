"""Whom a due date is reminded to: the people who hold a role, of the organisation of each row or of all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from core import clock
from partnerships.people.models import RoleHeld
from partnerships.people.rules import value_at

Holders = Callable[[Sequence[Any]], Mapping[Any, Iterable[int]]]


def at(path: str, *roles: str) -> Holders:
    """The people who hold one of the roles today at the organisation that the path of a row leads to. One query."""

    def holders(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
        places = {row.pk: value_at(row, path) for row in rows}
        held = RoleHeld.objects.active(clock.today()).filter(role__in=roles)
        held = held.filter(membership__organisation_id__in=set(places.values()) - {None})
        people: dict[int, set[int]] = defaultdict(set)
        for organisation, user in held.values_list("membership__organisation_id", "membership__user_id"):
            people[organisation].add(user)
        return {pk: people.get(place, set()) for pk, place in places.items()}

    return holders


def everywhere(*roles: str) -> Holders:
    """The people who hold one of the roles today, wherever: for what any of the secretariat may see to. One query."""

    def holders(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
        held = RoleHeld.objects.active(clock.today()).filter(role__in=roles)
        people = set(held.values_list("membership__user_id", flat=True))
        return {row.pk: people for row in rows}

    return holders
