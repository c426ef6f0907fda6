"""When an invitation expires, for those who can send it again."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from core import clock
from core.acts import Actor
from core.deadlines.registry import Deadline, add
from partnerships.invitations.models import Invitation
from partnerships.people.holders import at
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role

FORGOTTEN = datetime.timedelta(days=30)
"""So long after its last day an invitation that nobody cared for is let go."""


def waiting(actor: Actor | None) -> QuerySet[Any]:
    """Those that were sent for the actor's organisation, or by the actor, and not accepted yet."""
    rows = Invitation.objects.waiting().filter(expires_on__gt=clock.today() - FORGOTTEN)
    rows = rows.select_related("organisation", "area")
    if actor is None:
        return rows
    mine = Q(invited_by_id=actor.user_id) | Q(organisation_id=actor.organisation_id, organisation__isnull=False)
    return rows.filter(actor.q("partnerships.withdraw_invitation"), mine)


def sent_by(users: QuerySet[Any]) -> QuerySet[Any]:
    """Those that these people sent, wherever to: for an area, nobody but whoever sent it is reminded."""
    return waiting(None).filter(invited_by__in=users)


def holders(rows: Sequence[Invitation]) -> Mapping[Any, Iterable[int]]:
    """The administrators of each organisation; where there is none, as for an area, whoever sent it and is there."""
    found = at("organisation_id", Role.ADMINISTRATOR)(rows)
    alone = {row.invited_by_id for row in rows if not found[row.pk]}
    there = (
        set(
            RoleHeld.objects.active(clock.today())
            .filter(membership__user__in=alone)
            .values_list("membership__user_id", flat=True)
        )
        if alone - {None}
        else set()
    )
    return {row.pk: found[row.pk] or {row.invited_by_id} & there for row in rows}


def people_of(invitation: Invitation) -> str:
    """The page on which it is sent again."""
    return reverse(f"{invitation.place._meta.model_name}_people", args=[invitation.place.pk])


add(
    Deadline(
        name="invitation_expires",
        title="Invitations",
        queryset=waiting,
        date_field="expires_on",
        sentence=lambda row: f"{row.name} has not accepted the invitation to {row.place}",
        link=people_of,
        next_step="Send it again, or withdraw it",
        holders=holders,
        reminders=(3,),
        own=sent_by,
    )
)
