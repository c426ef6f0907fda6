"""The tables of sign-up: figures that open to the bodies behind them, the late, and localities without a Compact."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from compacts.deadline.coverage import ORDER, Body, Coverage, Place, Tally, by_kind, without_compact
from compacts.deadline.growth import SIGNED, WORKING, chart_of, growth
from compacts.deadline.models import SignupTarget, Verdict
from compacts.deadline.statement import Locality, Region
from core.pages import words
from core.pages.labels import in_sentence
from core.reports.declaration import Chart, Column, Linked, Section, Table
from partnerships.organisations.models import Area, AreaKind

BODIES, LOCALITIES = "compact-signup-bodies", "compact-signup-localities"
"""The reports to which figures open."""
VERDICTS = [Column(verdict.label, "integer") for verdict in ORDER]
SHOWN = 20
MERGED = "What a body's predecessors had signed counts for it."
METHOD = (
    "Counted are the bodies of these kinds that were open on {day}. Both ways to meet the target meet it, and are "
    "never added up. "
    + MERGED
    + " A sign-up counts from its day until the day on which it ended or the Compact lapsed; one "
    "declared void never held. Lateness is counted in days from {due}, and ends with the body. Of a body whose opening "
    "is not known, and which had not met the target, it cannot be determined whether it was open."
)
NO_DAY = (
    "{} names no day, and it matters which is taken: the figures are not the same at both ends. Say on the target's "
    "page which day is taken, and why."
)


def behind(found: Coverage, **more: str) -> str:
    """The address of the bodies behind a figure."""
    asked = {"target": str(found.target.pk), "as_at": found.on.isoformat()} | more
    return f"{reverse('report', args=[BODIES])}?{urlencode({n: v for n, v in asked.items() if v})}"


def linked(found: Coverage, number: int, verdict: str = "", kind: str = "", counts: str = "") -> Any:
    """A number that opens to its bodies."""
    return Linked(number, behind(found, verdict=verdict, kind=kind, counts=counts)) if number else 0


def cells(found: Coverage, tally: Tally, **more: str) -> list[Any]:
    """How many bodies, and how many of each verdict."""
    numbers = [linked(found, tally.of_verdict(each), verdict=each.value, **more) for each in ORDER]
    return [linked(found, tally.bodies, **more), *numbers]


def kinds_table(found: Coverage, title: str, bodies: Iterable[Body], counts: str, note: str = "") -> Table:
    """Each kind of body with how many stand how."""
    kinds = by_kind(bodies)
    rows = [[kind.plural, *cells(found, tally, kind=kind.code, counts=counts)] for kind, tally in kinds]
    kind = "Kind of body" if counts == "yes" else "Kind of body beside"
    columns = [Column(kind), Column("Bodies", "integer"), *VERDICTS]
    total = ["All", *cells(found, found.tally, counts=counts)] if counts == "yes" and rows else None
    return Table(title, columns, rows, note=note, total=total)


def method(found: Coverage) -> str:
    """How the figures were worked out."""
    due = words.date(found.target.day) if found.target.day else f"each end of {found.target.due_in_words}"
    return METHOD.format(day=words.date(found.judged_on), due=due)


def ends_table(found: Coverage) -> Table:
    """The figures if the target were due on either end of its month."""
    rows = [
        [words.date(due), tally.bodies, *[tally.of_verdict(each) for each in ORDER]] for due, tally in found.at_each_end
    ]
    columns = [Column("If it were due on"), Column("Bodies", "integer"), *VERDICTS]
    return Table("At both ends of the month", columns, rows, note=NO_DAY.format(found.target.due_in_words))


def late_table(found: Coverage) -> Table:
    """The counted bodies that are late, the latest first."""
    late = [each for each in found.counted if each.stand.verdict == Verdict.LATE]
    rows = [
        [
            Linked(each.organisation.name, each.organisation.get_absolute_url()),
            each.kind.title,
            each.stand.in_words,
            each.stand.late_days,
        ]
        for each in late
    ]
    columns = [Column("Body"), Column("Kind of body"), Column("How it stands"), Column("Days late", "integer")]
    return Table("Late", columns, rows, shown=SHOWN, more=behind(found, verdict="late", counts="yes"))


def bodies_table(found: Coverage, bodies: Iterable[Body]) -> Table:
    """Each body with how it stands, and where."""
    where: dict[int, list[str]] = defaultdict(list)
    for each in found.places:
        where[each.organisation.pk] += [each.area.name] if each.area else []
    rows = [
        [
            Linked(each.organisation.name, each.organisation.get_absolute_url()),
            each.kind.title,
            "Counted" if each.counts else "Beside",
            each.stand.in_words,
            each.stand.since,
            each.stand.late_days or None,
            ", ".join(sorted(where[each.organisation.pk])) or None,
        ]
        for each in bodies
    ]
    columns = [
        Column("Body"), Column("Kind of body"), Column("In the target"), Column("How it stands"),
        Column("Since", "date"), Column("Days late", "integer"), Column("Localities"),
    ]  # fmt: skip
    return Table("Bodies", columns, rows, note=method(found))


def region_of(area: Area | None) -> Area | None:
    """The region in which a locality lies."""
    while area is not None and area.kind != AreaKind.REGION:
        area = area.parent
    return area


def lies_in(place: Locality | None, region: Area) -> bool:
    """Whether a locality lies in the region."""
    return place is not None and place.region is not None and place.region.pk == region.pk


def matrix(places: list[Place], target: SignupTarget) -> Table:
    """A row for each locality, a column for each kind: who is there, and how each stands. What is late comes first."""
    at: dict[Locality | None, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for each in places:
        at[each.area][each.kind.pk].append(each)
    counted, beside = target.counted, target.beside
    titles = [*[kind.plural for kind in counted], *[f"{kind.plural} (beside)" for kind in beside]]
    columns = [Column("Locality"), Column("Region"), *[Column(title) for title in titles]]
    kinds = [kind.pk for kind in (*counted, *beside)]
    rows = [
        [
            area.name if area else "Not known",
            name_of(area.region if area else None),
            *[in_cell(those[kind]) for kind in kinds],
        ]
        for area, those in at.items()
    ]
    note = f"Kinds 'beside' are shown beside the target and never counted. {MERGED}"
    return Table("Localities and organisations", columns, rows, note=note)


def in_cell(places: Iterable[Place]) -> str | None:
    """The bodies of one kind in a locality, each with how it stands there."""
    return "; ".join(f"{each.organisation.name}, {in_sentence(each.here.in_words)}" for each in places) or None


def name_of(area: Area | Region | None) -> str | None:
    """Its name, where there is one."""
    return area.name if area else None


def localities_table(target: SignupTarget, on: datetime.date, region: Area | None = None) -> Table:
    """The localities without an agreed Compact, and whether one is being worked on."""
    areas = [each for each in without_compact(target, on) if region is None or region_of(each) == region]
    rows = [[each.name, name_of(region_of(each)), "Being worked on" if each.begun else "None"] for each in areas]
    columns = [Column("Locality"), Column("Region"), Column("Compact")]
    return Table("Localities without an agreed Compact", columns, rows)


def growth_section(target: SignupTarget, on: datetime.date) -> list[Section]:
    """How the figures came about, drawn, with its table; nothing where nobody has signed up."""
    points = growth(target, on)
    title = "How sign-up grew"
    note = "Of the bodies that count on the day the target is judged on. Who signed no longer counts as working."
    columns = [Column("At the end of", "date"), Column(SIGNED, "integer"), Column(WORKING, "integer")]
    table = Table(title, columns, [[each.on, each.signed, each.working] for each in points], note=note)
    return [Chart(title, chart_of(title, points), table)] if points else []
