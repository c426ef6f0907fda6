"""What is recorded of organisations anywhere: found by the keys that lead to them, so that no subject is forgotten.

Whatever has a foreign key to an organisation counts by itself, under the name its model gives it. A subject says more
in its `touched.py`: what of it still matters on a day, and which record it is about.

    touching.add(
        Touched("Contracts and grants that run", Contract, ("parties__organisation",),
                rows=lambda day: Contract.objects.running(day), covers=(Contract, ContractParty))
    )
    touching.leave_out(AreaServed)  # says something of the entry itself
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from core.acts import Actor
from partnerships.organisations.models import (
    AreaServed,
    Described,
    Funding,
    Identifier,
    KindSpell,
    Lineage,
    Organisation,
    OrganisationName,
    PartnerSpell,
    Tie,
    UmbrellaMembership,
)
from partnerships.organisations.sections import Line

MOST_LINES = 5
"""So many records of a kind are named for each body; the count says how many there are."""
MOST_READ = 5000
"""So many of a kind are counted, of all bodies together."""


@dataclass(frozen=True)
class Touched:
    """One kind of record that stands on organisations: what it is called, and by which paths it leads to them."""

    title: str
    model: type[Model]
    paths: tuple[str, ...]
    rows: Callable[[datetime.date], QuerySet[Any]] | None = None
    """Those that still matter on a day; all where it is not said."""
    covers: tuple[type[Model], ...] = ()
    """The models whose own keys it stands for, if not only its own."""

    def every(self) -> QuerySet[Any]:
        """All such records."""
        found: QuerySet[Any] = self.model._default_manager.all()
        return found

    def on(self, day: datetime.date, actor: Actor) -> QuerySet[Any]:
        """Those that matter on the day and that the person may see."""
        rows: Any = self.rows(day) if self.rows else self.every()
        return rows.visible_to(actor) if self.is_guarded else rows  # type: ignore[no-any-return]

    def with_what_it_names(self) -> QuerySet[Any]:
        """All such records with those they lead to, by which they are called."""
        return self.every().select_related(*(key.name for key in self.model._meta.fields if key.is_relation))

    @property
    def is_guarded(self) -> bool:
        """Whether the model says who sees which of its rows."""
        return hasattr(self.model, "view_permission") and hasattr(self.every(), "visible_to")

    @property
    def has_pages(self) -> bool:
        """Whether a record can be named and opened here."""
        return self.is_guarded and hasattr(self.model, "get_absolute_url")


@dataclass(frozen=True)
class Found:
    """What there is of one kind for one body."""

    title: str
    count: int
    lines: list[Line]


DECLARED: list[Touched] = []
LEFT_OUT: set[type[Model]] = set()


def add(touched: Touched) -> Touched:
    """Declare what of a subject stands on organisations."""
    DECLARED.append(touched)
    every.cache_clear()
    return touched


def leave_out(*models: type[Model]) -> None:
    """Say of models that they tell of an entry itself, or repeat what others tell."""
    LEFT_OUT.update(models)
    every.cache_clear()


@cache
def every() -> tuple[Touched, ...]:
    """All kinds of record that lead to organisations: as declared, and those that nobody declared, by their keys."""
    covered = LEFT_OUT | {model for each in DECLARED for model in (each.covers or (each.model,))}
    paths: dict[type[Model], list[str]] = defaultdict(list)
    for key in Organisation._meta.get_fields(include_hidden=True):
        related: Any = key
        if key.auto_created and not key.concrete and related.related_model not in covered and leads(related):
            paths[related.related_model].append(related.field.name)
    by_key = [Touched(called(model), model, tuple(names)) for model, names in paths.items()]
    return (*DECLARED, *sorted(by_key, key=lambda each: each.title))


def leads(related: Any) -> bool:
    """Whether a relation leads to organisations by a key that a subject wrote: by its own, or by one of many."""
    if related.many_to_many:
        return bool(related.through._meta.auto_created)
    return not related.related_model._meta.auto_created


def called(model: type[Model]) -> str:
    """What records of a model are called at the beginning of a line."""
    name = str(model._meta.verbose_name_plural)
    return name[:1].upper() + name[1:]


def which_have_any(keys: Iterable[int]) -> list[Touched]:
    """Of all kinds those of which there is anything for one of these bodies, of whoever and whenever. One query."""
    kinds, keys = every(), sorted(keys)
    columns = [
        Exists(kind.every().filter(**{path: OuterRef("pk")}).order_by()) for kind in kinds for path in kind.paths
    ]
    rows = Organisation.objects.filter(pk__in=keys).order_by().values_list(*columns)
    found = zip([kind for kind in kinds for _ in kind.paths], *rows, strict=True)
    there = {kind.title for kind, *of_bodies in found if any(of_bodies)}
    return [kind for kind in kinds if kind.title in there]


def touched_by(actor: Actor, keys: Iterable[int], day: datetime.date) -> dict[int, list[Found]]:
    """For each of these bodies what stands on it on a day, as far as the person may see it.

    One query, and of each kind of which there is anything one for each path and one for the records that are named.
    """
    keys = sorted(keys)
    found: dict[int, list[Found]] = {key: [] for key in keys}
    for kind in which_have_any(keys):
        of_body = pairs(kind, kind.on(day, actor), keys)
        named = {pk for pks in of_body.values() for pk in pks[:MOST_LINES]} if kind.has_pages else set()
        records = kind.with_what_it_names().in_bulk(sorted(named)) if named else {}
        for body, pks in of_body.items():
            rows = [records[pk] for pk in pks[:MOST_LINES] if pk in records]
            lines = [Line(str(each), each.get_absolute_url()) for each in rows]
            found[body].append(Found(kind.title, len(pks), lines))
    return found


def pairs(kind: Touched, rows: QuerySet[Any], keys: Iterable[int]) -> dict[int, list[int]]:
    """The keys of the records of each body, the latest first."""
    found: dict[int, set[int]] = defaultdict(set)
    for path in kind.paths:
        of_path = rows.filter(**{f"{path}__in": keys}).order_by("-pk").values_list(path, "pk")
        for body, pk in of_path[:MOST_READ]:
            found[body].add(pk)
    return {body: sorted(pks, reverse=True) for body, pks in found.items()}


def recorded_of(keys: Iterable[int], besides: Mapping[type[Model], Q]) -> list[tuple[str, int]]:
    """What is recorded of these bodies at all, whoever may see it: (what, how many). `besides` does not count."""
    keys = sorted(keys)
    found, told = [], set()
    for kind in which_have_any(keys) if keys else ():
        if (kind.model, kind.paths) in told:
            continue  # two kinds of one model tell its rows apart only by how they stand
        told.add((kind.model, kind.paths))
        rows = kind.every().exclude(besides[kind.model]) if kind.model in besides else kind.every()
        count = len({pk for pks in pairs(kind, rows, keys).values() for pk in pks})
        if count:
            found.append((kind.title, count))
    return found


def in_force(model: Any) -> Callable[[datetime.date], QuerySet[Any]]:
    """The rows of a dated model that hold on a day, or begin later."""
    return lambda day: model.objects.filter(Q(ends=None) | Q(ends__gte=day))


leave_out(AreaServed, Described, Identifier, KindSpell, Lineage, Organisation, OrganisationName, PartnerSpell)
add(Touched("Who funds it, and whom it funds", Funding, ("funder", "funded"), rows=in_force(Funding)))
add(
    Touched(
        "Memberships of umbrella bodies",
        UmbrellaMembership,
        ("member", "umbrella"),
        rows=in_force(UmbrellaMembership),
    )
)
add(Touched("Parts of it, and what it is part of or acts for", Tie, ("organisation", "other"), rows=in_force(Tie)))
