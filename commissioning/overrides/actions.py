"""Asking that a stage go on without an involvement, and, as a second person, confirming or declining that."""

from typing import Any

from django.db import transaction

from commissioning.cycles.models import CommissioningCycle, Stage
from commissioning.overrides.models import Override
from commissioning.overrides.rules import SAME_PARTNER, TO_DECIDE, refuse_not_asked
from commissioning.overrides.telling import tell_those_concerned
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes, save_new

ASK, CONFIRM = "commissioning.ask_override", "commissioning.confirm_override"
DECLINE = "commissioning.decline_override"


@transaction.atomic
def ask_override(*, by: Actor, stage: Stage, line: str, reason: str) -> Override:
    """Ask that a stage go on without an involvement. A second person confirms it before it counts."""
    locked(CommissioningCycle, stage.cycle_id)
    stage = locked(Stage, stage.pk)
    authorise(by, ASK, stage)
    refuse_not_asked(stage, line)
    override = Override(
        stage=stage, line=line, reason=reason.strip(), asked_on=clock.today(), asked_by=getattr(by, "user", None),
        asked_for=getattr(by, "organisation", None),
    )  # fmt: skip
    save_new(by, "asked", override, stage=str(stage), line=override.get_line_display())
    record(by, "override asked", stage, line=override.get_line_display(), reason=override.reason)
    return override


@transaction.atomic
def confirm_override(*, by: Actor, override: Override) -> Override:
    """Confirm, as a second person of another partner or the secretariat, and tell the organisations concerned."""
    override = held(by, CONFIRM, override)
    check(TO_DECIDE, override)
    refuse_same_side(by, override)
    confirmed = {
        "confirmed_on": clock.today(), "confirmed_by": getattr(by, "user", None),
        "confirmed_for": getattr(by, "organisation", None),
    }  # fmt: skip
    save_changes(by, "confirmed", override, confirmed)
    record(by, "override confirmed", override.stage, line=override.get_line_display(), reason=override.reason)
    tell_those_concerned(override)
    return override


@transaction.atomic
def decline_override(*, by: Actor, override: Override, reason: str) -> Override:
    """Say that the stage does not go on without it, and why; whoever asked takes it back so, too."""
    override = held(by, DECLINE, override)
    check(TO_DECIDE, override)
    save_changes(by, "declined", override, {"declined_on": clock.today(), "decline_reason": reason.strip()})
    record(by, "override declined", override.stage, line=override.get_line_display())
    return override


def refuse_same_side(by: Actor, override: Override) -> None:
    """Refuse a second person of the partner that asked: the partners check one another, or the secretariat does."""
    ours = getattr(by, "organisation", None)
    if ours is None or override.asked_for_id != ours.pk:
        return
    if any(each.organisation_id == ours.pk for each in override.stage.cycle.partners.all()):
        raise Refused(SAME_PARTNER.format(ours.name))


def held(by: Actor, permission: str, override: Override) -> Override:
    """The override that this person decides on, held after its cycle."""
    locked(CommissioningCycle, override.stage.cycle_id)
    locked(Override, override.pk)
    found: Any = (
        Override.objects.select_related("stage__cycle__area", "stage__cycle__client_group", "asked_for")
        .prefetch_related("stage__cycle__partners")
        .get(pk=override.pk)
    )
    authorise(by, permission, found)
    return found
