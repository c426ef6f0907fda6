"""Dates to keep when answering."""

from django.db.models import QuerySet
from django.urls import reverse

from consultation.responses.models import Response
from core import clock, deadlines
from partnerships.people import holders
from partnerships.people.roles import Role


def drafts_to_send() -> QuerySet[Response]:
    """Responses with an unsent draft, to consultations that still take it."""
    rows = Response.objects.filter(
        versions__submitted_at=None, consultation__withdrawn_at=None, consultation__closes_at__gt=clock.now()
    )
    return rows.select_related("consultation")


def sentence(response: Response) -> str:
    """What there is to do."""
    what = "Send the changes to your answer" if response.submitted_at else "Finish and send your answer"
    return f"{what}: {response.consultation.title}"


deadlines.add(
    deadlines.Deadline(
        name="consultation_close",
        title="Answers to send",
        queryset=deadlines.theirs(drafts_to_send, "consultation.draft_response"),
        date_field="consultation__closes_at",
        sentence=sentence,
        link=lambda row: reverse("answer", args=[row.consultation_id]),
        holders=holders.at("organisation_id", Role.DRAFTER, Role.APPROVER),
    )
)
