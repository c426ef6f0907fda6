"""The schedule of returns: periods made from a frequency or entered by hand, moved and taken away."""

import datetime

from django.db import transaction

from commissioning.contracts.models import Contract
from commissioning.monitoring import rules
from commissioning.monitoring.actions import EDIT, open_requirement
from commissioning.monitoring.models import MonitoringRequirement, ReportingLine, ReportingPeriod
from commissioning.monitoring.reading import REQUIREMENTS
from commissioning.monitoring.schedule import MONTHS, MOST, Frequency, periods
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new

Days = tuple[datetime.date, datetime.date]
WEEKS = 28
"""Days after its period by which a return is due, where nobody says otherwise."""


@transaction.atomic
def schedule_returns(
    *,
    by: Actor,
    requirement: MonitoringRequirement,
    frequency: str,
    first: datetime.date | None = None,
    last: datetime.date | None = None,
    due_after: int | None = None,
) -> MonitoringRequirement:
    """Schedule its returns at a frequency, from a first to a last day: of the contract, where none is given."""
    requirement = ready(by, requirement)
    contract = requirement.contract
    first, last = first or contract.starts, last or contract.ended_early_on or contract.current_end
    if last is None:
        raise Refused({"last": "The contract has no last day. Enter until when returns are scheduled."})
    if last < first:
        raise Refused({"last": "The last day is before the first day."})
    months = MONTHS[Frequency(frequency)]
    if said := rules.too_often(requirement, months):
        raise Refused({"frequency": said})
    run = periods(first, last, months)
    if len(run) > MOST:
        raise Refused({"last": f"That is more than {MOST} periods. Enter an earlier last day."})
    after = datetime.timedelta(days=WEEKS if due_after is None else due_after)
    put(by, requirement, [(days, days[1] + after) for days in run])
    return requirement


@transaction.atomic
def add_period(
    *, by: Actor, requirement: MonitoringRequirement, starts: datetime.date, ends: datetime.date, due_on: datetime.date
) -> MonitoringRequirement:
    """Schedule one period by hand, with whatever days it has."""
    requirement = ready(by, requirement)
    if ends < starts:
        raise Refused({"ends": "The last day of the period is before its first day."})
    if due_on <= ends:
        raise Refused({"due_on": f"The period ends on {words.date(ends)}. A return is due after that."})
    if said := rules.too_many(requirement, ends):
        raise Refused({"ends": said})
    put(by, requirement, [((starts, ends), due_on)])
    return requirement


@transaction.atomic
def move_due_day(*, by: Actor, period: ReportingPeriod, due_on: datetime.date, version: int | None) -> ReportingPeriod:
    """Give the provider another day by which the return is due, while it was not sent."""
    period = open_period(by, period, version)
    if period.due_on < clock.today():
        raise Refused(f"It was due by {words.date(period.due_on)}, which is past, so it stays late. Its provider can "
                      "still send it.")  # fmt: skip
    save_changes(by, "due day moved", period, {"due_on": due_on})
    return period


@transaction.atomic
def drop_period(*, by: Actor, period: ReportingPeriod) -> Contract:
    """Take a period out of the schedule, for which no return was begun."""
    period = open_period(by, period)
    contract = period.contract
    if hasattr(period, "monitoring_return"):
        raise Refused("The provider has begun its return, whose words would be lost. Move its due day instead.")
    record(by, "period taken out", contract, period=period.words)
    period.delete()
    return contract


def put(by: Actor, requirement: MonitoringRequirement, asked: list[tuple[Days, datetime.date]]) -> None:
    """Write the periods that are not there yet, and ask for the requirement in each of them."""
    contract = requirement.contract
    refuse_outside(contract, asked)
    mine = [(each.period.starts, each.period.ends) for each in requirement.lines.select_related("period")]
    for days, _ in asked:
        other = next((each for each in mine if each != days and each[0] <= days[1] and days[0] <= each[1]), None)
        if other is not None:
            raise Refused(
                f"It is reported for {words.date(other[0])} to {words.date(other[1])} already, which overlaps. Take "
                "that period out first, or enter other days."
            )
    there = {(each.starts, each.ends): each for each in contract.periods.all()}
    begun = set(contract.periods.filter(monitoring_return__isnull=False).values_list("pk", flat=True))
    made = 0
    for days, due_on in asked:
        period = there.get(days)
        if period is None:
            period = ReportingPeriod(contract=contract, starts=days[0], ends=days[1], due_on=due_on)
            save_new(by, "scheduled", period, period=period.words, due_on=due_on)
        elif period.pk in begun and days not in mine:
            raise Refused(f"The return for {period.words} was begun already. Enter another first day.")
        made += ReportingLine.objects.get_or_create(period=period, requirement=requirement)[1]
    record(by, "scheduled", requirement, periods=made)


def refuse_outside(contract: Contract, asked: list[tuple[Days, datetime.date]]) -> None:
    """Refuse periods before the contract or after the last day to which it can run."""
    last = contract.ended_early_on or contract.maximum_end or contract.current_end
    for (starts, ends), _ in asked:
        if starts < contract.starts:
            raise Refused(f"The contract starts on {words.date(contract.starts)}. Enter that day or a later one.")
        if last is not None and ends > last:
            raise Refused(f"The contract runs until {words.date(last)} at the latest. Enter an earlier day.")


def ready(by: Actor, requirement: MonitoringRequirement) -> MonitoringRequirement:
    """The requirement, held, once nothing stands in the way of asking for returns."""
    requirement = open_requirement(by, requirement)
    requirement = REQUIREMENTS.get(pk=requirement.pk)
    check(rules.TO_SCHEDULE, requirement)
    return requirement


def open_period(by: Actor, period: ReportingPeriod, version: int | None = None) -> ReportingPeriod:
    """A period, held, whose return was not sent."""
    period = locked(ReportingPeriod, period.pk, version=version)
    authorise(by, EDIT, period)
    sent = getattr(getattr(period, "monitoring_return", None), "sent_on", None)
    if sent is not None:
        raise Refused(f"Its return was sent on {words.date(sent)}, so its days stay as they were.")
    return period
