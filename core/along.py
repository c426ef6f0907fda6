"""What is read along with rows, as Django's `prefetch_related` reads it, by statements that are kept (`core.prepared`).

    read_along(contracts, ("parties__organisation", "years"))

Building the statement of each relation took longer than its answer. Where a name leads over anything but a foreign key,
from either end, or a `Prefetch` says more than the name, Django reads it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import Model, Prefetch, prefetch_related_objects
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor, ReverseManyToOneDescriptor

from core.prepared import OfADay, Statement

Rows = Sequence[Model]
Step = Callable[[Rows], list[Model]]
"""From rows to those that they lead to, each put where Django would."""
HELD = "_prefetched_objects_cache"


def read_along(rows: Rows, names: Iterable[str | Prefetch]) -> None:
    """Let each of the rows hold what the names lead to. Rows are of one model."""
    if not rows:
        return
    for name in names:
        steps = steps_of(connection.vendor, type(rows[0]), name) if isinstance(name, str) else None
        if steps is None:
            prefetch_related_objects(rows, name)
            continue
        reached = list(rows)
        for step in steps:
            reached = step(reached)


@cache
def steps_of(vendor: str, model: Any, path: str) -> list[Step] | None:
    """The way along a path of names. None where it leads over anything but foreign keys."""
    steps = []
    for name in path.split("__"):
        over = step_over(getattr(model, name, None))
        if over is None:
            return None
        step, model = over
        steps.append(step)
    return steps


def step_over(descriptor: Any) -> tuple[Step, type[Model]] | None:
    """The step that an attribute of a model makes, and to which model it leads. None where Django is to make it."""
    if type(descriptor) not in (ReverseManyToOneDescriptor, ForwardManyToOneDescriptor):
        return None
    field, to_one = descriptor.field, type(descriptor) is ForwardManyToOneDescriptor
    model = field.related_model if to_one else field.model
    manager = model._base_manager if to_one else model._default_manager
    if not field.target_field.primary_key or manager.all()._prefetch_related_lookups:
        return None
    name = "pk" if to_one else field.name
    try:
        statement = Statement.of(lambda keys: manager.filter(**{f"{name}__among": keys}), 0, lists=1)
    except OfADay:
        return None
    return partial(follow if to_one else gather, field, statement), model


def follow(field: Any, statement: Statement[Any], rows: Rows) -> list[Model]:
    """From rows to the records that they point at."""
    asking = [row for row in rows if not field.is_cached(row)]
    keys = {getattr(row, field.attname) for row in asking} - {None}
    found = {each.pk: each for each in statement.rows(keys)} if keys else {}
    for row in asking:
        field.set_cached_value(row, found.get(getattr(row, field.attname)))
    records = [field.get_cached_value(row) for row in rows]
    return list({id(each): each for each in records if each is not None}.values())


def gather(field: Any, statement: Statement[Any], rows: Rows) -> list[Model]:
    """From records to the rows that point at them."""
    name = field.remote_field.get_accessor_name()
    asking = {row.pk: row for row in rows if name not in row.__dict__.get(HELD, ())}
    found = defaultdict(list)
    for each in statement.rows(asking.keys()) if asking else ():
        key = getattr(each, field.attname)
        found[key].append(each)
        field.set_cached_value(each, asking[key])
    for row in rows:
        if name not in row.__dict__.get(HELD, ()):
            hold(row, name, found[row.pk])
    return [each for row in rows for each in getattr(row, name).all()]


def hold(record: Any, name: str, rows: list[Model]) -> None:
    """Let a record hold the rows that point at it, where Django looks for them."""
    held = getattr(record, name).get_queryset()
    held._result_cache, held._prefetch_done = rows, True
    record.__dict__.setdefault(HELD, {})[name] = held
