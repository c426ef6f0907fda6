"""What the secretariat does with the document of a Compact: adding, putting right and withdrawing its editions."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from compacts.editions.models import CompactEdition
from compacts.editions.rules import TO_CHANGE, TO_WITHDRAW
from compacts.local.models import LocalCompact
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.files.actions import store_sent
from core.gates import check
from core.trail.actions import record, save_changes, save_new

ADD, EDIT, WITHDRAW = "compacts.add_edition", "compacts.edit_edition", "compacts.withdraw_edition"
TAKEN = ("pdf", "docx")
"""What a document is kept as."""


@transaction.atomic
def add_edition(
    *, by: Actor, compact: LocalCompact, dated_on: datetime.date, file: Any, note: str = ""
) -> CompactEdition:
    """Keep another edition of the document, by the day that stands on it. Those that are there stay."""
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
def edit_edition(*, by: Actor, edition: CompactEdition, version: int | None, **details: Any) -> CompactEdition:
    """Put right the day of an edition that nobody signed, and what is said to be new in it."""
    locked(LocalCompact, edition.compact_id)
    edition = locked(CompactEdition, edition.pk, version=version)
    authorise(by, EDIT, edition)
    check(TO_CHANGE, edition)
    refuse_to_come(dated_on=details.get("dated_on"))
    fields = {name: details[name] for name in ("dated_on", "note") if name in details}
    save_changes(by, "changed", edition, fields | ({"note": fields["note"].strip()} if "note" in fields else {}))
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
