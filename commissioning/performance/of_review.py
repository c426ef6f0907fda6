"""What the returns of a cycle's contracts tell of two lines of its Review: quality and quantity, and data.

Asked of the contracts that serve a priority of the cycle's plans, as at a day. Everybody reads what is told, so it
counts returns and figures, and names none.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), its action plan, stage 4.
"""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commissioning.cycles.by_hand import Told
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import Stage
from commissioning.monitoring.models import MonitoringRequirement, ReportingLine, ReportingPeriod, while_it_runs
from commissioning.returns.models import ReturnValue, ReturnVersion
from commissioning.thread.of_cycle import serving
from core.pages import words
from core.pages.addresses import fixed


def asked_of(stage: Stage, on: datetime.date) -> QuerySet[Any, Any]:
    """What the contracts of a stage's cycle were asked to report on a day."""
    still = Q(dropped_on=None) | Q(dropped_on__gt=on)
    return MonitoringRequirement.objects.filter(still, contract__in=serving(stage.cycle, on).values("pk"))


def sources_of(asked: QuerySet[Any, Any]) -> list[int]:
    """The requirements by whose returns these are reported: their own, or those to another funder that may be used."""
    own = asked.filter(counts_from=None).values_list("pk", flat=True)
    used = asked.filter(counts_from__isnull=False, reuse_allowed_on__isnull=False)
    return [*own, *used.values_list("counts_from", flat=True)]


def quality_and_quantity(stage: Stage, on: datetime.date) -> Told | None:
    """That every return that was due was sent and accepted; nothing where no contract was to report by then."""
    sources = sources_of(asked_of(stage, on))
    if not sources:
        return None
    made = ReturnVersion.objects.filter(monitoring_return__period=OuterRef("pk"))
    rows = ReportingPeriod.objects.filter(while_it_runs(), lines__requirement__in=sources, ends__lte=on)
    periods = rows.annotate(
        was_sent=Exists(made.filter(sent_on__lte=on)), was_accepted=Exists(made.filter(accepted_on__lte=on))
    ).distinct()  # fmt: skip
    found = list(periods.values_list("due_on", "was_sent", "was_accepted"))
    if not found:
        return None
    missing = sum(not sent and due < on for due, sent, _ in found)
    waiting = sum(sent and not accepted for _, sent, accepted in found)
    accepted = sum(accepted for _, _, accepted in found)
    where = fixed("returns")
    if missing:
        told = (
            f"{counted(missing, 'return')} of its contracts {verb(missing)} missing. Have what is missing sent, or say "
        )
        return Told(Standing.FAIL, f"{told}of each measure that is not to come why it is no longer asked.", where)
    if waiting:
        told = f"{counted(waiting, 'return')} of its contracts {verb(waiting)} sent and not accepted yet. Accept them."
        return Told(Standing.NOT_YET, told, where)
    if not accepted:
        return Told(Standing.NOT_YET, "The first returns of its contracts are still to come.", where)
    told = f"{counted(accepted, 'return')} of its contracts {verb(accepted)} accepted, and none is missing."
    return Told(Standing.PASS, told, where)


def data_by_client_group(stage: Stage, on: datetime.date) -> Told | None:
    """That figures were accepted of contracts that name the cycle's client group; nothing where none was to report."""
    group = stage.cycle.client_group
    sources = sources_of(asked_of(stage, on).filter(contract__client_group=group))
    if not ReportingLine.objects.filter(requirement__in=sources, period__ends__lte=on).exists():
        return None
    values = ReturnValue.objects.filter(
        line__requirement__in=sources, value__isnull=False, return_version__accepted_on__lte=on
    )
    number = values.values("line").distinct().count()
    if not number:
        return Told(Standing.NOT_YET, f"No figure is accepted yet of contracts for: {group}.", fixed("returns"))
    told = f"{counted(number, 'figure')} of contracts for {group} {verb(number)} kept, by measure and period."
    return Told(Standing.PASS, told, fixed("requirements"))


def counted(number: int, noun: str) -> str:
    """'2 returns'."""
    return words.plural(number, noun)


def verb(number: int) -> str:
    """'is' or 'are'."""
    return "is" if number == 1 else "are"
