"""Taking a published file in, row by row, once it has been looked at (looking.py).

Rows are taken in batches, each one short transaction; where a batch fails, its rows are taken one by one, so that a
bad row never stops the rest. The run's counts are written in the transaction of the batch: an import that was
interrupted goes on after the last row that was taken, and none is taken twice.
"""

import datetime
import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.files.actions import store
from core.files.kinds import UnusableFile
from core.files.models import StoredFile
from core.files.readers import ENDINGS
from core.files.sheets import FILE_CAP
from core.imports.looking import batches, planned
from core.imports.models import ImportLine, ImportRun, LineOutcome, RunState
from core.imports.sources import Outcome, Plan, Reading, Row, Sitting, Source, source_named
from core.trail.actions import record

log = logging.getLogger(__name__)

COMMAND_CAP = 1_000_000_000
"""Bytes of a file that a command reads; what a person uploads is capped lower."""

Tell = Callable[[int], None]


def receive_file(*, by: Actor, source: Source, file: Any, name: str) -> StoredFile:
    """Keep a file that somebody sent and that was found usable (`refuse_unusable`)."""
    authorise(by, source.permission)
    return store(file, name=name, purpose="import", by=by, allowed=ENDINGS)


@transaction.atomic
def start_import(
    *, by: Actor, source: Source, file: StoredFile, name: str, published_on: datetime.date | None = None,
    given: dict[str, Any] | None = None,
) -> ImportRun:  # fmt: skip
    """Ask for a stored file to be taken in, in the background. `given` is what else the source asks for."""
    from core.work.actions import ask

    authorise(by, source.permission)
    run = new_run(by, source, name, published_on, file, given)
    record(by, "asked for", run, source=source.code, file=name)
    ask(by, "import", key=f"import:{run.pk}", run=run.pk)
    return run


def new_run(
    by: Actor, source: Source, name: str, published_on: datetime.date | None, file: StoredFile | None = None,
    given: dict[str, Any] | None = None,
) -> ImportRun:  # fmt: skip
    """A run that waits."""
    return ImportRun.objects.create(
        source=source.code,
        file=file,
        file_name=name[-255:],
        published_on=published_on,
        given=given or {},
        asked_by_id=by.user_id,
        capacity=by.label[:300],
        channel=by.channel,
        asked_at=clock.now(),
    )


def import_file(
    *, by: Actor, source: Source, path: Path, name: str, published_on: datetime.date | None = None, **given: Any
) -> ImportRun:
    """Take a file in, here and now. Raises UnusableFile, and keeps no run, where nothing of it can be taken."""
    authorise(by, source.permission)
    source.read(path, name, cap=COMMAND_CAP)
    run = new_run(by, source, name, published_on, given=given)
    return run_import(by=by, run=run, path=path, cap=COMMAND_CAP)


def run_import(*, by: Actor, run: ImportRun, path: Path, tell: Tell | None = None, cap: int = FILE_CAP) -> ImportRun:
    """Take a file in, going on where an earlier attempt stopped. `tell` is given the number of rows done so far."""
    source = source_named(run.source)
    authorise(by, source.permission)
    try:
        reading = source.read(path, run.file_name, cap=cap)
    except UnusableFile as refusal:
        return fail(by, run, " ".join(refusal.messages))
    run = begin(run, reading)
    sitting = source.sit(reading, published_on=run.published_on, **run.given)
    for rows in batches(islice(reading.rows(), run.read, None)):
        run = take(by, run, sitting, rows)
        if tell:
            tell(run.read)
    return finish(by, run, sitting)


@transaction.atomic
def begin(run: ImportRun, reading: Reading) -> ImportRun:
    """Note that the rows are being taken now."""
    run = locked(ImportRun, run.pk)
    if run.state not in (RunState.WAITING, RunState.RUNNING):
        raise Refused("This file has already been imported.")
    run.state, run.started_at = RunState.RUNNING, run.started_at or clock.now()
    run.headings, run.total, run.as_at = reading.headings, reading.total, run.published_on or reading.as_at
    run.save(update_fields=["state", "started_at", "headings", "total", "as_at"])
    return run


def take(by: Actor, run: ImportRun, sitting: Sitting, rows: list[Row]) -> ImportRun:
    """Take a batch; where the database refuses it, its rows one by one."""
    try:
        return take_together(by, run, sitting, rows)
    except (IntegrityError, DataError, ValidationError) as problem:
        if len(rows) == 1:
            return refuse(run, rows[0], problem)
    for row in rows:
        run = take(by, run, sitting, [row])
    return run


