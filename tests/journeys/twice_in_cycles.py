"""What the forms of cycles make, with what is typed into them: cycles, stages, who was involved, what was learnt."""

from typing import Any

from django.test import Client

from commissioning.contributions.models import Contribution
from commissioning.cycles.models import CommissioningCycle, CyclePartner, LineAnswer, StageKind, StageSignoff
from commissioning.interests.models import Interest
from commissioning.involvement.models import Involvement, StageConsultation
from commissioning.lessons.models import Lesson
from commissioning.overrides.models import Override
from core.trail.models import Event
from tests.factories.bodies import DecisionFactory
from tests.factories.commissioning_plans import NeedFactory, analysed
from tests.factories.cycles import BEGAN, SIGNED, CycleFactory, InvolvementFactory, LessonFactory, stage_of
from tests.house import things
from tests.house.world import World
from tests.journeys.made import LAST, Made, on_day, titled

REASON = {"reason": "By mistake."}
BEGUN = {
    "title": "Carers 2007 to 2010", "client_group": LAST, "area": "Devon", "partner": "Devon Trust",
    "other_partner": "Herefordshire Trust", **on_day("starts", 2007), **on_day("ends", 2010, 3, 31),
}  # fmt: skip
SENT = {"title": "Short breaks", "what": "Eleven families wait."}
INVOLVED = {
    "organisation": "Paid Group", "group": "Its members", "capacity": "own", "way": "meeting",
    "said": "Short breaks are too far away.", **on_day("happened_on", 2006),
}  # fmt: skip


def at(kind: str, world: World) -> Any:
    """A cycle of two trusts that is at a stage."""
    return CycleFactory(partners=[world.trust, world.far_trust], area=world.area, at=kind)


def at_do(world: World, browser: Client) -> tuple[int]:
    return (at(StageKind.DO, world).pk,)


def signed_off(world: World, browser: Client) -> tuple[int]:
    """The first stage of a cycle that is at the second."""
    return (stage_of(at(StageKind.PLAN, world)).pk,)


def to_sign(world: World, browser: Client) -> tuple[int]:
    """The first stage of a cycle, with all that it asks for, and somebody of a partner who is known as what."""
    titled(world, "commissioner")
    found = at(StageKind.ANALYSE, world)
    analysed(found)
    InvolvementFactory(cycle=found, organisation=world.funded, happened_on=BEGAN)
    return (stage_of(found).pk,)


def to_decide(world: World, browser: Client) -> tuple[int]:
    """The same, and a decision of a board of the area."""
    DecisionFactory(body__area=world.area)
    return to_sign(world, browser)


def reviewed(world: World) -> Any:
    """A cycle whose review is signed off, and which taught something."""
    found = at(StageKind.REVIEW, world)
    found.stages.filter(kind=StageKind.REVIEW).update(signed_off_on=SIGNED)
    LessonFactory(cycle=found)
    return found


def with_two_needs(world: World, browser: Client) -> tuple[int]:
    """Such a cycle with two needs, of which one goes over and the other stays."""
    found = reviewed(world)
    for title in ("Homes of their own", "Work"):
        NeedFactory(cycle=found, title=title, shown=True)
    return (found.pk,)


def opened_after(world: World, browser: Client) -> tuple[int]:
    """A cycle that was opened by closing the review of another."""
    return (CycleFactory(partners=[world.trust, world.far_trust], follows=reviewed(world)).pk,)


def beside_another(world: World, browser: Client) -> tuple[int]:
    """Evidence for a cycle, and another that may take it up."""
    found = things.evidence(world, "own", "")
    CycleFactory(title="Young carers", partners=[world.trust])
    return (found.pk,)


MADE: dict[str, Made] = {
    "cycle_begin": Made(CommissioningCycle, BEGUN),
    "cycle_next": Made(CommissioningCycle, {"needs": LAST}, with_two_needs),
    "cycle_void": Made(Event, REASON, opened_after, events=3),
    "cycle_partner_add": Made(CyclePartner, {"organisation": "Herefordshire Trust"}),
    "cycle_partner_end": Made(Event, {}, events=2),
    "stage_answer": Made(LineAnswer, {"reply": "yes", "evidence": "It stands in the paper."}),
    "stage_reopen": Made(Event, {"reason": "A need was forgotten."}, signed_off, events=3),
    "stage_sign": Made(StageSignoff, {}, to_sign, who="commissioner"),
    "stage_decide": Made(StageSignoff, {"decision": LAST}, to_decide, who="commissioner"),
    "consultation_link": Made(StageConsultation, {"consultation": LAST}),
    "consultation_unlink": Made(Event),
    "involvement_record": Made(Involvement, INVOLVED),
    "involvement_void": Made(Event, REASON, events=2),
    "override_ask": Made(Override, {"line": "sector", "reason": "Nobody came to three meetings."}),
    "override_confirm": Made(Event, {}, events=2),
    "override_decline": Made(Event, {"reason": "Ask once more."}, events=2),
    "interest_record": Made(Interest, {"organisation": "Paid Group", "kind": "none"}),
    "interest_declare": Made(Interest, {"kind": "none"}, at_do, who="approver"),
    "interest_void": Made(Event, REASON, events=2),
    "lesson_record": Made(Lesson, {"kind": "lesson", "text": "Contracts of a year frighten people."}, at_do),
    "lesson_void": Made(Event, REASON, events=2),
    "contribution_send": Made(Contribution, SENT | {"area": "Devon", "client_group": LAST}, who="approver"),
    "contribution_send_for": Made(Contribution, SENT, who="approver"),
    "contribution_withdraw": Made(Event, who="approver"),
    "contribution_take": Made(Event, {"cycle": LAST}, beside_another, events=2),
}
