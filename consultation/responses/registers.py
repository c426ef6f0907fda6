"""The list of answers."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import F, QuerySet, Subquery

from consultation.responses.columns import HOW, KIND, REFERENCE, SENT, WHAT, WHO
from consultation.responses.filters import ResponseFilters
from consultation.responses.models import Response, sent_until
from consultation.responses.twins import BODY, also_answered_as
from core.acts import Actor
from core.finding import Hit
from core.registers.columns import Column
from core.registers.register import Register, add

ALSO = Column("also", "Also answered as", F("answered_also"))
"""The other entry of a body that was entered twice, where it has answered, too."""


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
    in_search = 35
    intro = (
        "What organisations have sent in answer to consultations. Before publication, nobody who acts for a funder "
        "sees what an organisation it funds has answered."
    )
    empty = "Answers appear here as soon as organisations send them. What is only drafted is not shown."
    columns = (replace(WHO, name="organisation"), KIND, HOW, REFERENCE, WHAT, SENT, ALSO)

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        if on is None:
            return self.columns
        sent = Subquery(sent_until(on).values("submitted_at")[:1])
        return [replace(each, value=sent, order=sent) if each.name == "sent" else each for each in self.columns]

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Response.objects.visible_to(actor).counted()
        return rows.annotate(body_of=BODY, answered_also=also_answered_as(actor))

    def found(self, actor: Actor, text: str) -> list[Hit]:
        """By its whole reference, as a receipt gives it; whatever the person may read, whether it counts or not."""
        if not text.upper().startswith("RES-"):  # most searches: who funds whom need not be asked for them
            return []
        rows = Response.objects.visible_to(actor).filter(reference=text.upper())
        rows = rows.select_related("organisation", "respondent", "consultation")
        return [Hit(str(row), row.get_absolute_url(), row.consultation.title) for row in rows]
