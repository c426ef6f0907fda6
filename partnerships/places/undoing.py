"""What an import of places put in and ended, and what was built on that since: a later list, or a change by hand."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max, Model

from core.acts import Actor
from core.imports.built import SHOWN, Built, Line, address_of, touched
from core.imports.models import ImportedRecord, ImportRun, RunState
from partnerships.places.models import AreaPoint, CouncilTier, SmallAreaCount
from partnerships.places.reading import list_under_way

NAMED = 20
"""How many are named of each sort."""
KEYS: dict[type[Model], tuple[str, ...]] = {SmallAreaCount: ("organisation", "area"), CouncilTier: ("area",)}
"""What a count or tier is about: one stands for each at a time."""
TITLES: dict[tuple[type[Model], bool], str] = {
    (SmallAreaCount, True): "Counts of small areas that would be taken out",
    (SmallAreaCount, False): "Counts of small areas that would stand again as before",
    (CouncilTier, True): "Areas that would not lie in that council's area any more",
    (CouncilTier, False): "Areas that would lie in a council's area as before",
    (AreaPoint, True): "Areas that would not be drawn any more",
    (AreaPoint, False): "Areas that would be drawn where they were before",
}


def counted_since(run: ImportRun, model: type[Model], actor: Actor) -> list[Built]:
    """What was counted or changed since of what a list counted: then it cannot stand again as it was before."""
    keys = KEYS[model]
    own = touched(run, model)
    made = set(own.filter(made=True).values_list("object_id", flat=True))
    ended_by_itself = set(own.filter(made=False).values_list("object_id", flat=True))
    rows = model._base_manager.select_related(*related(model))
    last: dict[tuple[int | None, ...], int] = {}
    mine = model._base_manager.filter(pk__in=own.values("object_id"))
    for *key, pk in mine.values_list(*keys, "pk").order_by("pk"):
        last[tuple(key)] = pk
    later = [
        each
        for each in rows.filter(voided_on=None, pk__gt=min(last.values(), default=0)).order_by("pk")
        if each.pk not in made and each.pk > last.get(key_of(each, keys), each.pk)
    ]
    replaced = {key_of(each, keys) for each in later}
    gone = [
        each
        for each in rows.filter(pk__in=own.filter(made=True).values("object_id")).order_by("pk")
        if (each.ends or each.voided_on) and each.pk not in ended_by_itself and key_of(each, keys) not in replaced
    ]
    found = [Line(named(each), cause_of(each)) for each in (*later, *gone)]
    built = [Built("Known since by a later list or a boundary change", len(found), found[:SHOWN])] if found else []
    if (running := list_under_way()) is not None:
        built.append(Built("List that is being taken in", 1, [Line(str(running), running.get_absolute_url())]))
    return built


def drawn_since(run: ImportRun) -> list[Built]:
    """Points that a later list drew anew."""
    label = AreaPoint._meta.label_lower
    own = dict(touched(run, AreaPoint).values_list("object_id").annotate(last=Max("pk")))
    others = ImportedRecord.objects.filter(model=label, pk__gt=min(own.values(), default=0)).exclude(run=run)
    later = others.exclude(run__state=RunState.UNDONE).values_list("object_id", "pk")
    moved = sorted({key for key, pk in later if pk > own.get(key, pk)})
    points = AreaPoint.objects.filter(pk__in=moved[:SHOWN]).select_related("area").order_by("pk")
    lines = [Line(str(each.area), address_of(each.area)) for each in points]
    return [Built("Point that a later list drew anew", len(moved), lines)] if moved else []


def would_take_back(run: ImportRun, models: Sequence[type[Model]]) -> list[tuple[str, int, list[str]]]:
    """What undoing an import of places would take out, and what would stand again."""
    found = []
    for model in models:
        for made in (True, False):
            keys = touched(run, model).filter(made=made).order_by("pk").values_list("object_id", flat=True)
            count = keys.distinct().order_by().count()
            rows = model._base_manager.filter(pk__in=list(keys[:NAMED])).select_related(*related(model)).order_by("pk")
            if count:
                found.append((TITLES[model, made], count, [named(each) for each in rows]))
    return found


def key_of(row: Any, keys: Iterable[str]) -> tuple[int | None, ...]:
    """What a count or tier is about."""
    return tuple(getattr(row, f"{name}_id") for name in keys)


def related(model: type[Model]) -> tuple[str, ...]:
    """What the words for a row read along with it."""
    return {
        SmallAreaCount: ("organisation", "area", "begun_by", "ended_by"),
        CouncilTier: ("area", "upper"),
        AreaPoint: ("area",),
    }[model]


def named(row: Any) -> str:
    """A row in words."""
    if isinstance(row, SmallAreaCount):
        sides = [each.name for each in (row.organisation, row.area) if each is not None]
        return f"{' and '.join(sides)}: {row}{'' if len(sides) == 2 else ' in all'}"
    return str(row)


def cause_of(row: Any) -> str:
    """Where the boundary change stands that began or ended a row, if one did."""
    return address_of(getattr(row, "ended_by", None) or getattr(row, "begun_by", None))
