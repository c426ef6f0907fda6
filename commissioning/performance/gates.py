"""What returns say of the outcomes of contracts, for the golden thread, and of two lines of a cycle's Review."""

import datetime
from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from commissioning.contracts import measured
from commissioning.contracts.measured import Measured
from commissioning.contracts.models import Contract
from commissioning.cycles.by_hand import told_by_records
from commissioning.cycles.models import StageKind
from commissioning.monitoring.models import MonitoringRequirement
from commissioning.performance import of_review
from commissioning.returns.models import ReturnValue
from core.acts import Actor
from core.asked_rows import RowsFor
from core.pages import words
from core.pages.addresses import numbered

PERFORMANCE = "contract_monitoring"


def said_in_returns(actor: Actor, keys: Collection[int], on: datetime.date) -> dict[int, list[Measured]]:
    """The latest accepted figure of each measure, of the contracts whose returns the person may read. One query."""
    rows = RowsFor(actor, ("said in returns", on), lambda keys: accepted(actor, keys, on), keys=[keys])[:]
    found: dict[int, list[Measured]] = defaultdict(list)
    told = set()
    for row in rows:
        requirement = row.line.requirement
        if requirement.pk in told:
            continue
        told.add(requirement.pk)
        measure, period = requirement.measure, row.line.period
        target = f", to reach {measure.amount(requirement.target)}" if requirement.target is not None else ""
        found[requirement.contract_id].append(
            Measured(
                f"{measure.title}: {measure.amount(row.value)}{target}, by {words.date(period.ends)}",
                numbered(PERFORMANCE, requirement.contract_id),
            )
        )
    return dict(found)


def accepted(actor: Actor, keys: Collection[int], on: datetime.date) -> QuerySet[ReturnValue]:
    """The accepted figures of contracts, measure by measure, the latest period first."""
    readable = MonitoringRequirement.objects.filter(
        contract__in=Contract.objects.filter(actor.q("commissioning.read_contract"))
    )
    rows = ReturnValue.objects.filter(
        line__requirement__contract__among=keys, line__requirement__in=readable, current=True, value__isnull=False,
        return_version__accepted_on__lte=on,
    )  # fmt: skip
    along = rows.select_related("line__requirement__measure", "line__period")
    return along.order_by("line__requirement__measure__sort_name", "line__requirement", "-line__period__ends", "-pk")


measured.add(said_in_returns)
told_by_records(StageKind.REVIEW, "quality")(of_review.quality_and_quantity)
told_by_records(StageKind.REVIEW, "data")(of_review.data_by_client_group)
