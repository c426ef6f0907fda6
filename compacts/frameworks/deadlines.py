"""The days on which framework agreements expire."""

from compacts.frameworks.models import Framework
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

MONTHS_12, MONTHS_6, MONTHS_3 = 366, 184, 92
"""As many days as so many months can have: a reminder never comes later than that long before."""

deadlines.add(
    deadlines.Deadline(
        name="framework_expiry",
        title="Framework agreements that expire",
        queryset=deadlines.theirs(Framework.objects.select_related("agreement").to_replace, "compacts.edit_framework"),
        date_field="ends",
        sentence=lambda framework: f"Agree what takes the place of: {framework.agreement.title}",
        next_step="See its terms",
        reminders=(MONTHS_12, MONTHS_6, MONTHS_3),
        holders=holders.everywhere(Role.SECRETARIAT),
    )
)
