"""Keeping a report: asked for on its page, made in the background in every form at once, from the same figures."""

import tempfile
from pathlib import Path

from django.db import transaction
from django.urls import reverse

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.files.actions import store
from core.files.models import StoredFile
from core.reports import registry
from core.reports.asking import Asked, query_of
from core.reports.declaration import Prepared
from core.reports.models import ReportRun, State
from core.reports.pdf import Unavailable, render_pdf
from core.reports.sheets import render_csv, render_xlsx
from core.trail.actions import record
from core.work.actions import ask
from core.work.models import WorkRow

GONE = "This report no longer exists. Look on the Reports page for the one that replaced it."

CLOSED_SINCE = (
    "What you may see has changed since this report was made: your roles have, or who funds whom, or whose an answer "
    "is. It may count what is closed to you now, so its files cannot be downloaded. Make the report again as at the "
    "same day, to get what you may see now."
)
SIGHT = "sight"
"""The key in a run's parameters under which stands what its owner saw when it was made (`Actor.sight`)."""


def refuse_if_closed_since(by: Actor, run: ReportRun) -> None:
    """Refuse the files of a kept report that may count what its owner may not see any more."""
    report = registry.get(run.report)
    if report is None or not (report.seen_alike or run.parameters.get(SIGHT) == [by.sight]):
        raise Refused(CLOSED_SINCE)


@transaction.atomic
def keep_report(*, by: Actor, asked: Asked) -> tuple[ReportRun, WorkRow]:
    """Ask for a report to be made and kept, as PDF, Word document, workbook and CSV."""
    authorise(by, asked.report.audience)
    if not asked.can_run:
        raise Refused("Some of what the report needs is missing or wrong. Go back and correct it.")
    run = ReportRun.objects.create(
        report=asked.report.name,
        title=asked.report.title,
        parameters=asked.plain(),
        as_at=asked.as_at,
        asked_by_id=by.user_id,
        membership_id=by.membership_id,
        capacity=by.label[:300],
        asked_at=clock.now(),
    )
    record(by, "kept report", run, report=run.report, as_at=run.as_at)
    return run, ask(by, "report", key=f"report:{run.pk}", run=run.pk)


def make_report(*, by: Actor, pk: int) -> ReportRun:
    """Make the files of a kept report, unless they are made. What `by` may see decides what is in them."""
    run = ReportRun.objects.get(pk=pk)
    if run.state == State.MADE:
        return run
    report = registry.get(run.report)
    if report is None:
        raise Refused(GONE)
    authorise(by, report.audience)
    asked = Asked(report, by, query_of(run.parameters))
    if not asked.can_run:
        raise Refused("The report could not be made with these choices. Ask for it again on its page.")
    prepared = asked.prepare()
    shortfall = ""
    pdf: bytes | None = None
    try:
        pdf = render_pdf(prepared)
    except Unavailable as lack:
        shortfall = lack.messages[0]
    return _keep_files(by, run, prepared, pdf, shortfall)


@transaction.atomic
def _keep_files(by: Actor, run: ReportRun, prepared: Prepared, pdf: bytes | None, shortfall: str) -> ReportRun:
    from core.reports.docx import render_docx  # eight megabytes, in no process that writes no Word document

    run = locked(ReportRun, run.pk)
    if run.state == State.MADE:
        return run
    run.xlsx, run.csv = _workbook(by, prepared), _csv(by, prepared)
    run.docx = _stored(by, render_docx(prepared), prepared, "docx")
    run.pdf = _stored(by, pdf, prepared, "pdf") if pdf else None
    run.state, run.made_at, run.shortfall = State.MADE, prepared.made_at, shortfall
    run.parameters = run.parameters | {SIGHT: [by.sight]}
    run.save(update_fields=["xlsx", "csv", "pdf", "docx", "state", "made_at", "shortfall", "parameters"])
    return run


def _workbook(by: Actor, prepared: Prepared) -> StoredFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        render_xlsx(prepared, path)
        return _stored(by, path, prepared, "xlsx")


def _csv(by: Actor, prepared: Prepared) -> StoredFile:
    return _stored(by, b"".join(render_csv(prepared)), prepared, "csv")


def _stored(by: Actor, content: bytes | Path, prepared: Prepared, ending: str) -> StoredFile:
    return store(content, name=f"{prepared.file_stem}.{ending}", purpose="report", by=by, made_here=True)


def address_of(run: ReportRun) -> str:
    """The page of a kept report."""
    return reverse("report_run", args=[run.pk])
