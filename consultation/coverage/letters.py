"""What is written to those who are asked: the invitation, a word before it closes, that there is more time, and that it
is withdrawn."""

from collections.abc import Iterable
from enum import Enum, auto

from consultation.consultations.letters import title_of, whom_to_ask
from consultation.consultations.models import Consultation, Extension
from consultation.consultations.rules import closing_in_words, opening_in_words
from core import clock
from core.mail.letters import Letter
from core.pages import words
from partnerships.organisations.models import Organisation

NOT_HEARD = "If you do nothing, your organisation is not heard in this; nothing else happens."
HERE = "Read it and answer here:"


def invitation(consultation: Consultation, organisation: Organisation) -> Letter:
    """To an organisation that is asked."""
    coming = clock.now() < consultation.opens_at
    opening = f"from {opening_in_words(consultation)} " if coming else ""
    body = [
        f"{consultation.host.name} asks {organisation.name} what it thinks:",
        title_of(consultation),
        consultation.summary.strip(),
        f"You can answer {opening}until {closing_in_words(consultation.closes_on)}. Several of you can write the "
        "answer together, and nothing is sent until you send it.",
        NOT_HEARD,
        whom_to_ask(consultation),
        HERE,
    ]
    subject = f"Please answer by {words.date(consultation.closes_on)}: {title_of(consultation)}"
    return Letter(subject[:200], "\n\n".join(each for each in body if each), consultation.contact_email)


def chaser(consultation: Consultation, silent: Iterable[tuple[str, bool]]) -> Letter:
    """To somebody who writes for organisations that were asked and have not answered: (name, whether it withdrew)."""
    lines = [
        f"{name} was asked, and the answer it sent has been withdrawn."
        if withdrew
        else f"{name} was asked, and has not sent an answer yet."
        for name, withdrew in silent
    ]
    body = [
        f"{consultation.host.name} asks: {title_of(consultation)}.",
        *lines,
        f"It closes at {closing_in_words(consultation.closes_on)}.",
        NOT_HEARD,
        whom_to_ask(consultation),
        HERE,
    ]
    subject = f"Not answered yet, closes on {words.date(consultation.closes_on)}: {title_of(consultation)}"
    return Letter(subject[:200], "\n\n".join(body), consultation.contact_email)


class Stands(Enum):
    """How far an organisation, or somebody without an account, is with the answer."""

    SENT = auto()
    WITHDRAWN = auto()
    DRAFTED = auto()
    ASKED = auto()


MORE_TIME = {
    Stands.SENT: "The answer of {} has been sent. If you do nothing, it stays as it is.",
    Stands.WITHDRAWN: "The answer of {} has been withdrawn. If you do nothing, it stays withdrawn.",
    Stands.DRAFTED: "{} has begun to answer and has not sent it. If you do nothing, it is not counted.",
    Stands.ASKED: "{} was asked and has not answered. If you do nothing, it is not heard in this; nothing else "
    "happens.",
}
"""What happens if nothing is done, once the closing day was moved."""
CALLED_OFF = {
    Stands.SENT: "The answer of {} was sent, and is kept. You need do nothing.",
    Stands.WITHDRAWN: "The answer of {} had been withdrawn. You need do nothing.",
    Stands.DRAFTED: "{} had begun to answer. It cannot be sent any more; what was written can still be read.",
    Stands.ASKED: "{} was asked. It need not answer any more.",
}
"""What becomes of an answer once the consultation is withdrawn."""


def more_time(extension: Extension, lines: Iterable[str]) -> Letter:
    """To everybody concerned, when the closing day was moved: a line for each for whom the person writes."""
    consultation = extension.consultation
    what = "is open again" if extension.reopened else "stays open longer"
    body = [
        f"A consultation of {consultation.host.name} {what}: {title_of(consultation)}.",
        f"It was to close on {words.date(extension.old_closes_on)}. Answers are now taken, and can be changed, until "
        f"{closing_in_words(extension.closes_on)}.",
        f"The reason: {extension.reason}",
        *lines,
        whom_to_ask(consultation),
        "The consultation:",
    ]
    subject = f"More time, until {words.date(extension.closes_on)}: {title_of(consultation)}"
    return Letter(subject[:200], "\n\n".join(body), consultation.contact_email)


def called_off(consultation: Consultation, lines: Iterable[str]) -> Letter:
    """To the same people, when the consultation was withdrawn."""
    body = [
        f"A consultation of {consultation.host.name} is withdrawn: {title_of(consultation)}.",
        "No more answers are taken.",
        f"The reason: {consultation.withdrawal_reason}",
        *lines,
        whom_to_ask(consultation),
        "The consultation:",
    ]
    subject = f"Withdrawn, no answer needed: {title_of(consultation)}"
    return Letter(subject[:200], "\n\n".join(body), consultation.contact_email)
