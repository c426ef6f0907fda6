"""Inviting people and accepting invitations."""

import datetime
import secrets
from collections.abc import Iterator

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.acts import Actor, NotVisible, Refused, authorise, locked
from core.mail.actions import LETS_IN, one_address, write_mail
from core.pages import words
from core.trail.actions import record
from partnerships.invitations.models import Invitation, hash_of
from partnerships.invitations.rules import has_closed, place_of, why_nobody_joins, why_not_invited
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actions import check_roles, hold_place, join
from partnerships.people.actors import actor_for, actors_of
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import GIVEN_BY_ADMINISTRATORS

LASTS = datetime.timedelta(days=14)
MOST_A_DAY = 50
"""Invitations that can be sent for one organisation in a day, so that nobody mails strangers through us."""

STALE = {
    "accepted": "This invitation has been accepted already. Sign in with your account.",
    "withdrawn": "This invitation was withdrawn, or replaced by a newer one. Look for a newer message from us.",
    "expired": "This invitation has expired. Ask for a new one.",
}
INVITER_GONE = "Whoever sent this invitation may no longer invite people there. Ask for a new one."
INVITER_ELSEWHERE = (
    "{} was entered twice, and {} is the entry that is kept. Whoever sent this invitation may not invite people there. "
    "Ask the administrator there, or the Forum secretariat, for an invitation."
)
MOVED = "The register of this organisation was changed in this moment. Press the button again."
HAS_ITS_OWN = (
    "Somebody acts for this organisation by now. Ask its administrator, or the Forum secretariat, for an invitation."
)
CLOSED = "It closed on {}: nobody is invited to act for it."
OTHER_ADDRESS = "This invitation was sent to another address than that of your account. Sign out to accept it."


@transaction.atomic
def invite_person(*, by: Actor, email: str, name: str, place: Organisation | Area, roles: list[str]) -> Invitation:
    """Send a person an invitation to join an organisation, or to act for an area. An open one is replaced."""
    hold_place(place)
    invitation = Invitation(
        email=one_address(email.strip().lower()),
        name=name,
        roles=sorted(set(roles)),
        invited_by=by.user,  # type: ignore[attr-defined]
        **{str(place._meta.model_name): place},
    )
    authorise(by, "partnerships.invite_person", invitation)
    if why_not := why_not_invited(place):
        raise Refused(why_not)
    check_roles(by, roles, place)
    check_not_there(invitation)
    check_not_too_many(place)
    for open_one in Invitation.objects.to(place).waiting().filter(email=invitation.email):
        close(by, open_one, "replaced")
    send(by, invitation, "invited")
    return invitation


def locked_invitation(pk: int) -> Invitation:
    """The invitation, held with its place until the transaction ends; the place first, as whoever invites takes it."""
    found = Invitation.objects.select_related("organisation", "area").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    hold_place(found.place)
    return locked(Invitation, pk)


def held_with_both(found: Invitation) -> Invitation:
    """The invitation, held with its place and with the entry that is kept of it, in the order in which a merge holds
    them: so nobody joins one of two entries while they become one."""
    kept = place_of(found)
    for place in sorted({found.place, kept}, key=lambda each: each.pk):
        hold_place(place)
    invitation = locked(Invitation, found.pk)
    if place_of(invitation) != kept:
        raise Refused(MOVED)
    return invitation


def check_not_there(invitation: Invitation) -> None:
    """Refuse where the person holds all these roles there already."""
    held = RoleHeld.objects.active(clock.today()).at(invitation.place)
    held = held.filter(membership__user__email=invitation.email, role__in=invitation.roles)
    if set(held.values_list("role", flat=True)) >= set(invitation.roles):
        raise Refused({"email": f"The person with this address already is {invitation.role_names} there."})


def check_not_too_many(place: Organisation | Area) -> None:
    """Refuse where so many were sent today that something is wrong."""
    if why_not := too_many(place):
        raise Refused(why_not)


def too_many(place: Organisation | Area) -> str:
    """Why no more are sent today; empty where there are not so many."""
    since = clock.now() - datetime.timedelta(days=1)
    if Invitation.objects.to(place).filter(invited_at__gt=since).count() < MOST_A_DAY:
        return ""
    return f"{MOST_A_DAY} invitations were sent for {place} in the last day. Go on tomorrow."


