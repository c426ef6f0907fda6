"""The board: every cycle in the column of the stage it is at, narrowed by place, client group and partner.

It costs the same number of statements whatever it shows: one for the first cards of each column, each with how many
there are, and one for their partners. Both are kept (ADR 24), the first for the day, where the board is not narrowed.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from commissioning.cycles.filters import BoardFilters
from commissioning.cycles.models import FINISHED, CommissioningCycle, CyclePartner, Stage, StageKind, stage_on
from core import clock
from core.acts import Actor
from core.pages import words
from core.pages.addresses import fixed, numbered
from core.prepared import Statement
from core.registers.filters import boxes

MOST = 30
"""So many cards stand in a column; the list has the rest."""


class Card(NamedTuple):
    """A cycle on the board, as the template fills it in."""

    href: str
    title: str
    client_group: str
    area: str
    partners: str
    days: str
    """Since when it is there, and when its period ends."""


class Column(NamedTuple):
    """A stage with the cycles that are at it."""

    title: str
    count: int
    cards: list[Card]
    whole: str


class Board:
    """The columns, the boxes in which they are narrowed, and how many cycles are over."""

    def __init__(self, query: Mapping[str, str], actor: Actor) -> None:
        asked = BoardFilters(query, CommissioningCycle.objects.visible_to(actor).standing(), actor)
        self.query = {name: query[name] for name in BoardFilters.base_filters if query.get(name)}
        self.boxes = boxes(BoardFilters, query, asked.form.errors, actor)
        self.counts: dict[str, int] = {}
        self.columns = self.filled(list(first_cards(asked.qs, clock.today())) if self.query else all_first_cards(actor))
        self.finished, self.all_finished = self.counts.get(FINISHED, 0), self.listed(FINISHED)
        self.empty = not self.counts

    def listed(self, stage: str) -> str:
        """The address of the list with the cycles at a stage, narrowed alike."""
        return f"{fixed('cycles')}?{urlencode({**self.query, 'stage': stage})}"

    def filled(self, found: list[tuple[Any, ...]]) -> list[Column]:
        """Each stage with its first cards, those whose period ends soonest first."""
        names = partners_of([each[0] for each in found])
        cards: dict[str, list[Card]] = defaultdict(list)
        for pk, at, counted, title, group, area, since, ends in found:
            self.counts[at] = counted
            cards[at].append(Card(numbered("cycle", pk), title, group, area, ", ".join(names[pk]), days(since, ends)))
        return [
            Column(str(kind.label), self.counts.get(kind.value, 0), cards[kind.value], self.listed(kind.value))
            for kind in StageKind
        ]


def days(since: datetime.date | None, ends: datetime.date) -> str:
    """'Here since 3 April 2025. Period ends 31 March 2028', or 'ended' where it is past."""
    here = f"Here since {words.date(since)}. " if since else ""
    return f"{here}Period {'ended' if ends < clock.today() else 'ends'} {words.date(ends)}"


def first_cards(rows: Any, on: datetime.date) -> Any:
    """The first cards of each column with how many it has; of those that are over one, for their number."""
    opened = Stage.objects.filter(cycle=OuterRef("pk"), kind=OuterRef("at")).values("opened_on")[:1]
    rows = rows.annotate(
        at=stage_on(on),
        since=Subquery(opened),
        place=Window(RowNumber(), partition_by=F("at"), order_by=[F("ends").asc(), F("pk").asc()]),
        counted=Window(Count("pk"), partition_by=F("at")),
    ).filter(Q(place__lte=MOST) & ~Q(at=FINISHED) | Q(place=1))
    return rows.order_by("ends", "pk").values_list(
        "pk", "at", "counted", "title", "client_group__title", "area__name", "since", "ends"
    )


def all_first_cards(actor: Actor) -> list[tuple[Any, ...]]:
    """The same of all cycles that a person may see."""
    seen = actor.q(CommissioningCycle.view_permission)
    found: list[tuple[Any, ...]] = kept_for(connection.vendor, seen, clock.today()).rows()
    return found


@lru_cache(maxsize=8)
def kept_for(vendor: str, seen: Q, today: datetime.date) -> Statement[Any]:
    """The statement of that, which is the same for a day."""
    rows = CommissioningCycle.objects.filter(seen).standing()
    return Statement.of(lambda: first_cards(rows, today), 0, Q(today=today))


def partners_of(keys: list[int]) -> dict[int, list[str]]:
    """The names of the partners of these cycles that have not left."""
    found: dict[int, list[str]] = defaultdict(list)
    if not keys:
        return found
    most = MOST * len(StageKind) + 1
    for cycle, name in kept_partners(connection.vendor, most).rows(*keys, *keys[-1:] * (most - len(keys))):
        found[cycle].append(name)
    return found


@lru_cache(maxsize=2)
def kept_partners(vendor: str, most: int) -> Statement[Any]:
    """The statement that asks for the partners of so many cycles: of as many as a board can show."""
    rows = CyclePartner.objects.filter(ends=None).order_by("organisation__sort_name", "pk")
    return Statement.of(lambda *cycles: rows.filter(cycle__in=cycles).values_list("cycle", "organisation__name"), most)
