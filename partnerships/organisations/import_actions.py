"""Putting what a published list says into the register: many organisations at once, one event for each."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import Model

from core.acts import Actor, authorise
from core.fields import sort_name
from core.imports.models import ImportedRecord
from core.privacy import may_be_copied
from core.trail.actions import event_of, plain
from core.trail.models import Event
from partnerships.organisations.imports.standing import Body
from partnerships.organisations.models import (
    Area,
    AreaServed,
    Identifier,
    KindSpell,
    Lineage,
    Organisation,
    OrganisationName,
    Tie,
)
from partnerships.organisations.rules import main_code, search_text

AT_ONCE = 500
RELATED: tuple[type[Model], ...] = (Identifier, OrganisationName, Tie, Lineage)


def take_organisations(
    *,
    by: Actor,
    bodies: Sequence[tuple[int, Body]],
    areas: Iterable[Area],
    ended_areas: Iterable[Area],
    run_id: int,
    detail: Mapping[str, Any],
) -> None:
    """Write the bodies that a batch of rows has planned, inside the caller's transaction.

    `bodies` come with the line each stands on; `detail` (the source, the import, from when the facts are) goes into
    every event. What each row did is kept, so that the import `run_id` can be undone.
    """
    authorise(by, "partnerships.import_organisations")
    lines: dict[int, tuple[int, Body]] = {}
    for line, body in bodies:
        lines.setdefault(id(body), (line, body))
    touched = [(line, body) for line, body in lines.values() if body.is_new or body.is_touched]
    ended = [area for area in ended_areas if area.pk]
    for area in areas:  # parents stand before their parts
        area.save(force_insert=True)
    Area.objects.bulk_update(ended, ["ends"])
    added = [body for _, body in touched if body.is_new]
    for _, body in touched:
        repeat(body)
    Organisation.objects.bulk_create([body.organisation for body in added], batch_size=AT_ONCE)
    rows = write_kinds([body for _, body in touched])
    for body in (body for _, body in touched if not body.is_new):
        change_row(body)
    rows += write_related([body for _, body in touched])
    events = [event_for(by, body, {**detail, "line": line}) for line, body in touched]
    Event.objects.bulk_create(events, batch_size=AT_ONCE)
    kept = [kept_of(area, made=True) for area in areas] + [kept_of(area, before={"ends": None}) for area in ended]
    kept += records_of([body for _, body in touched], events, rows)
    for each in kept:
        each.run_id = run_id
    ImportedRecord.objects.bulk_create(kept, batch_size=AT_ONCE)


def kept_of(thing: Model, **what: Any) -> ImportedRecord:
    """What is kept of a record that was made or changed."""
    return ImportedRecord(model=thing._meta.label_lower, object_id=thing.pk, **what)


def records_of(bodies: Sequence[Body], events: Sequence[Event], rows: Sequence[Any]) -> list[ImportedRecord]:
    """What is kept of each body: the values it had, and the rows that were put in for it."""
    added: dict[int, dict[str, list[int]]] = {}
    for row in rows:
        whose = row.ancestor_id if isinstance(row, Lineage) else row.organisation_id
        added.setdefault(whose, {}).setdefault(row._meta.label_lower, []).append(row.pk)
    return [
        kept_of(
            body.organisation,
            made=body.is_new,
            event=event.pk,
            before={} if body.is_new else body.before,
            added=added.get(body.organisation.pk, {}),
            replaced=body.replaced,
        )
        for body, event in zip(bodies, events, strict=True)
    ]


def repeat(body: Body) -> None:
    """Work out what the row repeats of its names and codes."""
    row = body.organisation
    row.sort_name = sort_name(row.name, 255)
    row.code = main_code(body.current_codes)
    names = [*(name for name, _ in body.names), *body.twin_words]
    row.search_text = search_text(row.name, names, sorted(value for _, value in body.codes))


def change_row(body: Body) -> None:
    """Save the fields of a row that was there before."""
    row = body.organisation
    row.version += 1
    row.save(update_fields=[*body.changed, "version", "sort_name", "code", "search_text"])


def write_kinds(bodies: Sequence[Body]) -> list[KindSpell]:
    """What kind each is from when on; a spell before it ends the day before. What it was on no day is put right.

    Returns the spells that were put in.
    """
    added: list[KindSpell] = []
    changed = [body for body in bodies if not body.is_new and "kind" in body.changed]
    for body in changed:
        spell = body.organisation.kinds.filter(ends=None).first()
        began = spell and (spell.starts or body.organisation.opened)
        if spell:
            remember(body, spell, "ends", "kind_id")
        if spell and body.kind_from and (began is None or began < body.kind_from):
            spell.ends = day_before(body.kind_from)
            spell.save(update_fields=["ends"])
        elif spell:
            spell.kind = body.organisation.kind
            spell.save(update_fields=["kind"])
            continue
        added.append(KindSpell(organisation=body.organisation, kind=body.organisation.kind, starts=body.kind_from))
        added[-1].save()
    added += KindSpell.objects.bulk_create(
        [
            KindSpell(organisation=body.organisation, kind=body.organisation.kind, starts=body.kind_from)
            for body in bodies
            if body.is_new
        ],
        batch_size=AT_ONCE,
    )
    dated = [body for body in bodies if not body.is_new and "opened" in body.changed]
    for body in dated:
        first = body.organisation.kinds.order_by("pk").first()
        if first and first.starts == body.changed["opened"][0]:
            remember(body, first, "starts")
            first.starts = body.organisation.opened
            first.save(update_fields=["starts"])
    return added


def remember(body: Body, row: Model, *columns: str) -> None:
    """Keep what a row of a body holds before it is changed."""
    body.replaced.append((row._meta.label_lower, row.pk, {name: getattr(row, name) for name in columns}))


def write_related(bodies: Sequence[Body]) -> list[Any]:
    """Codes, names, ties, successions, and the area served where one was given. Returns the rows that were put in.

    Codes go in sorted: two imports at once then wait for each other instead of locking each other out.
    """
    rows = [row for body in bodies for row in body.new_rows]
    rows.sort(key=lambda row: (row.scheme, row.value) if type(row) is Identifier else ("", ""))
    for model in RELATED:
        model._default_manager.bulk_create([row for row in rows if type(row) is model], batch_size=AT_ONCE)
    for body in bodies:
        for (scheme, value), ends in body.ended_codes:
            for code in Identifier.objects.filter(scheme=scheme, value=value):
                remember(body, code, "ends")
                code.ends = ends
                code.save(update_fields=["ends"])
    rows += AreaServed.objects.bulk_create(
        [
            AreaServed(organisation=body.organisation, area=area, starts=area.starts)
            for body in bodies
            if "area" in body.changed and (area := body.organisation.area)
        ],
        batch_size=AT_ONCE,
    )
    return rows


def event_for(by: Actor, body: Body, detail: Mapping[str, Any]) -> Event:
    """The event of one body: put in, or changed."""
    row = body.organisation
    if body.is_new:
        codes = sorted(value for _, value in body.codes)
        event = event_of(by, "added", row, name=row.name, kind=row.kind, codes=codes, **detail)
    else:
        shown = {name: shown_change(name, values) for name, values in body.changed.items()}
        event = event_of(by, "changed", row, **shown, **body.added, **detail)
    event.channel = "import"
    return event


def shown_change(name: str, values: list[Any]) -> Any:
    """A field's change as the trail may hold it: published lists hold nothing personal, yet the rule is one for all."""
    return [plain(value) for value in values] if may_be_shown(name) else "changed"


@cache
def may_be_shown(name: str) -> bool:
    """Whether the trail may hold the field's values."""
    return may_be_copied(Organisation, name)


def day_before(day: datetime.date) -> datetime.date:
    """The last day of what ended when something else began on `day`."""
    return day - datetime.timedelta(days=1)
