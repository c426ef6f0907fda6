"""Refused rows, one by one: corrected and taken through the same plan as the import, or set aside with a reason."""

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.files.sheets import FILE_CAP, guard
from core.imports.actions import WOULD_NOT
from core.imports.looking import planned
from core.imports.models import ImportLine, ImportRun, LineOutcome, RunState
from core.imports.sources import Outcome, Plan, Sitting, Source, source_named
from core.pages import words
from core.trail.actions import record

DONE = {
    Outcome.CREATE: "Added",
    Outcome.UPDATE: "Changed what the register held",
    Outcome.UNCHANGED: "The register held all of it already",
}


@transaction.atomic
def correct_line(*, by: Actor, line: ImportLine, cells: Sequence[str]) -> ImportLine:
    """Take a refused row in as it reads now: planned, checked and counted as if it had come so with its import."""
    run, line, source = open_line(by, line)
    if not source.taken_by_row:
        raise Refused(f"A row of '{source.title}' is not taken by itself. Correct it in the file and send that again.")
    if not any(cell.strip() for cell in cells):
        raise Refused("Nothing is left of the row. Fill in its cells, or set it aside.")
    with as_file(run.headings, cells) as path:
        reading = source.read(path, path.name, cap=FILE_CAP)
        sitting = source.sit_for_row(reading, published_on=run.as_at, **run.given)
        [plan] = planned(sitting, [replace(each, line=line.line) for each in reading.rows()], lock=True)
        carry_out(by, sitting, plan, run)
    setattr(run, plan.outcome, getattr(run, plan.outcome) + 1)
    run.refused -= 1
    run.doubtful += bool(plan.doubts)
    run.save(update_fields=[plan.outcome, Outcome.REFUSE, "doubtful"])
    ImportLine.objects.bulk_create(
        ImportLine(run=run, line=line.line, outcome=LineOutcome.DOUBTFUL, label=plan.label[:300], reason=doubt)
        for doubt in plan.doubts
    )
    line.corrected, line.label = list(cells), plan.label[:300] or line.label
    return close(by, line, LineOutcome.CORRECTED, DONE[plan.outcome], "corrected a row of")


def correct_import_line(*, by: Actor, line: ImportLine, cells: Sequence[Mapping[str, Any]]) -> ImportLine:
    """Take a refused row in with some of its cells changed, each named by its column counted from 1; the others stay
    as they came."""
    source = source_named(line.run.source)
    row = whole_row(line, source)
    read = {place for place, _ in source.cells_of(line.run.headings, line.run.given)}
    for each in cells:
        place = each["column"] - 1
        if place not in read or place >= len(row):
            raise Refused({"cells": f"Column {each['column']} is not one that this list reads."})
        row[place] = each["value"]
    return correct_line(by=by, line=line, cells=row)


def whole_row(line: ImportLine, source: Source) -> list[str]:
    """The cells of a row, as many as the list has columns."""
    width = len(line.run.headings) or 1 + max((place for place, _ in source.cells_of([], line.run.given)), default=0)
    if not line.run.headings:
        width = max(width, len(line.raw))
    return (list(line.raw) + [""] * width)[:width]


def carry_out(by: Actor, sitting: Sitting, plan: Plan, run: ImportRun) -> None:
    """Do what was planned for the row. Refuses in the words of the plan."""
    if plan.outcome == Outcome.REFUSE:
        raise Refused(plan.reason)
    try:
        with transaction.atomic():
            sitting.carry_out(by, [plan], run_id=run.pk)
            sitting.finish_row(by, run_id=run.pk)
    except (IntegrityError, DataError):
        raise Refused(WOULD_NOT) from None


@transaction.atomic
def set_line_aside(*, by: Actor, line: ImportLine, reason: str) -> ImportLine:
    """Say why a refused row is not taken."""
    _, line, _ = open_line(by, line)
    return close(by, line, LineOutcome.ASIDE, reason, "set aside a row of")


def open_line(by: Actor, line: ImportLine) -> tuple[ImportRun, ImportLine, Source]:
    """Hold a row that was refused and has been left so, with its import."""
    run = locked(ImportRun, line.run_id)
    line = locked(ImportLine, line.pk)
    source = source_named(run.source)
    authorise(by, source.permission)
    if line.outcome in (LineOutcome.CORRECTED, LineOutcome.ASIDE):
        who = f" by {line.resolved_by}" if line.resolved_by else ""
        what = "corrected" if line.outcome == LineOutcome.CORRECTED else "set aside"
        raise Refused(f"This row was {what}{who} at {words.moment(line.resolved_at)}.")
    if line.outcome != LineOutcome.REFUSED:
        raise Refused("This row was taken; it is only doubtful. Correct the record itself.")
    if run.state in (RunState.UNDOING, RunState.UNDONE):
        raise Refused("The import was undone. Import the file again, and correct the row there.")
    if not run.is_finished:
        raise Refused("The import is not finished yet. Wait for it to end.")
    return run, line, source


def close(by: Actor, line: ImportLine, outcome: LineOutcome, resolution: str, verb: str) -> ImportLine:
    """Write what became of a row."""
    line.outcome, line.resolution = outcome, resolution
    line.resolved_at, line.resolved_by_id = clock.now(), by.user_id
    line.save(update_fields=["outcome", "resolution", "resolved_at", "resolved_by", "corrected", "label"])
    record(by, verb, line.run, line=line.line, why=resolution)
    return line


@contextmanager
def as_file(headings: Sequence[str], cells: Sequence[str]) -> Iterator[Path]:
    """A file with this one row, as refused rows are written out: read like the file it came in."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8-sig", newline="") as file:
        rows = [headings, cells] if headings else [cells]
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([guard(cell) for cell in row] for row in rows)
        file.flush()
        yield Path(file.name)
