"""Background work: mail to those who are asked."""

import datetime
from collections.abc import Iterator
from typing import Any

from consultation.consultations.models import Consultation, Extension
from consultation.consultations.opening import on_opening
from consultation.coverage import actions, telling
from consultation.coverage.links import list_url
from core.mail.models import Mail
from core.pages.words import plural
from core.work.kinds import Progress, counted, handler
from core.work.models import WorkRow

on_opening(actions.note_opening)
LOADED = Consultation.objects.select_related("host")


@handler("mail_invitees", title="Invitations to answer", limit=900)
def mail_invitees(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Write the invitations to those that have not been written to."""
    found, reached, nobody = LOADED.get(pk=row.args["consultation"]), 0, 0
    for mails in actions.mail_invitees(row.actor, found):
        reached, nobody = reached + bool(mails), nobody + (not mails)
        progress(reached + nobody)
    progress(reached + nobody, reached + nobody)
    text = f"{plural(reached, 'organisation')} invited" + (f"; {nobody} with nobody to write to" if nobody else "")
    return {"text": text, "link": list_url(row.actor, found)}


@handler("chase_invitees", title="Reminders to the silent", limit=900)
def chase_invitees(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Remind every organisation that was invited and has sent nothing."""
    day = datetime.date.fromisoformat(row.args["day"])
    found, done = LOADED.get(pk=row.args["consultation"]), actions.Chased()
    counted((1 for _ in actions.chase(row.actor, found, day, done)), progress)
    return {"text": done.in_words, "link": list_url(row.actor, found)}


@handler("tell_of_extension", title="More time to answer", limit=900)
def tell_of_extension(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Tell everybody concerned that the closing day was moved."""
    extension = Extension.objects.select_related("consultation__host").get(pk=row.args["extension"])
    return told(telling.tell_of_extension(extension), progress)


@handler("tell_of_withdrawal", title="Consultation withdrawn", limit=900)
def tell_of_withdrawal(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Tell everybody concerned that the consultation was withdrawn."""
    return told(telling.tell_of_withdrawal(LOADED.get(pk=row.args["consultation"])), progress)


def told(mails: Iterator[Mail], progress: Progress) -> dict[str, Any]:
    """Write the mails one by one, and say how many people were told."""
    return {"text": f"{plural(counted((1 for _ in mails), progress), 'person', 'people')} told"}
