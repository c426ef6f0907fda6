"""The readings of a measure as a page shows them: one line of time for each body, with growth and what is missing."""

from itertools import groupby
from typing import Any

from compacts.measures.models import Measure, Reading
from compacts.measures.periods import Figure, growths, missing_between, percent, period_words
from core.acts import Actor
from core.pages import words

SHOWN = 200
"""Figures that the page of a measure shows; the list of readings has all of them."""
NO_DATA = "no data"


def series_of(measure: Measure, actor: Actor) -> list[tuple[str, list[list[Any]]]]:
    """(body, rows of its table) for each body whose figures the person may see. One query."""
    rows = Reading.objects.visible_to(actor).counting().filter(measure=measure)
    rows = rows.select_related("organisation", "area").order_by("area__name", "organisation__sort_name", "starts")
    found = [(each.of, each) for each in rows[:SHOWN]]
    return [
        (body, table_of(measure, [each for _, each in group])) for body, group in groupby(found, lambda pair: pair[0])
    ]


def table_of(measure: Measure, readings: list[Reading]) -> list[list[Any]]:
    """One row a period: figure, growth on the period before, and what the figure covers."""
    figures = [Figure(each.starts, each.ends, each.value, each.is_whole) for each in readings]
    grown = [None] * len(figures) if measure.is_share else growths(figures)
    lines = [
        (each.starts, line(measure, each, percent(ratio) if ratio is not None else ""))
        for each, ratio in zip(readings, grown, strict=True)
    ]
    gaps = [(each.starts, [period_words(each.starts, each.ends), NO_DATA, "", ""]) for each in missing_between(figures)]
    return [row for _, row in sorted([*lines, *gaps], key=lambda pair: pair[0])]


def line(measure: Measure, reading: Reading, grown: str) -> list[Any]:
    """The cells of one figure."""
    figure = measure.amount(reading.value) + (" (nothing awarded or counted)" if reading.nothing_reason else "")
    return [{"text": reading.period, "href": reading.get_absolute_url()}, figure, grown, covered(reading)]


def covered(reading: Reading) -> str:
    """What of its period a figure covers."""
    if reading.is_whole:
        return "the whole period"
    return f"part of it: {words.date(reading.covers_from)} to {words.date(reading.covers_to)}"
