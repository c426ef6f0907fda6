"""What is done with people: their memberships, roles and keys. Acts on an account itself are in account_actions.py."""

import datetime

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import changes, record, snapshot
from partnerships.organisations.models import Area, Organisation
from partnerships.people.gates import LEFT, roles_given_by, to_pass
from partnerships.people.models import ApiToken, Membership, RoleHeld, User
from partnerships.people.roles import STAFF, Role

ALREADY = "{user} is already {role} of {place}."
BACKDATED = "The first day is in the past. Choose today or a later day, or ask the Forum secretariat to enter it."
MOST_KEYS = 10
"""API keys a person can have at once."""


def hold_place(place: Organisation | Area) -> None:
    """Let changes of an organisation's people wait for each other, so that two cannot each leave the other last."""
    locked(type(place), place.pk)


def locked_membership(pk: int, version: int | None = None) -> Membership:
    """The membership, held with its place until the transaction ends; a Conflict where it has left the version."""
    hold_place(Membership.objects.select_related("organisation", "area").get(pk=pk).place)
    locked(Membership, pk, version=version)
    return Membership.objects.select_related("user", "organisation", "area").get(pk=pk)


def check_roles(by: Actor, roles: list[str], place: Organisation | Area) -> None:
    """Refuse roles that `by` may not give, or that make no sense there."""
    if not roles or not set(roles) <= set(Role.values):
        raise Refused({"roles": "Choose at least one role."})
    if isinstance(place, Area) and not set(roles) <= STAFF:
        raise Refused({"roles": "For an area a person can be commissioner, analyst, auditor or Forum secretariat."})
    if not set(roles) <= roles_given_by(by):
        authorise(by, "partnerships.give_staff_role")


def join(*, by: Actor, user: User, place: Organisation | Area, roles: list[str], job_title: str = "") -> Membership:
    """Write membership and roles, for an act that has authorised: accepting an invitation."""
    membership, made = Membership.objects.get_or_create(
        user=user, defaults={"job_title": job_title}, **{str(place._meta.model_name): place}
    )
    if made:
        record(by, "added", membership, person_id=user.pk)
    for role in roles:
        standing = membership.roles.filter(role=role, ends=None, revoked_at=None).first()
        if standing is None:
            hold_role(by, membership, role, clock.today(), None)
        elif standing.state == "later":
            bring_forward(by, standing)
    return membership


def bring_forward(by: Actor, held: RoleHeld) -> None:
    """Let a role that was to start later start today."""
    before, held.starts = held.starts, clock.today()
    held.save(update_fields=["starts"])
    record(
        by,
        "brought role forward",
        held.membership,
        role=held.get_role_display(),
        starts=[before, held.starts],
        held_id=held.pk,
    )


def hold_role(
    by: Actor, membership: Membership, role: str, starts: datetime.date | None, ends: datetime.date | None
) -> RoleHeld:
    """Write one role and its event."""
    held = RoleHeld(membership=membership, role=role, starts=starts, ends=ends)
    held.full_clean(validate_unique=False, validate_constraints=True)
    held.save()
    record(by, "gave role", membership, role=held.get_role_display(), starts=starts, ends=ends, held_id=held.pk)
    return held


@transaction.atomic
def give_role(
    *,
    by: Actor,
    membership: Membership,
    role: str,
    starts: datetime.date | None = None,
    ends: datetime.date | None = None,
) -> RoleHeld:
    """Give a person a role, from a day (today where none is named) and, if it is known, to a day."""
    membership = locked_membership(membership.pk)
    authorise(by, "partnerships.change_role", membership)
    check_roles(by, [role], membership.place)
    starts = starts or clock.today()
    if ends and ends < starts:
        raise Refused({"ends": "The last day is before the first day."})
    if starts < clock.today() and not by.may("partnerships.backdate_role"):
        raise Refused({"starts": BACKDATED})
    check_days_are_free(membership, role, starts, ends)
    return hold_role(by, membership, role, starts, ends)


def check_days_are_free(
    membership: Membership, role: str, starts: datetime.date, ends: datetime.date | None, but: RoleHeld | None = None
) -> None:
    """Refuse a span on a day of which the person holds the same role already, leaving one spell out of account."""
    standing = membership.roles.filter(role=role, revoked_at=None)
    if any(meets(held, starts, ends) for held in standing if held != but):
        words = {"user": membership.user, "role": Role(role).label.lower(), "place": membership.place}
        raise Refused(f"{ALREADY.format(**words)} End that role first, or choose days outside it.")


def meets(held: RoleHeld, starts: datetime.date, ends: datetime.date | None) -> bool:
    """Whether a role is held on any day of a span."""
    begins_before_it_ends = ends is None or held.starts is None or held.starts <= ends
    return begins_before_it_ends and (held.ends is None or held.ends >= starts)


def locked_role(pk: int) -> RoleHeld:
    """The role, with its membership held until the transaction ends."""
    membership = locked_membership(RoleHeld.objects.get(pk=pk).membership_id)
    held = locked(RoleHeld, pk)
    held.membership = membership
    return held