@transaction.atomic
def take_together(by: Actor, run: ImportRun, sitting: Sitting, rows: list[Row]) -> ImportRun:
    """Plan and carry out a batch in one transaction, and count it."""
    held = hold(run)
    plans = planned(sitting, rows, lock=True)
    sitting.carry_out(by, [plan for plan in plans if plan.outcome != Outcome.REFUSE], run_id=run.pk)
    return count(held, plans)


@transaction.atomic
def refuse(run: ImportRun, row: Row, problem: Exception) -> ImportRun:
    """Count a row that the database would not take."""
    log.info("import %s: line %s: %s", run.pk, row.line, type(problem).__name__)
    words = " ".join(problem.messages) if isinstance(problem, ValidationError) else WOULD_NOT
    return count(hold(run), [Plan(row, Outcome.REFUSE, label=row.label, reason=words)])


WOULD_NOT = "This row could not be added: something in it conflicts with what the register already holds."


def hold(run: ImportRun) -> ImportRun:
    """The run, locked. Refuses when another worker has got further with it meanwhile, so that no row counts twice."""
    held = locked(ImportRun, run.pk)
    if held.read != run.read or held.state != RunState.RUNNING:
        raise RuntimeError(f"Import {run.pk} is being carried out elsewhere.")
    return held


def count(run: ImportRun, plans: Sequence[Plan]) -> ImportRun:
    """Add a batch to the run's counts, and keep its rows that a person must look at."""
    for plan in plans:
        setattr(run, plan.outcome, getattr(run, plan.outcome) + 1)
    run.read += len(plans)
    run.doubtful += sum(bool(plan.doubts) for plan in plans)
    run.save(update_fields=["read", "doubtful", *Outcome])
    ImportLine.objects.bulk_create([line for plan in plans for line in lines_of(run, plan)])
    return run


def lines_of(run: ImportRun, plan: Plan) -> Iterator[ImportLine]:
    """What is kept of a row: one line if it was refused, one for each doubt if it was taken."""
    refused = plan.outcome == Outcome.REFUSE
    for reason in [plan.reason] if refused else plan.doubts:
        yield ImportLine(
            run=run,
            line=plan.row.line,
            outcome=LineOutcome.REFUSED if refused else LineOutcome.DOUBTFUL,
            label=plan.label[:300],
            reason=reason,
            raw=plan.row.raw,
        )


@transaction.atomic
def finish(by: Actor, run: ImportRun, sitting: Sitting) -> ImportRun:
    """Close a run whose last row was taken."""
    run = locked(ImportRun, run.pk)
    sitting.finish(by, run_id=run.pk)
    run.state, run.finished_at = RunState.DONE, clock.now()
    run.save(update_fields=["state", "finished_at"])
    counts = {name: getattr(run, name) for name in ("read", *Outcome, "doubtful")}
    record(by, "imported", run, source=run.source, file=run.file_name, **counts)
    return run


@transaction.atomic
def fail(by: Actor, run: ImportRun, error: str) -> ImportRun:
    """Close a run whose file could not be used."""
    run = locked(ImportRun, run.pk)
    run.state, run.finished_at, run.error = RunState.FAILED, clock.now(), error
    run.save(update_fields=["state", "finished_at", "error"])
    record(by, "could not import", run, source=run.source, file=run.file_name)
    return run


@transaction.atomic
def mark_corrected(*, by: Actor, line: ImportLine) -> ImportLine:
    """Note that what was wrong with a refused row has been put right."""
    line = locked(ImportLine, line.pk)
    authorise(by, source_named(line.run.source).permission)
    if line.outcome != LineOutcome.REFUSED:
        raise Refused("Only a refused row can be marked as corrected.")
    line.outcome, line.resolved_at, line.resolved_by_id = LineOutcome.CORRECTED, clock.now(), by.user_id
    line.save(update_fields=["outcome", "resolved_at", "resolved_by"])
    record(by, "corrected a row of", line.run, line=line.line)
    return line


def forget_before(moment: datetime.datetime) -> int:
    """Delete what is remembered of imports that ended before the moment. Returns how many imports."""
    old = ImportRun.objects.filter(finished_at__lt=moment)
    count = old.count()
    old.delete()
    return count
