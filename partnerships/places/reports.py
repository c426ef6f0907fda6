"""The report on co-terminosity: the share of pairs that are, on a day, by region, and over time."""

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from core import clock
from core.acts import Actor
from core.charts import specs
from core.reports import registry
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from partnerships.places.filters import regions
from partnerships.places.judging import LONG_AGO, NEARLY_ALL, Share, Spell
from partnerships.places.models import Pair, Verdict

YEARS = 10
"""The report looks so many years back, at the first of April of each: health bodies and councils change on that day."""
NO_REGION = "No region known"
NOTE = (
    f"Co-terminous: each lies at least {NEARLY_ALL}% in the other, counted in small areas. Pairs of which a total is "
    "not known are not determinable, and stand in no share."
)


class Stood(NamedTuple):
    """A pair with the days on which its figures hold and both were there."""

    organisation: int
    region: str
    verdict: str
    spells: tuple[Spell, ...]

    def holds_on(self, on: datetime.date) -> bool:
        return all(each.holds_on(on) for each in self.spells)


class RegionForm(forms.Form):
    """Which region to look at."""

    region = forms.ChoiceField(label="Region", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "All"), *regions()]  # type: ignore[attr-defined]


class CoTerminosity(Report):
    """How many pairs of health body and upper-tier council are co-terminous."""

    name = "co-terminosity"
    title = "Co-terminosity"
    audience = "core.view_reports"
    seen_alike = True
    description = (
        "The share of pairs of health bodies and upper-tier councils that are co-terminous on a day, by region, and on "
        "the first of April of each of the ten years before."
    )
    parameters = RegionForm

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        region = params.get("region") or ""
        pairs = stood(actor, region)
        today = [each for each in pairs if each.holds_on(as_at)]
        found: list[Section] = [Figures(figures_of(today, as_at, region))]
        by_region: dict[str, list[Stood]] = defaultdict(list)
        for each in today:
            by_region[each.region].append(each)
        keys = {name: pk for pk, name in regions()}
        rows = [row_of(name, by_region[name], as_at, keys.get(name, "")) for name in sorted(by_region)]
        columns = [
            Column("Region"),
            Column("Share co-terminous", "percent"),
            Column("Co-terminous", "number"),
            Column("Pairs that can be judged", "number"),
            Column("Not determinable", "number"),
        ]
        table = Table("Co-terminosity by region", columns, rows, note=NOTE)
        found.append(Chart("Share of pairs that are co-terminous, by region", bars(rows), table) if rows else table)
        return [*found, over_time(pairs, as_at)]


def stood(actor: Actor, region: str) -> list[Stood]:
    """Every pair there ever was, as far as it counts. One statement."""
    rows = Pair.objects.visible_to(actor).filter(organisation__duplicate_of=None)
    rows = rows.filter(area__parent=region) if region else rows
    values = rows.values_list(
        "organisation_id", "area__parent__name", "verdict", "starts", "ends", "organisation__opened",
        "organisation__closed", "area__starts", "area__ends",
    )  # fmt: skip
    return [
        Stood(body, name or NO_REGION, verdict, tuple(Spell.of(*days[place : place + 2]) for place in (0, 2, 4)))
        for body, name, verdict, *days in values
    ]


def share_of(pairs: list[Stood]) -> Share:
    """The share of the pairs that can be judged."""
    return Share.of(each.verdict for each in pairs)


def told(share: Share) -> Decimal | str:
    """A share as a figure."""
    return "not determinable" if share.share is None else share.share


def figures_of(pairs: list[Stood], as_at: datetime.date, region: str) -> list[tuple[Any, ...]]:
    """The share of pairs, how many there are, and of how many health bodies any council is co-terminous."""
    share, kept = share_of(pairs), {"region": region} if region else {}
    unknown = len(pairs) - share.pairs
    bodies = {each.organisation for each in pairs if each.verdict != Verdict.UNKNOWN}
    whole = {each.organisation for each in pairs if each.verdict == Verdict.YES}
    of_bodies = Share(len(bodies), len(whole))
    return [
        ("Share of pairs", told(share), "percent"),
        ("Co-terminous pairs", Linked(share.coterminous, address(as_at, verdict=Verdict.YES.value, **kept))),
        ("Pairs that can be judged", share.pairs),
        ("Pairs not determinable", Linked(unknown, address(as_at, verdict=Verdict.UNKNOWN.value, **kept))),
        ("Share of health bodies", told(of_bodies), "percent"),
    ]


def row_of(name: str, pairs: list[Stood], as_at: datetime.date, region: str) -> list[Any]:
    """A region: its share, and the pairs behind it."""
    share, kept = share_of(pairs), {"region": region} if region else {}
    if not region:
        return [name, told(share), share.coterminous, share.pairs, len(pairs) - share.pairs]
    return [
        Linked(name, address(as_at, **kept)),
        told(share),
        Linked(share.coterminous, address(as_at, verdict=Verdict.YES.value, **kept)),
        share.pairs,
        Linked(len(pairs) - share.pairs, address(as_at, verdict=Verdict.UNKNOWN.value, **kept)),
    ]


def bars(rows: list[list[Any]]) -> dict[str, Any]:
    """Bars of the shares, in per cent; none where nothing can be judged."""
    data = []
    for row in rows:
        name = row[0].value if isinstance(row[0], Linked) else row[0]
        data.append((name, row[1] * 100 if isinstance(row[1], Decimal) else None))
    title = "Share of pairs that are co-terminous, by region"
    return specs.bar(title, data, x_title="% co-terminous", y_title="Region")


def over_time(pairs: list[Stood], as_at: datetime.date) -> Section:
    """The share on each first of April until the day and on the day itself."""
    days = {datetime.date(as_at.year - back, 4, 1) for back in range(YEARS + 1)} if as_at.year > YEARS + 1 else set()
    days = {day for day in days if LONG_AGO < day < as_at} | {as_at}
    rows = []
    for day in sorted(days):
        standing = [each for each in pairs if each.holds_on(day)]
        share = share_of(standing)
        rows.append([day, told(share), share.coterminous, share.pairs, len(standing) - share.pairs])
    columns = [
        Column("Day", "date"),
        Column("Share co-terminous", "percent"),
        Column("Co-terminous", "number"),
        Column("Pairs that can be judged", "number"),
        Column("Not determinable", "number"),
    ]
    table = Table("Co-terminosity over time", columns, rows, note="Boundaries as they are known now.")
    data = [(row[0], "Share co-terminous", row[1] * 100) for row in rows if isinstance(row[1], Decimal)]
    if not data:
        return table
    title = "Share of pairs that are co-terminous, over time"
    return Chart(title, specs.line(title, data, y_title="% co-terminous"), table)


def address(as_at: datetime.date, **query: str) -> str:
    """The list of pairs behind a figure."""
    day = {} if as_at == clock.today() else {"as_at": as_at.isoformat()}
    return f"{reverse('co_terminosity')}?{urlencode(query | day)}"


registry.add(CoTerminosity)
