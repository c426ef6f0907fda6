"""What the secretariat does with the document of a Compact: adding an edition, and withdrawing a wrong one."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from compacts.editions.models import CompactEdition
from compacts.editions.rules import TO_WITHDRAW
from compacts.local.models import LocalCompact
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.files.actions import store_sent
from core.gates import check
from core.trail.actions import record, save_changes, save_new

ADD, WITHDRAW = "compacts.add_edition", "compacts.withdraw_edition"
TAKEN = ("pdf", "docx")
"""What a document is kept as."""


@transaction.atomic
def add_edition(
    *, by: Actor, compact: LocalCompact, dated_on: datetime.date, file: Any, note: str = ""
) -> CompactEdition:
    """Keep the next edition of the document. Those before it are kept too."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, ADD, compact)
    refuse_to_come(dated_on=dated_on)
    stored = store_sent("file", file, purpose="document", by=by, allowed=TAKEN)
    there = CompactEdition.objects.filter(compact=compact)
    same = there.standing().filter(file__sha256=stored.sha256).first()
    if same is not None:
        raise Refused({"file": f"This is the file of edition {same.number} already. Choose the one that is new."})
    latest = there.aggregate(latest=Max("number"))["latest"] or 0
    edition = CompactEdition(
        compact=compact, number=latest + 1, dated_on=dated_on, note=note.strip(), file=stored, added_on=clock.today()
    )
    save_new(by, "added", edition, compact=compact.title, number=edition.number, dated_on=dated_on)
    record(by, "edition added", compact, number=edition.number)
    return edition


@transaction.atomic
def withdraw_edition(*, by: Actor, edition: CompactEdition, reason: str) -> CompactEdition:
    """Take an edition back that was added by mistake. It is kept with its reason, and shown to the office alone."""
    compact = locked(LocalCompact, edition.compact_id)
    edition = locked(CompactEdition, edition.pk)
    authorise(by, WITHDRAW, edition)
    check(TO_WITHDRAW, edition)
    save_changes(by, "withdrawn", edition, {"withdrawn_on": clock.today(), "withdraw_reason": reason.strip()})
    record(by, "edition withdrawn", compact, number=edition.number)
    return edition
