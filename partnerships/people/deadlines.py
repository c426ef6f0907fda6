"""When partners confirm their entries: the organisation's own administrators are reminded."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core.acts import Actor
from core.deadlines import standing_in
from core.deadlines.registry import Deadline, add
from partnerships.organisations.models import Organisation
from partnerships.people.actors import holders_as_actors
from partnerships.people.holders import at
from partnerships.people.roles import Role
from partnerships.people.seeing import keys_seen


def to_confirm(actor: Actor | None) -> QuerySet[Any]:
    """Open partners; of an actor, the one organisation they look after themselves."""
    rows = Organisation.objects.partners().filter(closed=None)
    if actor is None:
        return rows
    own = rows.filter(pk=actor.organisation_id) if actor.organisation_id else rows.none()
    return own.filter(actor.q("partnerships.confirm_organisation"))


def the_secretariat(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
    """Of each row those of the Forum secretariat who may see it."""
    found: dict[Any, set[int]] = {row.pk: set() for row in rows}
    for actor in holders_as_actors(Role.SECRETARIAT):
        for pk in keys_seen(actor, type(rows[0]), set(found)):
            found[pk].add(actor.user.pk)  # type: ignore[union-attr]
    return found


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
        told_otherwise=False,  # an organisation without people stands on a list of its own
    )
)
standing_in.otherwise(
    the_secretariat,
    "this comes to the Forum secretariat because nobody who is there holds a role in which it would be theirs; invite "
    "somebody, or give somebody the role",
)