def authorise_end(by: Actor, held: RoleHeld) -> None:
    """Refuse unless `by` may change roles there, and may give this one: who gives a role is who takes it."""
    authorise(by, "partnerships.change_role", held.membership)
    check_roles(by, [held.role], held.membership.place)


def let_go(by: Actor, held: RoleHeld, reason: str) -> None:
    """Refuse what the gates refuse. With a reason somebody goes all the same, and what they hold is seen to."""
    if check(to_pass(by, held), held, reason=reason):
        for see_to in LEFT:
            see_to(by, held.membership, reason)


def revoke(by: Actor, held: RoleHeld) -> None:
    """Write that a role is taken away now."""
    held.revoked_at = clock.now()
    held.save(update_fields=["revoked_at"])
    record(by, "revoked role", held.membership, role=held.get_role_display(), held_id=held.pk)


def take_back(by: Actor, held: RoleHeld, reason: str) -> None:
    """Take a role away that came with an act which is undone, if it still stands, for an act that has authorised."""
    if held.state in ("now", "later"):
        let_go(by, held, reason)
        revoke(by, held)


@transaction.atomic
def end_role(*, by: Actor, held: RoleHeld, last_day: datetime.date, reason: str = "") -> RoleHeld:
    """Say on which day a role ends; it counts until that day is over. A later day than before is a role given.

    The reason is for what is advised against: that something still names them.
    """
    held = locked_role(held.pk)
    authorise_end(by, held)
    if held.state in ("revoked", "ended"):
        raise Refused("This role has ended already.")
    if held.starts and last_day < held.starts:
        raise Refused({"last_day": "The last day is before the day the role starts."})
    if last_day < clock.today():
        raise Refused({"last_day": "The last day is in the past. To end the role at once, revoke it."})
    if held.ends and last_day > held.ends:
        check_days_are_free(held.membership, held.role, held.ends + datetime.timedelta(days=1), last_day, but=held)
    else:
        let_go(by, held, reason)
    before, held.ends = held.ends, last_day
    held.save(update_fields=["ends"])
    record(
        by, "ended role", held.membership, role=held.get_role_display(), last_day=[before, last_day], held_id=held.pk
    )
    return held


@transaction.atomic
def revoke_role(*, by: Actor, held: RoleHeld, reason: str = "") -> RoleHeld:
    """Take a role away at once. It stays on the record. The reason: as for ending it."""
    held = locked_role(held.pk)
    authorise_end(by, held)
    if held.state in ("revoked", "ended"):
        raise Refused("This role has ended already.")
    let_go(by, held, reason)
    revoke(by, held)
    return held


@transaction.atomic
def update_membership(*, by: Actor, membership: Membership, job_title: str, version: int | None = None) -> Membership:
    """Change what a person's job is called at an organisation."""
    membership = locked_membership(membership.pk, version)
    authorise(by, "partnerships.update_membership", membership)
    before = snapshot(membership, ["job_title"])
    membership.job_title = job_title
    membership.save(update_fields=["job_title"])
    record(by, "updated", membership, **changes(membership, before, ["job_title"]))
    return membership


@transaction.atomic
def end_api_keys(*, by: Actor, user: User) -> None:
    """Let every key of an account end, for an act that has authorised: whoever made one unseen is out with it."""
    count, _ = ApiToken.objects.filter(user=user).delete()
    if count:
        record(by, "ended all API keys", user, keys=count)


@transaction.atomic
def make_api_key_with_password(*, by: Actor, membership: Membership, label: str, password: str) -> tuple[ApiToken, str]:
    """Make a key on a page, where the password tells the person from somebody at their open browser."""
    membership = locked_membership(membership.pk)
    user = locked(User, membership.user_id)
    authorise(by, "partnerships.make_api_key", membership)
    if not user.check_password(password):
        raise Refused({"password": "The password is not right. Type it again."})
    return make_api_key(by=by, membership=membership, label=label)


@transaction.atomic
def make_api_key(*, by: Actor, membership: Membership, label: str) -> tuple[ApiToken, str]:
    """Make a key for a program, which may do what this person may do in this membership. The key is shown once."""
    membership = locked_membership(membership.pk)
    authorise(by, "partnerships.make_api_key", membership)
    if membership.pk not in by.membership_ids:
        raise Refused("You no longer hold a role there, so a key would open nothing.")
    if ApiToken.objects.filter(user=membership.user).count() >= MOST_KEYS:
        raise Refused(f"You have {MOST_KEYS} keys. Revoke one that is not used any more.")
    token, key = ApiToken.objects.create(user=membership.user, membership=membership, label=label)
    record(by, "made API key", membership, label=label)
    return token, key


@transaction.atomic
def revoke_api_key(*, by: Actor, token: ApiToken) -> None:
    """Take a key away; programs that use it are refused from now on."""
    token = locked(ApiToken, token.pk)
    authorise(by, "partnerships.revoke_api_key", token)
    record(by, "revoked API key", token.membership, label=token.label)
    token.delete()
