"""A prepared report as what its template needs: sections in words, charts as pictures."""

from collections.abc import Callable
from typing import Any

from core.reports.declaration import Chart, Figures, Heading, Prepared, Section, Table, href_of

Drawer = Callable[[dict[str, Any]], Any]
FEW = 2
"""A report with more headings begins with a list of them."""


def render_page(prepared: Prepared, picture: Drawer, *, whole: bool = False) -> dict[str, Any]:
    """The context of templates/reports/report.html. `picture` gives the drawn chart, or None while there is none.

    `whole` is for a file: tables of which a page shows the beginning are shown to their end.
    """
    sections, level = [], 2
    for each in prepared.sections:
        sections.append(_section(each, picture, whole) | {"level": 2 if isinstance(each, Heading) else level})
        level = 3 if isinstance(each, Heading) else level
    headings = [each.title for each in prepared.sections if isinstance(each, Heading)]
    return {"report": prepared, "sections": sections, "contents": headings if len(headings) > FEW else []}


def _section(section: Section, picture: Drawer, whole: bool) -> dict[str, Any]:
    if isinstance(section, Heading):
        return {"kind": "heading", "title": section.title}
    if isinstance(section, Figures):
        return {"kind": "figures", "title": section.title, "lines": section.lines()}
    if isinstance(section, Chart):
        return {
            "kind": "chart",
            "title": section.title,
            "svg": picture(section.spec),
            "alt": section.spec["description"],
            "table": _table(section.table, whole),
        }
    return {"kind": "table", "title": section.title, "table": _table(section, whole)}


def _table(table: Table, whole: bool) -> dict[str, Any]:
    shown = table.rows if whole or not table.shown else table.rows[: table.shown]
    return {
        "more": table.more if len(shown) < len(table.rows) else "",
        "count": len(table.rows),
        "title": table.title,
        "note": table.note,
        "columns": table.columns,
        "rows": [_row(table, row) for row in shown],
        "total": _row(table, table.total) if table.total is not None else None,
    }


def _row(table: Table, row: Any) -> list[tuple[str, str]]:
    """Each cell in words with its address."""
    return [(column.words(cell), href_of(cell)) for column, cell in zip(table.columns, row, strict=True)]
