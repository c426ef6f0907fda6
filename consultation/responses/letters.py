"""Mail about answers that a volunteer understands: what, by when, for whom, what is missing, whom to ring."""

from collections.abc import Sequence

from consultation.consultations.definitions import definition_of
from consultation.consultations.letters import title_of, whom_to_ask
from consultation.consultations.rules import closing_in_words, is_late, refuse_sentence
from consultation.responses.counting import siblings_of
from consultation.responses.models import Answer, Response
from consultation.responses.rules import lines, stands_behind, value_of
from core import clock
from core.mail.letters import Letter
from core.pages import words

LATE = (
    "It closed at {}. What you send now is marked as received late, and the Forum secretariat decides whether it "
    "counts."
)
KEPT = "It is kept, and does not count."
BEHIND = "Another answer of your organisation goes before it, so it does not count then either."
HELP = "If you need help"
MOST_NAMED = 12
"""Unanswered questions that a mail names one by one."""


def reminder_to_draft(response: Response) -> Letter:
    """To somebody who drafts, and does not send."""
    return reminder(response, sends=False)


def reminder(response: Response, *, sends: bool = True) -> Letter:
    """To whoever holds a draft that has not been sent. One statement, for what is unanswered."""
    consultation = response.consultation
    closing = closing_in_words(consultation.closes_on)
    title = title_of(consultation)
    before = response.submitted_at is not None
    what = ("Send" if sends else "Finish") + (" the changes to your answer" if before else " your answer")
    paragraphs = [
        f"{response.name} has begun to answer and has not sent it: {title}.",
        f"It can be sent until {closing}{'.' if sends else ', by an approver of your organisation.'}",
        unanswered(response),
        if_nothing_is_done(response),
        whom_to_ask(consultation, HELP),
        "Go on with the answer here:",
    ]
    return letter(response, f"{what} by {words.date(consultation.closes_on)}: {title}", paragraphs)


def finished(response: Response, who: str) -> Letter:
    """To whoever can send a draft, once somebody who only drafts has said that it is finished."""
    consultation = response.consultation
    title, closing = title_of(consultation), closing_in_words(consultation.closes_on)
    late = is_late(consultation, clock.now())
    what = "the changes to your answer" if response.submitted_at else "your answer"
    by_when = "" if late else f" by {words.date(consultation.closes_on)}"
    paragraphs = [
        f"{who} has finished the draft for {response.name}, and asks you to send it: {title}.",
        LATE.format(closing) if late else f"It can be sent until {closing}, by an approver of your organisation.",
        unanswered(response),
        if_nothing_is_done(response),
        whom_to_ask(consultation, HELP),
        "Read the answers and send them here:",
    ]
    return letter(response, f"Check and send {what}{by_when}: {title}", paragraphs)


def withdrawn(response: Response, who: str = "") -> Letter:
    """To whose answer it is: that it was withdrawn, why, and whether it can be sent again."""
    title = title_of(response.consultation)
    paragraphs = [
        f"{by_whom(response, who)}: {title}.",
        f"Reference: {response.reference}",
        f"The reason:\n{response.withdrawal_reason}",
        f"{KEPT} {sent_again(response)}",
        whom_to_ask(response.consultation, "If this is a mistake"),
        "The answer on the site:",
    ]
    return letter(response, f"Your answer has been withdrawn: {title[:120]} ({response.reference})", paragraphs)


def sent_again(response: Response) -> str:
    """Whether an answer that was withdrawn can be sent again, and what counts then. One statement, for the others."""
    consultation, now = response.consultation, clock.now()
    if sentence := refuse_sentence(consultation, now):
        return sentence
    behind = stands_behind(response, siblings_of(response))
    if is_late(consultation, now):
        late = "If it is sent again, it is marked as received late"
        return f"{late}. {BEHIND}" if behind else f"{late}, and the Forum secretariat decides whether it counts."
    until = f"It can be sent again until {closing_in_words(consultation.closes_on)}."
    return f"{until} {BEHIND if behind else 'Then it counts.'}"


def withdrawn_for_keepers(response: Response) -> Letter:
    """To who looks after the consultation."""
    title = title_of(response.consultation)
    paragraphs = [
        f"{by_whom(response)}: {title}.",
        f"Reference: {response.reference}",
        f"{KEPT} The reason stands with the answer:",
    ]
    return letter(response, f"An answer has been withdrawn: {title[:120]} ({response.reference})", paragraphs)


def by_whom(response: Response, who: str = "") -> str:
    """Whose answer was withdrawn, and by whom where that is known."""
    return (
        f"{who} has withdrawn the answer of {response.name}"
        if who
        else f"The answer of {response.name} has been withdrawn"
    )


def letter(response: Response, subject: str, paragraphs: Sequence[str]) -> Letter:
    """A letter about an answer; whoever answers it reaches the person to ask."""
    return Letter(subject[:200], "\n\n".join(paragraphs), response.consultation.contact_email)


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
    rows = Answer.objects.filter(version__response=response, version__submitted_at=None)
    drafted = lines(definition_of(response.consultation), {each.question_id: value_of(each) for each in rows})
    missing = [line for line in drafted if not line.whole]
    if not missing:
        return "Every question is answered."
    named = "\n".join(
        f"- {line.question.number}. {line.question.text}{line.half_in_words}" for line in missing[:MOST_NAMED]
    )
    more = f"\n- and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
    return f"You can leave any question out. Not answered so far:\n\n{named}{more}"
