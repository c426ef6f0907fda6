"""Mail about answers that a volunteer understands: what, by when, for whom, what is missing, whom to ring."""

from consultation.consultations.definitions import definition_of
from consultation.consultations.rules import closing_in_words
from consultation.responses.models import Answer, Response, says_something
from core.mail.letters import Letter
from core.pages import words

MOST_NAMED = 12
"""Unanswered questions that a mail names one by one."""


def reminder_to_draft(response: Response) -> Letter:
    """To somebody who drafts, and does not send."""
    return reminder(response, sends=False)


def reminder(response: Response, *, sends: bool = True) -> Letter:
    """To whoever holds a draft that has not been sent. One statement, for what is unanswered."""
    consultation = response.consultation
    closing = closing_in_words(consultation.closes_on)
    title = " ".join(consultation.title.split())
    before = response.submitted_at is not None
    what = ("Send" if sends else "Finish") + (" the changes to your answer" if before else " your answer")
    paragraphs = [
        f"{response.name} has begun to answer and has not sent it: {title}.",
        f"It can be sent until {closing}{'.' if sends else ', by an approver of your organisation.'}",
        unanswered(response),
        if_nothing_is_done(response),
        f"If you need help, ring {consultation.contact_name} on {consultation.contact_telephone}, or answer this mail.",
        "Go on with the answer here:",
    ]
    return Letter(
        f"{what} by {words.date(consultation.closes_on)}: {title}"[:200],
        "\n\n".join(paragraphs),
        consultation.contact_email,
    )


def if_nothing_is_done(response: Response, *, drafting: bool = True) -> str:
    """What counts then, of an answer with a draft or without one."""
    if response.withdrawn_at is not None:
        return "If you do nothing, your answer stays withdrawn."
    if response.submitted_at is None:
        return "If you do nothing, your answer is not counted."
    if response.counted_version_id is None:
        return "It was received late. If you do nothing, the Forum secretariat decides whether what was sent counts."
    if not response.counts:
        return "Another answer of your organisation counts. If you do nothing, that stays so."
    if drafting:
        return "If you do nothing, what was sent before goes on to count, and the changes do not."
    return "If you do nothing, what was sent counts."


def unanswered(response: Response) -> str:
    """Which questions have no answer in the draft, in words."""
    answered = set(
        Answer.objects.filter(says_something(), version__response=response, version__submitted_at=None).values_list(
            "question_id", flat=True
        )
    )
    missing = [each for each in definition_of(response.consultation).answerable if each.pk not in answered]
    if not missing:
        return "Every question is answered."
    named = "\n".join(f"- {each.number}. {each.text}" for each in missing[:MOST_NAMED])
    more = f"\n- and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
    return f"You can leave any question out. Not answered so far:\n\n{named}{more}"
