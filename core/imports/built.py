"""What was built on an import since: what stands in the way of undoing it, found over every key that leads there.

Two questions, each asked once for the whole import. Whether anything was done to a record after the import did
something to it, which the trail tells: an edit, a mark, a later import. And whether any row of any table points at a
record that the import made, unless the import put that row in itself.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from core import clock
from core.acts import Actor
from core.imports.models import ImportedRecord, ImportRun, RunState
from core.imports.sources import Source
from core.pages import words
from core.trail.models import Event

PUT_BACK = "import undone"
"""What the trail calls a record that got back what an import had replaced."""
SHOWN = 5
"""How many of each sort are named; of the others it is said how many there are."""


@dataclass(frozen=True)
class Line:
    """One thing that was built on the import, and where it stands."""

    text: str
    href: str = ""


@dataclass
class Built:
    """Things of one sort: how many, and the first of them by name, as far as the person may see them."""

    title: str
    count: int
    lines: list[Line] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """'Seat: 2, such as Jo Price on the board.'"""
        named = f", such as {self.lines[0].text}" if self.lines else ""
        return f"{self.title}: {self.count}{named}."


def built_on(run: ImportRun, source: Source, actor: Actor) -> list[Built]:
    """What was built on an import since, of each sort; nothing where it can be undone."""
    if source.facts:
        return source.built_since(run, actor)
    return [*later_acts(run, source), *pointing_there(run, source, actor)]


def touched(run: ImportRun, model: type[Model]) -> QuerySet[ImportedRecord]:
    """What is kept of the records of a table."""
    return ImportedRecord.objects.filter(run=run, model=model._meta.label_lower)


def later_acts(run: ImportRun, source: Source) -> list[Built]:
    """What was done since to records that the import made or changed, but for imports that were undone themselves:
    those left everything as it stood before them."""
    model = source.records
    assert model is not None
    ours = touched(run, model).filter(object_id=OuterRef("object_id"))
    events = Event.objects.filter(Exists(ours.filter(event__lt=OuterRef("pk"))), model=model._meta.label_lower)
    events = events.exclude(Exists(ours.filter(event=OuterRef("pk")))).exclude(verb=PUT_BACK)
    theirs = ImportedRecord.objects.filter(run__state=RunState.UNDONE, model=model._meta.label_lower)
    events = events.exclude(Exists(theirs.filter(object_id=OuterRef("object_id"), event=OuterRef("pk"))))
    count = events.count()
    if not count:
        return []
    first = list(events.order_by("pk")[:SHOWN])
    things = model._base_manager.in_bulk([each.object_id for each in first])
    lines = [
        Line(
            f"{things[each.object_id]}: {each.verb}, {words.date(clock.london(each.story_at or each.at).date())}",
            address_of(things[each.object_id]),
        )
        for each in first
        if each.object_id in things
    ]
    return [Built("Done since to what it added or changed", count, lines)]


def pointing_there(run: ImportRun, source: Source, actor: Actor) -> list[Built]:
    """Rows that point at what the import made, and that are not its own."""
    own = rows_of_its_own(run)
    found: list[Built] = []
    for model in (source.records, *source.places):
        assert model is not None
        made = touched(run, model).filter(made=True)
        if not made.exists():
            continue
        for table, key in keys_to(model):
            if not table._base_manager.exists():  # else each of a nation's records is looked for in an empty table
                continue
            rows = table._base_manager.filter(upon(table), **{f"{key}__in": made.values("object_id")})
            if mine := own.get(table._meta.label_lower):
                others = sorted(set(rows.values_list("pk", flat=True)) - mine)
                count, rows = len(others), table._base_manager.filter(pk__in=others[:SHOWN])
            else:
                count = rows.count()
            if count:
                found.append(Built(title_of(table), count, lines_of(rows, key, actor)))
    return found


def rows_of_its_own(run: ImportRun) -> dict[str, set[int]]:
    """The keys of what the import touched and put in, by table."""
    own: dict[str, set[int]] = defaultdict(set)
    kept = ImportedRecord.objects.filter(run=run).values_list("model", "object_id", "added")
    for label, key, added in kept.iterator(chunk_size=5000):
        own[label].add(key)
        for each, keys in added.items():
            own[each].update(keys)
    return own


def keys_to(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Every table with a foreign key to this one, and the name of the key; those between two tables among them."""
    for each in model._meta.get_fields(include_hidden=True):
        if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one):
            yield each.related_model, each.field.name  # type: ignore[union-attr,misc]


def upon(table: type[Model]) -> Q:
    """Which rows of a table somebody made: all, unless it says that the night works some of them out (`built_upon`)."""
    found: Q = getattr(table, "built_upon", Q())
    return found


def worked_out(model: type[Model], keys: QuerySet[Any, Any]) -> Iterator[QuerySet[Any]]:
    """The rows that the night has worked out of these records: they go with them."""
    for table, key in keys_to(model):
        if upon(table):
            yield table._base_manager.filter(~upon(table), **{f"{key}__in": keys})


def title_of(table: type[Model]) -> str:
    """What a sort of things is called."""
    name = str(table._meta.verbose_name)
    return name[:1].upper() + name[1:]


def lines_of(rows: QuerySet[Any], key: str, actor: Actor) -> list[Line]:
    """The first of the rows, of those that the person may see.

    Of a table that does not say who sees its rows, what they point at is named, and no more.
    """
    table = rows.model
    if not hasattr(table, "view_permission"):
        things = [getattr(each, key) for each in rows.select_related(key).order_by("pk")[:SHOWN]]
        return [Line(str(each), address_of(each)) for each in things]
    seen = table._default_manager.all().visible_to(actor).values("pk")
    rows = rows.filter(pk__in=seen).order_by("pk")
    return [Line(str(each), address_of(each) or address_of(getattr(each, key))) for each in rows[:SHOWN]]


def address_of(thing: Any) -> str:
    """Where a record stands, if it has a page."""
    found = getattr(thing, "get_absolute_url", None)
    return str(found()) if found else ""
