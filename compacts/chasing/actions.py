"""Naming who leads on Compacts at a body, and writing to them where it has not met a target of sign-up."""

import datetime
import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from compacts.chasing.letters import chaser
from compacts.chasing.models import Channel, CompactLead, SignupChaser
from compacts.chasing.reading import STANDINGS
from compacts.chasing.rules import TO_CHASE, lead_of, stand_now
from compacts.deadline.models import SignupStanding, SignupTarget
from core import clock
from core.acts import Actor, NotVisible, Refused, authorise, locked
from core.fields import fold
from core.gates import check
from core.mail.actions import write_letter
from core.mail.letters import Letter
from core.mail.reminding import reminded_on, reminding
from core.pages.addresses import fixed
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation
from partnerships.people.models import User

NAME, EDIT, CHASE = "compacts.name_lead", "compacts.edit_lead", "compacts.chase_signup"
KEY = reminding("signup-chase:")
ONCE_A_DAY = "{} has been written to today. Write again tomorrow."
BATCH = 1000


@transaction.atomic
def name_lead(*, by: Actor, organisation: Organisation, **details: Any) -> CompactLead:
    """Enter who leads on Compacts at a body, and how to write to them."""
    lead = CompactLead(organisation=organisation, **details)
    authorise(by, NAME, lead)
    if CompactLead.objects.filter(organisation=organisation).exists():
        raise Refused(
            {"organisation": f"{organisation.name} has a lead already. Open that one in the list and change it."}
        )
    save_new(by, "named", lead, organisation=organisation.name)
    return lead


@transaction.atomic
def edit_lead(*, by: Actor, lead: CompactLead, version: int | None, **details: Any) -> CompactLead:
    """Enter another person in their place, or another address."""
    lead = locked(CompactLead, lead.pk, version=version)
    authorise(by, EDIT, lead)
    save_changes(by, "changed", lead, {n: details[n] for n in ("name", "email", "address") if n in details})
    return lead


@transaction.atomic
def chase_signup(*, by: Actor, standing: SignupStanding) -> SignupChaser:
    """Write to the lead of a body that has not met a target: by e-mail, or a letter to print where there is none.

    Nobody is written to twice on a day, whatever for how many bodies they lead.
    """
    target = locked(SignupTarget, standing.target_id)
    authorise(by, CHASE, standing)
    found = STANDINGS.filter(pk=standing.pk).first()
    if found is None:
        raise NotVisible
    check(TO_CHASE, found)
    lead, stand = lead_of(found), stand_now(target, found.organisation_id, clock.today())
    assert lead is not None
    assert stand is not None
    letter = chaser(target, lead, stand, address_of(by))
    written = written_by(by, target, lead, letter)
    refuse_twice(lead, written)
    save_new(by, "written", written, organisation=lead.organisation.name, channel=written.channel)
    how = written.get_channel_display()
    record(by, "lead written to", target, organisation=lead.organisation.name, sent_as=how)
    if lead.email:
        day = written.sent_on.isoformat()
        write_letter(letter, to=lead.email, key=f"{KEY}{written.recipient[:40]}:{day}", link=fixed("compacts"))
    return written


def written_by(by: Actor, target: SignupTarget, lead: CompactLead, letter: Letter) -> SignupChaser:
    """What is kept of a letter."""
    return SignupChaser(
        target=target,
        organisation=lead.organisation,
        channel=Channel.MAIL if lead.email else Channel.LETTER,
        to_name=lead.name,
        to_address=lead.email or lead.address,
        recipient=recipient_of(lead),
        subject=letter.subject,
        body=letter.body,
        sent_on=clock.today(),
        sent_by_id=by.user_id,
        written_at=clock.true_now(),
    )


def recipient_of(lead: CompactLead) -> str:
    """What tells a person from every other, whatever the bodies they lead for: the mailbox, or name and address."""
    text = lead.email.lower() or fold(f"{lead.name} {lead.address}")
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_twice(lead: CompactLead, written: SignupChaser) -> None:
    """Refuse a second letter to the same person on one day, be it about another body or another matter."""
    same = SignupChaser.objects.filter(recipient=written.recipient, sent_on=written.sent_on)
    if same.exists() or (lead.email and reminded_on(written.sent_on, [lead.email])):
        raise Refused(ONCE_A_DAY.format(lead.name))


def address_of(by: Actor) -> str:
    """Where an answer goes: to whoever writes."""
    return User.objects.filter(pk=by.user_id).values_list("email", flat=True).first() or ""


def forget_before(moment: datetime.datetime) -> Iterator[int]:
    """Delete what was written before a moment, step by step. Gives how many at each."""
    old = SignupChaser.objects.filter(written_at__lt=moment).order_by("pk")
    while keys := list(old.values_list("pk", flat=True)[:BATCH]):
        SignupChaser.objects.filter(pk__in=keys).delete()
        yield len(keys)
