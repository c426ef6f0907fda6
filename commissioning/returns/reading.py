"""What the pages of returns and their part of the API both need."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from commissioning.monitoring.models import ReportingPeriod
from commissioning.returns.models import MonitoringReturn, ReturnValue, ReturnVersion

OF_PERIOD = (
    "contract__parties",
    "lines__requirement__measure",
    "monitoring_return__versions__values__line__requirement__measure",
)
PERIODS = ReportingPeriod.objects.select_related(
    "contract__provider", "contract__commissioner", "monitoring_return"
).prefetch_related(*OF_PERIOD)
RETURNS = MonitoringReturn.objects.select_related(
    "period__contract__provider", "period__contract__commissioner"
).prefetch_related(
    "period__contract__parties", "period__lines__requirement__measure", "versions__values__line__requirement__measure"
)
VERSIONS = ReturnVersion.objects.select_related("monitoring_return__period__contract").prefetch_related(
    "values__line__requirement__measure", "monitoring_return__period__lines__requirement__measure"
)


def return_of(period: ReportingPeriod) -> MonitoringReturn | None:
    """The return for a period, where one was begun."""
    return getattr(period, "monitoring_return", None)


def draft_of(made: MonitoringReturn | None) -> ReturnVersion | None:
    """The version that is being written. Loaded versions are used."""
    versions: Iterable[Any] = made.versions.all() if made is not None else ()
    return next((each for each in versions if each.sent_on is None), None)


def latest_sent(made: MonitoringReturn | None) -> ReturnVersion | None:
    """The version that was sent last. Loaded versions are used."""
    versions: list[Any] = list(made.versions.all()) if made is not None else []
    return max((each for each in versions if each.sent_on is not None), key=lambda each: each.number, default=None)


def last_figures(period: ReportingPeriod) -> dict[int, Decimal]:
    """By requirement: the last figure that counts for a period before this one. One query."""
    rows = ReturnValue.objects.filter(
        current=True, value__isnull=False, line__period__contract=period.contract_id,
        line__period__ends__lt=period.starts,
    )  # fmt: skip
    found = rows.order_by("line__period__ends").values_list("line__requirement_id", "value")
    return dict(found)


def period_for(contract: Any, starts: datetime.date, ends: datetime.date) -> ReportingPeriod | None:
    """The scheduled period of a contract with these days."""
    return PERIODS.filter(contract=contract, starts=starts, ends=ends).first()


def scheduled(contract: Any, most: int = 6) -> str:
    """The periods that are scheduled, in words, those whose return is still to be sent first."""
    rows = ReportingPeriod.objects.filter(contract=contract).order_by("starts", "ends")
    names = [each.words for each in rows.filter(monitoring_return__sent_on=None)[:most]]
    return "; ".join(names) or "; ".join(each.words for each in rows[:most])
