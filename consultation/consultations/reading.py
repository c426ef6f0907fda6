"""One consultation with what its page and the API show of it, and who may publish it."""

import copy
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from core import clock
from core.acts import Actor
from core.pages.page import find
from core.trail.models import Event
from partnerships.people.actors import Actor as Person
from partnerships.people.actors import Capacity
from partnerships.people.models import RoleHeld, User
from partnerships.people.roles import Role

LOADED = Consultation.objects.select_related("host", "standard")
PUBLISH = "consultation.publish_consultation"


def the(actor: Actor, pk: int) -> Consultation:
    """The consultation with this key, for somebody who may see it. Raises NotVisible otherwise."""
    found: Consultation = find(LOADED, actor, pk=pk)
    return found


def waiting_for(actor: Actor | None) -> QuerySet[Consultation]:
    """What somebody else said is ready and this person may publish; all that waits where it is None."""
    rows = Consultation.objects.ready()
    if actor is not None:
        rows = rows.filter(actor.q(PUBLISH)).exclude(proposed_by=actor.user_id)
    return rows.order_by("opens_on", "pk")


def second_people(consultations: Iterable[Consultation]) -> dict[int, list[User]]:
    """By consultation: who of its host's people may publish it, but for whoever said that it is ready. One query."""
    asked = list(consultations)
    rows = RoleHeld.objects.active(clock.today()).filter(
        membership__organisation_id__in={each.host_id for each in asked}, membership__user__is_active=True
    )
    roles: dict[int, set[str]] = defaultdict(set)
    there = {}
    for held in rows.select_related("membership__user", "membership__organisation").order_by("membership__user__name"):
        roles[held.membership_id].add(held.role)
        there[held.membership_id] = held.membership
    people = [Person(user=each.user, capacity=Capacity(each, frozenset(roles[pk]))) for pk, each in there.items()]
    return {
        each.pk: [
            person.user
            for person in people
            if person.user and person.may(PUBLISH, each) and person.user_id != each.proposed_by_id
            and person.organisation_id == each.host_id
        ]
        for each in asked
    }  # fmt: skip


def who_publishes(consultations: Iterable[Consultation]) -> dict[int, list[User]]:
    """By consultation: whose turn it is to publish it, by name. The host's people who may; where there is no second
    one, the secretariat. At most two queries."""
    asked = list(consultations)
    found = second_people(asked)
    alone = [each for each in asked if not found[each.pk]]
    if alone:
        people = secretariat()
        found |= {each.pk: [user for user in people if user.pk != each.proposed_by_id] for each in alone}
    return found


def secretariat() -> list[User]:
    """The people of the secretariat today, by name."""
    held = RoleHeld.objects.active(clock.today()).filter(role=Role.SECRETARIAT, membership__user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("membership__user")).order_by("name", "pk"))


def others_who_publish(consultation: Consultation, actor: Actor) -> list[User]:
    """Those whose turn it is once this person says that it is ready, or has said so."""
    as_said = copy.copy(consultation)
    as_said.proposed_by_id = actor.user_id
    return who_publishes([as_said])[consultation.pk]


def reason_for_going_on(consultation: Consultation) -> str:
    """Why whoever said that it is ready went on against advice; empty where there was none."""
    said = Event.objects.of(consultation).filter(verb="said it is ready").order_by("-pk").first()
    return str(said.detail.get("reason", "")) if said else ""
