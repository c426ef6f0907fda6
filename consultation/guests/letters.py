"""The mail with the link to an answer that somebody writes without an account."""

import datetime

from consultation.consultations.definitions import definition_of
from consultation.consultations.letters import title_of, whom_to_ask
from consultation.consultations.rules import closing_in_words, is_late
from consultation.responses.letters import HELP, LATE, if_nothing_is_done, unanswered
from consultation.responses.models import Response
from core import clock
from core.mail.letters import Letter
from core.pages import words


def link_to(response: Response, expires_at: datetime.datetime) -> Letter:
    """To whoever typed the address: what the link leads to, how far the answer is, and what happens otherwise."""
    consultation = response.consultation
    title = title_of(consultation)
    closing, late = closing_in_words(consultation.closes_on), is_late(consultation, clock.now())
    versions = list(response.versions.order_by("number"))
    drafting = bool(versions) and versions[-1].submitted_at is None
    what = "asked for a link to the answer of" if versions else "began to answer for"
    until = LATE.format(closing) if late else f"You can answer until {closing}."
    paragraphs = [
        f"You, or somebody who typed your address, {what} {response.name}.",
        f"{title}\nAsked by {consultation.host.name}.\n{until}",
        how_far(response, drafting=drafting),
        if_nothing_is_done(response, drafting=drafting),
        "Open the page below and press the button there to go on. The link works once, until "
        f"{words.moment(expires_at)}. It leads to everything you have begun with this address. You can always "
        "ask for a new one on the consultation's page.",
        "If it was not you, do nothing: nobody else can use this link, as long as you do not pass it on.",
        whom_to_ask(consultation, HELP),
        "Your link:",
    ]
    by_when = "Your link to your answer" if late else f"Your link to answer by {words.date(consultation.closes_on)}"
    return Letter(f"{by_when}: {title}"[:200], "\n\n".join(paragraphs), consultation.contact_email)


def how_far(response: Response, *, drafting: bool) -> str:
    """What was sent, and which questions have no answer yet."""
    if drafting:
        return unanswered(response)
    if response.submitted_at is not None:
        return f"It was sent at {words.moment(response.submitted_at)}."
    definition = definition_of(response.consultation)
    count, answers = len(definition.questions), len(definition.answerable)
    parts = "" if count == answers else f", some in parts: {words.plural(answers, 'answer')} in all"
    return (
        f"No question is answered yet. There {'is' if count == 1 else 'are'} {words.plural(count, 'question')}{parts}."
    )
