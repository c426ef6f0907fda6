"""Inviting the contacts of a list in the background, and letting lists go when their time is over."""

import datetime
from collections.abc import Iterator
from typing import Any

from core import clock
from core.acts import Actor
from core.pages import words
from core.privacy import years
from core.work.jobs import nightly
from core.work.kinds import Progress, handler
from core.work.models import WorkRow
from partnerships.members.actions import forget_sheet, invite_contact
from partnerships.members.models import MemberLine, MemberSheet

AT_ONCE = 20
KEPT = years(2)


@handler("invite_members", title="Invite the contacts of members")
def invite(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Invite every contact of a list that was taken in and is not invited yet; begun again it goes on with the rest."""
    lines = MemberLine.objects.filter(sheet=row.args["sheet"], organisation__isnull=False, invitation=None)
    lines = lines.filter(not_invited="").exclude(contact_email="").select_related("organisation").order_by("number")
    waiting = list(lines)
    sent = 0
    for done, line in enumerate(waiting, start=1):
        sent += invite_contact(by=row.actor, line=line).invitation_id is not None
        if done % AT_ONCE == 0:
            progress(done, len(waiting))
    progress(len(waiting), len(waiting))
    return {"text": f"{words.plural(sent, 'contact')} invited"}


def forget(by: Actor) -> Iterator[int]:
    """Those that were sent so long ago."""
    for pk in list(MemberSheet.objects.filter(sent_on__lt=clock.today() - KEPT).values_list("pk", flat=True)):
        yield forget_sheet(by=by, pk=pk)


nightly(
    "clear_old_member_sheets",
    title="Delete old lists of members",
    at=datetime.time(2, 45),
    forget=forget,
    said="{} old lists deleted",
)
