"""The list of changes of funding."""

from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.funding_changes.models import Direction, FundingChange
from core.fields import fold
from core.registers.columns import CHOICE, DATE, MONEY, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called


class FundingChangeFilters(Filters):
    """By what happened, partner and framework."""

    direction = pick("What happened", Direction.choices, method="by_direction")
    partner = CharFilter(label="Partner (name or code)", method="by_partner", max_length=200)
    framework = CharFilter(label="Framework (title)", method="by_framework", max_length=200)

    def by_direction(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(direction=value)

    def by_partner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "partner__organisation"))

    def by_framework(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(framework__agreement__sort_name__startswith=fold(value) or value)


@add
class FundingChanges(Register):
    """Every change of funding the person may see."""

    name = "funding_changes"
    title = "Money added or withdrawn"
    noun = "change of funding"
    nouns = "changes of funding"
    model = FundingChange
    permission = "compacts.view_funding_change"
    filters = FundingChangeFilters
    order = "-takes_effect_on"
    link = "funding_change"
    crumbs = (("Agreements between partners", "agreements"), ("Framework agreements", "frameworks"))
    intro = "What partners added to the money of a framework agreement, or withdrew from it, with notice and reason."
    empty = "Record on a framework's page that a partner adds money or withdraws it, so that everybody knows in time."
    columns = (
        Column("framework", "Framework", value="framework__agreement__title", link=True,
               order="framework__agreement__sort_name"),
        Column("partner", "Partner", value="partner__organisation__name", order="partner__organisation__sort_name"),
        Column("direction", "What happened", kind=CHOICE, choices=dict(Direction.choices), order="direction"),
        Column("amount", "Amount a year", kind=MONEY, order="amount"),
        Column("notice_on", "Notice given", kind=DATE, order="notice_on"),
        Column("takes_effect_on", "Takes effect", kind=DATE, order="takes_effect_on"),
        Column("reason", "Reason", on_page=False),
        Column("voided_on", "Declared void", kind=DATE),
        Column("void_reason", "Why it is void", on_page=False),
    )  # fmt: skip
