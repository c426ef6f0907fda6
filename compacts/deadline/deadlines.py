"""Targets of sign-up in the due dates of the secretariat, before their day and after it."""

from compacts.deadline.models import SignupTarget
from core import deadlines
from core.pages.words import plural
from partnerships.people import holders
from partnerships.people.roles import Role


def sentence(target: SignupTarget) -> str:
    """What there is to do, with how many bodies have not met it, as they were last checked."""
    if target.checked_on is None:
        return f"See who has not met the target: {target.title}"
    lacking = plural(target.outstanding, "body has", "bodies have")  # type: ignore[attr-defined]
    return f"{lacking} not met the target: {target.title}"


deadlines.add(
    deadlines.Deadline(
        name="signup_target",
        title="Targets of sign-up",
        queryset=deadlines.theirs(SignupTarget.objects.to_watch, "compacts.edit_signup_target"),
        date_field="due_on",
        sentence=sentence,
        next_step="See who has not",
        reminders=(28, 7, 0, -1),
        holders=holders.everywhere(Role.SECRETARIAT),
    )
)
