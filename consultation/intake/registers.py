"""What waits at the secretariat's desk, and what was set aside, as lists."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from consultation.intake.filters import DeskFilters
from consultation.responses.models import Channel, Response, ResponseVersion
from consultation.responses.naming import name_of, sort_name_of
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, DATETIME, Column
from core.registers.register import Register, add

RECEIVED_DAY = Coalesce(F("received_on"), TruncDate("submitted_at", tzinfo=clock.LONDON))
"""The day a letter arrived, or the day an answer was sent."""
WAITS = ResponseVersion.objects.sent().filter(response=OuterRef("pk"), late=True, late_verdict="")
WHY = Case(
    When(voided_at__isnull=False, then=Value("Void")),
    When(withdrawn_at__isnull=False, then=Value("Withdrawn")),
    When(Q(Exists(WAITS), counted_version=None), then=Value("Received late, not decided yet")),
    When(counted_version=None, then=Value("Received late, not accepted")),
    default=Value("Another answer of the organisation counts"),
    output_field=CharField(),
)
"""Why an answer that was received does not count."""
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
    filters = DeskFilters
    crumbs = (("Answers that wait", "intake_desk"),)


@add
class LateResponses(OfTheDesk):
    """Answers received late on which nobody has decided."""

    name = "late_responses"
    title = "Answers received late"
    permission = "consultation.decide_late"
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
    permission = "consultation.match_response"
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
        rows: QuerySet = Response.objects.visible_to(actor).sent().unmatched().filter(voided_at=None)
        return rows


@add
class HalfKeyedResponses(OfTheDesk):
    """Answers that were begun to be keyed in, and are not recorded."""

    name = "half_keyed_responses"
    title = "Answers half keyed in"
    permission = "consultation.key_response"
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


@add
class SetAsideResponses(OfTheDesk):
    """Answers that were received and do not count."""

    name = "set_aside_responses"
    title = "Answers that do not count"
    permission = "consultation.decide_late"
    order = "who"
    link = "response"
    intro = "Nothing that was received is thrown away. Open one to see why it does not count, and to change that."
    empty = "Every answer that was received counts. What is void, withdrawn, late or not the one that counts is here."
    columns = (
        WHO,
        Column("why", "Why not", WHY, order=WHY),
        HOW,
        WHAT,
        Column("sent", "Sent", "submitted_at", kind=DATETIME),
        REFERENCE,
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Response.objects.visible_to(actor).set_aside()
        return rows
