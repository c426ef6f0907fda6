"""The people of a place, for the pages on which one of them is chosen."""

import datetime

from django.db.models import QuerySet

from partnerships.people.models import Membership, RoleHeld

MEMBERS = Membership.objects.select_related("user", "organisation", "area")


def colleagues_of(membership: Membership, on: datetime.date) -> list[Membership]:
    """Who else holds a role at the same place on a day, by name."""
    return by_name(membership, RoleHeld.objects.active(on).at(membership.place))


def heirs_of(membership: Membership, on: datetime.date) -> list[Membership]:
    """The same, and where the organisation was entered twice, who holds a role at the entry that is kept."""
    found, place = colleagues_of(membership, on), membership.place
    kept = getattr(place, "stands_as", place)
    return found if kept == place else [*found, *by_name(membership, RoleHeld.objects.active(on).at(kept))]


def with_job(membership: Membership) -> str:
    """'Ann Lee, Treasurer', as whoever chooses one of them reads it."""
    return f"{membership.user}, {membership.job_title}" if membership.job_title else str(membership.user)


def by_name(membership: Membership, held: QuerySet[RoleHeld]) -> list[Membership]:
    """Whose roles these are, but for the person's own."""
    rows = MEMBERS.filter(pk__in=held.values("membership")).exclude(user=membership.user_id)
    return sorted(rows, key=lambda each: each.user.name.casefold())
