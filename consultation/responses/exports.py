"""A consultation's answers as a sheet: one row for each response, columns that stay the same for each question."""

import csv
import datetime
import io
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import connection

from consultation.consultations.definitions import Asked, Definition, definition_of
from consultation.consultations.models import Consultation, QuestionKind
from consultation.responses import pivot
from consultation.responses.models import Channel, ConsentChoice, Response
from consultation.responses.naming import UNVERIFIED, kind_of, name_of
from consultation.responses.rules import plain_number
from core import clock
from core.acts import Actor
from core.files.sheets import guard, unguard
from core.files.writers import stream_csv, write_xlsx
from core.work.kinds import Progress

HEAD_TITLES = (
    "Reference", "Organisation", "Kind of organisation", "How it came", "Sent", "Received late", "Unverified",
    "May be published", "Letter",
)  # fmt: skip
HEAD_KINDS = ("text", "text", "text", "text", "datetime", "text", "text", "text", "text")
SENT = HEAD_TITLES.index("Sent")
WHY = "_why"
AT_ONCE = 300
"""A workbook of as many responses is made while the person waits."""


def responses_for(actor: Actor, consultation: Consultation) -> Any:
    """The responses that count and that this person may take away, in the order they were sent."""
    rows = Response.objects.filter(actor.q("consultation.export_response"), consultation=consultation)
    return rows.counted().order_by("submitted_at", "pk")


def columns(definition: Definition) -> list[tuple[str, str]]:
    """The columns of the questions, as (stable key, heading). Yes or no takes two: the tick and the reasons."""
    found = []
    for each in definition.every_answer:
        heading = f"{each.number}. {each.text}"
        found.append((each.key, f"{each.key}: {heading}"))
        if each.kind == QuestionKind.YES_NO:
            found.append((each.key + WHY, f"{each.key}{WHY}: {heading} (why)"))
    return found


def headings(definition: Definition) -> list[str]:
    """The line of titles: each begins with the column's stable name."""
    return [*HEAD_TITLES, *(title for _, title in columns(definition))]


def column_kinds(definition: Definition) -> list[str]:
    """The kind of each column, so that numbers and dates stay what they are in a workbook."""
    special = {QuestionKind.NUMBER: "number", QuestionKind.DATE: "date"}
    found = list(HEAD_KINDS)
    for each in definition.every_answer:
        found.append(special.get(QuestionKind(each.kind), "text"))
        if each.kind == QuestionKind.YES_NO:
            found.append("text")
    return found


FIELDS = (
    "pk",
    "reference",
    name_of(),
    kind_of(),
    "channel",
    "submitted_at",
    "counted_version__late",
    "counted_version__letter",
    "counted_version__consent__choice",
    "counted_version__answers__question_id",
    "counted_version__answers__yes",
    "counted_version__answers__choice_id",
    "counted_version__answers__several",
    "counted_version__answers__number",
    "counted_version__answers__day",
    "counted_version__answers__file__original_name",
    "counted_version__answers__text",
)
OF_THE_RESPONSE = FIELDS.index("counted_version__answers__question_id")


def rows(actor: Actor, consultation: Consultation) -> Iterator[list[Any]]:
    """One row for each response, whatever their number in one statement and in constant memory."""
    definition = definition_of(consultation)
    places = {key: place for place, (key, _) in enumerate(columns(definition), len(HEAD_TITLES))}
    found = responses_for(actor, consultation).values_list(*FIELDS)
    for _, answers in groupby(found.iterator(chunk_size=2000), key=itemgetter(0)):
        yield _row(definition, places, answers)


def _row(definition: Definition, places: dict[str, int], answers: Iterator[tuple[Any, ...]]) -> list[Any]:
    row: list[Any] = []
    for each in answers:
        row = row or [*_head(each[:OF_THE_RESPONSE]), *[""] * len(places)]
        question_id, yes, choice, several, number, day, file, text = each[OF_THE_RESPONSE:]
        question = definition.by_pk.get(question_id)
        if question is None:
            continue
        if question.kind == QuestionKind.YES_NO:
            row[places[question.key]] = "" if yes is None else ("Yes" if yes else "No")
            row[places[question.key + WHY]] = text
        else:
            row[places[question.key]] = _cell(question, choice, several, number, day, file, text)
    return row


def _head(of_the_response: tuple[Any, ...]) -> list[Any]:
    _, reference, name, kind, channel, sent, late, letter, consent = of_the_response
    return [
        reference,
        name,
        kind,
        Channel(channel).label,
        sent,
        "Yes" if late else "",
        "Yes" if kind == UNVERIFIED else "",
        ConsentChoice(consent).label if consent else "",
        letter or "",
    ]


def _cell(question: Asked, choice: Any, several: Any, number: Any, day: Any, file: Any, text: str) -> Any:
    if question.kind == QuestionKind.CHOOSE_ONE:
        return question.option_by_pk[choice].label if choice else ""
    if question.kind == QuestionKind.CHOOSE_MANY:
        return "; ".join(each.label for each in question.options if each.pk in (several or ()))
    if question.kind == QuestionKind.NUMBER:
        return "" if number is None else plain_number(number)
    held = {QuestionKind.DATE: day, QuestionKind.FILE: file}
    found = held.get(QuestionKind(question.kind), text)
    return "" if found is None else found


def csv_pieces(actor: Actor, consultation: Consultation) -> Iterator[bytes]:
    """The sheet as CSV, in pieces: the titles at once, then the rows; PostgreSQL writes them itself."""
    definition = definition_of(consultation)
    if connection.vendor != "postgresql":
        yield from stream_csv(headings(definition), rows(actor, consultation))
        return
    titles = io.StringIO(newline="")
    csv.writer(titles).writerow(map(guard, headings(definition)))
    yield b"\xef\xbb\xbf" + titles.getvalue().encode()
    yield from pivot.lines(responses_for(actor, consultation), definition)


def workbook_rows(actor: Actor, consultation: Consultation) -> Iterator[list[Any]]:
    """The rows as a workbook takes them. PostgreSQL turns answers into columns, so that each response is read once."""
    if connection.vendor != "postgresql":
        yield from rows(actor, consultation)
        return
    for row in pivot.rows(responses_for(actor, consultation), definition_of(consultation)):
        cells = [unguard(each) if type(each) is str else each for each in row]
        cells[SENT] = datetime.datetime.fromisoformat(cells[SENT])
        yield cells


def make_workbook(actor: Actor, consultation: Consultation, path: Path, progress: Progress | None = None) -> int:
    """Write the sheet to a workbook. Returns the number of responses."""
    definition = definition_of(consultation)
    titles, kinds = headings(definition), column_kinds(definition)
    return write_xlsx(path, consultation.title, titles, workbook_rows(actor, consultation), kinds, tell=progress)


def file_name(consultation: Consultation, ending: str) -> str:
    """For example answers-CON-7KDM-2XPQ-2026-11-22.csv."""
    return f"answers-{consultation.reference}-{clock.today().isoformat()}.{ending}"
