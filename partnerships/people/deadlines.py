"""When partners confirm their entries: the organisation's own administrators are reminded."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core.acts import Actor
from core.deadlines.registry import Deadline, add
from partnerships.organisations.models import Organisation
from partnerships.people.holders import at
from partnerships.people.roles import Role


def to_confirm(actor: Actor | None) -> QuerySet[Any]:
    """Open partners; of an actor, the one organisation they look after themselves."""
    rows = Organisation.objects.partners().filter(closed=None)
    if actor is None:
        return rows
    own = rows.filter(pk=actor.organisation_id) if actor.organisation_id else rows.none()
    return own.filter(actor.q("partnerships.confirm_organisation"))


add(
    Deadline(
        name="organisation_confirmation",
        title="Entries to confirm",
        queryset=to_confirm,
        date_field="confirm_by",
        sentence=lambda row: f"Confirm your entry: {row.name}",
        link=lambda row: reverse("organisation_confirm", args=[row.pk]),
        next_step="Check it",
        holders=at("pk", Role.ADMINISTRATOR),
        reminders=(28, 7, 0),
    )
)
