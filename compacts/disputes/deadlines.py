"""The days by which disputes are to be dealt with on their rung: due to the secretariat, and told to both sides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from compacts.disputes.models import DisputeStep
from core import deadlines
from partnerships.organisations.lineage import with_successors
from partnerships.people import holders
from partnerships.people.roles import Role


def steps() -> QuerySet[Any]:
    """Those that go on, with both sides."""
    return DisputeStep.objects.select_related("dispute__raised_by__kind", "dispute__against__kind").open()


def sides(*, public: bool) -> holders.Holders:
    """Of each step the sides that are public bodies, or that are none, with whoever came after them. One query."""

    def places(rows: Sequence[Any]) -> Mapping[Any, set[int]]:
        of = {
            row.pk: [
                side.pk for side in (row.dispute.raised_by, row.dispute.against) if side.kind.is_public_body == public
            ]
            for row in rows
        }
        line = with_successors(pk for keys in of.values() for pk in keys)
        return {row: set().union(*(line[pk] for pk in keys)) for row, keys in of.items()}

    return places


def sentence(step: DisputeStep) -> str:
    """'Compact group: A quarter's grant paid three months late'."""
    return f"{step.get_rung_display()}: {step.dispute.title}"


deadlines.add(
    deadlines.Deadline(
        name="dispute_step",
        title="Disputes to deal with",
        queryset=deadlines.theirs(steps, "compacts.settle_dispute"),
        date_field="due_on",
        sentence=sentence,
        next_step="Enter what came of it",
        reminders=(7, 2, 0),
        holders=holders.everywhere(Role.SECRETARIAT),
    )
)
deadlines.add(
    deadlines.Deadline(
        name="dispute_step_of_a_side",
        title="Disputes of your organisation",
        queryset=deadlines.theirs(steps, "compacts.view_dispute_step"),
        date_field="due_on",
        sentence=sentence,
        next_step="Read where it stands",
        reminders=(7, 2, 0),
        holders=holders.together(
            holders.at_any(sides(public=True), Role.COMMISSIONER), holders.at_any(sides(public=False), Role.APPROVER)
        ),
    )
)
