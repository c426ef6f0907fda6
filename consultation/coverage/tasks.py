"""Background work: mail to those who are asked."""

from typing import Any

from consultation.consultations.models import Consultation, Extension
from consultation.consultations.opening import on_opening
from consultation.coverage import actions
from core.work.kinds import Progress, handler
from core.work.models import WorkRow

on_opening(actions.note_opening)


@handler("mail_invitees", title="Invitations to answer", limit=900)
def mail_invitees(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Write the invitations to those that have not been written to."""
    consultation = Consultation.objects.select_related("host").get(pk=row.args["consultation"])
    return counted(actions.mail_invitees(row.actor, consultation), progress, "invited", "nobody to write to")


@handler("chase_invitees", title="Reminders to the silent", limit=900)
def chase_invitees(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Remind every organisation that was invited and has sent nothing."""
    consultation = Consultation.objects.select_related("host").get(pk=row.args["consultation"])
    return counted(actions.chase(row.actor, consultation), progress, "reminded", "nobody to write to today")


@handler("tell_of_extension", title="More time to answer", limit=900)
def tell_of_extension(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Tell everybody concerned that the closing day was moved."""
    extension = Extension.objects.select_related("consultation__host").get(pk=row.args["extension"])
    count = 0
    for count, _ in enumerate(actions.tell_of_extension(extension), 1):
        progress(count)
    progress(count, count)
    return {"text": f"{count} people told"}


def counted(found: Any, progress: Progress, done: str, nobody: str) -> dict[str, Any]:
    """How many organisations were written to, and how many could not be."""
    reached = silent = 0
    for mails in found:
        reached, silent = reached + bool(mails), silent + (not mails)
        progress(reached + silent)
    progress(reached + silent, reached + silent)
    return {"text": f"{reached} organisations {done}" + (f"; {silent} with {nobody}" if silent else "")}
