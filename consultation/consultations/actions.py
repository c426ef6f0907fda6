"""What people do with a consultation: begin it, publish it with a second person, extend it, withdraw it."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from consultation.consultations import letters
from consultation.consultations.models import Consultation, Extension
from consultation.consultations.rules import LOCKED, TO_PUBLISH, WITHDRAWN, standard_of
from consultation.consultations.second_person import PUBLISH, who_publishes, why_not_publish
from core import clock
from core.acts import Actor, Conflict, Refused, authorise, locked
from core.fields import fold, sort_name
from core.gates import check
from core.mail.actions import write_letter
from core.pages import words
from core.references import new_reference
from core.trail.actions import changes, record, snapshot
from core.work.actions import ask
from partnerships.organisations.models import Organisation

CONTACT = ("contact_name", "contact_telephone", "contact_email")
"""What may still be corrected once it is published."""
DETAILS = (
    "title", "summary", "who_may_answer", "opens_on", "opens_month_only", "closes_on", "shorter_reason", *CONTACT
)  # fmt: skip
STILL_TO_COME = "The opening day of a consultation that is still to come is known. Enter it, and leave this box empty."
CHANGED_SINCE = "Somebody changed it after you opened this page. Read it again, and then say that it is ready."
BEGUN = (
    "Somebody has begun to answer, so it stays published. If something is wrong, correct the question, or withdraw it."
)


@transaction.atomic
def create_consultation(*, by: Actor, host: Organisation, **details: Any) -> Consultation:
    """Begin a consultation of an organisation, as a draft."""
    consultation = Consultation(host=host, reference=new_reference("CON"))
    authorise(by, "consultation.add_consultation", consultation)
    for name in DETAILS:
        if name in details:
            setattr(consultation, name, details[name])
    _keep_true(consultation)
    consultation.save(force_insert=True)
    record(by, "began", consultation, title=consultation.title, host=host)
    return consultation


@transaction.atomic
def edit_consultation(*, by: Actor, consultation: Consultation, version: int | None, **details: Any) -> Consultation:
    """Change what a consultation says about itself; once it is published, only whom to ask."""
    consultation = locked(Consultation, consultation.pk, version=version)
    authorise(by, "consultation.edit_consultation", consultation)
    before = snapshot(consultation, DETAILS)
    for name in DETAILS:
        if name in details:
            setattr(consultation, name, details[name])
    changed = changes(consultation, before, DETAILS)
    if not changed:
        return consultation
    refuse_withdrawn(consultation)
    if consultation.published_at and not set(changed) <= set(CONTACT):
        raise Refused(f"{LOCKED} Whom people can ask can be changed too.")
    if consultation.published_at and not _has_contact(consultation):
        raise Refused("Keep a name and a telephone number: people must be able to ask somebody.")
    _keep_true(consultation)
    if consultation.published_at is None:
        consultation.proposed_at = consultation.proposed_by = None  # what was said to be ready was another text
    consultation.version += 1
    consultation.save()
    record(by, "changed", consultation, **changed)
    print_anew(consultation)
    return consultation


def hold_standing(by: Actor, permission: str, consultation: Consultation) -> Consultation:
    """A consultation, held, for somebody who may do this to it; refused where it has been withdrawn."""
    consultation = locked(Consultation, consultation.pk)
    authorise(by, permission, consultation)
    refuse_withdrawn(consultation)
    return consultation


def refuse_withdrawn(consultation: Consultation) -> None:
    """What has been withdrawn stays as it was."""
    if consultation.withdrawn_at:
        raise Refused(WITHDRAWN)


@transaction.atomic
def propose_consultation(
    *, by: Actor, consultation: Consultation, reason: str = "", seen: int | None = None
) -> Consultation:
    """Say that a draft is ready, for a second person to publish. Any change of it takes that back.

    `seen` is the mark of what the person read (`read_mark`): what was changed since is not said to be ready unseen.
    """
    consultation = hold_standing(by, "consultation.propose_consultation", consultation)
    if consultation.published_at or consultation.proposed_at:
        return consultation
    if seen not in (None, consultation.read_mark):
        raise Refused(CHANGED_SINCE)
    consultation.standard = standard_of(consultation)
    overridden = check(TO_PUBLISH, consultation, clock.today(), reason=reason)
    consultation.proposed_at, consultation.proposed_by_id = clock.now(), by.user_id
    consultation.version += 1
    consultation.save(update_fields=["proposed_at", "proposed_by", "standard", "version"])
    record(by, "said it is ready", consultation, **_overriding(overridden, reason))
    tell_who_publishes(consultation)
    return consultation


def tell_who_publishes(consultation: Consultation) -> None:
    """Write to each person whose turn it is now, once each time that it is said to be ready."""
    proposer = consultation.proposed_by
    assert proposer is not None
    people = who_publishes([consultation])[consultation.pk]
    for person in people:
        letter = letters.ready(consultation, proposer, [each for each in people if each != person])
        key = f"consultation-ready:{consultation.pk}:{consultation.version}:{person.pk}"
        write_letter(letter, to=person, key=key, link=reverse("consultation_publish", args=[consultation.pk]))


@transaction.atomic
def publish_consultation(
    *, by: Actor, consultation: Consultation, reason: str = "", version: int | None = None
) -> Consultation:
    """Let everybody read it, and answer it from its opening day on. A second person does it, who has read it.

    `version` is the one they read: a Conflict is raised where it was changed, and said to be ready again, since.
    """
    consultation = hold_standing(by, PUBLISH, consultation)
    if consultation.published_at:
        return consultation
    if version not in (None, consultation.version):
        raise Conflict(consultation)
    consultation.standard = standard_of(consultation)
    overridden = check(TO_PUBLISH, consultation, clock.today(), reason=reason)
    if sentence := why_not_publish(consultation, by):
        raise Refused(sentence)
    consultation.published_at, consultation.published_by_id = clock.now(), by.user_id
    consultation.version += 1
    consultation.save(update_fields=["published_at", "published_by", "standard", "version"])
    dates = {"opens": consultation.opens_on, "closes": consultation.closes_on}
    record(by, "published", consultation, **dates, **_overriding(overridden, reason))
    print_anew(consultation)
    return consultation


@transaction.atomic
def unpublish_consultation(*, by: Actor, consultation: Consultation, reason: str) -> Consultation:
    """Make it a draft again, as long as nobody has begun to answer. An address that nobody has proven is nobody."""
    consultation = hold_standing(by, "consultation.unpublish_consultation", consultation)
    if consultation.published_at is None:
        return consultation
    if not reason.strip():
        raise Refused({"reason": "Enter why it is taken back. It is kept in its history."})
    if consultation.responses.of_somebody().exists():
        raise Refused(BEGUN)
    consultation.published_at = consultation.published_by = None
    consultation.proposed_at = consultation.proposed_by = None
    consultation.version += 1
    consultation.save(update_fields=["published_at", "published_by", "proposed_at", "proposed_by", "version"])
    record(by, "took it back as a draft", consultation, reason=reason.strip())
    return consultation


@transaction.atomic
def extend_consultation(
    *, by: Actor, consultation: Consultation, closes_on: datetime.date, reason: str, version: int | None = None
) -> Extension:
    """Move the closing day to a later one, or open it again. Everybody concerned is told."""
    consultation = locked(Consultation, consultation.pk, version=version)
    authorise(by, "consultation.extend_consultation", consultation)
    refuse_extension(consultation, closes_on, reason)
    extension = Extension(
        consultation=consultation,
        number=consultation.extensions.count() + 1,
        old_closes_on=consultation.closes_on,
        closes_on=closes_on,
        reopened=clock.database_now() >= consultation.closes_at,
        reason=reason.strip(),
        made_at=clock.now(),
        made_by_id=by.user_id,
    )
    extension.save(force_insert=True)
    consultation.closes_on = closes_on
    _keep_true(consultation)
    consultation.version += 1
    consultation.save(update_fields=["closes_on", "opens_at", "closes_at", "version"])
    verb = "opened again" if extension.reopened else "extended"
    record(by, verb, consultation, **{"from": extension.old_closes_on, "to": closes_on, "reason": extension.reason})
    ask(None, "tell_of_extension", key=f"extension:{extension.pk}", extension=extension.pk)
    print_anew(consultation)
    return extension


def refuse_extension(consultation: Consultation, closes_on: datetime.date, reason: str) -> None:
    """Refuse an extension of what is not published, to an earlier day or one that is over, or without a reason."""
    refuse_withdrawn(consultation)
    if consultation.published_at is None:
        raise Refused("This consultation is not published yet. Change its closing day itself.")
    problems = {}
    if closes_on <= consultation.closes_on:
        problems["closes_on"] = f"Choose a day after {words.date(consultation.closes_on)}, when it closes now."
    elif closes_on < clock.today():
        problems["closes_on"] = f"Choose a day from today, {words.date(clock.today())}, on."
    elif closes_on > clock.LATEST:
        problems["closes_on"] = f"Choose a day on or before {words.date(clock.LATEST)}."
    if not reason.strip():
        problems["reason"] = "Enter the reason. It is shown on the page, and sent to everybody concerned."
    if problems:
        raise Refused(problems)


@transaction.atomic
def withdraw_consultation(*, by: Actor, consultation: Consultation, reason: str) -> Consultation:
    """Stop a consultation, with a reason that stays on its page."""
    consultation = hold_standing(by, "consultation.withdraw_consultation", consultation)
    if not reason.strip():
        raise Refused({"reason": "Enter the reason. It is shown on the consultation's page."})
    consultation.withdrawn_at, consultation.withdrawal_reason = clock.now(), reason.strip()
    consultation.version += 1
    consultation.save(update_fields=["withdrawn_at", "withdrawal_reason", "version"])
    record(by, "withdrew", consultation, reason=reason.strip())
    if consultation.published_at is not None:
        ask(None, "tell_of_withdrawal", key=f"withdrawal:{consultation.pk}", consultation=consultation.pk)
    return consultation


def print_anew(consultation: Consultation) -> None:
    """Have the document and the questions made ready for paper, as they stand now, once everybody may read them."""
    if consultation.published_at is not None:
        key = f"paper:{consultation.pk}:{consultation.version}:{consultation.text_key}"
        ask(None, "paper", key=key, consultation=consultation.pk)


def _overriding(advice: list[str], reason: str) -> dict[str, Any]:
    """For the trail: advice that was not followed, and why."""
    return {"despite": advice, "reason": reason.strip()} if advice else {}


def _keep_true(consultation: Consultation) -> None:
    """The columns that repeat others: instants of opening and closing, and what is sorted and searched by."""
    if consultation.opens_month_only:
        if consultation.opens_on > clock.today():
            raise Refused({"opens_month_only": STILL_TO_COME})
        consultation.opens_on = consultation.opens_on.replace(day=1)  # the day that was given says nothing
    if consultation.closes_on < consultation.opens_on:
        raise Refused({"closes_on": "The closing day must not be before the opening day."})
    consultation.opens_at = clock.start_of(consultation.opens_on)
    consultation.closes_at = clock.end_of(consultation.closes_on)
    consultation.standard = standard_of(consultation)
    consultation.sort_name = sort_name(consultation.title)
    consultation.search_text = fold(f"{consultation.title} {consultation.reference} {consultation.host}")


def _has_contact(consultation: Consultation) -> bool:
    return bool(consultation.contact_name.strip() and consultation.contact_telephone.strip())
