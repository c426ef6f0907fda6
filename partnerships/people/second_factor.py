"""Whether a browser's session passed the code at sign-in that the account has now."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from partnerships.people.account_actions import end_other_sessions
from partnerships.people.models import User

TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


def code_of(user_id: int | None) -> Authenticator | None:
    """The code at sign-in that an account has, None where it has none."""
    return Authenticator.objects.filter(user_id=user_id, type=TOTP).first()


def owes_code(request, user: User) -> bool:
    """Whether the account has a code that this session never passed: it gave a password only."""
    code = code_of(user.pk)
    return code is not None and not any(passes(each, code) for each in get_authentication_records(request, user))


def passes(step: dict, code: Authenticator) -> bool:
    """Whether one step of signing in, as the session holds it, passed this code, or a recovery code in its place."""
    if step["method"] != "mfa":
        return False
    if step["type"] == RECOVERY:
        return step["at"] >= code.created_at.timestamp()
    return step["id"] == code.pk


@receiver(authenticator_added)
def note_activation(request, user: User, authenticator: Authenticator, **kwargs) -> None:
    """The session that sets up a code has passed it; the person's others, which gave a password only, end."""
    if authenticator.type != TOTP:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    end_other_sessions(by=request.actor, user=user, but=request.session.session_key)
