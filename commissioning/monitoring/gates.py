"""Whether what a contract asks to be reported is proportionate, and who reads it when, for the criteria of a Code."""

import datetime
from typing import Any

from commissioning.contracts.criteria import Shown, kept_if, shows
from commissioning.contracts.models import Contract
from commissioning.monitoring.models import MonitoringPlan, MonitoringRequirement
from commissioning.monitoring.rules import proportion_is_asked
from compacts.codes.criteria import CriterionSubject
from core.pages import words

ASKED = MonitoringRequirement.objects.select_related("measure", "contract__monitoring_plan").prefetch_related(
    "answers", "lines__period"
)


def asked_of(contract: Contract) -> list[Any]:
    """What its provider is to report, in the order in which it was entered."""
    return list(ASKED.filter(contract=contract, dropped_on=None).order_by("pk"))


@shows(CriterionSubject.REPORTING)
def its_reporting_is_proportionate(contract: Contract, on: datetime.date) -> Shown | None:
    """It is decided how closely it is followed, and of each measure the questions on proportion were answered.

    Without either it is judged by hand.
    """
    plan, requirements = MonitoringPlan.objects.filter(contract=contract).first(), asked_of(contract)
    if plan is None or not requirements:
        return None
    unasked = [each.measure.title for each in requirements if proportion_is_asked(each, on) is not None]
    if unasked:
        return kept_if(False, f"The questions on proportion are not answered of: {'; '.join(unasked)}.")
    told = f"{words.plural(len(requirements), 'measure')} to report. {plan.get_tier_display()}."
    return kept_if(True, told)


@shows(CriterionSubject.PERFORMANCE)
def its_performance_is_followed(contract: Contract, on: datetime.date) -> Shown | None:
    """Each measure has its returns, its own or those to another funder, and somebody who reads it."""
    requirements = asked_of(contract)
    if not requirements:
        return None
    waiting = [each.measure.title for each in requirements if each.counts_from_id is None and not each.lines.all()]
    if waiting:
        return kept_if(False, f"No return is planned of: {'; '.join(waiting)}.")
    readers = "; ".join(dict.fromkeys(each.to_whom for each in requirements))
    days = [line.period.due_on for each in requirements for line in each.lines.all()]
    first = f" The first return is due on {words.date(min(days))}." if days else ""
    return kept_if(True, f"{words.plural(len(requirements), 'measure')} to report, to: {readers}.{first}")
