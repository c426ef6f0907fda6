"""What people do to answer without an account: begin, get a link, open it.

The e-mail address is all that tells one from another. It is proven by a link that is mailed to it; whoever has proven
it in this session reads and writes the answers that were begun with it, and nothing else.
"""

import datetime
import hashlib
import re
import secrets
from typing import Any

from django.db import transaction
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.rules import refuse_sentence
from consultation.guests.letters import link_to
from consultation.guests.models import GuestLink
from consultation.responses.actions import start_response
from consultation.responses.models import Channel, Respondent, RespondentKind, Response
from core import clock
from core.acts import Actor, NotVisible, Refused, authorise, locked
from core.fields import fold
from core.mail.actions import LETS_IN, one_address, write_letter
from core.trail.actions import record
from core.work.actions import ask
from core.work.models import WorkRow

GUEST_LINK = "guest_link"
"""The kind of work that answers who asks for a new link."""
LASTS = datetime.timedelta(days=7)
MOST_LINKS = 5
"""Links that are mailed to one address in an hour, so that nobody fills a mailbox through us."""
MOST_BEGUN = 20
"""Answers that one address begins to one consultation: more than anybody writes for."""
TOO_MANY_BEGUN = (
    f"{MOST_BEGUN} answers were begun with this address already. Go on with one of them, or ring who is named below."
)
LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)
NO_LINKS = "Enter a name, without a link to a page."
NO_INDIVIDUALS = "This consultation asks organisations. Answer for the one you belong to."
SIGNED_IN = "You are signed in. Answer with your account, or sign out first to answer without one."
STALE = "This link has been used, or its time is over. Ask for a new one: it takes a minute."


@transaction.atomic
def begin_as_guest(
    *,
    by: Actor,
    consultation: Consultation,
    kind: str,
    email: str,
    name: str = "",
    person: str = "",
    charity_number: str = "",
) -> Response:
    """Begin an answer without an account, and mail the link that leads to it.

    `name` is that of an organisation. An individual's is that of the `person`, or `name` where nothing else is given.
    Begun again with the same address and name it is the same answer. Whoever has proven the address needs no link.
    The name stands in the mail that goes to an address nobody has proven, so it is a name and no letter.
    """
    name, person = " ".join(name.split()), " ".join(person.split())
    refuse_links(name=name, person=person)
    consultation = locked(Consultation, consultation.pk)
    authorise(by, "consultation.answer_without_account", consultation)
    _refuse_who_is_signed_in(by)
    if sentence := refuse_sentence(consultation, clock.database_now()):
        raise Refused(sentence)
    if kind == RespondentKind.INDIVIDUAL and not consultation.takes_individuals:
        raise Refused({"kind": NO_INDIVIDUALS})
    address = one_address(email.strip().lower())
    name = _name_of(kind, name, person)
    response = _begun_before(consultation, address, kind, name)
    if response is None:
        if consultation.responses.filter(channel=Channel.GUEST, respondent__email=address).count() >= MOST_BEGUN:
            raise Refused(TOO_MANY_BEGUN)
        respondent = Respondent(kind=kind, name=name, email=address)
        if kind == RespondentKind.ORGANISATION:
            respondent.charity_number, respondent.person = charity_number, person
        respondent.save(force_insert=True)
        response = start_response(by, Response(consultation=consultation, respondent=respondent, channel=Channel.GUEST))
    if by.address == address:
        confirm(by, response)
    else:
        mail_link(response)
    return response


def _name_of(kind: str, name: str, person: str) -> str:
    """Under which name the answer stands."""
    if kind == RespondentKind.INDIVIDUAL:
        if not (person or name):
            raise Refused({"person": "Enter your name."})
        return person or name
    if not name:
        raise Refused({"name": "Enter the name of the organisation."})
    return name


def refuse_links(**names: str) -> None:
    """Refuse what leads to a page, where a name is asked for."""
    if found := {field: NO_LINKS for field, text in names.items() if LINK.search(text)}:
        raise Refused(found)


def _begun_before(consultation: Consultation, address: str, kind: str, name: str) -> Response | None:
    """The answer that was begun with this address in this name already."""
    rows = consultation.responses.filter(
        channel=Channel.GUEST, respondent__email=address, respondent__kind=kind, voided_at=None
    )
    found = rows.select_related("consultation__host", "respondent", "organisation").order_by("-pk")
    return next((each for each in found if each.respondent and fold(each.respondent.name) == fold(name)), None)


