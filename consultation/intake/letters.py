"""The mail that tells whoever answered late what was decided."""

from typing import TYPE_CHECKING

from consultation.consultations.letters import title_of, whom_to_ask
from consultation.consultations.rules import closing_in_words
from consultation.responses.models import LateVerdict, Response, ResponseVersion
from consultation.responses.receipts import way_to
from core import clock
from core.mail.actions import write_mail

if TYPE_CHECKING:
    from partnerships.people.models import User

LATE = "Your answer for {name} reached us after the consultation had closed, at {closing}."
COUNTS = "The Forum secretariat has decided that it counts all the same. You need do nothing more."
TAKEN = (
    "The Forum secretariat takes it as if it had come in time. It does not count all the same: it was withdrawn, or "
    "another answer of {name} counts in its place."
)
NOT = "The Forum secretariat has decided that it does not count. It is kept."
EARLIER = "What you sent in time goes on to count."
AGAIN = "We have looked at this again. What we wrote to you before does not hold any more."
WRONG = "If you think that this is wrong, or have a question"


def tell_of_decision(response: Response, version: ResponseVersion, *, again: bool) -> None:
    """Write to whoever sent it, an account or a confirmed address; nobody where it came on paper."""
    to = sender_of(response, version)
    if to is None:
        return
    consultation = response.consultation
    outcome, sentence = outcome_of(response, version)
    late = LATE.format(name=response.name, closing=closing_in_words(consultation.closes_on))
    write_mail(
        to=to,
        subject=f"{outcome}: {title_of(consultation)[:120]} ({response.reference})",
        body="\n\n".join(
            [
                *([AGAIN] if again else []),
                f"{late} {sentence}",
                f"The reason:\n{version.late_reason}",
                whom_to_ask(consultation, WRONG),
                "Your answer on the site:",
            ]
        ),
        key=f"late-decision:{version.pk}:{clock.true_now().isoformat()}",
        reply_to=consultation.contact_email,
        link=way_to(response),
    )


def outcome_of(response: Response, version: ResponseVersion) -> tuple[str, str]:
    """What was decided: for the subject, and in a sentence."""
    if version.late_verdict == LateVerdict.REFUSED:
        return "Your late answer does not count", f"{NOT} {EARLIER}" if response.counts else NOT
    if response.counts:
        return "Your late answer counts", COUNTS
    return "Your late answer is taken", TAKEN.format(name=response.name)


def sender_of(response: Response, version: ResponseVersion) -> "User | str | None":
    """Who gets it: whoever sent it, an account or a confirmed address."""
    if response.is_keyed:
        return None
    respondent = response.respondent
    return version.submitted_by or (respondent.email if respondent and respondent.confirmed_at else None)
