"""The needs of a cycle on its page and on that of Analyse, and where a further one is added."""

from urllib.parse import urlencode

from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from commissioning.needs.actions import ADD
from commissioning.needs.models import COLOURS, Need, NeedState
from commissioning.needs.reading import needs_of
from core.acts import Actor
from core.pages.addresses import fixed

MOST = 10
"""So many needs stand on the page; the list has the rest."""


def lines(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """The first of them, each with how it stands, and where all of them are.

    While Analyse is open, its checklist has read them.
    """
    if stage is not None and stage.kind != StageKind.ANALYSE:
        return []
    rows = needs_of(cycle)
    found = [parts.Line(each.title, each.get_absolute_url(), tag=tag_of(each.state)) for each in rows[:MOST]]
    everything = f"{fixed('needs')}?{urlencode({'cycle': cycle.title})}"
    return [*found, parts.Line("The needs of this cycle as a list", everything)] if found else []


def tag_of(state: NeedState) -> tuple[str, str]:
    """How a need stands, with its colour."""
    return str(state.label), COLOURS[state]


NEEDS = IN_CYCLE.add("needs", lambda cycle: Need.objects.counting().filter(cycle=cycle))
parts.add(parts.Part("What is needed", 6, lines=lines, asks=NEEDS))
parts.offer((ADD, "Add a need", "need_add"), parts.OF_CYCLE)
