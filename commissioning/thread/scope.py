"""Which part of the golden thread is asked for: from one record, or of a place, a client group and a financial year.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), section 3: plans rest on needs,
and drive contracts.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from commissioning.contracts.models import Contract
from commissioning.cycles.models import CommissioningCycle
from commissioning.needs.models import Need
from commissioning.plans.models import CommissioningPlan, Priority
from commissioning.thread.of_cycle import alike, running
from core.acts import Actor
from core.asked_rows import RowsFor
from partnerships.organisations.narrowing import in_area

ROOTS: dict[str, type[Any]] = {
    "need": Need,
    "priority": Priority,
    "plan": CommissioningPlan,
    "contract": Contract,
    "cycle": CommissioningCycle,
}
"""From which records the thread is walked."""
CITED = Priority.needs.through.objects


class Root(NamedTuple):
    """What the part of the thread that hangs on a record depends on, or what stands for that in a statement."""

    pk: int
    priority: int | None
    cycle: int | None
    client_group: int | None
    area: int | None
    starts: datetime.date
    ends: datetime.date

    @classmethod
    def of(cls, record: Any, kind: str, on: datetime.date) -> "Root":
        """Of a need, a priority, a plan, a contract or a cycle."""
        cycle = record if kind == "cycle" else record.cycle if kind == "plan" else None
        period = (record.starts, record.ends) if cycle else (on, on)
        priority = record.priority_id if kind == "contract" else None
        of_cycle = (cycle.pk, cycle.client_group_id, cycle.area_id) if cycle else (None, None, None)
        return cls(record.pk, priority, *of_cycle, *period)


@dataclass(frozen=True)
class Scope:
    """What is asked for, by whom, as at which day."""

    actor: Actor
    on: datetime.date
    root: Any = None
    area: str = ""
    client_group: int | None = None
    year: int | None = None
    at: Root | None = None
    """What the record is known by, where it is not the record's own."""

    @cached_property
    def kind(self) -> str:
        """Of which kind the record is from which it is walked; empty where it is walked from all."""
        return next((name for name, model in ROOTS.items() if isinstance(self.root, model)), "")

    @cached_property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """The days in which a contract must run: of the year, of the cycle or of the plan; else the day itself."""
        if self.year is not None:
            return datetime.date(self.year, 4, 1), datetime.date(self.year + 1, 3, 31)
        return (self.known.starts, self.known.ends) if self.known else (self.on, self.on)

    @cached_property
    def known(self) -> Root | None:
        """What is known of the record from which it is walked."""
        return self.at or (Root.of(self.root, self.kind, self.on) if self.root else None)

    def read(
        self, what: str, built: Callable[..., QuerySet[Any, Any]], most: int | None = None, among: Sequence[Any] = ()
    ) -> list[Any]:
        """The first rows of what is built for a scope like this one, whichever its record is, and for lists of keys.

        The statement is kept, but where a place was typed: `built` depends on its scope and on those keys alone.
        """
        if self.area:
            return list(built(self, *among)[:most])
        what_of = ("thread", what, self.kind, self.on, self.client_group, self.year)
        anywhere = lambda *marks: built(*self.for_marks(marks, len(among)))  # noqa: E731
        return RowsFor(self.actor, what_of, anywhere, keys=(*(self.known or ()), *among))[:most]

    def for_marks(self, marks: Sequence[Any], lists: int) -> list[Any]:
        """The scope of any such record, and what stands for the lists of keys."""
        of_root = marks[: len(marks) - lists]
        return [replace(self, at=Root(*of_root) if of_root else None), *marks[len(of_root) :]]

    def of(self, **by_kind: Q) -> Q:
        """The rows that hang together with the record; all where there is none."""
        return by_kind[self.kind] if self.kind else Q()

    def narrowed(self, path: str) -> Q:
        """Of the place and the client group that are asked for."""
        asked = in_area(self.area, f"{path}area") if self.area else Q()
        return asked & Q(**{f"{path}client_group": self.client_group}) if self.client_group else asked

    def touching(self, path: str) -> Q:
        """Of cycles or plans that touch the financial year."""
        if self.year is None:
            return Q()
        first, last = self.span
        return Q(**{f"{path}starts__lte": last, f"{path}ends__gte": first})

    def needs(self) -> QuerySet[Any, Any]:
        """The needs, by name. One that was withdrawn is none."""
        key, cycle = (self.known.pk, self.known.cycle) if self.known else (None, None)
        rows = (
            Need.objects.visible_to(self.actor)
            .counting()
            .filter(  # type: ignore[attr-defined]
                self.of(
                    need=Q(pk=key),
                    priority=Q(Exists(CITED.filter(need=OuterRef("pk"), priority=key))),
                    plan=Q(Exists(CITED.filter(need=OuterRef("pk"), priority__plan=key))) | Q(cycle=cycle),
                    contract=Q(Exists(CITED.filter(need=OuterRef("pk"), priority__contracts=key))),
                    cycle=Q(cycle=key),
                ),
                self.narrowed(""),
                self.touching("cycle__"),
                recorded_on__lte=self.on,
            )
        )
        return rows.order_by("sort_name", "pk")  # type: ignore[no-any-return]

    def priorities(self) -> QuerySet[Any, Any]:
        """The priorities of plans that were not withdrawn; none that was dropped."""
        key, served = (self.known.pk, self.known.priority) if self.known else (None, None)
        rows = (
            Priority.objects.visible_to(self.actor)
            .counting()
            .filter(  # type: ignore[attr-defined]
                self.of(
                    need=Q(Exists(CITED.filter(priority=OuterRef("pk"), need=key))),
                    priority=Q(pk=key),
                    plan=Q(plan=key),
                    contract=Q(pk=served),
                    cycle=Q(plan__cycle=key),
                ),
                self.narrowed("plan__cycle__"),
                self.touching("plan__"),
                plan__withdrawn_on=None,
            )
        )
        return rows.order_by("plan__sort_name", "plan", "number")  # type: ignore[no-any-return]

    def contracts(self) -> QuerySet[Any, Any]:
        """Those the person may see that serve one of the priorities; also those that serve none, where they are asked
        for by place, client group and year. None that is void."""
        rows: Any = Contract.objects.visible_to(self.actor).filter(voided_on=None)  # type: ignore[attr-defined]
        if self.kind == "contract":
            return rows.filter(pk=self.known.pk)  # type: ignore[no-any-return, union-attr]
        if not self.kind:
            rows = rows.filter(self.narrowed(""))
            return (rows if self.year is None else self.running(rows)).order_by("sort_name", "pk")  # type: ignore[no-any-return]
        served = Priority.objects.filter(pk__in=self.priorities().order_by().values("pk"))
        return rows.filter(priority__in=served).order_by("sort_name", "pk")  # type: ignore[no-any-return]

    def running(self, rows: Any) -> QuerySet[Any, Any]:
        """Those that were made active by the day and run within the span."""
        return running(rows, *self.span, self.on)

    def orphans(self) -> QuerySet[Any, Any]:
        """Contracts that serve no priority, or a dropped one, without an approved exception; the dearest first.

        From a plan or a cycle: those of its partners, its place and its client group. From a need or a priority: none.
        """
        seen = Contract.objects.visible_to(self.actor)  # type: ignore[attr-defined]
        rows: Any = seen.serving_nothing().filter(self.narrowed(""), voided_on=None)
        if self.known and self.kind == "contract":
            rows = rows.filter(pk=self.known.pk)
        elif self.known and self.known.cycle is not None:
            rows = rows.filter(alike(self.known.cycle, self.known.client_group, self.known.area))
        elif self.kind:
            rows = rows.none()
        return self.running(rows).order_by("-value", "pk")
