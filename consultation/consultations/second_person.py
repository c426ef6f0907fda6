"""Who publishes a consultation: a second person, who reads what somebody else said is ready."""

import copy
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from core import clock
from core.acts import Actor
from partnerships.people.actors import Actor as Person
from partnerships.people.actors import Capacity
from partnerships.people.models import RoleHeld, User
from partnerships.people.roles import Role
from partnerships.people.rules import Is, Known, NotMine

PUBLISH = "consultation.publish_consultation"
NOT_READY = "Somebody has to say that it is ready first: then a second person can publish it."
SECOND_PERSON = (
    "You said yourself that it is ready. Somebody else publishes it: a colleague who may, the Forum secretariat, or "
    "the person named as the one to ask, if their account has that e-mail address."
)
READY = Is("published_at", None) & Is("withdrawn_at", None) & Known("proposed_at", NOT_READY)
"""It is a draft that somebody said is ready."""
WAITS = READY & NotMine("proposed_by_id", SECOND_PERSON)
"""It waits for a person who may publish: somebody else said that it is ready."""


def waiting_for(actor: Actor | None) -> QuerySet[Consultation]:
    """What somebody else said is ready and this person may publish; all that waits where it is None."""
    rows = Consultation.objects.filter(READY.q(None) if actor is None else actor.q(PUBLISH) & WAITS.q(actor))
    return rows.order_by("opens_on", "pk")


def waits_for(actor: Actor, consultation: Consultation) -> bool:
    """Whether this one is among them. Asks no query."""
    return bool(actor.may(PUBLISH, consultation)) and WAITS.holds(actor, consultation)


def why_not_publish(consultation: Consultation, actor: Actor) -> str:
    """Why a draft does not wait for this person, though they may publish: nobody has said that it is ready, or they
    did so themselves. Else empty."""
    return "" if WAITS.holds(actor, consultation) else WAITS.why_not(actor, consultation)


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
