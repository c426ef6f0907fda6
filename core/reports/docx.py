"""A prepared report as a Word document, which people edit onward: real headings and tables, no macros, no links out."""

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from core.charts.pictures import png
from core.reports.declaration import Chart, Column, Figures, Heading, Prepared, Table

UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
WIDTH = Mm(160)


def render_docx(prepared: Prepared) -> bytes:
    """The Word document of a report: its header, and every section with the same words as the page."""
    document = new_document(prepared.title, prepared.made_at)
    document.add_heading(fit(prepared.title), level=0)
    if prepared.description:
        document.add_paragraph(fit(prepared.description))
    _pairs(document, prepared.facts)
    level = 1
    for section in prepared.sections:
        if isinstance(section, Heading):
            document.add_heading(fit(section.title), level=1)
            level = 2
            continue
        document.add_heading(fit(section.title), level=level)
        if isinstance(section, Figures):
            _pairs(document, [(label, value) for label, value, _ in section.lines()])
            continue
        if isinstance(section, Chart):
            _picture(document, section)
        _table(document, section.table if isinstance(section, Chart) else section)
    return saved(document)


def new_document(title: str, made_at: Any) -> Any:
    """An empty document in British English, with its title, and nothing of whoever made the template."""
    document = Document()
    about = document.core_properties
    about.title, about.language, about.author, about.comments = fit(title)[:250], "en-GB", "Concordat", ""
    about.created = about.modified = made_at.replace(tzinfo=None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    document.styles["Normal"].font.name = "Arial"
    return document


def saved(document: Any) -> bytes:
    """The document as a file."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def fit(text: str) -> str:
    """Text as a Word document can hold it; what XML has no place for is replaced by a space."""
    return UNFIT.sub(" ", text)


def _pairs(document: Any, pairs: Any) -> None:
    """Labels with their values, a line each."""
    for label, value in pairs:
        line = document.add_paragraph()
        line.add_run(f"{fit(label)}: ").bold = True
        line.add_run(fit(str(value)))


def _picture(document: Any, chart: Chart) -> None:
    """The chart as a picture with its description; the table below it holds the same figures."""
    shape = document.add_picture(io.BytesIO(png(chart.spec)), width=WIDTH)
    about = shape._inline.docPr
    about.set("descr", fit(chart.spec["description"]))
    about.set("title", fit(chart.title))


def _table(document: Any, table: Table) -> None:
    """A table whose first line is marked as its heading, and is repeated on every page."""
    if not table.rows:
        document.add_paragraph("There is nothing to list here on that day, for what was asked.")
    else:
        lines = [
            table.headings,
            *(
                [column.words(cell) for column, cell in zip(table.columns, row, strict=True)]
                for row in table.all_rows()
            ),
        ]
        drawn = document.add_table(rows=len(lines), cols=len(table.columns), style="Table Grid")
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        drawn.rows[0]._tr.get_or_add_trPr().append(mark)
        cells = drawn._cells  # once: each row.cells works the whole table out again
        for place, text in enumerate(each for line in lines for each in line):
            _fill(cells[place], text, table.columns[place % len(table.columns)], heading=place < len(table.columns))
    if table.note:
        document.add_paragraph(fit(table.note))


def _fill(cell: Any, text: str, column: Column, *, heading: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(fit(text)).bold = heading
    if column.number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
