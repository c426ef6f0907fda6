"""Codes that are to be launched, in the due dates of the secretariat."""

from compacts.codes.models import CompactCode
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

deadlines.add(
    deadlines.Deadline(
        name="code_launch",
        title="Codes of good practice to launch",
        queryset=deadlines.theirs(CompactCode.objects.to_launch, "compacts.edit_code"),
        date_field="due_on",
        sentence=lambda code: f"Launch the Code: {code.title}",
        next_step="Enter when it was launched",
        reminders=(92, 28, 7, 0),
        holders=holders.everywhere(Role.SECRETARIAT),
    )
)
