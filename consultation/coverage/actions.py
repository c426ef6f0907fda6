"""Inviting organisations to answer, noting that they opened it, reminding the silent, telling of more time."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from consultation.consultations.models import Consultation, Extension
from consultation.coverage import letters
from consultation.coverage.models import Invitee
from consultation.coverage.recipients import address_of, recipients_of
from consultation.responses.models import Channel, Response
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.mail.actions import write_mail
from core.mail.letters import Letter
from core.mail.models import Mail
from core.trail.actions import record
from core.work.actions import ask
from core.work.models import WorkRow

MOST = 2_000
"""Organisations that are invited in one go."""
BATCH = 100
CHASE = "consultation-chase:"
REMINDING = ("reminders:", "guest-reminder:", CHASE)
"""How the keys of mails begin of which a person gets one a day at the most."""
NOT_OPEN = "Organisations are invited to a consultation that is published and has not closed."


@transaction.atomic
def invite_organisations(*, by: Actor, consultation: Consultation, organisations: Collection[int]) -> WorkRow:
    """Invite organisations to answer, those that are not invited yet. The mails are written in the background."""
    consultation = locked(Consultation, consultation.pk)
    authorise(by, "consultation.invite_organisation", consultation)
    refuse_unless_asking(consultation)
    if not organisations:
        raise Refused("Choose at least one organisation.")
    if len(organisations) > MOST:
        raise Refused(f"Invite at most {MOST:,} organisations in one go. There are {len(organisations):,}.")
    there = set(consultation.invitees.values_list("organisation_id", flat=True))
    moment = clock.now()
    new = [
        Invitee(consultation=consultation, organisation_id=pk, invited_at=moment, invited_by_id=by.user_id)
        for pk in sorted(set(organisations) - there)
    ]
    Invitee.objects.bulk_create(new, batch_size=BATCH)
    record(by, "invited organisations", consultation, number=len(new))
    return ask(by, "mail_invitees", consultation=consultation.pk)


def refuse_unless_asking(consultation: Consultation) -> None:
    """Refuse for what is a draft, withdrawn or closed."""
    over = consultation.published_at is None or consultation.withdrawn_at is not None
    if over or clock.now() >= consultation.closes_at:
        raise Refused(NOT_OPEN)


def mail_invitees(by: Actor, consultation: Consultation) -> Iterator[int]:
    """Write the invitations that have not been written; gives how many mails each organisation got."""
    authorise(by, "consultation.invite_organisation", consultation)
    waiting = list(consultation.invitees.filter(mailed=0).select_related("organisation").order_by("pk"))
    for start in range(0, len(waiting), BATCH):
        some = waiting[start : start + BATCH]
        people = recipients_of([each.organisation_id for each in some])
        for invitee in some:
            yield mail_one(consultation, invitee, people[invitee.organisation_id])


@transaction.atomic
def mail_one(consultation: Consultation, invitee: Invitee, recipients: list[Any]) -> int:
    """Write the invitation to everybody who writes for one organisation. The key keeps each from a second one."""
    letter = letters.invitation(consultation, invitee.organisation)
    for recipient in recipients:
        write(letter, recipient, f"consultation-invitation:{invitee.pk}:{address_of(recipient)}", consultation)
    if recipients:
        Invitee.objects.filter(pk=invitee.pk).update(mailed=len(recipients))
    return len(recipients)


def write(letter: Letter, recipient: Any, key: str, consultation: Consultation) -> Mail:
    """Write one mail that leads to the consultation."""
    return write_mail(
        to=recipient,
        subject=letter.subject,
        body=letter.body,
        key=key[:200],
        reply_to=letter.reply_to,
        link=reverse("consultation", args=[consultation.pk]),
    )


def note_opening(actor: Actor, consultation: Consultation) -> None:
    """Note that an invited organisation has opened it, the first time. One statement."""
    rows = Invitee.objects.filter(consultation=consultation.pk, organisation=actor.organisation_id, opened_at=None)
    rows.update(opened_at=clock.now())


@transaction.atomic
def chase_invitees(*, by: Actor, consultation: Consultation) -> WorkRow:
    """Remind every organisation that was invited and has sent nothing, today."""
    consultation = locked(Consultation, consultation.pk)
    authorise(by, "consultation.invite_organisation", consultation)
    refuse_unless_asking(consultation)
    if not silent(consultation).exists():
        raise Refused("Every organisation that was invited has answered.")
    today = clock.today().isoformat()
    record(by, "reminded the silent", consultation, number=silent(consultation).count())
    return ask(by, "chase_invitees", key=f"chase:{consultation.pk}:{today}", consultation=consultation.pk)


def silent(consultation: Consultation) -> Any:
    """Those that were invited and have sent nothing."""
    answered = Response.objects.filter(consultation=consultation, organisation__isnull=False).sent()
    return consultation.invitees.exclude(organisation__in=answered.values("organisation"))


def chase(by: Actor, consultation: Consultation) -> Iterator[int]:
    """Write today's reminders; nobody gets a second mail on a day on which they were reminded of anything."""
    authorise(by, "consultation.invite_organisation", consultation)
    rows = list(silent(consultation).select_related("organisation").order_by("pk"))
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        people = recipients_of([each.organisation_id for each in some])
        for invitee in some:
            yield chase_one(consultation, invitee, people[invitee.organisation_id])


@transaction.atomic
def chase_one(consultation: Consultation, invitee: Invitee, recipients: list[Any]) -> int:
    """Remind one organisation. Returns how many mails were written."""
    letter, today = letters.chaser(consultation, invitee.organisation), clock.today().isoformat()
    written = 0
    for recipient in recipients:
        address = address_of(recipient)
        if not reminded_today(address):
            write(letter, recipient, f"{CHASE}{invitee.pk}:{address}:{today}", consultation)
            written += 1
    if written:
        Invitee.objects.filter(pk=invitee.pk).update(chased_at=clock.now())
    return written


def reminded_today(address: str) -> bool:
    """Whether an address has been reminded of anything today."""
    beginnings = Q()
    for each in REMINDING:
        beginnings |= Q(key__startswith=each)
    since = clock.start_of(clock.london(clock.true_now()).date())
    return Mail.objects.filter(beginnings, to_address=address, created_at__gte=since).exists()


def tell_of_extension(extension: Extension) -> Iterator[Mail]:
    """Write to everybody concerned: who was invited, holds a draft or has sent, with an account or without one."""
    consultation = extension.consultation
    responses = Response.objects.filter(consultation=consultation, voided_at=None)
    places = set(responses.filter(channel=Channel.ACCOUNT).values_list("organisation_id", flat=True))
    places |= set(consultation.invitees.values_list("organisation_id", flat=True))
    guests = responses.filter(channel=Channel.GUEST, respondent__confirmed_at__isnull=False).select_related(
        "respondent"
    )
    told: set[str] = set()
    for people in recipients_of(places).values():
        for recipient in people:
            yield from _tell(extension, recipient, "your organisation", told)
    for response in guests:
        if response.respondent is not None:
            yield from _tell(extension, response.respondent.email, response.name, told)


def _tell(extension: Extension, recipient: Any, whose: str, told: set[str]) -> Iterator[Mail]:
    address = address_of(recipient)
    if address not in told:
        told.add(address)
        letter = letters.more_time(extension, whose)
        yield write(letter, recipient, f"consultation-extension:{extension.pk}:{address}", extension.consultation)
