"""What the page that undoes an import shows of it."""

from dataclasses import dataclass

from core.imports.models import ImportedRecord, ImportRun
from partnerships.organisations.models import Area, Organisation

SHOWN = 20
"""How many are named of each sort."""


@dataclass
class Takes:
    """How many records of one sort would be taken back, and the first of them."""

    title: str
    count: int
    named: list[str]


def would_take_back(run: ImportRun) -> list[Takes]:
    """What undoing an import would take out, and what it would put back."""
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
