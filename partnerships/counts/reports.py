"""The partner register counted: by kind and size, by area and sector, by group; and whose entries are out of date."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from core.acts import Actor
from core.reports import registry
from core.reports.declaration import Column, Figures, Report, Section, Table
from partnerships.organisations import past
from partnerships.organisations.models import Described, Organisation, Sector, UmbrellaMembership
from partnerships.organisations.reports import partners_on
from partnerships.terms.choices import titled
from partnerships.terms.models import Vocabulary

NOT_KNOWN = "Not known"
AS_RECORDED = "Kind is that of the day. Size, home area and sector are as recorded today, without dates."


class PartnerRegister(Report):
    """How many partners there were, cross-tabulated."""

    name = "partner-register"
    title = "Partner register"
    audience = "core.view_reports"
    seen_alike = True
    description = "The partners here on a day by kind, size, area, and by whom they are led and whom they serve."

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        partners = partners_on(actor, as_at).annotate(kind_then=past.kind_on(as_at))
        everybody = partners.count()
        if not everybody:
            return [Figures([("Partners here", 0)])]
        sizes = counted(partners, "kind_then", "size__title")
        areas = counted(partners, "area__name", "kind__sector")
        sectors = {value: str(label) for value, label in Sector.choices}
        areas = Counter({(area, sectors.get(sector, sector)): number for (area, sector), number in areas.items()})
        return [
            Figures([("Partners here", everybody)]),
            crossed("Partners by kind and size", "Kind", sizes, everybody, AS_RECORDED),
            crossed("Partners by area and sector", "Area", areas, everybody, AS_RECORDED),
            flags(partners, as_at, everybody),
        ]


def counted(rows: QuerySet[Any], first: str, second: str) -> Counter[tuple[str, str]]:
    """How many there are of each pair of values; what is empty is 'Not known'. One statement."""
    found: Counter[tuple[str, str]] = Counter()
    for one, other, number in rows.order_by().values_list(first, second).annotate(number=Count("pk", distinct=True)):
        found[one or NOT_KNOWN, other or NOT_KNOWN] += number
    return found


def last_not_known(values: Iterable[str]) -> list[str]:
    """Sorted, with 'Not known' last."""
    return sorted(set(values), key=lambda each: (each == NOT_KNOWN, each))


def crossed(title: str, called: str, found: Counter[tuple[str, str]], everybody: int, note: str) -> Table:
    """A table of two values against each other, whose totals add up both ways."""
    across = last_not_known(second for _, second in found)
    rows = []
    for first in last_not_known(first for first, _ in found):
        numbers = [found[first, second] for second in across]
        rows.append([first, *numbers, sum(numbers), Decimal(sum(numbers)) / everybody])
    sums = [sum(number for (_, each), number in found.items() if each == second) for second in across]
    total = ["All", *sums, sum(sums), Decimal(sum(sums)) / everybody]
    columns = [
        Column(called),
        *(Column(each, "number") for each in across),
        Column("All", "number"),
        Column("Share of partners", "percent"),
    ]
    return Table(title, columns, rows, total=total, note=note)


def flags(partners: QuerySet[Any], as_at: datetime.date, everybody: int) -> Table:
    """By whom partners are led and whom they serve, with those of whom neither is recorded."""
    described = Described.objects.in_force(as_at).filter(
        organisation__in=partners.order_by().values("pk"), term__vocabulary__in=(Vocabulary.LED_BY, Vocabulary.SERVES)
    )
    counts = described.order_by().values_list("term__vocabulary", "term__title")
    counts = counts.annotate(number=Count("organisation", distinct=True)).order_by("term__vocabulary", "term__title")
    rows: list[Sequence[Any]] = [[titled(one, title), number] for one, title, number in counts]
    known = described.aggregate(number=Count("organisation", distinct=True))["number"]
    rows.append([NOT_KNOWN, everybody - known])
    columns = [Column("Led by or serves"), Column("Partners", "number"), Column("Share of partners", "percent")]
    note = "A partner may belong to several groups, so the lines do not add up to all. 'Not known': none is recorded."
    return Table(
        "Partners by whom they are led and whom they serve",
        columns,
        [[name, number, Decimal(number) / everybody] for name, number in rows],
        total=["All", everybody, Decimal(1)],
        note=note,
    )


class StaleEntries(Report):
    """Whose entry is out of date: of how many partners of each kind, area and umbrella body."""

    name = "stale-entries"
    title = "Entries out of date"
    audience = "core.view_reports"
    seen_alike = True
    description = (
        "How many partners should have confirmed their entry by the day and had not, by kind, area and umbrella body, "
        "and what share of the partners of each that is."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        partners = partners_on(actor, as_at).annotate(kind_then=past.kind_on(as_at))
        seen = Organisation.objects.visible_to(actor)
        late = set(past.to_confirm(seen, as_at).values_list("pk", flat=True))
        found = list(partners.order_by("pk").values_list("pk", "kind_then", "area__name"))
        umbrellas = belonging(as_at)
        figures: list[tuple[str, Any]] = [("Entries out of date", sum(pk in late for pk, _, _ in found))]
        if unknown := past.not_known(seen, as_at).count():
            figures.append(("Cannot be determined", unknown))
        if not found:
            return [Figures(figures)]
        none = "Belongs to no umbrella body"
        by_umbrella = [(pk, name) for pk, _, _ in found for name in umbrellas.get(pk, [none])]
        note = "A partner may belong to several umbrella bodies, so the lines may add up to more than all."
        return [
            Figures(figures),
            late_by("By kind", "Kind", [(pk, kind or NOT_KNOWN) for pk, kind, _ in found], late),
            late_by("By area", "Area", [(pk, area or NOT_KNOWN) for pk, _, area in found], late),
            late_by("By umbrella body", "Umbrella body", by_umbrella, late, note),
        ]


def belonging(as_at: datetime.date) -> dict[int, list[str]]:
    """The umbrella bodies to which each organisation belonged on the day, by its own membership or that of an entry
    that was merged into it. One statement."""
    found: dict[int, list[str]] = {}
    rows = UmbrellaMembership.objects.in_force(as_at).order_by("umbrella__sort_name", "pk")
    for member, name in rows.values_list(Coalesce("member__duplicate_of", "member"), "umbrella__name"):
        if name not in found.setdefault(member, []):
            found[member].append(name)
    return found


def late_by(title: str, called: str, pairs: Sequence[tuple[int, str]], late: set[int], note: str = "") -> Table:
    """A table of partners and of those among them that are late, by a value, with all of them once in its total."""
    everybody, overdue = Counter(value for _, value in pairs), Counter(value for pk, value in pairs if pk in late)
    values = last_not_known(everybody)
    rows = [[each, overdue[each], everybody[each], Decimal(overdue[each]) / everybody[each]] for each in values]
    keys = {pk for pk, _ in pairs}
    total = ["All", len(keys & late), len(keys), Decimal(len(keys & late)) / len(keys)]
    columns = [
        Column(called),
        Column("Out of date", "number"),
        Column("Partners", "number"),
        Column("Share out of date", "percent"),
    ]
    return Table(title, columns, rows, total=total, note=note)


registry.add(PartnerRegister)
registry.add(StaleEntries)
