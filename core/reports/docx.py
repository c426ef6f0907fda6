"""A prepared report as a Word document, which people edit onward: real headings and tables, no macros, no links out."""

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core.charts.pictures import png
from core.reports.declaration import Chart, Figures, Heading, Prepared, Table

UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
PAPER, MARGIN = (Mm(210), Mm(297)), Mm(20)
WIDTH = Mm(170)
FONT, DARK, LINES, BEHIND_HEADINGS = "Arial", "0F4C5C", "A8B3B9", "EDF1F2"
SIZES = {"Normal": 10.5, "Title": 22, "Heading 1": 16, "Heading 2": 12.5, "Heading 3": 11}
WIDEST = 60
"""Characters of a cell that its column's share of the width goes by; longer text is broken into lines."""
KEPT = 2
"""Lines of a table that are never left alone at the foot of a page."""
LETTER, EDGES = Mm(2.1), Mm(5)
"""What a bold letter and the edges of a cell take."""


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
    _number_pages(document)
    return saved(document)


def new_document(title: str, made_at: Any) -> Any:
    """An empty document on A4 in British English, with its title, and nothing of whoever made the template."""
    document = Document()
    about = document.core_properties
    about.title, about.language, about.author, about.comments = fit(title)[:250], "en-GB", "Concordat", ""
    about.created = about.modified = made_at.replace(tzinfo=None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    for name, size in SIZES.items():
        _dress(document.styles[name], size)
    page = document.sections[0]
    page.page_width, page.page_height = PAPER
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    return document


def _dress(style: Any, size: float) -> None:
    """One type for text and headings, on every machine: the template names others by its theme."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)
    if style.name != "Normal":
        style.font.color.rgb = RGBColor.from_string(DARK)


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
        line.paragraph_format.space_after = Pt(3)
        line.add_run(f"{fit(label)}: ").bold = True
        line.add_run(fit(str(value)))


def _picture(document: Any, chart: Chart) -> None:
    """The chart as a picture with its description; the table below it holds the same figures."""
    shape = document.add_picture(io.BytesIO(png(chart.spec)), width=WIDTH)
    about = shape._inline.docPr
    about.set("descr", fit(chart.spec["description"]))
    about.set("title", fit(chart.title))
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _table(document: Any, table: Table) -> None:
    """A table whose first line is marked as its heading, and is repeated on every page."""
    if not table.rows:
        document.add_paragraph("There is nothing to list here on that day, for what was asked.")
    else:
        lines = [table.headings, *(_in_words(table, row) for row in table.all_rows())]
        drawn = document.add_table(rows=len(lines), cols=len(table.columns), style="Table Grid")
        _draw(drawn, table, lines)
    if table.note:
        note = document.add_paragraph()
        note.paragraph_format.space_before = Pt(4)
        note.add_run(fit(table.note)).font.size = Pt(9)


def _in_words(table: Table, row: Any) -> list[str]:
    return [column.words(cell) for column, cell in zip(table.columns, row, strict=True)]


def _draw(drawn: Any, table: Table, lines: list[list[str]]) -> None:
    """Fill a table: wide columns for what is long, a heading that stands on every page, lines that are not broken."""
    drawn.autofit = False
    _set_borders(drawn)
    wide = widths(lines)
    for column, width in zip(drawn.columns, wide, strict=True):
        column.width = width
    count, last = len(table.columns), len(lines) - 1
    for number, row in enumerate(drawn.rows):
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
        if number == 0:
            _mark(row._tr.get_or_add_trPr(), "w:tblHeader")
    cells = drawn._cells  # once: each row.cells works the whole table out again
    for place, text in enumerate(each for line in lines for each in line):
        row, column = divmod(place, count)
        strong = row == 0 or (row == last and table.total is not None)
        cells[place].width = wide[column]
        _fill(cells[place], text, right=table.columns[column].number, strong=strong)
        cells[place].paragraphs[0].paragraph_format.keep_with_next = row < KEPT
        if row == 0:
            _shade(cells[place])


def widths(lines: list[list[str]]) -> list[int]:
    """How the width of the page is shared out: enough for each column's longest word, and the rest by what it holds.

    >>> [round(each / Mm(1)) for each in widths([["Kind", "n"], ["Community group", "18"]])]
    [139, 31]
    """
    columns = list(zip(*lines, strict=True))
    words = [max((len(word) for text in column for word in text.split()), default=1) for column in columns]
    least = [min(word, WIDEST) * LETTER + EDGES for word in words]
    wanted = [min(max(map(len, column)), WIDEST) + 1 for column in columns]
    left = WIDTH - sum(least)
    if left < 0:
        return [int(WIDTH * each / sum(least)) for each in least]
    return [int(each + left * want / sum(wanted)) for each, want in zip(least, wanted, strict=True)]


def _set_borders(drawn: Any) -> None:
    """Thin grey lines between the rows."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", LINES)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    for side in ("left", "right", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    drawn._tbl.tblPr.append(borders)


def _mark(properties: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", BEHIND_HEADINGS)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _fill(cell: Any, text: str, *, right: bool, strong: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(fit(text))
    run.bold, run.font.size = strong, Pt(9.5)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _number_pages(document: Any) -> None:
    """The number of the page at the foot of each."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
