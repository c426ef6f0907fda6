"""The figures of a need: each with its place and period beside that of another place, as a table and as charts."""

from typing import Any, NamedTuple

from commissioning.needs.models import Need, NeedEvidence
from commissioning.needs.rules import difference
from core.charts import specs
from core.pages import words


class Piece(NamedTuple):
    """A piece of evidence as a page shows it: `here`, whether it is of the need's own place."""

    evidence: NeedEvidence
    here: bool
    figure: str
    beside: str
    more: str


def pieces_of(need: Need) -> list[Piece]:
    """Its evidence in the order in which it came. Three queries at most for the places that lie in its own."""
    rows = list(need.evidence.select_related("area", "comparator_area"))
    if not rows:
        return []
    own = set(need.area.with_parts())
    return [piece(each, here=each.area_id in own) for each in rows]


def piece(evidence: NeedEvidence, *, here: bool) -> Piece:
    """One piece, its figures in words with their places."""
    figure = f"{evidence.area.name}: {evidence.amount(evidence.value)}" if evidence.value is not None else ""
    beside, more = "", ""
    gap = difference(evidence)
    if evidence.comparator_area is not None and gap is not None:
        beside = f"{evidence.comparator_area.name}: {evidence.amount(evidence.comparator_value)}"
        by = f"{words.number(abs(gap))} percentage points" if evidence.unit == "%" else evidence.amount(abs(gap))
        more = f"{by} {'more' if gap > 0 else 'less'}" if gap else "the same"
    return Piece(evidence, here, figure, beside, more)


def charts_of(pieces: list[Piece]) -> list[tuple[str, dict[str, Any]]]:
    """A chart for each unit: the figures of the own place beside the others. Evidence of elsewhere is left out."""
    by_unit: dict[str, list[tuple[Any, ...]]] = {}
    for each in pieces:
        found = each.evidence
        if each.here and found.comparator_area is not None:
            label = found.statement if len(found.statement) <= 60 else f"{found.statement[:57]}..."
            points = by_unit.setdefault(found.unit, [])
            points.append((label, found.area.name, float(found.value or 0)))
            points.append((label, found.comparator_area.name, float(found.comparator_value or 0)))
    return [
        (f"In {unit}, beside other places", specs.bar(f"In {unit}", points, x_title=unit, y_title="Evidence"))
        for unit, points in by_unit.items()
    ]


def rows_of(pieces: list[Piece]) -> list[tuple[str, ...]]:
    """The figures as a table: statement, period, figure with its place, the other with its place, the difference."""
    return [
        (each.evidence.statement, each.evidence.period, each.figure, each.beside, each.more)
        for each in pieces
        if each.figure
    ]


def people_in_words(need: Need) -> str:
    """'About 700 people; not met for 180 of them'."""
    if need.people is None:
        return ""
    unmet = f"; not met for {words.number(need.unmet_people)} of them" if need.unmet_people is not None else ""
    return f"About {words.plural(need.people, 'person', 'people')}{unmet}"
