"""What every mail about a consultation says likewise; and what is written to those who can publish a draft that
somebody said is ready."""

from collections.abc import Sequence

from consultation.consultations.models import Consultation
from consultation.consultations.rules import closing_in_words, opening_in_words
from core import clock
from core.mail.letters import Letter
from core.pages import words
from partnerships.people.models import User


def title_of(consultation: Consultation) -> str:
    """The title in one line."""
    return " ".join(consultation.title.split())


def whom_to_ask(consultation: Consultation, when: str = "If you have a question") -> str:
    """Whom to ring; that the mail can be answered is said only where somebody reads the answer."""
    person = f"{consultation.contact_name} on {consultation.contact_telephone}"
    answer = ", or answer this mail" if consultation.contact_email else ""
    return f"{when}, ring {person}{answer}."


def ready(consultation: Consultation, proposer: User, others: Sequence[User]) -> Letter:
    """To a second person: read it, and publish it. `others` can do so too, and are told as well."""
    title, closing = title_of(consultation), closing_in_words(consultation.closes_on)
    opening = opening_in_words(consultation)
    if clock.today() < consultation.opens_on:
        subject = f"Read and publish by {words.date(consultation.opens_on)}: {title}"
        when = f"It is to be open from {opening} until {closing}."
    else:
        subject = f"Read and publish as soon as you can: {title}"
        day = "in" if consultation.opens_month_only else "on"
        when = f"It was to open {day} {opening}, and closes at {closing}: each day that it waits is one less to answer."
    also = [f"So can, and this mail went to them too: {', '.join(str(each) for each in others)}."] if others else []
    body = [
        f"{proposer} said that this consultation of {consultation.host.name} is ready: {title}.",
        f"A second person reads it and publishes it, and you can. {when}",
        *also,
        "If nobody does, it stays a draft: nobody outside sees it, and nobody can answer.",
        f"If something in it should change, answer this mail: it goes to {proposer}.",
        "Read it and publish it here:",
    ]
    return Letter(subject[:200], "\n\n".join(body), proposer.email)
