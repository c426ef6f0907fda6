"""What the forms of needs, analyses, plans and priorities make, with what is typed into them."""

import datetime
from typing import Any

from django.test import Client

from commissioning.analysis.models import AnalysisEntry
from commissioning.endorsements.models import Endorsement, PlanBoard
from commissioning.needs.models import Need, NeedEvidence
from commissioning.plans.models import CommissioningPlan, PlanDriver, PlanVersion, Priority
from commissioning.priorities.models import PriorityOutcome
from commissioning.refreshes.models import PlanRefresh
from commissioning.requirements.models import PlanRequirement
from core.files.models import StoredFile
from core.trail.models import Event
from tests.factories.bodies import BodyFactory
from tests.factories.commissioning_plans import (
    NeedFactory,
    PlanFactory,
    PlannedCycleFactory,
    PlanRequirementFactory,
    PriorityFactory,
)
from tests.house.world import World
from tests.journeys.made import LAST, Arguments, Made, a_sheet, on_day, uploaded

ENDS = datetime.date(2090, 3, 31)
"""A day that no run of the tests comes to."""
REASON = {"reason": "By mistake."}
EVIDENCE = {"statement": "Many live with old parents.", "source": "Census, 2001", "publisher": "The Council"}
DRIVER = {"title": "Valuing People", "publisher": "The Department", "year": "2001", "requirement": "Homes."}
RISK = {"kind": "risk", "title": "The landlord sells", "detail": "In two years.", "source": "A letter"}
MINUTED = {
    "reference": "Minute 7", "what": "The plan is endorsed.", "outcome": "agreed", **on_day("decided_on", 2006),
}  # fmt: skip
REQUIRED = {
    "organisation": "Devon Trust", "title": "Plan for children", "client_group": LAST, "years": "3",
    "source": "Children Act 2004, section 17", **on_day("due_on", 2030),
}  # fmt: skip


def a_cycle(world: World, **more: Any) -> Any:
    """A cycle of two trusts."""
    return PlannedCycleFactory(partners=[world.trust, world.far_trust], area=world.area, **more)


def a_plan(world: World, stands: str = "") -> Any:
    """A plan of such a cycle that has not expired, and came so far."""
    return PlanFactory(cycle=a_cycle(world), ends=ENDS, stands=stands)


def planned(stands: str = "") -> Arguments:
    return lambda world, browser: (a_plan(world, stands).pk,)


def beside_a_board(world: World, browser: Client) -> tuple[int]:
    """A plan, and a board that may endorse it."""
    BodyFactory(area=world.area)
    return planned("written")(world, browser)


def beside_a_need(world: World, browser: Client) -> tuple[int]:
    """A plan, and a need from which a priority may come."""
    found = a_plan(world, "written")
    NeedFactory(cycle=found.cycle)
    return (found.pk,)


def a_priority(world: World, browser: Client) -> tuple[int]:
    """The second priority of a plan that is worked on."""
    found = a_plan(world, "written")
    return [(PriorityFactory(plan=found, number=number).pk,) for number in (1, 2)][-1]


def driven(world: World, browser: Client) -> tuple[int, int]:
    """A plan that is worked on, with a policy that drives it."""
    found = a_plan(world, "written")
    return found.pk, found.drivers.create(**DRIVER).pk


def with_a_board(world: World, browser: Client) -> tuple[int, int]:
    """Such a plan with a board that endorses it."""
    found = a_plan(world, "written")
    return found.pk, found.boards.create(body=BodyFactory(), place=1).pk


def an_outcome(world: World, browser: Client) -> tuple[int, int]:
    """A priority of such a plan, with an outcome."""
    found = PriorityFactory(plan=a_plan(world, "written"))
    return found.pk, found.outcomes.create(what="People choose.", measured_by="Tenancies").pk


def to_be_carried(world: World, browser: Client) -> tuple[int]:
    """A need of a cycle that another follows."""
    found = a_cycle(world)
    a_cycle(world, follows=found)
    return (NeedFactory(cycle=found, settled=True, shown=True).pk,)


def to_be_met(world: World, browser: Client) -> tuple[int]:
    """A plan that a trust must have, and one of its own that meets it."""
    found = a_plan(world, "endorsed")
    return (PlanRequirementFactory(organisation=world.trust, client_group=found.cycle.client_group).pk,)


def needs_sheet() -> Any:
    return a_sheet("needs.csv", "Id,Version,Title,Cycle,What is needed\n,,Homes,Carers,A front door\n")


MADE: dict[str, Made] = {
    "need_add": Made(Need, {"title": "Homes of their own", "what": "A front door of one's own."}),
    "need_carry": Made(Need, {"cycle": LAST}, to_be_carried),
    "need_evidence_add": Made(NeedEvidence, EVIDENCE),
    "need_withdraw": Made(Event, REASON),
    "needs_upload": Made(StoredFile, files={"sheet": needs_sheet}),
    "needs_upload_check": Made(
        Need, {}, uploaded("needs_upload", needs_sheet, lambda: PlannedCycleFactory(title="Carers"))
    ),
    "analysis_add": Made(AnalysisEntry, RISK),
    "analysis_void": Made(Event, REASON),
    "plan_begin": Made(
        CommissioningPlan, {"title": "Plan for carers", **on_day("starts", 2088), **on_day("ends", 2090, 3, 31)}
    ),
    "plan_driver_name": Made(PlanDriver, DRIVER, planned("written")),
    "plan_version_begin": Made(PlanVersion, {"text": "Aims\n\nHomes first."}, planned()),
    "plan_board_name": Made(PlanBoard, {"body": LAST}, beside_a_board),
    "plan_board_drop": Made(Event, {}, with_a_board),
    "plan_driver_drop": Made(Event, {}, driven),
    "priority_outcome_drop": Made(Event, {}, an_outcome),
    "need_evidence_drop": Made(Event),
    "plan_consult": Made(Event, {}, planned("written"), events=2),
    "plan_decide": Made(Endorsement, MINUTED, planned("submitted")),
    "plan_refresh": Made(PlanRefresh, {"notes": "All of it stands."}, planned("endorsed")),
    "plan_withdraw": Made(Event, REASON, planned("written")),
    "plan_requirement_add": Made(PlanRequirement, REQUIRED),
    "plan_requirement_meet": Made(Event, {"plan": LAST}, to_be_met, events=2),
    "plan_requirement_void": Made(Event, REASON),
    "priority_add": Made(Priority, {"title": "Supported living", "needs": LAST}, beside_a_need),
    "priority_move": Made(Event, {"place": "1"}, a_priority),
    "priority_drop": Made(Event, REASON, a_priority),
    "priority_outcome_add": Made(
        PriorityOutcome, {"what": "People choose with whom they live.", "measured_by": "Tenancies"}, a_priority
    ),
}
