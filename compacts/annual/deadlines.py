"""What is due under the work plans of annual agreements."""

from compacts.annual.models import WorkLine
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

LINES = WorkLine.objects.select_related("annual__agreement", "lead")

deadlines.add(
    deadlines.Deadline(
        name="work_line",
        title="Work plans: what is to be done",
        queryset=deadlines.theirs(LINES.open, "compacts.note_progress"),
        date_field="due_on",
        sentence=lambda line: f"{line.lead.name}: {line.what} ({line.annual})",
        next_step="Note progress",
        reminders=(28, 7, 0),
        holders=holders.at("lead_id", Role.COMMISSIONER, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR),
    )
)
