"""Inviting organisations to answer, noting that they opened it, and reminding the silent."""

from collections.abc import Collection, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.coverage import letters
from consultation.coverage.models import Invitee
from consultation.coverage.reading import silent
from consultation.coverage.recipients import address_of, mark_of, recipients_of
from consultation.coverage.rules import TO_CHASE, TO_INVITE
from consultation.responses.models import Response
from core import clock
from core.acts import Actor, Conflict, Refused, authorise, locked
from core.fields import fingerprint
from core.gates import check
from core.mail.actions import write_letter
from core.mail.letters import Letter
from core.mail.models import Mail
from core.mail.reminding import reminded_on, reminding
from core.pages.words import plural
from core.trail.actions import record
from core.work.actions import ask
from core.work.models import WorkRow
from partnerships.organisations.models import Organisation

INVITE = "consultation.invite_organisation"
MOST = 2_000
"""Organisations that are invited in one go."""
BATCH = 100
CHASE = reminding("consultation-chase:")
TOO_MANY = f"Invite at most {MOST:,} organisations in one go. Choose fewer, and then the others."
NOBODY_LEFT = "Nobody fits any more, or all who do have been invited meanwhile."
ALL_ANSWERED = "Every organisation that was invited has answered."


@transaction.atomic
def invite_organisations(
    *,
    by: Actor,
    consultation: Consultation,
    organisations: Collection[int],
    left_out: Collection[int] = (),
    seen: int | None = None,
) -> WorkRow:
    """Invite organisations to answer, those that are not invited yet. The mails are written in the background.

    `seen` is the mark of the list that was shown, where some of it were left out: nobody is invited who came to stand
    in it since.
    """
    consultation = locked(Consultation, consultation.pk)
    authorise(by, INVITE, consultation)
    check(TO_INVITE, consultation)
    if seen is not None:
        _refuse_another_list(organisations, seen)
    wanted = set(organisations) - set(left_out)
    _refuse_impossible(consultation, wanted)
    there = set(consultation.invitees.filter(organisation__in=wanted).values_list("organisation_id", flat=True))
    moment = clock.now()
    new = [
        Invitee(consultation=consultation, organisation_id=pk, invited_at=moment, invited_by_id=by.user_id)
        for pk in sorted(wanted - there)
    ]
    if new:
        Invitee.objects.bulk_create(new, batch_size=BATCH)
        record(by, "invited organisations", consultation, number=len(new))
    return ask(by, "mail_invitees", consultation=consultation.pk)


def mark_of_list(organisations: Collection[int]) -> int:
    """What a page sends back that has shown these, in this order."""
    return fingerprint(*organisations)


def _refuse_another_list(organisations: Collection[int], seen: int) -> None:
    """Refuse where others would be invited than were shown."""
    if not organisations:
        raise Refused(NOBODY_LEFT)
    if seen != mark_of_list(organisations):
        raise Conflict(SimpleNamespace(version=mark_of_list(organisations)))


def _refuse_impossible(consultation: Consultation, wanted: set[int]) -> None:
    """Refuse nobody, too many, whoever asks, and what is not in the register or does not exist any more."""
    if not wanted:
        raise Refused("Choose at least one organisation.")
    if len(wanted) > MOST:
        raise Refused(TOO_MANY)
    if consultation.host_id in wanted:
        raise Refused({"organisation": f"{consultation.host} asks, so it is not invited."})
    known = Organisation.objects.filter(pk__in=wanted)
    if missing := wanted - set(known.values_list("pk", flat=True)):
        raise Refused(f"No organisation in the register has the number {min(missing)}.")
    today = clock.today()
    gone = known.exclude(pk__in=Organisation.objects.open_on(today)).order_by("sort_name").first()
    if gone is not None:
        raise Refused({"organisation": f"{gone} does not exist today, so it is not invited."})


def mail_invitees(by: Actor, consultation: Consultation) -> Iterator[int]:
    """Write the invitations that have not been written; gives how many mails each organisation got."""
    authorise(by, INVITE, consultation)
    check(TO_INVITE, consultation)
    waiting = list(consultation.invitees.filter(mailed=0).select_related("organisation").order_by("pk"))
    for some in _in_batches(waiting):
        people = recipients_of([each.organisation_id for each in some])
        for invitee in some:
            yield _mail_one(consultation, invitee, people[invitee.organisation_id])


