"""Returns to send, queries to answer, and returns to accept or query."""

from typing import Any

from django.db.models import QuerySet

from commissioning.contracts.kinds import COMMISSIONING, PROVIDING
from commissioning.monitoring.models import ReportingPeriod, while_it_runs
from commissioning.monitoring.parties import parties
from commissioning.returns.actions import DECIDE_ON, DRAFT
from commissioning.returns.models import MonitoringReturn
from commissioning.returns.reading import RETURNS
from core import deadlines
from core.acts import Actor
from partnerships.people import holders
from partnerships.people.roles import Role

PERIODS = ReportingPeriod.objects.select_related("contract").filter(contract__voided_on=None)


OF_RETURN = "period__contract_id"
FILLING, DECIDING = (Role.DRAFTER, Role.APPROVER), (Role.COMMISSIONER,)


def to_send() -> QuerySet[Any]:
    """Periods whose return was not sent."""
    return PERIODS.filter(while_it_runs(), monitoring_return__sent_on=None)


def to_answer(actor: Actor | None) -> QuerySet[Any]:
    """Queried returns of the provider."""
    rows = RETURNS.queried().filter(period__contract__voided_on=None)
    if actor is None:
        return rows
    return rows.filter(period__in=ReportingPeriod.objects.filter(actor.q(DRAFT)))


def to_decide() -> QuerySet[MonitoringReturn]:
    """Sent returns that wait."""
    return RETURNS.waiting().filter(period__contract__voided_on=None)


deadlines.add(
    deadlines.Deadline(
        name="return_due",
        title="Monitoring returns to send",
        queryset=deadlines.theirs(to_send, DRAFT),
        date_field="due_on",
        sentence=lambda period: f"Send the return for {period.words}: {period.contract.title}",
        next_step="Fill it in",
        holders=holders.at_any(parties(PROVIDING), *FILLING),
    )
)
deadlines.add(
    deadlines.Deadline(
        name="return_query",
        title="Queries on monitoring returns to answer",
        queryset=to_answer,
        date_field="answer_by",
        sentence=lambda made: f"Answer the query on the return for {made.period.words}: {made.period.contract.title}",
        next_step="Answer it",
        reminders=(7, 2),
        holders=holders.at_any(parties(PROVIDING, OF_RETURN), *FILLING),
    )
)
deadlines.add(
    deadlines.Deadline(
        name="return_decide",
        title="Monitoring returns to accept or query",
        queryset=deadlines.theirs(to_decide, DECIDE_ON),
        date_field="decide_by",
        sentence=lambda made: f"Accept or query the return for {made.period.words}: {made.period.contract.title}",
        next_step="Read it",
        reminders=(14, 7, 2),
        holders=holders.at_any(parties(COMMISSIONING, OF_RETURN), *DECIDING),
    )
)
