"""The receipt: what was sent, for which organisation, when, and all the answers, in plain text."""

from typing import Any

from django.urls import reverse

from consultation.consultations.definitions import definition_of
from consultation.consultations.letters import title_of, whom_to_ask
from consultation.responses.models import Channel, LateVerdict, Response, ResponseVersion
from consultation.responses.reading import groups_of
from consultation.responses.rules import in_plain_text, is_unverified
from core import clock
from core.pages import words

LOADED = ResponseVersion.objects.select_related(
    "response__consultation__host", "response__organisation", "response__respondent", "submitted_by", "consent"
)


def goes_to(version: ResponseVersion) -> Any:
    """Who gets it by mail: whoever sent it, an account or a confirmed address; nobody for what was keyed in."""
    respondent = version.response.respondent
    if version.response.is_keyed:
        return None
    return version.submitted_by or (respondent.email if respondent and respondent.confirmed_at else None)


def way_to(response: Response) -> str:
    """Where the answer is found again: behind signing in, or behind a new link for who has no account."""
    if response.channel == Channel.GUEST:
        return reverse("guest_return", args=[response.consultation_id])
    return response.get_absolute_url()


def subject_of(version: ResponseVersion) -> str:
    """What the mail is about, in one line."""
    title = title_of(version.response.consultation)
    received = "received late" if version.late else "received"
    return f"Your answer has been {received}: {title[:120]} ({version.response.reference})"


def text_of(version: ResponseVersion) -> str:
    """The whole receipt."""
    response, consultation = version.response, version.response.consultation
    sender = f", by {version.submitted_by}" if version.submitted_by else ""
    head = [
        thanks(version),
        "\n".join(
            [
                f"Consultation: {consultation.title}",
                f"Reference: {response.reference}",
                f"Sent: {words.moment(version.submitted_at)}{sender}",
                f"Publication: {version.consent.words}",
            ]
        ),
        what_happens_next(version),
        whom_to_ask(consultation, "If something is wrong"),
        "These are all your answers:",
    ]
    letter = [f"What the letter says:\n\n{version.letter.strip()}"] if version.letter.strip() else []
    groups = groups_of(version, definition_of(consultation))
    return "\n\n".join([*head, *letter, in_plain_text(groups), "Your answer on the site:"])


def thanks(version: ResponseVersion) -> str:
    """That it has arrived, and with whom: until it is matched with the register, with the Forum secretariat."""
    response = version.response
    if is_unverified(response):
        meanwhile = "" if version.late else " It counts meanwhile."
        return (
            f"Thank you. The answer of {response.name} has arrived. The Forum secretariat now looks for you in its "
            f"register of organisations; {response.consultation.host.name} reads it after that.{meanwhile}"
        )
    return f"Thank you. {response.consultation.host.name} has the answer of {response.name}."


def what_happens_next(version: ResponseVersion) -> str:
    """Until when it can be changed, and whether it counts."""
    consultation = version.response.consultation
    if version.late_verdict == LateVerdict.ACCEPTED:
        return f"It was received late, and counts all the same. The reason: {version.late_reason}"
    if version.late_verdict == LateVerdict.REFUSED:
        return f"It was received late, and does not count. The reason: {version.late_reason}"
    if version.late:
        return (
            f"The consultation had closed at {words.moment(consultation.closes_at)}, so your answer is marked as "
            "received late. The Forum secretariat decides whether it counts, and tells you."
        )
    if clock.now() >= consultation.closes_at:
        return f"The consultation closed at {words.moment(consultation.closes_at)}. What was sent last counts."
    return (
        f"You can change your answer until {words.moment(consultation.closes_at)}. "
        "What you sent last is what counts. If you do nothing, this answer counts."
    )
