"""When a person's roles and account may change."""

import datetime
from collections.abc import Callable

from core.acts import Actor
from core.gates import Gate, Obstacle, gate
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import GIVEN_BY_ADMINISTRATORS, STAFF, Role


@gate("Somebody else stays to look after the organisation's people")
def an_administrator_stays(held: RoleHeld, on: datetime.date) -> Obstacle | None:
    """The last administrator who has no last day may not go without the secretariat."""
    if held.role != Role.ADMINISTRATOR or held.state != "now":
        return None
    place = held.membership.place
    others = RoleHeld.objects.lasting(on).at(place).filter(role=Role.ADMINISTRATOR).exclude(pk=held.pk)
    if others.exists():
        return None
    return Obstacle(
        f"{held.membership.user} is the only administrator of {place}. Make somebody else an administrator first, "
        "or ask the Forum secretariat."
    )


@gate("Somebody stays in the Forum secretariat")
def a_secretary_stays(held: RoleHeld, on: datetime.date) -> Obstacle | None:
    """Without anybody in the secretariat nobody could ever give its role again."""
    if held.role != Role.SECRETARIAT or held.state != "now":
        return None
    if RoleHeld.objects.lasting(on).filter(role=Role.SECRETARIAT).exclude(pk=held.pk).exists():
        return None
    return Obstacle(f"{held.membership.user} is the only one in the Forum secretariat. Give the role to another first.")


@gate("Somebody else stays in the Forum secretariat")
def the_secretariat_stays_staffed(user: User, on: datetime.date) -> Obstacle | None:
    """Closing the account of the last secretary would leave nobody to open it again."""
    secretaries = RoleHeld.objects.lasting(on).filter(role=Role.SECRETARIAT)
    mine, others = secretaries.filter(membership__user=user), secretaries.exclude(membership__user=user)
    if mine.exists() and not others.exists():
        return Obstacle(f"{user} is the only one in the Forum secretariat. Give the role to another person first.")
    return None


def staff_elsewhere(user: User, place_membership_id: int, on: datetime.date) -> bool:
    """Whether the person holds a role that asks for a second factor in another membership than this."""
    held = RoleHeld.objects.active(on).filter(membership__user=user, role__in=STAFF)
    return held.exclude(membership_id=place_membership_id).exists()


def roles_given_by(actor: Actor) -> frozenset[Role]:
    """The roles this person may give, prolong, end and revoke, where they may change roles at all."""
    return frozenset(Role) if actor.may("partnerships.give_staff_role") else GIVEN_BY_ADMINISTRATORS


LEAVING: dict[str, list[Gate]] = {
    Role.ADMINISTRATOR: [an_administrator_stays],
    Role.SECRETARIAT: [a_secretary_stays],
}
"""What ending or revoking such a role has to pass; any role also has to pass GOING."""

GOING: list[Gate] = []
"""What ending or revoking any role has to pass: subjects that know more of what a person holds add to it."""

LEFT: list[Callable[[Actor, Membership, str], object]] = []
"""What becomes of what somebody holds who goes all the same, with the reason: subjects that know of it add to it."""

CLOSING = [the_secretariat_stays_staffed]
"""What closing an account has to pass; likewise."""


def to_pass(by: Actor, held: RoleHeld) -> list[Gate]:
    """The gates of a role that is to go: the secretariat may take an organisation's last administrator away."""
    gates = [*LEAVING.get(held.role, []), *GOING]
    if by.may("partnerships.remove_last_administrator"):
        return [each for each in gates if each is not an_administrator_stays]
    return gates
