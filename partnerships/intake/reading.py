"""What pages and the API show of an import, of its refused rows, and of what undoing it would do."""

from dataclasses import dataclass

from core.acts import Refused
from core.imports.models import ImportedRecord, ImportRun
from core.imports.sources import Source, source_named
from core.imports.undo_actions import refuse_to_undo
from partnerships.organisations.models import Area, Organisation

SHOWN = 20
"""How many are named of each sort."""
LONGEST_CELL = 20_000
"""Letters of a cell that is corrected."""


@dataclass
class Takes:
    """How many records of one sort would be taken back, and the first of them."""

    title: str
    count: int
    named: list[str]


def would_take_back(run: ImportRun) -> list[Takes]:
    """What undoing an import would take out, and what it would put back."""
    source = source_named(run.source)
    if source.facts:
        return [Takes(*each) for each in source.would_take_back(run)]
    kept = ImportedRecord.objects.filter(run=run).order_by("pk")
    found = []
    for model, made, title in (
        (Organisation, True, "Organisations that would be taken out of the register"),
        (Organisation, False, "Organisations that would get back what was there before"),
        (Area, True, "Areas that would be taken out"),
    ):
        keys = kept.filter(model=model._meta.label_lower, made=made).values_list("object_id", flat=True)
        count = keys.distinct().order_by().count()
        first = list(dict.fromkeys(keys[: SHOWN * 2]))[:SHOWN]
        rows = model._base_manager.in_bulk(first)
        if count:
            found.append(Takes(title, count, [str(rows[key]) for key in first if key in rows]))
    return found


def refusal_of(run: ImportRun, source: Source) -> str:
    """Why there is nothing to undo, if so."""
    try:
        refuse_to_undo(run, source)
    except Refused as refusal:
        return " ".join(refusal.messages)
    return ""
