"""What is done with an account itself: where it is signed in, and how it ends.

Roles, memberships and keys are in actions.py.
"""

import datetime
import uuid
from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from core.acts import Actor, authorise, locked
from core.trail.actions import record
from partnerships.people.models import ERASED, ERASED_NAME, User


@transaction.atomic
def end_session(*, by: Actor, session: UserSession) -> None:
    """Sign out of one browser; it counts at that browser's next click."""
    session = locked(UserSession, session.pk)
    authorise(by, "partnerships.end_session", session)
    record(by, "ended a session", session.user)
    session.end()


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
    record(by, "erased", user)
    return True
