"""What is written to those who are asked: the invitation, a word before it closes, and that there is more time."""

from consultation.consultations.models import Consultation, Extension
from consultation.consultations.rules import closing_in_words
from core.mail.letters import Letter
from core.pages import words
from partnerships.organisations.models import Organisation


def title_of(consultation: Consultation) -> str:
    """The title in one line."""
    return " ".join(consultation.title.split())


def whom_to_ring(consultation: Consultation) -> str:
    person = f"{consultation.contact_name} on {consultation.contact_telephone}"
    return f"If you have a question, ring {person}, or answer this mail."


def invitation(consultation: Consultation, organisation: Organisation) -> Letter:
    """To an organisation that is asked."""
    body = [
        f"{consultation.host.name} asks {organisation.name} what it thinks:",
        title_of(consultation),
        consultation.summary.strip(),
        f"You can answer until {closing_in_words(consultation.closes_on)}. Several of you can write the answer "
        "together, and nothing is sent until you send it.",
        "If you do nothing, your organisation is not heard in this; nothing else happens.",
        whom_to_ring(consultation),
        "Read it and answer here:",
    ]
    subject = f"Please answer by {words.date(consultation.closes_on)}: {title_of(consultation)}"
    return Letter(subject[:200], "\n\n".join(each for each in body if each), consultation.contact_email)


def chaser(consultation: Consultation, organisation: Organisation) -> Letter:
    """To an organisation that was asked and has not answered."""
    body = [
        f"{organisation.name} was asked for an answer, and none has been sent yet: {title_of(consultation)}.",
        f"It closes at {closing_in_words(consultation.closes_on)}.",
        "If you do nothing, your organisation is not heard in this; nothing else happens.",
        whom_to_ring(consultation),
        "Read it and answer here:",
    ]
    subject = f"Not answered yet, closes on {words.date(consultation.closes_on)}: {title_of(consultation)}"
    return Letter(subject[:200], "\n\n".join(body), consultation.contact_email)


def more_time(extension: Extension, whose: str) -> Letter:
    """To everybody concerned, when the closing day was moved."""
    consultation = extension.consultation
    what = "is open again" if extension.reopened else "stays open longer"
    body = [
        f"A consultation that concerns {whose} {what}: {title_of(consultation)}.",
        f"It was to close on {words.date(extension.old_closes_on)}. Answers are now taken until "
        f"{closing_in_words(extension.closes_on)}.",
        f"The reason: {extension.reason}",
        "What you sent still counts, and you can change it. If you do nothing, it stays as it is.",
        whom_to_ring(consultation),
        "The consultation:",
    ]
    subject = f"More time, until {words.date(extension.closes_on)}: {title_of(consultation)}"
    return Letter(subject[:200], "\n\n".join(body), consultation.contact_email)
