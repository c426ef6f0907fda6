"""The list of answers."""

from django.db.models import QuerySet

from consultation.responses.filters import ResponseFilters
from consultation.responses.models import Response
from core.acts import Actor
from core.registers.columns import DATETIME, Column
from core.registers.register import Register, add


@add
class Responses(Register):
    """Answers that were sent: to who asked and to the secretariat; an organisation's own to its people."""

    name = "responses"
    title = "Answers"
    noun = "answer"
    model = Response
    permission = "consultation.view_response"
    filters = ResponseFilters
    order = "-sent"
    link = "response"
    intro = (
        "What organisations have sent in answer to consultations. Before publication, nobody who acts for a funder "
        "sees what an organisation it funds has answered."
    )
    empty = "Answers appear here as soon as organisations send them. What is only drafted is not shown."
    columns = (
        Column("organisation", "Organisation", "organisation__name", link=True, order="organisation__sort_name"),
        Column("kind", "Kind", "organisation__kind__title", order="organisation__kind__title"),
        Column("reference", "Reference", order="reference"),
        Column("consultation", "Consultation", "consultation__title", order="consultation__sort_name"),
        Column("sent", "Sent", "submitted_at", kind=DATETIME, order="submitted_at"),
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Response.objects.visible_to(actor).counted()
        return rows
