"""A consultation's answers as a sheet: one row for each response, columns that stay the same for each question."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from consultation.consultations.definitions import Definition, definition_of
from consultation.consultations.models import Consultation, QuestionKind
from consultation.responses.models import Response
from core import clock
from core.acts import Actor
from core.files.writers import stream_csv, write_xlsx
from core.work.kinds import Progress

HEAD = ("reference", "organisation", "kind", "sent")
HEAD_TITLES = ("Reference", "Organisation", "Kind of organisation", "Sent")
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
    for each in definition.answerable:
        heading = f"{each.number}. {each.text}"
        found.append((each.key, f"{each.key}: {heading}"))
        if each.kind == QuestionKind.YES_NO:
            found.append((each.key + WHY, f"{each.key}{WHY}: {heading} (why)"))
    return found


def headings(definition: Definition) -> list[str]:
    """The line of titles: each begins with the column's stable name."""
    return [*HEAD_TITLES, *(title for _, title in columns(definition))]


def rows(actor: Actor, consultation: Consultation) -> Iterator[list[Any]]:
    """One row for each response, whatever their number in one statement and in constant memory."""
    definition = definition_of(consultation)
    places = {key: place for place, (key, _) in enumerate(columns(definition), len(HEAD))}
    found = responses_for(actor, consultation).values_list(
        "pk",
        "reference",
        "organisation__name",
        "organisation__kind__title",
        "submitted_at",
        "counted_version__answers__question_id",
        "counted_version__answers__yes",
        "counted_version__answers__choice_id",
        "counted_version__answers__text",
    )
    for _, answers in groupby(found.iterator(chunk_size=2000), key=itemgetter(0)):
        yield _row(definition, places, answers)


def _row(definition: Definition, places: dict[str, int], answers: Iterator[tuple[Any, ...]]) -> list[Any]:
    row: list[Any] = []
    for _, reference, organisation, kind, sent, question_id, yes, choice, text in answers:
        row = row or [reference, organisation, kind, sent, *[""] * len(places)]
        question = definition.by_pk.get(question_id)
        if question is None:
            continue
        if question.kind == QuestionKind.YES_NO:
            row[places[question.key]] = "" if yes is None else ("Yes" if yes else "No")
            row[places[question.key + WHY]] = text
        elif question.kind == QuestionKind.CHOOSE_ONE:
            row[places[question.key]] = question.option_by_pk[choice].label if choice else ""
        else:
            row[places[question.key]] = text
    return row


def csv_pieces(actor: Actor, consultation: Consultation) -> Iterator[bytes]:
    """The sheet as CSV, in pieces."""
    return stream_csv(headings(definition_of(consultation)), rows(actor, consultation))


def make_workbook(actor: Actor, consultation: Consultation, path: Path, progress: Progress | None = None) -> int:
    """Write the sheet to a workbook. Returns the number of responses."""
    titles, kinds = headings(definition_of(consultation)), ["text", "text", "text", "datetime"]
    return write_xlsx(path, consultation.title, titles, rows(actor, consultation), kinds, tell=progress)


def file_name(consultation: Consultation, ending: str) -> str:
    """For example answers-CON-7KDM-2XPQ-2026-11-22.csv."""
    return f"answers-{consultation.reference}-{clock.today().isoformat()}.{ending}"
