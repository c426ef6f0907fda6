"""The receipt: what was sent, for which organisation, when, and all the answers, in plain text."""

from collections.abc import Mapping

from consultation.consultations.definitions import definition_of
from consultation.responses.models import Answer, ResponseVersion
from consultation.responses.rules import Value, in_plain_text
from core.pages import words

LOADED = ResponseVersion.objects.select_related(
    "response__consultation__host", "response__organisation", "submitted_by"
)


def values_of(version_id: int) -> dict[int, Value]:
    """What a version says, by question. One statement."""
    rows = Answer.objects.filter(version_id=version_id).values_list("question_id", "yes", "choice_id", "text")
    return {question: Value(*rest) for question, *rest in rows}


def subject_of(version: ResponseVersion) -> str:
    """What the mail is about, in one line."""
    title = " ".join(version.response.consultation.title.split())
    return f"Your answer has been received: {title[:120]} ({version.response.reference})"


def text_of(version: ResponseVersion, values: Mapping[int, Value]) -> str:
    """The whole receipt."""
    response, consultation = version.response, version.response.consultation
    head = [
        f"Thank you. {consultation.host.name} has the answer of {response.organisation.name}.",
        "\n".join(
            [
                f"Consultation: {consultation.title}",
                f"Reference: {response.reference}",
                f"Sent: {words.moment(version.submitted_at)}, by {version.submitted_by}",
            ]
        ),
        f"You can change your answer until {words.moment(consultation.closes_at)}. "
        "What you sent last is what counts. If you do nothing, this answer counts.",
        f"If something is wrong, ring {consultation.contact_name} on {consultation.contact_telephone}.",
        "These are all your answers:",
    ]
    return "\n\n".join([*head, in_plain_text(definition_of(consultation), values), "Your answer on the site:"])
