"""What belongs to one record, read for its page: one statement tells what there is any of, and only that is read.

    IN_CONTRACT = Belonging(Contract, years=Along(), parties=Along("organisation"))
    INTERESTS = IN_CONTRACT.add("interests", lambda contract: Interest.objects.filter(cycle__contracts=contract))

    IN_CONTRACT.load(contract)
    contract.years.all()  # is read by now
    IN_CONTRACT.none(contract, INTERESTS)

Relations that lead back to the record by a foreign key are read, each by a statement that is kept (ADR 24). Of what is
added it is only asked whether there is any, of whoever, for parts of the page that know how to read it.

Of a record that was not loaded so, nothing is known: then `none` is false, and whoever wants to know looks. Acts look,
because what they write would not be known.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from django.db import connection
from django.db.models import Exists, Model, QuerySet, prefetch_related_objects

from core.prepared import Statement, prepared

T = TypeVar("T")
Rows = Callable[[int], QuerySet[Any, Any]]
KNOWN = "_belonging"
"""Where a record holds what is known of it: the names of which there is any, and what was read once."""


class Along:
    """What is read along with the rows of a relation: other records in the same statement, and `then` more of each."""

    def __init__(self, *joined: str, then: Sequence[Any] = ()) -> None:
        self.joined, self.then = joined, then


class Belonging:
    """What may belong to a record of a model, by name: relations that are read, and what is added."""

    def __init__(self, model: type[Model], **relations: Along) -> None:
        self.model = model
        self.relations = relations
        self.some: dict[str, Rows] = {name: self.leading_to(name, along) for name, along in relations.items()}
        self.read = {name: prepared(self.some[name]) for name in relations}
        self.statements: dict[str, Statement[Any]] = {}

    def leading_to(self, relation: str, along: Along) -> Rows:
        """The rows of a relation that belong to the record of a key, in their order."""

        def rows(key: int) -> QuerySet[Any, Any]:
            back = self.model._meta.get_field(relation).field.name  # type: ignore[union-attr]
            belonging = related(self.model, relation).filter(**{back: key})
            return belonging.select_related(*along.joined) if along.joined else belonging

        return rows

    def add(self, name: str, some: Rows) -> str:
        """Ask also whether there is any of this. Gives its name."""
        if name in self.some:
            raise ValueError(f"Two things that belong to a {self.model._meta.verbose_name} are called {name}.")
        self.some[name] = some
        self.statements.clear()
        return name

    def load(self, thing: Model) -> None:
        """Find out what there is any of, and read the relations."""
        self.find_out(thing)
        for name, along in self.relations.items():
            put(thing, name, () if self.none(thing, name) else self.read[name](thing.pk), *along.then)

    def find_out(self, thing: Model) -> None:
        """Find out what there is any of, for a page that reads the relations in its own way."""
        vendor, names = connection.vendor, list(self.some)
        if vendor not in self.statements:
            self.statements[vendor] = Statement.of(self.asked, 1)
        found = next(iter(self.statements[vendor].rows(thing.pk)), ())
        there = frozenset(name for name, any_at_all in zip(names, found, strict=bool(found)) if any_at_all)
        setattr(thing, KNOWN, (there, {}))

    def asked(self, key: int) -> QuerySet[Any, Any]:
        """One row that says of each whether there is any."""
        return self.model._base_manager.filter(pk=key).values_list(*(Exists(each(key)) for each in self.some.values()))

    def none(self, thing: Model, name: str) -> bool:
        """Whether it is known that there is none of this."""
        known = getattr(thing, KNOWN, None)
        return known is not None and name not in known[0]

    def any(self, thing: Model, name: str) -> bool:
        """Whether there is any of this: as is known, or looked for."""
        known = getattr(thing, KNOWN, None)
        return bool(name in known[0] if known is not None else self.some[name](thing.pk).exists())

    def once(self, thing: Model, name: str, read: Callable[[], T]) -> T:
        """What `read` gives, which several parts of a page want to know; anew each time for whoever looks."""
        known = getattr(thing, KNOWN, None)
        if known is None:
            return read()
        if name not in known[1]:
            known[1][name] = read()
        found: T = known[1][name]
        return found


def related(model: type[Model], relation: str) -> QuerySet[Any, Any]:
    """All rows that lead back to a model by a relation, whichever subject they are of."""
    there: Any = model._meta.get_field(relation)
    rows: QuerySet[Any, Any] = there.related_model._default_manager.all()
    return rows


def put(thing: Model, relation: str, rows: Iterable[Model], *lookups: Any) -> None:
    """Put rows where `thing.<relation>.all()` finds them, each knowing the record, as Django's prefetch does."""
    found, there = list(rows), cast(Any, thing._meta.get_field(relation))
    back = there.field
    for each in found:
        back.set_cached_value(each, thing)
    if found and lookups:
        prefetch_related_objects(found, *lookups)
    loaded = there.related_model._default_manager.get_queryset()
    loaded._deferred_filter = False, (), {back.name: thing}  # as Django's own, for whoever narrows the rows further
    loaded._result_cache, loaded._prefetch_done = found, True
    thing.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = loaded
