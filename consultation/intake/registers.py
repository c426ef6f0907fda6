"""What waits at the secretariat's desk, and what was set aside, as lists."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from consultation.intake.filters import DeskFilters
from consultation.responses.models import Channel, Response
from consultation.responses.naming import name_of, sort_name_of
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, DATETIME, Column
from core.registers.register import Register, add

RECEIVED_DAY = Coalesce(F("received_on"), TruncDate("submitted_at", tzinfo=clock.LONDON))
"""The day a letter arrived, or the day an answer was sent."""
WHO = Column("who", "Who answered", name_of(), link=True, order=sort_name_of())
HOW = Column("channel", "How it came", kind=CHOICE, choices=dict(Channel.choices), order="channel")
WHAT = Column("consultation", "Consultation", "consultation__title", order="consultation__sort_name")
REFERENCE = Column("reference", "Reference", order="reference")
SENT = Column("sent", "Sent", "submitted_at", kind=DATETIME, order="submitted_at")
ARRIVED = Column("arrived", "Arrived on", RECEIVED_DAY, kind=DATE, order=RECEIVED_DAY)


class OfTheDesk(Register):
    """A list of responses that want something of the secretariat."""

    model = Response
    noun = "answer"
    permission = "consultation.view_desk"
    filters = DeskFilters
    crumbs = (("Answers that wait", "intake_desk"),)


@add
class LateResponses(OfTheDesk):
    """Answers received late on which nobody has decided."""

    name = "late_responses"
    title = "Answers received late"
    order = "arrived"
    link = "response"
    intro = "They arrived after the consultation had closed. Open one to decide, with a reason, whether it counts."
    empty = "Nothing waits: every answer that came late has been decided on."
    columns = (WHO, HOW, WHAT, Column("closed", "Closed on", "consultation__closes_on", kind=DATE), ARRIVED, REFERENCE)

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Response.objects.visible_to(actor).waiting_late()
        return rows


@add
class UnmatchedResponses(OfTheDesk):
    """Answers sent for organisations that nobody has matched with the register."""

    name = "unmatched_responses"
    title = "Answers to match"
    order = "sent"
    link = "response_match"
    intro = (
        "They count as unverified until you say which organisation of the register sent them. Until then only the "
        "secretariat and auditors read them, because nobody can say who funds the sender."
    )
    empty = "Nothing waits: every answer of an organisation is matched with the register."
    columns = (
        WHO,
        Column("charity_number", "Charity number given", "respondent__charity_number"),
        HOW,
        WHAT,
        REFERENCE,
        SENT,
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Response.objects.visible_to(actor).to_match()
        return rows


@add
class HalfKeyedResponses(OfTheDesk):
    """Answers that were begun to be keyed in, and are not recorded."""

    name = "half_keyed_responses"
    title = "Answers half keyed in"
    order = "arrived"
    link = "response_answer"
    intro = "They count once they are recorded. Open one to finish it."
    empty = "Nothing waits: everything that came on paper, by e-mail or by telephone is recorded."
    columns = (
        WHO,
        HOW,
        WHAT,
        Column("arrived", "Arrived on", "received_on", kind=DATE, order="received_on"),
        Column("by", "Keyed in by", "entered_by__name", order="entered_by__name"),
        REFERENCE,
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Response.objects.visible_to(actor).half_keyed()
        return rows
