"""What is out of order: each figure that was due and is missing, late, queried, or misses what it was to reach."""

from django.db.models import BooleanField, Case, F, FilteredRelation, Q, QuerySet, Value, When
from django_filters import CharFilter

from commissioning.monitoring.models import ReportingLine, while_it_runs
from commissioning.returns.days import late_days
from commissioning.returns.registers import of_contract
from compacts.measures.models import Better
from core import clock
from core.acts import Actor
from core.registers.columns import DATE, NUMBER, YES_NO, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called

KINDS = (("missing", "Missing"), ("late", "Late"), ("queried", "Queried"), ("missed", "Target missed"))
SENT, QUERIED = "period__monitoring_return__sent_on", "period__monitoring_return__queried_on"
TARGET = "requirement__target"


def conditions() -> dict[str, Q]:
    """What is out of order with the return for a figure's period, by kind."""
    return {
        "missing": Q(while_it_runs("period__"), **{SENT: None, "period__due_on__lt": clock.today()}),
        "late": Q(**{f"{SENT}__gt": F("period__due_on")}),
        "queried": Q(**{f"{QUERIED}__isnull": False}),
    }


HIGHER = Q(requirement__measure__better=Better.HIGHER, held__value__lt=F(TARGET))
LOWER = Q(requirement__measure__better=Better.LOWER, held__value__gt=F(TARGET))
MISSES = HIGHER | LOWER
"""That the figure that counts, joined as `held`, misses what it was to reach."""


def with_figure(rows: QuerySet) -> QuerySet:
    """The figures to report, each joined with the one that counts, of which there is one at most, as `held`.

    Joined, because asking for it row by row takes longer.
    """
    return rows.annotate(held=FilteredRelation("values", condition=Q(values__current=True)))


def whether(condition: Q) -> Case:
    """A condition as a column."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


class ExceptionFilters(Filters):
    """By kind, contract, provider, and measure."""

    kind = pick("What is out of order", KINDS, method="by_kind")
    contract = CharFilter(label="Contract (title or reference)", method="by_contract", max_length=200)
    provider = CharFilter(label="Provider (name or code)", method="by_provider", max_length=200)
    measure = CharFilter(label="Measure (short name)", method="by_measure", max_length=60)

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{value: True})

    def by_contract(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return of_contract(rows, value, "period__contract")

    def by_provider(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "period__contract__provider"))

    def by_measure(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(requirement__measure__code=value.strip())


@add
class Exceptions(Register):
    """What is out of order with the returns of one's own contracts; of all for the secretariat and auditors."""

    name, title, noun, model = "exceptions", "Exceptions of monitoring", "exception", ReportingLine
    permission, link, link_by, order = "commissioning.view_line", "reporting_period", "period_id", "-due_on"
    crumbs, filters = (("Contracts and grants", "contracts"), ("Monitoring returns", "returns")), ExceptionFilters
    intro = "Each figure that was due and is missing, came late, was queried, or misses what it was to reach."
    empty = "Nothing is out of order: every return that is due was submitted in time and reached its targets."
    columns = (
        Column("contract", "Contract", value="period__contract__title", order="period__contract__sort_name", link=True),
        Column("measure", "Measure", value="requirement__measure__title", order="requirement__measure__sort_name"),
        Column("provider", "Provider", value="period__contract__provider__name",
               order="period__contract__provider__sort_name"),
        Column("starts", "Period from", value="period__starts", kind=DATE, on_page=False),
        Column("ends", "Period to", value="period__ends", kind=DATE, order="period__ends"),
        Column("due_on", "Due", value="period__due_on", kind=DATE, order="period__due_on"),
        Column("missing", "Missing", kind=YES_NO),
        Column("days_late", "Days late", value=late_days("period__due_on", SENT), kind=NUMBER),
        Column("queried", "Queried", kind=YES_NO),
        Column("missed", "Target missed", kind=YES_NO),
        Column("figure", "Figure", kind=NUMBER, on_page=False),
        Column("target", "To reach", value=TARGET, kind=NUMBER, on_page=False),
        Column("unit", "Unit", value="requirement__measure__unit", on_page=False),
        Column("period_id", "Id of the period", kind=NUMBER, on_page=False),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet:
        rows, each = super().rows(actor).filter(period__contract__voided_on=None), conditions()
        found = with_figure(rows).annotate(
            missing=whether(each["missing"]), late=whether(each["late"]), queried=whether(each["queried"]),
            missed=whether(MISSES), figure=F("held__value"),
        )  # fmt: skip
        return found.filter(each["missing"] | each["late"] | each["queried"] | MISSES)
