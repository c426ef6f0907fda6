"""The plans of a cycle on its page and on that of Plan, and where one is begun."""

from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from commissioning.plans.actions import BEGIN
from commissioning.plans.models import COLOURS, CommissioningPlan, PlanState
from commissioning.plans.reading import plans_of
from core import clock
from core.acts import Actor
from core.pages import words


def lines(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """Those that the person may see, the latest first, each with how it stands.

    While Plan is open, its checklist has read them.
    """
    if stage is not None and stage.kind != StageKind.PLAN:
        return []
    found = []
    for each in plans_of(cycle, clock.today()):
        each.cycle = cycle  # with its partners, of whom it depends who sees it
        if actor.may(CommissioningPlan.view_permission, each):
            state = PlanState(each.stands)  # type: ignore[attr-defined]
            span = f"{words.date(each.starts)} to {words.date(each.ends)}"
            found.append(parts.Line(each.title, each.get_absolute_url(), span, (str(state.label), COLOURS[state])))
    return found


PLANS = IN_CYCLE.add("plans", lambda cycle: CommissioningPlan.objects.filter(cycle=cycle))
parts.add(parts.Part("What is planned", 8, lines=lines, asks=PLANS))
parts.offer((BEGIN, "Begin a plan", "plan_begin"), parts.OF_CYCLE)
