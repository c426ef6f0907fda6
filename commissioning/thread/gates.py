"""What contracts show of a cycle: two lines of the checklist of Do, and whether its plans drive contracting.

Source: the Herefordshire report on strategic planning and joint commissioning (2005): section 3, and stage 3 of its
action plan.
"""

import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from commissioning.contracts.models import Contract
from commissioning.cycles import checklist
from commissioning.cycles.by_hand import SOURCE, Told, told_by_records
from commissioning.cycles.checklist import Fails, Standing
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.principles import Principle, Verdict, judged
from commissioning.cycles.reading import IN_CYCLE
from commissioning.plans.models import CommissioningPlan
from commissioning.thread import of_cycle
from core.gates import Obstacle, gate
from core.pages import words
from core.pages.addresses import fixed
from core.prepared import prepared_on
from partnerships.organisations.models import Sector

MOST = 3
"""So many contracts are named; the thread has the rest."""


def where(cycle: CommissioningCycle) -> str:
    """The cycle's part of the golden thread."""
    return f"{fixed('thread')}?cycle={cycle.pk}"


def named(titles: list[str]) -> str:
    """'Day centre; Transport; and 4 more'."""
    first = "; ".join(titles[:MOST])
    return f"{first}; and {len(titles) - MOST} more" if len(titles) > MOST else first


class Serving(NamedTuple):
    """A contract that serves a priority: whether the plan is endorsed, and the sector of its provider."""

    title: str
    backed: bool
    sector: str


SERVING = IN_CYCLE.add("contracts", lambda cycle: Contract.objects.filter(priority__plan__cycle=cycle))
STRAY = IN_CYCLE.add(
    "contracts beside it",
    lambda cycle: Contract.objects.serving_nothing().filter(
        voided_on=None, client_group__cycles=cycle, commissioner__cycle_partners__cycle=cycle
    ),
)


_serving = prepared_on(
    lambda on, cycle: of_cycle.serving(cycle, on).values_list(
        "title",
        Exists(CommissioningPlan.objects.filter(pk=OuterRef("priority__plan")).endorsed(on)),
        "provider__kind__sector",
    )
)


def serving_of(cycle: CommissioningCycle, on: datetime.date) -> list[Serving]:
    """The contracts that serve a cycle by a day. Read once for a page. One query."""
    if IN_CYCLE.none(cycle, SERVING):
        return []
    return IN_CYCLE.once(cycle, f"contracts by {on}", lambda: [Serving(*each) for each in _serving(on, cycle.pk)])


def stray_from(cycle: CommissioningCycle, on: datetime.date) -> list[str]:
    """The titles of those beside it that serve nothing. Read once for a page. Two queries and more, where there can be
    any."""
    if IN_CYCLE.none(cycle, STRAY):
        return []
    return IN_CYCLE.once(
        cycle, f"contracts beside it by {on}", lambda: list(of_cycle.orphans(cycle, on).values_list("title", flat=True))
    )


@gate("Services are procured and contracted", source=SOURCE)
def services_are_contracted(stage: Stage, on: datetime.date) -> Obstacle | None:
    """There are contracts for the priorities, and none beside them that serves nothing."""
    cycle = stage.cycle
    if not serving_of(cycle, on):
        told = (
            "No active contract serves a priority of its plan yet. Begin one, and choose the priority that it serves."
        )
        return Obstacle(told, where=fixed("contract_begin"))
    stray = stray_from(cycle, on)
    if stray:
        told = f"Say which priority these serve, or have an exception approved: {named(stray)}."
        return Fails(told, where=where(cycle))
    return None


@told_by_records(StageKind.DO, "sector-responds")
def the_sector_has_contracts(stage: Stage, on: datetime.date) -> Told | None:
    """A contract with a voluntary organisation serves a priority. One that only bid is recorded by hand."""
    number = sum(each.sector == Sector.VOLUNTARY for each in serving_of(stage.cycle, on))
    if not number:
        return None
    verb = "serves" if number == 1 else "serve"
    held = f"{words.plural(number, 'contract')} with voluntary organisations {verb} its priorities."
    return Told(Standing.PASS, held, where(stage.cycle))


checklist.add(StageKind.DO, 10, services_are_contracted)


@judged(Principle.PLANS_DRIVE)
def plans_drive_contracting(cycle: CommissioningCycle, on: datetime.date) -> Verdict:
    """Every contract serves a priority that was endorsed, or has an approved exception."""
    serving, stray = serving_of(cycle, on), stray_from(cycle, on)
    if stray:
        told = f"These serve no priority and have no approved exception: {named(stray)}."
        return Verdict(Standing.FAIL, told, where(cycle))
    if not serving:
        told = "No contract of this cycle is recorded that could serve a priority of its plan."
        return Verdict(Standing.NOT_YET, told, where(cycle))
    early = [each.title for each in serving if not each.backed]
    if early:
        told = f"These serve priorities of a plan that is not endorsed, or was withdrawn: {named(early)}."
        return Verdict(Standing.FAIL, told, where(cycle))
    verb = "serves" if len(serving) == 1 else "serve"
    counted = words.plural(len(serving), "contract")
    told = f"{counted} of this cycle {verb} an endorsed priority, and none goes without one."
    return Verdict(Standing.PASS, told, where(cycle))
