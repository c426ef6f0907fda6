"""What is done with targets: set, changed, measured, counted from a baseline, given up."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from compacts.measures.models import Measure
from compacts.targets import progress_actions
from compacts.targets.models import Contribution, Step, Target
from compacts.targets.rules import (
    TO_COUNT_FROM,
    TO_MEASURE,
    TO_SET,
    TO_STEP,
    it_goes_on,
    refuse_a_single_owner,
)
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import sort_name
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation

ENTRY = ("title", "aim", "due", "trajectory", "source", "about")
FIXED = ("kind", "scope", "area", "organisation", "compared_area")
"""What the target is a promise of: another one is another target."""
BASELINE = ("baseline_value", "baseline_starts", "baseline_ends", "baseline_source")
EDIT, END = "compacts.edit_target", "compacts.end_target"


@transaction.atomic
def add_target(*, by: Actor, owners: Sequence[Organisation], **details: Any) -> Target:
    """Set a target: what is to be reached by when, for whom, and who answers for it."""
    target = Target(**{name: details[name] for name in (*ENTRY, *FIXED) if details.get(name) is not None})
    authorise(by, "compacts.add_target", target)
    refuse_a_single_owner(owners)
    check(TO_SET, target)
    target.sort_name = sort_name(target.title)
    named = sorted(each.name for each in owners)
    save_new(by, "set", target, title=target.title, kind=target.kind, due=target.due, of=target.of, owners=named)
    target.owners.set(owners)
    return target


@transaction.atomic
def edit_target(
    *, by: Actor, target: Target, version: int | None, owners: Sequence[Organisation] | None = None, **details: Any
) -> Target:
    """Change what is said of a target, and who answers for it."""
    target = held(by, EDIT, target, version)
    check((it_goes_on,), target)
    fields = {name: details[name] for name in ENTRY if name in details}
    target.sort_name = sort_name(fields.get("title") or target.title)
    changed = save_changes(by, "changed", target, fields, repeats=("sort_name",))
    if owners is not None and change_owners(by, target, owners) and not changed:
        target.version += 1  # so that whoever has the form open is told
        target.save(update_fields=["version"])
    progress_actions.ask_for(target=target.pk)
    return target


def change_owners(by: Actor, target: Target, owners: Sequence[Organisation]) -> bool:
    """Let others answer for it. Returns whether they are others."""
    refuse_a_single_owner(owners)
    before, after = (sorted(each.name for each in some) for some in (target.owners.all(), owners))
    if before != after:
        target.owners.set(owners)
        record(by, "owners changed", target, owners=[before, after])
    return before != after


@transaction.atomic
def end_target(*, by: Actor, target: Target, reason: str) -> Target:
    """Say that a target is given up, and why. It stays in the list."""
    target = held(by, END, target)
    check((it_goes_on,), target)
    save_changes(by, "given up", target, {"ended_on": clock.today(), "end_reason": reason.strip()})
    return target


@transaction.atomic
def attach_measure(*, by: Actor, target: Target, measure: Measure) -> Target:
    """Say that a target is judged by a measure, among others."""
    target = held(by, EDIT, target)
    check((it_goes_on,), target)
    contribution = Contribution(target=target, measure=measure)
    check(TO_MEASURE, contribution)
    save_new(by, "measured by", contribution, target=target.title, measure=measure.title)
    record(by, "measured by", target, measure=measure.title)
    progress_actions.weave(contribution)
    progress_actions.ask_for(target=target.pk)
    return target


@transaction.atomic
def detach_measure(*, by: Actor, contribution: Contribution) -> Target:
    """Take a measure away that nothing is counted from yet."""
    target = held(by, EDIT, contribution.target)
    contribution = locked(Contribution, contribution.pk)
    if contribution.baseline_value is not None:
        raise Refused(
            "A baseline is recorded for this measure, so it stays. Give the target up, and set another without it."
        )
    record(by, "no longer measured by", target, measure=contribution.measure.title)
    contribution.delete()
    progress_actions.ask_for(target=target.pk)
    return target


@transaction.atomic
def record_baseline(*, by: Actor, contribution: Contribution, version: int | None = None, **details: Any) -> Target:
    """Record the figure that a target is counted from, with its period and source. Another one before is in the
    history."""
    target = held(by, "compacts.record_baseline", contribution.target)
    check((it_goes_on,), target)
    contribution = locked(Contribution, contribution.pk, version=version)
    contribution.target = target
    fields = {name: details[name] for name in BASELINE}
    fields["baseline_source"] = fields["baseline_source"].strip()
    contribution.baseline_ends = fields["baseline_ends"]
    check(TO_COUNT_FROM, contribution)
    contribution.refresh_from_db(fields=["baseline_ends"])
    changed = save_changes(by, "baseline recorded", contribution, fields)
    if changed:
        told = {"period": contribution.baseline_period, "source of the baseline": contribution.baseline_source}
        told["baseline"] = contribution.measure.amount(contribution.baseline_value)
        record(by, "baseline recorded", target, measure=contribution.measure.title, **told)
        progress_actions.ask_for(target=target.pk)
    return target


@transaction.atomic
def set_steps(
    *, by: Actor, target: Target, steps: Sequence[tuple[datetime.date, Decimal]], version: int | None = None
) -> Target:
    """Say where a target is to be by which day before it is due. What was said before is replaced."""
    target = held(by, EDIT, target, version)
    check(TO_STEP, target)
    days = [on for on, _ in steps]
    late = [on for on in days if on >= target.due]
    if late:
        raise Refused({"steps": f"{words.date(late[0])} is not before the due day, {words.date(target.due)}."})
    if len(set(days)) < len(days):
        raise Refused({"steps": "One day stands there twice. Enter one figure for each day."})
    before = [[on.isoformat(), words.number(aim)] for on, aim in target.steps.values_list("on", "aim")]
    target.steps.all().delete()
    Step.objects.bulk_create([Step(target=target, on=on, aim=aim) for on, aim in sorted(steps)])
    target.version += 1
    target.save(update_fields=["version"])
    record(by, "steps changed", target, steps=[before, [[on, words.number(aim)] for on, aim in sorted(steps)]])
    progress_actions.ask_for(target=target.pk)
    return target


def held(by: Actor, permission: str, target: Target, version: int | None = None) -> Target:
    """The target, held until the act is done, for somebody who may do this to it."""
    target = locked(Target, target.pk, version=version)
    authorise(by, permission, target)
    return target
