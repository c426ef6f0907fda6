"""What is done with an account itself: its details, password and code, where it is signed in, and how it ends.

Roles, memberships and keys are in actions.py, a new e-mail address in address_actions.py.
"""

import datetime
import uuid
from collections.abc import Iterator

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.mail.actions import write_mail
from core.trail.actions import changes, record, snapshot
from core.work.actions import ask
from core.work.models import WorkRow
from partnerships.people.actions import end_api_keys, locked_membership
from partnerships.people.actors import the_house
from partnerships.people.gates import CLOSING, LEFT, staff_elsewhere
from partnerships.people.holdings import write_name
from partnerships.people.models import CLOSED, ERASED, ERASED_NAME, Membership, User

NEW_PASSWORD = "new_password"  # noqa: S105 - not one
"""The kind of work that answers who has forgotten the password."""


@transaction.atomic
def update_account(*, by: Actor, user: User, name: str, telephone: str, version: int | None = None) -> User:
    """Change one's own name and telephone number. Records that name the person now say the new name (ADR 42)."""
    user = locked(User, user.pk, version=version)
    authorise(by, "partnerships.update_account", user)
    before = snapshot(user, ["name", "telephone"])
    user.name, user.telephone = name, telephone
    user.save(update_fields=["name", "telephone"])
    record(by, "updated", user, **changes(user, before, ["name", "telephone"]))
    if before["name"] != name:
        write_name(the_house(by.channel), user)
    return user


@transaction.atomic
def ask_for_new_password(*, email: str) -> WorkRow:
    """Note that a new password was asked for. The same is written whether there is an account or not."""
    return ask(None, NEW_PASSWORD, address=email.lower())


@transaction.atomic
def answer_for_new_password(row: WorkRow) -> None:
    """Mail the link to the open account of the address, where there is one, and forget the address."""
    users = User.objects.of_address(row.args.get("address", "")).filter(is_active=True)
    for user in users:
        request_password_reset(None, user.email, [user], default_token_generator)
    row.args = {}
    row.save(update_fields=["args"])


@transaction.atomic
def reset_second_factor(*, by: Actor, membership: Membership) -> User:
    """Take away a person's second factor, because the telephone is lost; they add a new one at their next sign-in."""
    membership = locked_membership(membership.pk)
    user = locked(User, membership.user_id)
    authorise(by, "partnerships.reset_second_factor", membership)
    if user.pk == by.user_id:
        raise Refused("Change your own code at sign-in on the page 'Your account'.")
    if staff_elsewhere(user, membership.pk, clock.today()) and not by.may("partnerships.give_staff_role"):
        raise Refused(f"{user} also works for another organisation. Ask the Forum secretariat to reset it.")
    count, _ = Authenticator.objects.filter(user=user).delete()
    if not count:
        raise Refused(f"{user} has no code at sign-in. Nothing was changed.")
    end_sessions(user)
    end_api_keys(by=by, user=user)
    user.calendar_key = uuid.uuid4()
    user.save(update_fields=["calendar_key"])
    event = record(by, "reset second factor", user, membership_id=membership.pk)
    write_mail(
        to=user,
        subject="Your code at sign-in was reset",
        body=f"Dear {user.name},\n\n{by.label} took the code at sign-in off your account, and you were signed out "
        "everywhere. Sign in with your password; if your role asks for it, you will be led to set up a new one. "
        "Your keys for programs and the address of your calendar do not work any more: make new keys on 'Your "
        "account', and take the new calendar address from the page of your due dates.\n\n"
        "If you did not ask for this, tell your organisation's administrator or the Forum secretariat at once.",
        key=f"second-factor-reset:{event.pk}",
    )
    return user


@transaction.atomic
def end_session(*, by: Actor, session: UserSession) -> None:
    """Sign out of one browser; it counts at that browser's next click."""
    session = locked(UserSession, session.pk)
    authorise(by, "partnerships.end_session", session)
    record(by, "ended a session", session.user)
    session.end()


@transaction.atomic
def end_other_sessions(*, by: Actor, user: User, but: str) -> None:
    """Sign a person out of every browser but the one whose session has this key."""
    for session in UserSession.objects.select_for_update().filter(user=user).exclude(session_key=but):
        authorise(by, "partnerships.end_session", session)
        record(by, "ended a session", user)
        session.end()


def end_sessions(user: User) -> None:
    """Sign a person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def deactivate_account(*, by: Actor, user: User, reason: str = "") -> User:
    """Close an account: its sessions and API keys end at once; everything it did stays on the record.

    The reason is for what is advised against: that something still names them.
    """
    user = locked(User, user.pk)
    authorise(by, "partnerships.deactivate_account", user)
    if user.pk == by.user_id:
        raise Refused("You cannot close your own account. Ask another member of the secretariat.")
    if not user.is_active:
        raise Refused("This account is closed already.")
    if check(CLOSING, user, reason=reason):
        for membership in user.memberships.select_related("user", "organisation", "area").order_by("pk"):
            for see_to in LEFT:
                see_to(by, membership, reason)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    end_api_keys(by=by, user=user)
    record(by, CLOSED, user)
    return user


@transaction.atomic
def reactivate_account(*, by: Actor, user: User) -> User:
    """Open a closed account again, with the roles that are still in force, until its time is over."""
    user = locked(User, user.pk)
    authorise(by, "partnerships.reactivate_account", user)
    if user.is_active:
        raise Refused("This account is open already.")
    if user.is_erased:
        raise Refused("Whose account this was is no longer kept. Invite the person anew.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by, "reactivated", user)
    return user


def forget_sign_ins(*, by: Actor) -> Iterator[bool]:
    """Delete the ways to sign in of every closed account, each in a transaction of its own: one at a step."""
    for pk in list(User.objects.closed().that_could_sign_in().values_list("pk", flat=True)):
        yield forget_sign_in(by, pk)


@transaction.atomic
def forget_sign_in(by: Actor, pk: int) -> bool:
    """Delete password, code, calendar address and last sign-in of one, unless it was opened again meanwhile."""
    user = locked(User, pk)
    if user.is_active:
        return False
    user.set_unusable_password()
    user.last_login, user.calendar_key = None, uuid.uuid4()
    user.save(update_fields=["password", "last_login", "calendar_key"])
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    record(by, "deleted ways to sign in", user)
    return True


def erase_accounts(*, by: Actor, moment: datetime.datetime) -> Iterator[bool]:
    """Erase the accounts that were closed at a moment or before, each in a transaction of its own: one at a step."""
    for pk in list(User.objects.closed_by(moment).still_named().values_list("pk", flat=True)):
        yield erase_account(by, pk, moment)


@transaction.atomic
def erase_account(by: Actor, pk: int, moment: datetime.datetime) -> bool:
    """Erase who one belonged to, unless it was opened again meanwhile.

    The number of the account stays, so that what was written, sent and signed keeps its place; it names nobody.
    """
    user = locked(User, pk)
    if not User.objects.closed_by(moment).filter(pk=pk).exists():
        return False
    user.name, user.telephone, user.email = ERASED_NAME, "", f"account-{pk}{ERASED}"
    user.save(update_fields=["name", "telephone", "email"])
    user.memberships.exclude(job_title="").update(job_title="")
    user.former_addresses.all().delete()
    record(by, "erased", user)
    return True