def _refuse_who_is_signed_in(by: Actor) -> None:
    if by.user_id is not None:
        raise Refused(SIGNED_IN)


@transaction.atomic
def ask_for_link(*, by: Actor, email: str, consultation: Consultation | None = None) -> WorkRow:
    """Note that somebody wants the way back to the answers begun with an address, to one consultation or to any.

    The same is written whether any was begun with it or not, so that neither page nor time tells of it.
    """
    authorise(by, "consultation.answer_without_account", consultation)
    _refuse_who_is_signed_in(by)
    address = one_address(email.strip().lower())
    return ask(None, GUEST_LINK, address=address, consultation=consultation.pk if consultation else None)


@transaction.atomic
def answer_for_link(row: WorkRow) -> None:
    """Mail a link to the latest answer that was begun with the address, and forget the address. It leads to all."""
    address, consultation = row.args.get("address", ""), row.args.get("consultation")
    begun = Response.objects.filter(
        channel=Channel.GUEST, respondent__email=address, consultation__published_at__isnull=False
    )
    if consultation is not None:
        begun = begun.filter(consultation=consultation)
    latest = begun.select_related("consultation__host", "respondent", "organisation").order_by("-pk").first()
    if latest is not None:
        mail_link(latest)
    row.args = {}
    row.save(update_fields=["args"])


def links_lately(address: str) -> int:
    """How many links were mailed to an address in the last hour."""
    since = clock.now() - datetime.timedelta(hours=1)
    return GuestLink.objects.filter(response__respondent__email=address, made_at__gt=since).count()


def hash_of(token: str) -> str:
    """What is kept of the secret in a link."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def mail_link(response: Response) -> GuestLink | None:
    """Make a link to an answer and mail it; None where the address has had enough of them. Only a hash is kept."""
    assert response.respondent is not None
    if links_lately(response.respondent.email) >= MOST_LINKS:
        return None
    token, moment = secrets.token_urlsafe(32), clock.now()
    link = GuestLink(response=response, token_hash=hash_of(token), made_at=moment, expires_at=moment + LASTS)
    link.save(force_insert=True)
    letter = link_to(response, link.expires_at)
    key, page = f"{LETS_IN}guest-link:{link.pk}", reverse("guest_open", args=[token])
    write_letter(letter, to=response.respondent.email, key=key, link=page)
    return link


def link_of(token: str) -> GuestLink:
    """The link with this secret. Raises NotVisible where there is none."""
    rows = GuestLink.objects.select_related(
        "response__consultation__host", "response__respondent", "response__organisation"
    )
    found = rows.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise NotVisible
    return found


@transaction.atomic
def open_with_link(*, by: Actor, token: str) -> Response:
    """Spend a link: the address is proven, and its owner may go on with all that was begun with it."""
    link = locked(GuestLink, link_of(token).pk)
    _refuse_who_is_signed_in(by)
    if link.is_over(clock.database_now()):
        raise Refused(STALE)
    response: Any = Response.objects.select_related("consultation", "respondent").get(pk=link.response_id)
    authorise(by, "consultation.answer_without_account", response.consultation)
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    unproven = Response.objects.filter(
        channel=Channel.GUEST, respondent__email=response.respondent.email, respondent__confirmed_at=None
    )
    for each in unproven.select_related("respondent").order_by("pk"):
        confirm(by, each)
    return response


def confirm(by: Actor, response: Response) -> None:
    """Note that the address of an answer is its sender's own."""
    respondent = response.respondent
    if respondent is not None and respondent.confirmed_at is None:
        respondent.confirmed_at = clock.now()
        respondent.save(update_fields=["confirmed_at"])
        record(by, "confirmed the e-mail address", response)


@transaction.atomic
def forget_links(moment: datetime.datetime) -> int:
    """Delete the links that ended before a moment. Returns how many."""
    count, _ = GuestLink.objects.filter(expires_at__lt=moment).delete()
    return count


@transaction.atomic
def forget_unconfirmed(moment: datetime.datetime) -> int:
    """Delete the answers that were begun before a moment by an address nobody has confirmed. They hold no words."""
    rows = Response.objects.filter(
        channel=Channel.GUEST,
        started_at__lt=moment,
        submitted_at=None,
        respondent__confirmed_at=None,
        versions=None,
        attachments=None,
    )
    found = list(rows.select_for_update(of=("self",)).values_list("pk", "respondent_id"))
    Response.objects.filter(pk__in=[pk for pk, _ in found]).delete()
    Respondent.objects.filter(pk__in=[pk for _, pk in found]).delete()
    return len(found)
