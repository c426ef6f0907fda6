"""Overrides on the page of a cycle and of its stages: published with their reason."""

from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from commissioning.overrides.actions import ASK
from commissioning.overrides.models import COLOURS, Override, OverrideState
from core.acts import Actor
from core.pages import words


def lines(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """Those of the cycle, or of the stage, but the declined. One query."""
    rows = Override.objects.filter(declined_on=None, stage__cycle=cycle)
    rows = rows.filter(stage=stage) if stage is not None else rows
    return [
        parts.Line(str(each), each.get_absolute_url(), told(each), (str(each.state.label), COLOURS[each.state]))
        for each in rows.select_related("asked_for", "confirmed_for").order_by("asked_on", "pk")
    ]


def told(override: Override) -> str:
    """Why, who asked, and who confirmed."""
    asked = f"asked by {override.asked_for or 'the Forum secretariat'} on {words.date(override.asked_on)}"
    if override.state != OverrideState.CONFIRMED:
        return f"{override.reason} ({asked})"
    confirmed = (
        f"confirmed by {override.confirmed_for or 'the Forum secretariat'} on {words.date(override.confirmed_on)}"
    )
    return f"{override.reason} ({asked}, {confirmed})"


OVERRIDES = IN_CYCLE.add("overrides", lambda cycle: Override.objects.filter(stage__cycle=cycle))
parts.add(parts.Part("Gone on without an involvement", 10, lines=lines, asks=OVERRIDES))
parts.offer((ASK, "Go on without an involvement", "override_ask"), StageKind.ANALYSE, StageKind.PLAN, while_open=True)
