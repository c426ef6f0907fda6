"""Closing the review of a cycle by opening the next one; and undoing that while nothing was built on it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from commissioning.cycles.actions import begin_cycle
from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.rules import refuse_void
from commissioning.needs.actions import carry_need
from commissioning.needs.models import Need
from commissioning.next_cycles.carried import unmet_needs
from commissioning.next_cycles.rules import (
    TO_OPEN,
    TO_VOID,
    next_days,
    next_partners,
    next_title,
    refuse_before,
)
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes

EDIT = "commissioning.edit_cycle"


@transaction.atomic
def open_next_cycle(
    *, by: Actor, cycle: CommissioningCycle, title: str = "", starts: datetime.date | None = None,
    ends: datetime.date | None = None, needs: Sequence[Need] | None = None,
) -> CommissioningCycle:  # fmt: skip
    """Open the cycle that follows, today, with the same partners or whoever came after them.

    Lessons and adjustments of the plan go over by themselves; of the unmet needs those that are named, else all.
    """
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, EDIT, cycle)
    refuse_void(cycle)
    check(TO_OPEN, cycle)
    first, last = next_days(cycle)
    starts, ends, today = starts or first, ends or last, clock.today()
    refuse_before(cycle, starts)
    unmet = unmet_needs(cycle)
    chosen = unmet if needs is None else list(needs)
    strange = [each.title for each in chosen if each not in unmet]
    if strange:
        raise Refused({"needs": f"These are no unmet needs of this cycle: {'; '.join(strange)}. Choose others."})
    further = begin_cycle(
        by=by, title=title.strip() or next_title(cycle), client_group=cycle.client_group, area=cycle.area,
        unit=cycle.unit if cycle.unit and cycle.unit.holds_on(today) else None, starts=starts, ends=ends,
        partners=next_partners(cycle, today),
    )  # fmt: skip
    save_changes(by, "opened after another", further, {"follows": cycle})
    for need in chosen:
        carry_need(by=by, need=need, cycle=further)
    record(by, "next cycle opened", cycle, cycle=further.title, needs=len(chosen))
    return further


@transaction.atomic
def void_next_cycle(*, by: Actor, cycle: CommissioningCycle, reason: str) -> CommissioningCycle:
    """Take back that the next cycle was opened. It is kept with the reason; its needs go back to where they came from.

    Gives the cycle before it, of which the next can be opened again.
    """
    before = locked(CommissioningCycle, cycle.follows_id) if cycle.follows_id else None
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, EDIT, cycle)
    check(TO_VOID, cycle)
    if before is None or before.pk != cycle.follows_id:
        raise Refused("It follows another cycle by now. Read its page again.")
    today, reason = clock.today(), reason.strip()
    for need in Need.objects.filter(cycle=cycle).select_for_update(of=("self",)):
        came: Any = need.carried_from
        gone = {"carried_from": None, "withdrawn_on": today, "withdraw_reason": f"Its cycle is void: {reason}"[:2000]}
        save_changes(by, "withdrawn", need, gone)
        save_changes(by, "no longer carried over", came, {"carried_on": None})
    for stage in cycle.stages.filter(opened_on__isnull=False):
        save_changes(by, "closed", stage, {"opened_on": None})
    save_changes(by, "declared void", cycle, {"voided_on": today, "void_reason": reason, "follows": None})
    record(by, "next cycle declared void", before, cycle=cycle.title, reason=reason)
    return before
