"""How the golden thread is narrowed, and from which record it is walked."""

from functools import lru_cache
from typing import Any

from django.http import Http404
from django_filters import CharFilter

from commissioning.cycles.models import CommissioningCycle
from commissioning.plans.years import financial_year, year_words
from commissioning.thread.scope import ROOTS, Scope
from core import clock
from core.acts import Actor
from core.pages.page import find
from core.registers.filters import Filters, pick
from partnerships.terms.choices import client_groups

FIRST_YEAR, AHEAD = 1999, 10
WAYS = (("", "From needs to contracts"), ("back", "From contracts to needs"))
ALONG = {"plan": ("cycle__area",), "cycle": ("area",)}
LOADED = {name: model.objects.select_related(*ALONG.get(name, ())) for name, model in ROOTS.items()}
"""From which records it is walked, each with what is read along."""
NONE = CommissioningCycle.objects.none()


@lru_cache(maxsize=8)
def years_to(last: int) -> list[tuple[str, str]]:
    """The financial years to choose from, the latest first."""
    return [(str(each), year_words(each)) for each in range(last, FIRST_YEAR - 1, -1)]


def years() -> list[tuple[str, str]]:
    """Those of today."""
    return years_to(financial_year(clock.today()) + AHEAD)


class ThreadFilters(Filters):
    """By place, client group and financial year."""

    area = CharFilter(label="Place (name or GSS code)", method="as_asked", max_length=100)
    client_group = pick("Client group", client_groups, method="as_asked")
    year = pick("Financial year", years, method="as_asked")

    def as_asked(self, rows: Any, name: str, value: str) -> Any:
        """The rows as they are: the scope narrows each kind of them in its own way."""
        return rows


def scope_of(query: Any, actor: Actor) -> tuple[Scope, ThreadFilters]:
    """What an address asks for. Raises NotVisible or 404 where it names a record the person does not see."""
    asked = ThreadFilters(query, NONE, actor)
    given = asked.form.cleaned_data
    root = None
    for name, rows in LOADED.items():
        if query.get(name):
            if not query[name].isdecimal() or len(query[name]) > 17:
                raise Http404
            root = find(rows, actor, pk=int(query[name]))
            break
    group, year = given.get("client_group"), given.get("year")
    scope = Scope(
        actor=actor, on=clock.today(), root=root, area=given.get("area", ""),
        client_group=int(group) if group else None, year=int(year) if year else None,
    )  # fmt: skip
    return scope, asked