@transaction.atomic
def _mail_one(consultation: Consultation, invitee: Invitee, recipients: list[Any]) -> int:
    """Write the invitation to everybody who writes for one organisation. The key keeps each from a second one."""
    letter = letters.invitation(consultation, invitee.organisation)
    for recipient in recipients:
        write(letter, recipient, f"consultation-invitation:{invitee.pk}:{mark_of(recipient)}", consultation)
    if recipients:
        Invitee.objects.filter(pk=invitee.pk).update(mailed=len(recipients))
    return len(recipients)


def _in_batches(rows: list[Invitee]) -> Iterator[list[Invitee]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def write(letter: Letter, recipient: Any, key: str, consultation: Consultation, link: str = "consultation") -> Mail:
    """Write one mail that leads to the consultation."""
    return write_letter(letter, to=recipient, key=key, link=reverse(link, args=[consultation.pk]))


def note_opening(actor: Actor, consultation: Consultation) -> None:
    """Note that an invited organisation has opened it, the first time. One statement."""
    moment = clock.now()  # in a story it may be a day before the organisation was invited
    rows = Invitee.objects.filter(
        consultation=consultation.pk, organisation=actor.organisation_id, opened_at=None, invited_at__lte=moment
    )
    rows.update(opened_at=moment)


@transaction.atomic
def chase_invitees(*, by: Actor, consultation: Consultation) -> WorkRow:
    """Remind every organisation that was invited and has sent nothing. Pressed twice on a day it is done once."""
    consultation = locked(Consultation, consultation.pk)
    authorise(by, INVITE, consultation)
    check(TO_CHASE, consultation)
    number = silent(consultation, by).count()
    if not number:
        raise Refused(ALL_ANSWERED)
    day = clock.today().isoformat()
    key = f"chase:{consultation.pk}:{day}:{by.membership_id}"
    if not WorkRow.objects.filter(key=key).exists():
        record(by, "reminded the silent", consultation, number=number)
    return ask(by, "chase_invitees", key=key, consultation=consultation.pk, day=day)


class Chased:
    """What came of reminding: organisations, by their keys."""

    def __init__(self) -> None:
        self.reached: set[int] = set()
        self.had_one: set[int] = set()
        self.nobody: set[int] = set()

    @property
    def in_words(self) -> str:
        """For the page of the work."""
        before = self.had_one - self.reached
        found = [f"{plural(len(self.reached), 'organisation')} reminded"]
        found += [f"{len(before)} whose people had a reminder that day already"] if before else []
        found += [f"{len(self.nobody)} with nobody to write to"] if self.nobody else []
        return "; ".join(found)


def chase(by: Actor, consultation: Consultation, day: date, done: Chased) -> Iterator[bool]:
    """Write the reminders of a day, one to each person for all silent organisations for which that person writes.

    Nobody gets one on a day on which they were reminded of anything. Gives for each person whether they were reminded;
    `done` holds what came of it.
    """
    authorise(by, INVITE, consultation)
    check(TO_CHASE, consultation)
    by_address: dict[str, tuple[Any, list[Invitee]]] = {}
    for some in _in_batches(list(silent(consultation, by).select_related("organisation").order_by("pk"))):
        people = recipients_of([each.organisation_id for each in some])
        for invitee in some:
            for recipient in people[invitee.organisation_id]:
                by_address.setdefault(address_of(recipient), (recipient, []))[1].append(invitee)
            done.nobody |= set() if people[invitee.organisation_id] else {invitee.organisation_id}
    withdrew = set(Response.objects.filter(consultation=consultation, withdrawn_at__isnull=False).values_list(
        "organisation_id", flat=True
    ))  # fmt: skip
    for address, (recipient, theirs) in by_address.items():
        named = [(each.organisation.name, each.organisation_id in withdrew) for each in theirs]
        letter = letters.chaser(consultation, named)
        wrote = _chase_one(consultation, letter, recipient, address, theirs, day)
        (done.reached if wrote else done.had_one).update(each.organisation_id for each in theirs)
        yield wrote


@transaction.atomic
def _chase_one(
    consultation: Consultation, letter: Letter, recipient: Any, address: str, theirs: list[Invitee], day: date
) -> bool:
    """Remind one person, unless they were reminded of anything on the day it was asked, or today. Says whether they
    were. What was asked before midnight and is written after it counts as today's.
    """
    today = clock.today()
    if any(reminded_on(each, [address]) for each in {day, today}):
        return False
    write(letter, recipient, f"{CHASE}{consultation.pk}:{mark_of(recipient)}:{today.isoformat()}", consultation)
    Invitee.objects.filter(pk__in=[each.pk for each in theirs]).update(chased_at=clock.now())
    return True
