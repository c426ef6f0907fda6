"""The days by which disputes are to be dealt with on their rung, in the due dates of the secretariat."""

from compacts.disputes.models import DisputeStep
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

deadlines.add(
    deadlines.Deadline(
        name="dispute_step",
        title="Disputes to deal with",
        queryset=deadlines.theirs(DisputeStep.objects.select_related("dispute").open, "compacts.settle_dispute"),
        date_field="due_on",
        sentence=lambda step: f"{step.get_rung_display()}: {step.dispute.title}",
        next_step="Enter what came of it",
        reminders=(7, 2, 0),
        holders=holders.everywhere(Role.SECRETARIAT),
    )
)
