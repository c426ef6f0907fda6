"""The list of joint strategies."""

from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.strategies.models import JointStrategy
from compacts.strategies.years import YEARS
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import in_area


class StrategyFilters(Filters):
    """By a year that is covered, and by locality."""

    year = pick("Covers the year", [(str(year), said) for year, said in YEARS.items()], method="by_year")
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)

    def by_year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.covering(int(value))  # type: ignore[attr-defined]

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))


@add
class Strategies(Register):
    """Every joint strategy."""

    name, title, noun, nouns, model = "strategies", "Joint strategies", "strategy", "strategies", JointStrategy
    permission, link, order = "compacts.view_strategy", "strategy", "title"
    filters = StrategyFilters
    crumbs = (("Annual agreements", "annuals"),)
    intro = "Strategies and plans of three years or more, whose next stages the priorities of each year carry out."
    empty = "Add a joint strategy. The priorities of annual agreements then say which stage of it they carry out."
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("area", "Locality", value="area__name", order="area__name"),
        Column("first_year", "First year", kind=CHOICE, choices=YEARS, order="first_year"),
        Column("last_year", "Last year", kind=CHOICE, choices=YEARS, order="last_year"),
        Column("source", "Where it can be read"),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Add a strategy", fixed("strategy_add"))] if actor.can_ever("compacts.add_strategy") else []
