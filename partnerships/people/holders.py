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
    return at_any(lambda rows: {row.pk: {value_at(row, path)} - {None} for row in rows}, *roles)


def at_any(places: Holders, *roles: str) -> Holders:
    """The people who hold one of the roles today at any of the organisations of each row. One query more than theirs.

    `places` gives, for loaded rows, the numbers of their organisations by row number.
    """

    def holders(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
        found = {pk: set(organisations) for pk, organisations in places(rows).items()}
        held = RoleHeld.objects.active(clock.today()).filter(role__in=roles)
        held = held.filter(membership__organisation_id__in=set().union(*found.values()))
        people: dict[int, set[int]] = defaultdict(set)
        for organisation, user in held.values_list("membership__organisation_id", "membership__user_id"):
            people[organisation].add(user)
        return {pk: set().union(*(people.get(each, set()) for each in theirs)) for pk, theirs in found.items()}

    return holders


def together(*several: Holders) -> Holders:
    """Everybody whom any of these name."""

    def holders(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
        found = [each(rows) for each in several]
        return {row.pk: set().union(*(each.get(row.pk, ()) for each in found)) for row in rows}

    return holders


def everywhere(*roles: str) -> Holders:
    """The people who hold one of the roles today, wherever: for what any of the secretariat may see to. One query."""

    def holders(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
        held = RoleHeld.objects.active(clock.today()).filter(role__in=roles)
        people = set(held.values_list("membership__user_id", flat=True))
        return {row.pk: people for row in rows}

    return holders