def send(by: Actor, invitation: Invitation, verb: str) -> None:
    """Give the invitation a new secret and a new last day, and mail it. Only a hash of the secret is kept."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.invited_at = clock.now()
    invitation.expires_on = clock.today() + LASTS
    invitation.expires_at = clock.end_of(invitation.expires_on)
    invitation.save()
    event = record(by, verb, invitation, roles=invitation.roles, place=invitation.place)
    invitation.mail = write_mail(
        to=invitation.email,
        subject=f"Invitation to join {invitation.place} on Concordat"[:200],
        body=message(invitation),
        key=f"{LETS_IN}invitation:{invitation.pk}:{event.pk}",
        link=reverse("invitation", args=[token]),
    )
    invitation.save(update_fields=["mail"])


def message(invitation: Invitation) -> str:
    """The words of the mail, above the link."""
    inviter = invitation.invited_by.name if invitation.invited_by else "The Forum secretariat"
    return (
        f"Dear {invitation.name},\n\n"
        f"{inviter} invites you to join {invitation.place} on Concordat, as {invitation.role_names}.\n\n"
        f"{of_umbrella(invitation)}"
        "Open the page below and press the button to accept. The invitation can be used once, until "
        f"{invitation.expires_on:%-d %B %Y}. If you did not expect it, do nothing: opening the page changes nothing."
    )


def of_umbrella(invitation: Invitation) -> str:
    """Through whom the address was named, where that was an umbrella body."""
    if invitation.umbrella is None:
        return ""
    return (
        f"{invitation.umbrella.name} named you as the contact of its member. If you have an account already, sign in "
        "with it and accept there.\n\n"
    )


@transaction.atomic
def resend_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """Send an invitation again, with a new link and a new last day; the old link stops."""
    invitation = locked_invitation(invitation.pk)
    authorise(by, "partnerships.invite_person", invitation)
    check_roles(by, invitation.roles, invitation.place)
    if invitation.state not in ("open", "expired"):
        raise Refused(STALE[invitation.state])
    if why_not := why_nobody_joins(place_of(invitation)):
        raise Refused(why_not)
    check_not_too_many(invitation.place)
    invitation.invited_by = by.user  # type: ignore[attr-defined]
    send(by, invitation, "sent again")
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """Take an invitation back; its link stops at once."""
    invitation = locked_invitation(invitation.pk)
    authorise(by, "partnerships.withdraw_invitation", invitation)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(STALE[invitation.state])
    close(by, invitation, "withdrew")
    return invitation


@transaction.atomic
def hand_invitation(*, by: Actor, invitation: Invitation, to: User) -> Invitation:
    """Let an invitation stand in another's name, because whoever sent it goes. Its link stays good."""
    invitation = locked_invitation(invitation.pk)
    authorise(by, "partnerships.withdraw_invitation", invitation)
    check_roles(by, invitation.roles, invitation.place)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(STALE[invitation.state])
    invitation.invited_by = to
    if not may_still_invite(invitation):
        raise Refused(f"{to} may not invite people to {invitation.place} in these roles. Choose somebody who may.")
    invitation.save(update_fields=["invited_by"])
    record(by, "handed over", invitation)
    return invitation


def close(by: Actor, invitation: Invitation, verb: str) -> None:
    """Mark it as withdrawn."""
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(by, verb, invitation)


def open_invitation(by: Actor, token: str) -> Invitation:
    """The invitation, held until the transaction ends. Refused where it can no longer be accepted."""
    found = Invitation.objects.of_token(token).select_related("organisation__duplicate_of", "area").first()
    if found is None:
        raise NotVisible
    invitation = held_with_both(found)
    authorise(by, "partnerships.accept_invitation", invitation)
    if invitation.token_hash != hash_of(token):
        raise Refused(STALE["withdrawn"])
    state = invitation.state_at(clock.database_now())
    if state != "open":
        raise Refused(STALE[state])
    if why_not := why_not_let_in(invitation):
        raise Refused(why_not)
    places = {invitation.place, place_of(invitation)}
    if invitation.umbrella_id is not None and any(has_people(each) for each in places):
        raise Refused(HAS_ITS_OWN)
    return invitation


