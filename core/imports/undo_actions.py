"""Undoing an import, as long as nothing was built on it (built.py).

It is asked for on a page and done by background work, in one transaction: either all of it is taken back or none. What
the import made is declared void where it stands, so that no list has it, and is never deleted; what it changed gets
back what was there before; the rows that it put in for either go again. The trail tells of each.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Model, QuerySet

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import Voidable
from core.imports.built import PUT_BACK, Built, built_on, worked_out
from core.imports.models import ImportedRecord, ImportRun, RunState
from core.imports.sources import Source, source_named
from core.privacy import may_be_copied
from core.trail.actions import event_of, plain
from core.trail.actions import record as tell
from core.trail.models import Event

AT_ONCE = 500
UNDONE = (RunState.UNDOING, RunState.UNDONE)
Tell = Callable[[int], None]


@transaction.atomic
def undo_import(*, by: Actor, run: ImportRun, reason: str) -> ImportRun:
    """Ask for what an import did to be taken back, in the background."""
    from core.work.actions import ask

    run = begin_undo(by, run, reason)
    asked = tell(by, "asked to undo", run, why=reason)
    ask(by, "undo_import", key=f"undo_import:{asked.pk}", run=run.pk)
    return run


@transaction.atomic
def begin_undo(by: Actor, run: ImportRun, reason: str) -> ImportRun:
    """Hold a run that can be undone, and say so in it. Refuses one that cannot."""
    run = locked(ImportRun, run.pk)
    source = source_named(run.source)
    authorise(by, source.permission)
    refuse_to_undo(run, source)
    if found := built_on(run, source, by):
        raise Refused([IN_THE_WAY, *(each.sentence for each in found)])
    run.state, run.undo_reason, run.undone_by_id, run.error = RunState.UNDOING, reason, by.user_id, ""
    run.save(update_fields=["state", "undo_reason", "undone_by", "error"])
    return run


IN_THE_WAY = (
    "Something was built on this import since, so it cannot be undone. Take that back first, or correct by hand what "
    "is wrong."
)


def can_be_undone(run: ImportRun, source: Source) -> bool:
    """Whether there is anything to undo; what was built on it since is looked for on the page that asks for it."""
    try:
        refuse_to_undo(run, source)
    except Refused:
        return False
    return True


def refuse_to_undo(run: ImportRun, source: Source) -> None:
    """Refuse a run of which there is nothing to undo, or that somebody else is undoing."""
    if run.state in UNDONE:
        who = f" by {run.undone_by}" if run.undone_by else ""
        raise Refused(f"This import {'was' if run.state == RunState.UNDONE else 'is being'} undone{who}.")
    if not source.undoable:
        raise Refused(not_as_a_whole(source))
    if not run.is_finished:
        raise Refused("This import is not finished yet. Wait for it to end.")
    if not run.records.exists():
        raise Refused("This import added and changed nothing that could be taken back.")


def not_as_a_whole(source: Source) -> str:
    """What to do instead, where an import of such a file is not undone."""
    return f"An import of '{source.title}' is not undone as a whole. Correct or withdraw what it added."


@transaction.atomic
def carry_out_undo(*, by: Actor, run: ImportRun, progress: Tell | None = None) -> ImportRun:
    """Take back what an import did, or say in it what stands in the way by now."""
    run = locked(ImportRun, run.pk)
    source = source_named(run.source)
    authorise(by, source.permission)
    if run.state != RunState.UNDOING:
        return run
    if source.facts:
        return undo_facts(by, run, source)
    hold(run, source)
    if found := built_on(run, source, by):
        return leave(by, run, found)
    forget_worked_out(run, source)
    done = 0
    records = ImportedRecord.objects.filter(run=run).order_by("-pk").iterator(AT_ONCE)
    while kept := list(islice(records, AT_ONCE)):
        take_back(by, run, source, kept)
        done += len(kept)
        if progress:
            progress(done)
    take_places(run, source)
    return undone(by, run)


def undone(by: Actor, run: ImportRun) -> ImportRun:
    """Say that all of a run was taken back."""
    run.state, run.undone_at = RunState.UNDONE, clock.now()
    run.save(update_fields=["state", "undone_at"])
    counts = {"created": run.created, "updated": run.updated}
    tell(by, "undone", run, why=run.undo_reason, **counts)
    return run


def undo_facts(by: Actor, run: ImportRun, source: Source) -> ImportRun:
    """Take out the facts that an import put in, the last first, and let those stand again that it had ended."""
    with source.while_undone(by, run):
        if found := built_on(run, source, by):
            return leave(by, run, found)
        records = ImportedRecord.objects.filter(run=run).order_by("-pk").iterator(AT_ONCE)
        while kept := list(islice(records, AT_ONCE)):
            take_facts_back(by, run, source, kept)
    return undone(by, run)


def take_facts_back(by: Actor, run: ImportRun, source: Source, kept: Sequence[ImportedRecord]) -> None:
    """Take a batch of facts back, and say so in the history of the records that they are about."""
    tables = {each._meta.label_lower: each for each in source.facts}
    for label, model in tables.items():
        made = [each.object_id for each in kept if each.made and each.model == label]
        model._base_manager.filter(pk__in=made).delete()
    for each in kept:
        if each.before and each.model in tables:
            model = tables[each.model]
            model._base_manager.filter(pk=each.object_id).update(**values_of(model, each.before))
    about: dict[str, dict[int, ImportedRecord]] = {}
    for each in kept:
        if each.model not in tables and each.event is not None:
            about.setdefault(each.model, {})[each.object_id] = each
    for label, found in about.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=found).order_by("pk")
        told = {"why": run.undo_reason, "import": run.pk}
        Event.objects.bulk_create([event_of(by, PUT_BACK, row, **told) for row in rows], batch_size=AT_ONCE)


def hold(run: ImportRun, source: Source) -> None:
    """Hold every record that the import touched, in their order, so that nothing is built on it meanwhile."""
    for model in (source.records, *source.places):
        assert model is not None
        keys = ImportedRecord.objects.filter(run=run, model=model._meta.label_lower).values("object_id")
        rows = model._base_manager.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
        for _ in rows.values_list("pk").iterator(5000):
            pass


def forget_worked_out(run: ImportRun, source: Source) -> None:
    """Delete what the night has worked out of what the import made; the next one works it out without them."""
    for model in (source.records, *source.places):
        assert model is not None
        made = ImportedRecord.objects.filter(run=run, model=model._meta.label_lower, made=True).values("object_id")
        for rows in worked_out(model, made):
            rows.delete()


def leave(by: Actor, run: ImportRun, found: Sequence[Built]) -> ImportRun:
    """Leave a run as it was, because something was built on it between the asking and the doing."""
    run.state = RunState.DONE if run.read == run.total else RunState.FAILED
    run.error = " ".join([IN_THE_WAY, *(each.sentence for each in found)])
    run.save(update_fields=["state", "error"])
    tell(by, "could not undo", run)
    return run


def take_back(by: Actor, run: ImportRun, source: Source, kept: Sequence[ImportedRecord]) -> None:
    """Take back what a batch of records was given, the last first."""
    tables = {each._meta.label_lower: each for each in (*source.parts, *source.places)}
    for model in source.parts:
        keys = [key for each in kept for key in each.added.get(model._meta.label_lower, ())]
        model._base_manager.filter(pk__in=keys).delete()
    for label, key, before in (row for each in kept for row in reversed(each.replaced)):
        table = tables[label]
        table._base_manager.filter(pk=key).update(**values_of(table, before))
    for model in source.places:
        for each in kept:
            if each.model == model._meta.label_lower and not each.made:
                model._base_manager.filter(pk=each.object_id).update(**values_of(model, each.before))
    records = source.records
    assert records is not None
    put_back(by, run, source, [each for each in kept if each.model == records._meta.label_lower])


def put_back(by: Actor, run: ImportRun, source: Source, kept: Sequence[ImportedRecord]) -> None:
    """Declare void the records that the import made, and give the others what they held before."""
    model = source.records
    assert model is not None
    rows: dict[int, Any] = model._base_manager.in_bulk({each.object_id for each in kept})
    made = [rows[each.object_id] for each in kept if each.made and each.object_id in rows]
    void(run, source, [row.pk for row in made])
    told = {"why": run.undo_reason, "import": run.pk}
    events = [event_of(by, "taken out again", row, **told) for row in made]
    fields: set[str] = set()
    changed: dict[int, Any] = {}
    for each in kept:
        if each.made or each.object_id not in rows:
            continue
        row = changed.setdefault(each.object_id, rows[each.object_id])
        values = values_of(model, each.before)
        shown = {name: said(model, name, getattr(row, name), value) for name, value in values.items()}
        for name, value in values.items():
            setattr(row, name, value)
        fields |= {model._meta.get_field(name.removesuffix("_id")).name for name in values}
        events.append(event_of(by, PUT_BACK, row, **shown, **told))
    renew(model, source, [row for row in changed.values() if row not in made], fields)
    Event.objects.bulk_create(events, batch_size=AT_ONCE)


def renew(model: type[Model], source: Source, rows: list[Any], fields: set[str]) -> None:
    """Save records that got back what they held, with what they repeat of it."""
    for row in rows:
        row.version += 1
    if rows:
        model._base_manager.bulk_update(rows, sorted(fields | source.put_back(rows) | {"version"}), batch_size=AT_ONCE)


def void(run: ImportRun, source: Source, keys: Sequence[int]) -> None:
    """Let records that the import made stand nowhere any more, nor in a place that goes with it."""
    model = source.records
    assert model is not None
    assert issubclass(model, Voidable)
    rows = model._base_manager.filter(pk__in=keys)
    why = {"voided_on": clock.today(), "void_reason": run.undo_reason, "version": F("version") + 1}
    rows.update(**why, **source.void_values)
    for each in model._meta.concrete_fields:
        if each.is_relation and each.related_model in source.places:
            places = list(made_in(run, each.related_model))
            rows.filter(**{f"{each.name}__in": places}).update(**{each.name: None})


def made_in(run: ImportRun, model: Any) -> QuerySet[ImportedRecord, int]:
    """The keys of the places that the import made, the last first: parts come after what they lie in."""
    kept = ImportedRecord.objects.filter(run=run, model=model._meta.label_lower, made=True)
    return kept.order_by("-pk").values_list("object_id", flat=True)


def take_places(run: ImportRun, source: Source) -> None:
    """Take out the places that the import made, parts before what they lie in: nothing stands there any more."""
    for model in source.places:
        for key in made_in(run, model):
            model._base_manager.filter(pk=key).delete()


def values_of(model: type[Model], kept: dict[str, Any]) -> dict[str, Any]:
    """Values that were kept as JSON, as the table holds them."""
    found = {name: model._meta.get_field(name.removesuffix("_id")) for name in kept}
    return {name: found[name].to_python(value) for name, value in kept.items()}  # type: ignore[union-attr]


def said(model: type[Model], name: str, held: Any, value: Any) -> Any:
    """A change as the trail may hold it."""
    field = name.removesuffix("_id")
    return [plain(held), plain(value)] if name == field and may_be_copied(model, field) else "changed"
