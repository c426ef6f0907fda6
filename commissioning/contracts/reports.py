"""The reports of contracts: which end, which serve no priority, and the parts of their value."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from commissioning.contracts.as_at import end_on, value_on
from commissioning.contracts.days import months_after
from commissioning.contracts.models import Contract
from commissioning.contracts.shares import orphans, shares_on
from core.acts import Actor
from core.charts import specs
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add

METHOD = (
    "A contract counts if it is active on the day, with its whole value as agreed by then. Three years or more is 36 "
    "months from its first to its last day as agreed by then; without a last day it goes on, which is longer. A "
    "length that is not known is left out of the median."
)


def opened(value: Any, as_at: datetime.date, **query: str) -> Linked:
    """A figure that opens to its contracts."""
    asked = {"counted": "yes", "as_at": as_at.isoformat()} | query
    return Linked(value, f"{reverse('contracts')}?{urlencode(asked)}")


@add
class ContractShares(Report):
    """The parts of the value of contracts as at a day."""

    name = "contract-shares"
    title = "What contracts are worth, and with whom"
    audience = "core.view_reports"
    description = (
        "The value of the contracts and grants that run on a day, and the parts of it: with the voluntary and "
        "community sector, for three years or more, with BME-led organisations, by outcome."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        found = shares_on(Contract.objects.visible_to(actor), as_at)
        lines = [
            ("Contracts and grants", opened(found.count, as_at), "integer"),
            ("Their value", opened(found.value, as_at), "money"),
            ("With the voluntary and community sector", opened(found.vcs_count, as_at, sector="vcs"), "integer"),
            ("Median length of these, in months",
             "not known" if found.median_months is None else found.median_months, "number"),
            ("Made from a template", opened(found.from_template, as_at, counted="template"), "integer"),
        ]  # fmt: skip
        parts = [
            ("With the voluntary and community sector", found.vcs, {"sector": "vcs"}),
            ("For three years or more", found.long, {"counted": "long"}),
            ("With BME-led organisations", found.bme, {"counted": "bme"}),
            ("By outcome", found.by_outcome, {"basis": "outcome"}),
        ]
        rows = [
            [name, opened(amount, as_at, **query), "nothing runs" if found.part(amount) is None else found.part(amount)]
            for name, amount, query in parts
        ]
        columns = [Column("Part"), Column("Value", "money"), Column("Share of value", "percent")]
        table = Table("Shares of value", columns, rows, note=METHOD)
        drawn = [(name, float((found.part(amount) or 0) * 100)) for name, amount, _ in parts]
        chart = Chart(table.title, specs.bar(table.title, drawn, x_title="% of the value"), table)
        return [Figures(lines, title="On the day"), chart]


@add
class ContractsEnding(Report):
    """Contracts that end in the year after a day."""

    name = "contracts-ending"
    title = "Contracts that end within a year"
    audience = "core.view_reports"
    description = "The contracts and grants that run on a day and end within twelve months of it, soonest first."

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        until = months_after(as_at, 12)
        rows = Contract.objects.visible_to(actor).running(as_at)  # type: ignore[attr-defined]
        ending = Q(ends_then__gte=as_at, ends_then__lte=until)
        rows = rows.filter(ending).annotate(last=end_on(rows, as_at), worth=value_on(rows, as_at))
        rows = rows.select_related("provider", "commissioner").order_by("last", "pk")
        columns = [Column("Contract"), Column("Commissioner"), Column("Provider"), Column("Ends", "date"),
                   Column("Maximum end", "date"), Column("Notice by", "date"), Column("Value", "money")]  # fmt: skip
        table = [
            [Linked(each.title, each.get_absolute_url()), each.commissioner.name, each.provider.name,
             each.last, each.maximum_end, each.notice_by, each.worth]
            for each in rows
        ]  # fmt: skip
        return [Table("Contracts that end", columns, table)]


@add
class OrphanContracts(Report):
    """Contracts that no plan asked for."""

    name = "orphan-contracts"
    title = "Contracts that serve no priority"
    audience = "core.view_reports"
    description = (
        "The contracts and grants that run on a day and serve neither a priority of a plan nor have an approved "
        "exception: those taken from published registers until somebody says what they serve, and those of value "
        "bands that do not ask."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        rows = orphans(Contract.objects.visible_to(actor), as_at).select_related("provider", "commissioner")
        rows = rows.annotate(worth=value_on(rows, as_at))
        columns = [Column("Contract"), Column("Commissioner"), Column("Provider"), Column("Value", "money")]
        table = [
            [Linked(each.title, each.get_absolute_url()), each.commissioner.name, each.provider.name, each.worth]
            for each in rows
        ]
        return [Table("Contracts that serve no priority", columns, table)]
