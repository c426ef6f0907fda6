"""What people do to answer without an account: begin, get a link, open it.

The e-mail address is all that tells one from another. It is proven by a link that is mailed to it; whoever has proven
it in this session reads and writes the answers that were begun with it, and nothing else.
"""

import datetime
import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.rules import closing_in_words, refuse_sentence
from consultation.guests.models import GuestLink
from consultation.responses.actions import start_response
from consultation.responses.models import Channel, Respondent, RespondentKind, Response
from core import clock
from core.acts import Actor, NotVisible, Refused, authorise, locked
from core.mail.actions import LETS_IN, one_address, write_mail
from core.trail.actions import record

LASTS = datetime.timedelta(days=7)
MOST_LINKS = 5
"""Links that are mailed to one address in an hour, so that nobody fills a mailbox through us."""
MOST_BEGUN = 10
"""Answers that can be begun with one address in a day."""
NO_INDIVIDUALS = "This consultation asks organisations. Answer for the one you belong to."
TOO_MANY = "So many answers were begun with this address today that something is wrong. Ring {} on {}."
STALE = "This link has been used, or its time is over. Ask for a new one: it takes a minute."


@transaction.atomic
def begin_as_guest(
    *,
    by: Actor,
    consultation: Consultation,
    kind: str,
    name: str,
    email: str,
    person: str = "",
    charity_number: str = "",
) -> Response:
    """Begin an answer without an account, and mail the link that leads to it."""
    consultation = locked(Consultation, consultation.pk)
    authorise(by, "consultation.answer_without_account", consultation)
    if sentence := refuse_sentence(consultation, clock.database_now()):
        raise Refused(sentence)
    if kind == RespondentKind.INDIVIDUAL and not consultation.takes_individuals:
        raise Refused({"kind": NO_INDIVIDUALS})
    address = one_address(email.strip().lower())
    refuse_too_many(consultation, address)
    respondent = Respondent(kind=kind, name=name, charity_number=charity_number, person=person, email=address)
    respondent.save(force_insert=True)
    response = start_response(by, Response(consultation=consultation, respondent=respondent, channel=Channel.GUEST))
    mail_link(response)
    return response


def refuse_too_many(consultation: Consultation, address: str) -> None:
    """Refuse where so many were begun today that something is wrong."""
    since = clock.now() - datetime.timedelta(days=1)
    if Response.objects.filter(respondent__email=address, started_at__gt=since).count() >= MOST_BEGUN:
        raise Refused(TOO_MANY.format(consultation.contact_name, consultation.contact_telephone))


@transaction.atomic
def send_links(*, by: Actor, email: str, consultation: Consultation | None = None) -> None:
    """Mail the way back to every answer that was begun with an address, to one consultation or to any.

    The caller is told no difference between an address that is known, one that is not, and one that has had enough.
    """
    authorise(by, "consultation.answer_without_account", consultation)
    address = one_address(email.strip().lower())
    begun = Response.objects.filter(channel=Channel.GUEST, respondent__email=address)
    if consultation is not None:
        begun = begun.filter(consultation=consultation)
    for response in begun.select_related("consultation__host", "respondent").order_by("-pk")[:MOST_BEGUN]:
        if links_lately(address) < MOST_LINKS:
            mail_link(response)


def links_lately(address: str) -> int:
    """How many links were mailed to an address in the last hour."""
    since = clock.now() - datetime.timedelta(hours=1)
    return GuestLink.objects.filter(response__respondent__email=address, made_at__gt=since).count()


def hash_of(token: str) -> str:
    """What is kept of the secret in a link."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def mail_link(response: Response) -> GuestLink:
    """Make a link to an answer and mail it. Only a hash of its secret is kept."""
    token, moment = secrets.token_urlsafe(32), clock.now()
    link = GuestLink(response=response, token_hash=hash_of(token), made_at=moment, expires_at=moment + LASTS)
    link.save(force_insert=True)
    consultation, respondent = response.consultation, response.respondent
    assert respondent is not None
    write_mail(
        to=respondent.email,
        subject=f"Your link to answer by {closing_in_words(consultation.closes_on)}: {title_of(consultation)}",
        body=message(consultation, response),
        key=f"{LETS_IN}guest-link:{link.pk}",
        reply_to=consultation.contact_email,
        link=reverse("guest_open", args=[token]),
    )
    return link


def title_of(consultation: Consultation) -> str:
    """The title in one line, short enough for a subject."""
    return " ".join(consultation.title.split())[:100]


def message(consultation: Consultation, response: Response) -> str:
    """The words of the mail, above the link."""
    ends = clock.london(clock.now() + LASTS)
    return (
        f"You, or somebody who typed your address, began to answer for {response.name}:\n\n"
        f"{consultation.title}\nAsked by {consultation.host.name}, until {closing_in_words(consultation.closes_on)}\n\n"
        "Open the page below and press the button to go on with the answer. The link works once, until "
        f"{ends:%-d %B %Y}; you can always ask for a new one on the consultation's page. Nothing is sent until you "
        "send it yourself. If you do nothing, nothing is counted.\n\n"
        f"If you did not begin this, do nothing. If you need help, ring {consultation.contact_name} on "
        f"{consultation.contact_telephone}, or answer this mail."
    )


def link_of(token: str) -> GuestLink:
    """The link with this secret. Raises NotVisible where there is none."""
    rows = GuestLink.objects.select_related("response__consultation__host", "response__respondent")
    found = rows.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise NotVisible
    return found


@transaction.atomic
def open_with_link(*, by: Actor, token: str) -> Response:
    """Spend a link: the address is proven, and its owner may go on with the answer."""
    link = locked(GuestLink, link_of(token).pk)
    if link.used_at is not None or clock.database_now() >= link.expires_at:
        raise Refused(STALE)
    response: Any = Response.objects.select_related("consultation", "respondent").get(pk=link.response_id)
    authorise(by, "consultation.answer_without_account", response.consultation)
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    respondent = response.respondent
    if respondent.confirmed_at is None:
        respondent.confirmed_at = clock.now()
        respondent.save(update_fields=["confirmed_at"])
        record(by, "confirmed the e-mail address", response)
    return response


@transaction.atomic
def forget_links(moment: datetime.datetime) -> int:
    """Delete the links that ended before a moment. Returns how many."""
    count, _ = GuestLink.objects.filter(expires_at__lt=moment).delete()
    return count


@transaction.atomic
def forget_unconfirmed(moment: datetime.datetime) -> int:
    """Delete the answers that were begun before a moment by an address nobody has confirmed. They hold no words."""
    rows = Response.objects.filter(
        channel=Channel.GUEST, started_at__lt=moment, respondent__confirmed_at=None, versions=None
    )
    found = list(rows.values_list("pk", "respondent_id"))
    Response.objects.filter(pk__in=[pk for pk, _ in found]).delete()
    Respondent.objects.filter(pk__in=[pk for _, pk in found]).delete()
    return len(found)
