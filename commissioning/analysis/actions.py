"""What partners do with the analysis of a cycle beside its needs."""

from typing import Any

from django.db import transaction

from commissioning.analysis.models import AnalysisEntry
from commissioning.analysis.rules import TO_CHANGE, TO_VOID
from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.rules import refuse_void
from core import clock
from core.acts import Actor, authorise, locked
from core.fields import sort_name
from core.gates import check
from core.trail.actions import record, save_changes, save_new

ADD, EDIT = "commissioning.add_analysis", "commissioning.edit_analysis"
ENTRY = ("kind", "title", "detail", "organisation", "amount", "source")


@transaction.atomic
def add_analysis(*, by: Actor, cycle: CommissioningCycle, **details: Any) -> AnalysisEntry:
    """Enter what is provided, what is required, a risk or a resource, as the analysis of a cycle found it."""
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, ADD, cycle)
    refuse_void(cycle)
    entry = AnalysisEntry(cycle=cycle, **{name: details[name] for name in ENTRY if name in details})
    entry.sort_name = sort_name(entry.title)
    save_new(by, "added", entry, cycle=cycle.title, kind=entry.get_kind_display(), title=entry.title)
    record(by, "entry of the analysis added", cycle, title=entry.title)
    return entry


@transaction.atomic
def edit_analysis(*, by: Actor, entry: AnalysisEntry, version: int | None, **details: Any) -> AnalysisEntry:
    """Change what is known of it."""
    entry = locked(AnalysisEntry, entry.pk, version=version)
    authorise(by, EDIT, entry)
    check(TO_CHANGE, entry)
    fields = {name: details[name] for name in ENTRY if name in details}
    if "title" in fields:
        fields["sort_name"] = sort_name(fields["title"])
    save_changes(by, "changed", entry, fields)
    return entry


@transaction.atomic
def void_analysis(*, by: Actor, entry: AnalysisEntry, reason: str) -> AnalysisEntry:
    """Declare void what was entered by mistake."""
    entry = locked(AnalysisEntry, entry.pk)
    authorise(by, EDIT, entry)
    check(TO_VOID, entry)
    save_changes(by, "declared void", entry, {"voided_on": clock.today(), "void_reason": reason.strip()})
    return entry