def why_not_let_in(invitation: Invitation) -> str:
    """Why an invitation that is open lets nobody in: what became of the organisation, or of whoever sent it."""
    place = place_of(invitation)
    if why_not := why_nobody_joins(place):
        return why_not
    if not may_still_invite(invitation):
        return INVITER_GONE
    if not may_still_invite(invitation, place):
        return INVITER_ELSEWHERE.format(invitation.place.name, place.name)
    if invitation.umbrella_id is not None and isinstance(place, Organisation) and has_closed(place):
        return CLOSED.format(words.date(place.closed))
    return ""


def has_people(place: Organisation | Area) -> bool:
    """Whether somebody holds a role there today."""
    return bool(RoleHeld.objects.active(clock.today()).at(place).exists())


def may_still_invite(invitation: Invitation, place: Organisation | Area | None = None) -> bool:
    """Whether the sender could send it today, to its place or to another: a revoked administrator's invitations open
    no doors, and those of one of two entries open none of the other."""
    sender = invitation.invited_by
    if sender is None:
        return True
    if place is not None and place != invitation.place:
        there = {str(place._meta.model_name): place}
        sent = {name: getattr(invitation, name) for name in ("roles", "invited_by", "umbrella")}
        invitation = Invitation(**sent, **there)
    needed = ["partnerships.invite_person" if invitation.umbrella_id is None else "partnerships.invite_member_contact"]
    if not set(invitation.roles) <= GIVEN_BY_ADMINISTRATORS:
        needed.append("partnerships.give_staff_role")
    return any(all(capacity.may(each, invitation) for each in needed) for capacity in actors_of(sender))


@transaction.atomic
def accept_invitation(*, by: Actor, token: str) -> Membership:
    """Accept an invitation with the account one is signed in with."""
    invitation = open_invitation(by, token)
    user: User = by.user  # type: ignore[attr-defined]
    if user is None:
        raise Refused("Sign in to accept this invitation.")
    if user.email != invitation.email:
        raise Refused(OTHER_ADDRESS)
    return spend(invitation, user)


@transaction.atomic
def accept_with_new_account(*, by: Actor, token: str, name: str, password: str) -> None:
    """Accept an invitation and make the account for it.

    Where an account with the address exists nothing happens: its owner signs in and accepts. The caller is told no
    difference, and the work is the same.
    """
    invitation = open_invitation(by, token)
    check_password(password, User(email=invitation.email, name=name))
    hashed = make_password(password)
    if User.objects.of_address(invitation.email).exists():
        return
    user = User(email=invitation.email, name=name, password=hashed)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:  # two invitations to one address, accepted in the same moment
        return
    record(actor_for(user), "made account", user)
    spend(invitation, user)


def check_password(password: str, user: User) -> None:
    """Refuse a password that is easily guessed."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused({"password": weak.messages}) from None


def spend(invitation: Invitation, user: User) -> Membership:
    """Mark the invitation as accepted and let the person in, at the entry that is kept of the organisation."""
    place = place_of(invitation)
    invitation.accepted_at, invitation.accepted_by = clock.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    actor = actor_for(user)
    membership = join(by=actor, user=user, place=place, roles=invitation.roles)
    actor = actor_for(user, membership.pk)
    if place == invitation.place:
        record(actor, "accepted", invitation, membership_id=membership.pk)
        return membership
    entries = {"invited_to": invitation.place, "joined": place}
    record(actor, "accepted", invitation, membership_id=membership.pk, **entries)
    record(actor, "accepted an invitation to an entry that was merged", membership, **entries)
    return membership


def forget_before(*, by: Actor, moment: datetime.datetime) -> Iterator[bool]:
    """Delete the invitations that were sent at a moment or before, each in a transaction of its own: one at a step."""
    for pk in list(Invitation.objects.filter(invited_at__lte=moment).order_by("pk").values_list("pk", flat=True)):
        yield forget(by, pk, moment)


@transaction.atomic
def forget(by: Actor, pk: int, moment: datetime.datetime) -> bool:
    """Delete one, unless it was sent again meanwhile. Its events stay, and so does the membership it led to."""
    invitation = locked_invitation(pk)
    if invitation.invited_at > moment:
        return False
    record(by, "deleted after its time", invitation)
    invitation.delete()
    return True
