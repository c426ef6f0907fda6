"""The map of areas: where each upper-tier council is drawn, by what mark, and the list that says the same in words.

A picture of points without a ground below them: nothing is fetched from anywhere. Degrees of longitude are drawn as
wide as they are at the latitude in the middle of the picture.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Any

from core.pages import words
from partnerships.organisations.models import Area, AreaKind
from partnerships.places.areas import COLOURS, address, share
from partnerships.places.judging import Share
from partnerships.places.models import AreaPoint, Pair, Verdict

WIDTH, MARGIN, TALLEST = 320, 14, 640
NAMED = 40
"""So many areas have their names beside their marks, as far as there is room; of more, none would be read."""
LETTER = 6
"""About how wide a letter of a name is, and half as high as its line."""
SHAPES = {Verdict.YES: "circle", Verdict.NO: "square", Verdict.UNKNOWN: "triangle"}
CALLED = {Verdict.YES: "Co-terminous", Verdict.NO: "Not co-terminous", Verdict.UNKNOWN: "Not determinable"}
COLUMNS = ("Council area", "Region", "Co-terminous", "With which health bodies")


@dataclass(frozen=True)
class Mark:
    """One area as it is drawn: at which point of the picture, by which shape, and what it is."""

    x: float
    y: float
    verdict: str
    called: str
    is_named: bool = False

    @property
    def name(self) -> str:
        """What it is, in words; nothing of the marks of a legend."""
        return f"{self.called}: {CALLED[Verdict(self.verdict)].lower()}" if self.called else ""

    @property
    def anchor(self) -> str:
        """On which side of the mark the name stands: towards the middle of the picture."""
        return "start" if self.x <= WIDTH / 2 else "end"

    @property
    def name_x(self) -> float:
        """Where the name begins, or ends."""
        return round(self.x + (9 if self.anchor == "start" else -9), 1)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """About where its name is written: left, top, right, bottom."""
        length = len(self.called) * LETTER
        left = self.name_x if self.anchor == "start" else self.name_x - length
        return left, self.y - LETTER, left + length, self.y + LETTER

    @property
    def shape(self) -> str:
        return SHAPES[Verdict(self.verdict)]

    @property
    def triangle(self) -> str:
        """The corners of a triangle about the point."""
        return f"{self.x:g},{self.y - 6:g} {self.x + 5.5:g},{self.y + 4:g} {self.x - 5.5:g},{self.y + 4:g}"


def areas_of(on: datetime.date, region: int | None) -> list[Area]:
    """The areas of the councils of the day that have a pair, or stand above none: counties and unitary areas."""
    rows = Area.objects.in_force(on).filter(kind=AreaKind.COUNTY).select_related("parent")
    if region is not None:
        rows = rows.filter(parent=region)
    return list(rows.order_by("name", "pk"))


def drawn(on: datetime.date, region: int | None) -> dict[str, Any]:
    """What the page shows: marks, list, and figures. Three statements."""
    areas = areas_of(on, region)
    pairs: dict[int, list[Pair]] = defaultdict(list)
    for each in Pair.objects.on(on).select_related("organisation").order_by("-shared", "organisation__sort_name", "pk"):
        pairs[each.area_id].append(each)
    verdicts = {each.pk: verdict_of(pairs.get(each.pk, [])) for each in areas}
    points = {each.area_id: each for each in AreaPoint.objects.filter(area__in=[each.pk for each in areas])}
    marks, height = placed([(each, points[each.pk]) for each in areas if each.pk in points], verdicts)
    of_these = [pair.verdict for each in areas for pair in pairs.get(each.pk, [])]
    counts = {verdict: sum(found == verdict for found in verdicts.values()) for verdict in CALLED}
    return {
        "marks": marks,
        "width": WIDTH,
        "height": height,
        "legend": [
            {"mark": Mark(10, 10, verdict, ""), "text": f"{CALLED[verdict]}: {words.number(counts[verdict])}"}
            for verdict in CALLED
        ],
        "description": described(counts, len(marks), len(areas)),
        "columns": [{"title": title} for title in COLUMNS],
        "rows": [row_of(each, verdicts[each.pk], pairs.get(each.pk, []), on) for each in areas],
        "not_drawn": len(areas) - len(marks),
        "share": Share.of(of_these).in_words,
    }


def verdict_of(pairs: list[Pair]) -> Verdict:
    """Whether a council is co-terminous with any health body; not determinable where one of its pairs is not, or where
    nothing of it is counted."""
    found = {each.verdict for each in pairs}
    if Verdict.YES in found:
        return Verdict.YES
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found or not found else Verdict.NO


def placed(found: list[tuple[Area, AreaPoint]], verdicts: dict[int, Verdict]) -> tuple[list[Mark], int]:
    """The marks of a picture, and how tall it is. North is up."""
    if not found:
        return [], 2 * MARGIN
    west = float(min(point.longitude for _, point in found))
    east = float(max(point.longitude for _, point in found))
    south = float(min(point.latitude for _, point in found))
    north = float(max(point.latitude for _, point in found))
    narrow = cos(radians((north + south) / 2))
    across, up = (east - west) * narrow, north - south
    scale = min(
        (WIDTH - 2 * MARGIN) / across if across else float("inf"), (TALLEST - 2 * MARGIN) / up if up else float("inf")
    )
    scale = 0 if scale == float("inf") else scale
    marks = [
        Mark(
            round(MARGIN + (float(point.longitude) - west) * narrow * scale, 1),
            round(MARGIN + (north - float(point.latitude)) * scale, 1),
            verdicts[area.pk],
            area.name,
        )
        for area, point in found
    ]
    return with_names(marks), round(2 * MARGIN + up * scale)


def with_names(marks: list[Mark]) -> list[Mark]:
    """The marks, with the names of those beside which there is room: none is written over another, or over a mark."""
    if len(marks) > NAMED:
        return marks
    taken = [(each.x - LETTER, each.y - LETTER, each.x + LETTER, each.y + LETTER) for each in marks]
    found = []
    for place, each in enumerate(marks):
        left, top, right, bottom = each.box
        others = (box for number, box in enumerate(taken) if number != place)
        if any(left < box[2] and right > box[0] and top < box[3] and bottom > box[1] for box in others):
            found.append(each)
            continue
        taken.append(each.box)
        found.append(replace(each, is_named=True))
    return found


def described(counts: dict[Verdict, int], drawn: int, areas: int) -> str:
    """What the picture shows, for who does not see it."""
    said = ", ".join(f"{words.number(counts[verdict])} {CALLED[verdict].lower()}" for verdict in CALLED)
    some = "" if drawn == areas else f" {words.number(areas - drawn)} without a known point are in the list alone."
    return f"{words.plural(areas, 'council area')} by whether they are co-terminous with a health body: {said}.{some}"


def row_of(area: Area, verdict: Verdict, pairs: list[Pair], on: datetime.date) -> list[Any]:
    """A line of the list."""
    lines = [
        f"{each.organisation.name}: {share(each.of_organisation)} of it, {share(each.of_area)} of the council"
        for each in pairs
    ]
    return [
        {"text": area.name, "href": address(area.pk, on)},
        area.parent.name if area.parent else "",
        {"text": CALLED[verdict], "tag": COLOURS[verdict]},
        {"lines": lines} if lines else "Nothing of it is counted.",
    ]
