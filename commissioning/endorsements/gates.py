"""What a plan waits for before it goes to its boards, and what the stage Plan of a cycle waits for of its plan."""

import datetime

from commissioning.cycles import checklist
from commissioning.cycles.models import Stage, StageKind
from commissioning.endorsements.models import Endorsement
from commissioning.endorsements.rules import TO_SUBMIT, next_board
from commissioning.plans.reading import plans_of
from commissioning.plans.rules import add_to_submit
from commissioning.priorities.gates import ACTION_PLAN, where_to_go
from core.gates import Obstacle, gate
from partnerships.bodies import rests
from partnerships.bodies.models import Decision


@gate("A joint commissioning plan is produced", source=ACTION_PLAN)
def a_joint_plan_is_produced(stage: Stage, on: datetime.date) -> Obstacle | None:
    """Of two partners at least, endorsed, and not withdrawn."""
    if not any(each.endorsed_by for each in plans_of(stage.cycle, on)):  # type: ignore[attr-defined]
        return Obstacle("No plan of the cycle is endorsed yet.", where=where_to_go(stage, on))
    if stage.cycle.partners.count() < 2:
        told = "A joint plan is that of two partners at least. Add the other as a partner in the cycle."
        return Obstacle(told, where=stage.cycle.get_absolute_url())
    return None


@gate("Stakeholders agree on the plan", source=ACTION_PLAN)
def stakeholders_agree(stage: Stage, on: datetime.date) -> Obstacle | None:
    """Every board that must has endorsed the version that counts."""
    plans = plans_of(stage.cycle, on)
    plan = next((each for each in plans if each.withdrawn_on is None), None)
    if plan is None:
        return Obstacle("Begin a plan, and let its boards endorse it.", where=where_to_go(stage, on))
    if any(each.endorsed_by for each in plans):  # type: ignore[attr-defined]
        return None
    working = plan.working
    waits = next_board(working) if working is not None and working.submitted_on else None
    told = f"It waits for {waits.body.name}." if waits else "Submit the plan to the boards that endorse it."
    return Obstacle(told, where=plan.get_absolute_url())


def endorsed_by(decision: Decision) -> list[str]:
    """The plans of which a version was endorsed with it, and submitted versions on which a later board decided."""
    rows = Endorsement.objects.filter(decision=decision, version__plan__withdrawn_on=None, version__returned_on=None)
    found = []
    for each in rows.select_related("version__plan", "board").order_by("pk"):
        version, title = each.version, each.version.plan.title
        after = version.endorsements.filter(decision__voided_on=None, board__place__gt=each.board.place)
        later = after.select_related("board__body").order_by("board__place").last()
        if version.endorsed_on is not None:
            found.append(f"It endorsed version {version.number} of the plan '{title}'. Withdraw that plan first.")
        elif later is not None:
            told = f"{later.board.body.name} decided after it on version {version.number} of the plan '{title}'."
            found.append(f"{told} Declare that decision void first.")
    return found


def recorded_with(decision: Decision) -> list[str]:
    """The plans it is recorded with: it counts there with its day and outcome."""
    rows = Endorsement.objects.filter(decision=decision, version__plan__withdrawn_on=None)
    rows = rows.select_related("version__plan").order_by("pk")
    return [
        f"It is recorded with version {each.version.number} of the plan '{each.version.plan.title}', which counts on "
        "its day and outcome. Withdraw that plan first, or declare the decision void and record it anew."
        for each in rows
    ]


rests.add(endorsed_by, recorded_with)
add_to_submit(*TO_SUBMIT)
checklist.add(StageKind.PLAN, 20, a_joint_plan_is_produced)
checklist.add(StageKind.PLAN, 40, stakeholders_agree)
