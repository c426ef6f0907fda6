"""People who answer without an account, as the acts and the pages leave them."""

import re

from django.test import Client

from consultation.consultations.models import Consultation
from consultation.guests import actions
from consultation.responses.models import Response
from core.mail.models import Mail
from partnerships.people.actors import Actor
from tests.factories.people import prove

CLUB = "club@example.org"


def guest(address: str = CLUB) -> Actor:
    """Somebody who has proven this address."""
    return Actor(address=address)


def browser_of(address: str = CLUB) -> Client:
    """A browser in which this address has been proven."""
    client = Client()
    prove(client, address)
    return client


def begun(consultation: Consultation, *, by: Actor | None = None, **typed: str) -> Response:
    """An answer that somebody has begun without an account: the mail with its link is written."""
    given = {"kind": "organisation", "name": "Luncheon Club", "email": CLUB} | typed
    return actions.begin_as_guest(by=by or Actor(), consultation=consultation, **given)


def link_mails() -> list[Mail]:
    """The mails with links, the latest last."""
    return list(Mail.objects.filter(key__contains="guest-link:").order_by("pk"))


def token_in(mail: Mail) -> str:
    """The secret of the link in a mail."""
    found = re.search(r"/answer/([\w-]+)/", mail.body)
    assert found is not None
    return found[1]


def last_token() -> str:
    """The secret of the link that was mailed last."""
    return token_in(link_mails()[-1])
