"""When a role ends that was given until a day: what names the person by then is handed over."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from core import clock
from core.acts import Actor
from core.deadlines.registry import Deadline, add
from partnerships.leaving.rules import still_holding
from partnerships.people.holders import at
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role


def ends_with_something_held(actor: Actor | None) -> QuerySet[Any]:
    """The last roles of those whom something names; for an administrator at home, for the secretariat wherever there
    is no administrator."""
    rows = still_holding(RoleHeld.objects.the_last()).select_related(
        "membership__user", "membership__organisation", "membership__area"
    )
    if actor is None:
        return rows
    administrators = RoleHeld.objects.active(clock.today()).filter(
        role=Role.ADMINISTRATOR, membership__organisation=OuterRef("membership__organisation")
    )
    own = Q(membership__organisation=actor.organisation_id, membership__organisation__isnull=False)
    return rows.filter(actor.q("partnerships.view_role_end"), own | ~Exists(administrators))


def told(held: RoleHeld) -> str:
    """'What Owen Vale held for Herefordshire Council when their role ended', or that it is to end."""
    person, place = held.membership.user, held.membership.place
    if held.ends and held.ends < clock.today():
        return f"What {person} held for {place} when their role ended"
    return f"What {person} holds for {place}: their role ends"


add(
    Deadline(
        name="role_ends",
        title="What somebody held whose role ended",
        queryset=ends_with_something_held,
        date_field="ends",
        sentence=told,
        link=lambda held: reverse("membership_hand_over", args=[held.membership_id]),
        next_step="Hand it over",
        holders=at("membership__organisation_id", Role.ADMINISTRATOR),
        reminders=(7, 0),
    )
)
