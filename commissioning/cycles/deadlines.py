"""The day by which each cycle is reviewed, in the due dates of its partners' commissioners."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from commissioning.cycles.models import CommissioningCycle, CyclePartner, StageKind
from core import clock, deadlines
from partnerships.people import holders
from partnerships.people.roles import Role


def not_reviewed() -> QuerySet[Any, Any]:
    """Those whose review is not signed off."""
    return CommissioningCycle.objects.standing().filter(stages__kind=StageKind.REVIEW, stages__signed_off_on=None)


def partners(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
    """The partners of each cycle that commission today."""
    found: dict[Any, set[int]] = {each.pk: set() for each in rows}
    theirs = CyclePartner.objects.in_force(clock.today()).filter(cycle__in=found)  # type: ignore[attr-defined]
    for cycle, organisation in theirs.values_list("cycle", "organisation"):
        found[cycle].add(organisation)
    return found


deadlines.add(
    deadlines.Deadline(
        name="cycle_review",
        title="Commissioning cycles to review",
        queryset=deadlines.theirs(not_reviewed, "commissioning.edit_cycle"),
        date_field="review_due",
        sentence=lambda cycle: f"Sign off the review of: {cycle.title}",
        next_step="See what it waits for",
        reminders=(92, 28, 7, 0),
        holders=holders.at_any(partners, Role.COMMISSIONER),
    )
)
