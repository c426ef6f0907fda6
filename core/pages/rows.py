"""The rows of a table (templates/components/table.html), filled in here: a template takes ten times as long for a cell.

A cell is a text, or a mapping with text and if wanted href, tag (a colour), or a mapping with lines (texts, one below
the other). The first cell names the row. At 320 pixels a cell shows its column's title before its value.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

FIRST = '<th role="rowheader" scope="row" class="nhsuk-table__header{}" data-label="{}">'
FURTHER = '<td role="cell" class="nhsuk-table__cell{}" data-label="{}">'
NUMBER = " nhsuk-table__cell--numeric"


def filled(columns: Sequence[Mapping[str, Any]], rows: Iterable[Iterable[Any]]) -> Markup:
    """The rows as markup. What is no markup is escaped."""
    openings = [opening(place, column) for place, column in enumerate(columns)]
    drawn: list[str] = []
    for row in rows:
        drawn.append('<tr class="nhsuk-table__row" role="row">')
        for place, cell in enumerate(row):
            before = openings[place] if place < len(openings) else opening(place, {})
            drawn += (before, content(cell), "</td>" if place else "</th>")
        drawn.append("</tr>\n")
    return Markup("".join(drawn))  # noqa: S704 - each part is ours or escaped


def opening(place: int, column: Mapping[str, Any]) -> str:
    """How each cell of a column begins."""
    kind = NUMBER if column.get("number") else ""
    return (FURTHER if place else FIRST).format(kind, escape(column.get("title", "")))


def content(cell: Any) -> str:
    """What stands in a cell."""
    if cell.__class__ is str or not isinstance(cell, Mapping):
        return escape(cell)
    text = escape(cell.get("text", ""))
    if href := cell.get("href"):
        return f'<a class="nhsuk-link" href="{escape(href)}">{text}</a>'
    if lines := cell.get("lines"):
        return f'<ul class="nhsuk-list app-tight">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'
    return f'<strong class="nhsuk-tag nhsuk-tag--{escape(tag)}">{text}</strong>' if (tag := cell.get("tag")) else text
