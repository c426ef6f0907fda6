"""How an account gets another e-mail address: asked for with the password, confirmed by a link to the new one."""

import datetime

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.mail.actions import LETS_IN, one_address, write_mail
from core.mail.models import Mail
from core.trail.actions import record
from core.trail.models import Event
from partnerships.people.models import FormerAddress, User

ASKED = "asked to change the e-mail address"
CHANGED = "changed the e-mail address"
LASTS = datetime.timedelta(days=1)
"""How long the link to confirm a new address can be used."""
MOST_A_DAY = 5
"""How often somebody can ask in a day, so that nobody mails strangers through us."""

TAKEN = (
    "Somebody, probably you, asked to use this e-mail address for another Concordat account. There is an account with "
    "this address already, so nothing was changed.\n\nIf it was you, sign in with this address. If it was not, "
    "do nothing."
)
NOT_YOURS = (
    "This link belongs to another account than the one you are signed in with, or your password has changed since. "
    "Sign in with the account that asked, or ask again on the page 'Your account'."
)
USED = (
    "This link has been used, or replaced by a newer one. Look at your address on 'Your account', or ask again there."
)
EXPIRED = "This link could be used for a day only. Ask again on the page 'Your account'."
TAKEN_SINCE = "Another account has this address now. Sign in with that one, or choose another address."


@transaction.atomic
def ask_for_address(*, by: Actor, user: User, email: str, password: str) -> None:
    """Send a link to a new address; nothing changes before its button is pressed.

    Where an account with the address exists, the message there says so instead. The caller is told no difference, and
    the work is the same.
    """
    user = locked(User, user.pk)
    authorise(by, "partnerships.change_address", user)
    email = one_address(email.strip().lower())
    if not user.check_password(password):
        raise Refused({"password": "The password is not right. Type it again."})
    if email == user.email:
        raise Refused({"email": "This is the address you have. Enter the new one."})
    asked = Event.objects.of(user).filter(verb=ASKED)
    if asked.filter(at__gt=clock.true_now() - datetime.timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(f"You have asked {MOST_A_DAY} times in the last day. Go on tomorrow.")
    event = record(by, ASKED, user)
    subject = "Your new e-mail address on Concordat"
    if User.objects.of_address(email).exists():
        write_mail(to=email, subject=subject, body=TAKEN, key=f"address-taken:{event.pk}")
        return
    token = signer(user).sign(str(event.pk))
    link = reverse("address_confirm", args=[token])
    write_mail(to=email, subject=subject, body=invitation_to_confirm(user), key=key_of(event.pk), link=link)


def invitation_to_confirm(user: User) -> str:
    """The words of the mail to the new address, above the link."""
    return (
        f"Dear {user.name},\n\nSomebody, probably you, asked that your Concordat account use this e-mail address from "
        "now on. Open the page below within a day, sign in as you always did, and press the button there. The link "
        "works once; opening the page changes nothing.\n\nIf it was not you, do nothing: this address is not used."
    )


def signer(user: User) -> Signer:
    """What signs the links for one account. A new password puts an end to links that were sent before."""
    return Signer(salt=f"new-address:{user.pk}:{user.password}", sep=".")


def key_of(pk: int) -> str:
    """The key of the mail that went to the new address, by the number of the event with which it was asked for."""
    return f"{LETS_IN}address:{pk}"


def awaited_address(user: User, token: str) -> str:
    """The address that a link would give the account. Refused where the link is not, or no longer, for this account.

    The newest event of its kind tells whether it was used or replaced; the mail with the link, where it was sent.
    """
    try:
        pk = int(signer(user).unsign(token))
    except (BadSignature, ValueError):
        raise Refused(NOT_YOURS) from None
    newest = Event.objects.of(user).filter(verb__in=(ASKED, CHANGED)).order_by("-pk").first()
    mail = Mail.objects.filter(key=key_of(pk)).first()
    if newest is None or newest.pk != pk or mail is None:
        raise Refused(USED)
    if clock.database_now() >= (newest.story_at or newest.at) + LASTS:
        raise Refused(EXPIRED)
    return mail.to_address


@transaction.atomic
def change_address(*, by: Actor, user: User, token: str) -> User:
    """Give the account the address to which the link was sent, and tell the old one."""
    user = locked(User, user.pk)
    authorise(by, "partnerships.change_address", user)
    old, user.email = user.email, awaited_address(user, token)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        raise Refused(TAKEN_SINCE) from None
    EmailAddress.objects.filter(user=user).delete()
    FormerAddress.objects.create(user=user, email=old)  # what names them by it goes on naming them (ADR 42)
    event = record(by, CHANGED, user)
    write_mail(
        to=old,
        subject="The e-mail address of your account was changed",
        body=f"Dear {user.name},\n\nYour Concordat account has a new e-mail address: you sign in with that one now, "
        "and our messages go there.\n\nIf it was not you, tell your organisation's administrator or the Forum "
        "secretariat at once.",
        key=f"address-changed:{event.pk}",
    )
    return user
