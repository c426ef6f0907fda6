"""All the questions of a consultation as a Word document that people fill in and send back.

Answers are typed into content controls: real fields with a name, in the order of the text, without tables. Each is
tagged with the key of its question. On paper they are boxes to write in.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree

from consultation.consultations.definitions import Asked, definition_of
from consultation.consultations.models import Consultation, QuestionKind
from consultation.consultations.views import described
from consultation.paper.returning import address_of, how_to_return
from consultation.paper.room import ABOUT_YOU, ALL, FILE_HERE, FOR_WHOM, ONE, lines_for
from consultation.responses.consents import CURRENT, EDITIONS
from core import clock
from core.pages import words
from core.reports.docx import fit, new_document, saved

WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
DARK = RGBColor(0x0F, 0x4C, 0x5C)
TYPE_HERE = "Write here."


class PaperForm:
    """A Word document that is being written."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.shown = described(consultation)
        self.numbers = count(1)
        self.document = new_document(consultation.title, clock.now())
        self.document.core_properties.author = fit(consultation.host.name)[:250]
        self.document.core_properties.subject = f"Form to answer {consultation.reference}"
        dress(self.document)

    def written(self) -> bytes:
        """The whole form, as a file."""
        self.head()
        self.about_you()
        self.heading("Questions", 2)
        definition = definition_of(self.consultation)
        titles = {each.number: each.title for each in definition.sections}
        for question in definition.everything:
            self.question(question, 3, titles)
        self.consent()
        self.heading("How to send it back", 2)
        for sentence in how_to_return(self.consultation):
            self.text(sentence)
        self.foot()
        return saved(self.document)

    def head(self) -> None:
        """What it is, until when, and whom to ask."""
        asked, shown = self.consultation, self.shown
        self.heading(asked.title, 1)
        self.text(f"{asked.host.name} asks. {shown['open_words']}. Reference: {asked.reference}")
        self.text(f"{shown['opened_words']} {shown['length_words']}.".strip())
        if shown["shorter_reason"]:
            self.text(f"The reason for its length: {shown['shorter_reason']}")
        for each in shown["extensions"]:
            self.text(
                f"It was to close on {words.date(each.old_closes_on)}. More time was given because: {each.reason}"
            )
        if asked.summary:
            self.text(asked.summary)
        if definition_of(asked).sections:
            self.text(f"The document that the questions are about can be read at {address_of(asked)}")
        self.text(shown["who_may_answer"])
        self.heading("Who to ask", 2)
        known = (asked.contact_name, asked.host.name, asked.contact_telephone, asked.contact_email)
        self.text(", ".join(filter(None, known)))

    def about_you(self) -> None:
        """Who answers."""
        self.heading("About you", 2)
        if self.consultation.takes_individuals:
            self.text("You answer for:")
            self.ticks("answers_as", zip(("organisation", "individual"), FOR_WHOM, strict=True))
        for key, label in ABOUT_YOU:
            self.text(label, bold=True, keep=True)
            self.space(key, label, TYPE_HERE)

    def question(self, asked: Asked, level: int, titles: dict[int, str]) -> None:
        """A question with the space for its answer, or its parts with theirs."""
        if asked.withdrawn:
            self.heading(f"{asked.number}. This question is not asked any more", level)
            self.text(f"The reason: {asked.withdrawn}")
            return
        self.heading(f"{asked.number}. {asked.text}", level)
        if asked.help_text:
            self.text(asked.help_text, keep=True)
        if asked.section:
            self.text(f"About section {asked.section} of the document, '{titles.get(asked.section, '')}'.", keep=True)
        self.answer(asked)
        for part in asked.parts:
            self.question(part, level + 1, titles)

    def answer(self, asked: Asked) -> None:
        """Where the answer goes."""
        kind, called = QuestionKind(asked.kind), f"Answer to question {asked.number}"
        about = f"Question {asked.number}: "
        if kind == QuestionKind.YES_NO:
            self.ticks(asked.key, [("yes", "Yes"), ("no", "No")], about, keep=True)
            self.text("Why?", keep=True)
            called = f"Reasons for question {asked.number}"
        elif kind.offers_choices:
            self.text(ONE if kind == QuestionKind.CHOOSE_ONE else ALL, keep=True)
            self.ticks(asked.key, [(each.key, each.label) for each in asked.options], about)
            return
        if kind == QuestionKind.DATE:
            self.space(asked.key, called, "Choose or write a date.", date=True)
        elif kind != QuestionKind.HEADING:
            placeholder = FILE_HERE if kind == QuestionKind.FILE else TYPE_HERE
            self.space(asked.key, called, placeholder, lines=lines_for(kind))

    def consent(self) -> None:
        """May it be published? The same words as on the site."""
        edition = EDITIONS[CURRENT]
        self.heading(edition.question, 2)
        self.text(ONE, keep=True)
        self.ticks("consent", [(str(key), sentence) for key, sentence in edition.sentences.items()], keep=True)
        self.text(f"These are the sentences of edition {CURRENT}.")

    def foot(self) -> None:
        """The reference and the number of the page, below each page."""
        line = self.document.sections[0].footer.paragraphs[0]
        line.add_run(f"{self.consultation.reference}, page ")
        for instruction in ("PAGE", "NUMPAGES"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), instruction)
            field.append(run("1"))
            line._p.append(field)
            if instruction == "PAGE":
                line.add_run(" of ")

    # The pieces

    def heading(self, text: str, level: int) -> None:
        """A real heading, by which readers of screens find their way."""
        self.document.add_heading(fit(text), level=level)

    def text(self, text: str, *, bold: bool = False, keep: bool = False) -> None:
        """Paragraphs of text; `keep` on one page with what follows."""
        for line in filter(None, fit(text).splitlines()):
            paragraph = self.document.add_paragraph()
            paragraph.add_run(line).bold = bold
            paragraph.paragraph_format.keep_with_next = keep

    def space(self, key: str, called: str, placeholder: str, *, lines: int = 1, date: bool = False) -> None:
        """A box to type in, of as many lines on paper and on one page; it grows with what is typed. The empty lines
        stand below the field: within it some programs put the words at the bottom."""
        paragraph = self.document.add_paragraph()
        paragraph._p.get_or_add_pPr().append(box())
        paragraph.paragraph_format.space_after = Pt(14)
        paragraph.paragraph_format.keep_together = True
        content = run(placeholder, grey=True)
        kind = OxmlElement("w:date") if date else OxmlElement("w:text")
        if date:
            for name, value in (("dateFormat", "d MMMM yyyy"), ("lid", "en-GB"), ("calendar", "gregorian")):
                kind.append(valued(name, value))
        else:
            kind.set(qn("w:multiLine"), "1")
        paragraph._p.append(self.control(key, called, content, kind, empty=True))
        below = paragraph.add_run()
        for _ in range(lines - 1):
            below.add_break()

    def ticks(self, key: str, offered: Iterable[tuple[str, str]], about: str = "", *, keep: bool = False) -> None:
        """Boxes to tick on one page; `about` says aloud what they answer, `keep` them with what follows."""
        found = list(offered)
        for place, (value, label) in enumerate(found, start=1):
            self.tick(f"{key}.{value}", about + label, label, keep=keep or place < len(found))

    def tick(self, tag: str, called: str, label: str, *, keep: bool) -> None:
        """A box to tick, with its words."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        mark = etree.Element(f"{{{WORD_2010}}}checkbox", nsmap={"w14": WORD_2010})
        for name, given, font in (("checked", "0", ""), ("checkedState", "2612", "x"), ("uncheckedState", "2610", "x")):
            state = etree.SubElement(mark, f"{{{WORD_2010}}}{name}")
            state.set(f"{{{WORD_2010}}}val", given)
            if font:
                state.set(f"{{{WORD_2010}}}font", "MS Gothic")
        box_to_tick = run("\u2610", font="MS Gothic")
        paragraph._p.append(self.control(tag, called, box_to_tick, mark))
        paragraph.add_run(f" {fit(label)}")

    def control(self, tag: str, called: str, content: Any, kind: Any, *, empty: bool = False) -> Any:
        """A field of the form: what it is called aloud, the tag that programs find it by, and what is in it."""
        control, about, inside = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
        about.append(valued("alias", fit(called)[:64]))
        about.append(valued("tag", tag[:64]))
        about.append(valued("id", str(next(self.numbers))))
        if empty:
            about.append(OxmlElement("w:showingPlcHdr"))
        about.append(kind)
        inside.append(content)
        control.append(about)
        control.append(inside)
        return control


def paper_form(consultation: Consultation) -> bytes:
    """The form of a consultation as a Word document."""
    return PaperForm(consultation).written()


def dress(document: Any) -> None:
    """Large plain letters, and headings dark enough to read."""
    normal = document.styles["Normal"]
    normal.font.size = Pt(12)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.ONE_POINT_FIVE
    for level, size in ((1, 20), (2, 16), (3, 13), (4, 12)):
        style = document.styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), True, False, DARK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]  # the template's names of themes go before a font that is named
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{name}"), "Arial")


def run(text: str, *, grey: bool = False, font: str = "") -> Any:
    """A stretch of text."""
    made, look, words = (OxmlElement(f"w:{name}") for name in ("r", "rPr", "t"))
    if font:
        fonts = OxmlElement("w:rFonts")
        for name in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{name}"), font)
        look.append(fonts)
    if grey:
        look.append(valued("color", "595959"))
    words.text = text
    made.append(look)
    made.append(words)
    return made


def valued(name: str, value: str) -> Any:
    """An element that is nothing but its value."""
    made = OxmlElement(f"w:{name}")
    made.set(qn("w:val"), value)
    return made


def box() -> Any:
    """The four lines around a space to write in."""
    made = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = valued(side, "single")
        for name, value in (("sz", "6"), ("space", "4"), ("color", "595959")):
            line.set(qn(f"w:{name}"), value)
        made.append(line)
    return made
