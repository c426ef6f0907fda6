"""The list of what providers report: which contracts use which measure."""

from django.db.models import QuerySet
from django_filters import CharFilter

from commissioning.bands.models import Monitoring
from commissioning.monitoring.models import MonitoringRequirement
from core.fields import fold
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called

STATES = (("asked", "Asked"), ("dropped", "No longer asked"))
CRUMBS = (("Contracts and grants", "contracts"),)


class RequirementFilters(Filters):
    """By measure, provider, commissioner, how closely its contract is followed, and whether it is asked."""

    measure = CharFilter(label="Measure (title or short name)", method="by_measure", max_length=200)
    provider = CharFilter(label="Provider (name or code)", method="by_provider", max_length=200)
    commissioner = CharFilter(label="Commissioner (name or code)", method="by_commissioner", max_length=200)
    tier = pick("Followed", Monitoring.choices, method="by_tier")
    state = pick("State", STATES, method="by_state")

    def by_measure(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        named = rows.filter(measure__sort_name__contains=fold(value) or value)
        return named | rows.filter(measure__code=value.strip())

    def by_provider(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "contract__provider"))

    def by_commissioner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "contract__commissioner"))

    def by_tier(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(contract__monitoring_plan__tier=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(dropped_on__isnull=value == "asked")


@add
class Requirements(Register):
    """What is asked of the providers of one's own contracts; of all for the secretariat and auditors."""

    name, title, noun, model = "requirements", "What providers report", "requirement", MonitoringRequirement
    permission, link, order = "commissioning.view_monitoring", "requirement", "measure"
    crumbs, filters = CRUMBS, RequirementFilters
    intro = (
        "Each measure is defined once and reported in the same way under every contract that asks for it. Requirements "
        "are added from the monitoring page of a contract."
    )
    empty = "On the page of a contract open its monitoring, and say which measures its provider reports."
    columns = (
        Column("measure", "Measure", value="measure__title", order="measure__sort_name", link=True),
        Column("contract", "Contract", value="contract__title", order="contract__sort_name"),
        Column("provider", "Provider", value="contract__provider__name", order="contract__provider__sort_name"),
        Column("to_whom", "Reported to", order="to_whom"),
        Column("target", "To reach", kind=NUMBER),
        Column("unit", "Unit", value="measure__unit"),
        Column("tier", "Followed", value="contract__monitoring_plan__tier", kind=CHOICE,
               choices=dict(Monitoring.choices), on_page=False),
        Column("counts_from", "Counted from the return for", value="counts_from__contract__title", on_page=False),
        Column("detail", "What is reported", on_page=False),
        Column("dropped_on", "No longer asked since", kind=DATE, on_page=False),
    )  # fmt: skip
