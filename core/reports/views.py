"""The Reports page, each report, and the reports a person kept."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, reverse_lazy

from core.acting import acting
from core.acts import Refused
from core.charts.tasks import picture
from core.files.downloads import csv_download, download_response, workbook_download
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.reports import registry
from core.reports.actions import SIGHT, keep_report, refuse_if_closed_since
from core.reports.asking import Asked, query_of
from core.reports.declaration import Prepared, Report
from core.reports.models import ReportRun, State
from core.reports.pages import render_page
from core.reports.sheets import render_csv, render_xlsx

SHOWN = 10
REPORTS = [("Reports", reverse_lazy("report_list"))]
"""The way back."""


def report_or_404(request: HttpRequest, name: str) -> Report:
    """The report of that name, where this person may run it."""
    report = registry.get(name)
    if report is None or not acting(request).may(report.audience):
        raise Http404
    return report


@page("core.view_reports")
def report_list(request: HttpRequest) -> HttpResponse:
    """Every report this person may run, with what it asks."""
    actor = acting(request)
    lines = [(report, Asked(report, actor, None)) for report in registry.all_for(actor)]
    return render(request, "reports/report_list.html", {"lines": lines})


@page("core.view_reports")
def report(request: HttpRequest, name: str) -> HttpResponseBase:
    """One report, run with what the address asks; with ?format= as a file."""
    asked = asked_of(request, report_or_404(request, name))
    form = request.GET.get("format", "")
    if form not in ("", "csv", "xlsx", "pdf", "docx"):
        raise Http404
    if not asked.can_run:
        return render(request, "reports/report_ask.html", asking(asked))
    if form in ("pdf", "docx"):
        return render(request, "reports/report_keep.html", keeping(asked))
    prepared = asked.prepare()
    if form:
        return csv_response(prepared) if form == "csv" else xlsx_response(prepared)
    return render(request, "reports/report.html", {**shown(request, prepared), **keeping(asked)})


def asked_of(request: HttpRequest, report: Report) -> Asked:
    """What the address asks. A report that needs nothing is run at once; another waits for its form."""
    asked = Asked(report, acting(request), request.GET)
    plain_visit = not request.GET and any(field.required for field in asked.form.fields.values())
    return Asked(report, acting(request), None) if plain_visit else asked


def shown(request: HttpRequest, prepared: Prepared) -> dict[str, Any]:
    """The page of a prepared report, and its own address, to look again for charts that are being drawn."""
    return {**render_page(prepared, picture), "again": request.get_full_path()}


def asking(asked: Asked) -> dict[str, Any]:
    """The report and what is asked of it, with the way back."""
    return {"asked": asked, "declared": asked.report, "breadcrumbs": REPORTS}


def keeping(asked: Asked) -> dict[str, Any]:
    """The addresses of the files, the form that keeps the report, and what this person kept before."""
    query = query_string(asked)
    address = reverse("report", args=[asked.report.name])
    runs = ReportRun.objects.visible_to(asked.actor).of(asked.report.name)
    return asking(asked) | {
        "query": query,
        "csv": f"{address}?{query}&format=csv",
        "xlsx": f"{address}?{query}&format=xlsx",
        "keep": f"{reverse('report_keep', args=[asked.report.name])}?{query}",
        "form": Form(once=True),
        "runs": runs[:SHOWN],
    }


def query_string(asked: Asked) -> str:
    """What is asked, as an address says it."""
    return query_of(asked.plain()).urlencode()


def csv_response(prepared: Prepared) -> StreamingHttpResponse:
    """The report as a CSV, streamed."""
    return csv_download(render_csv(prepared), f"{prepared.file_stem}.csv")


def xlsx_response(prepared: Prepared) -> HttpResponse:
    """The report as a workbook."""
    return workbook_download(lambda path: render_xlsx(prepared, path), f"{prepared.file_stem}.xlsx")


@page("core.view_reports", methods=["POST"])
def report_keep(request: HttpRequest, name: str) -> HttpResponse:
    """Make the report in the background in every form, and keep it."""
    asked = Asked(report_or_404(request, name), acting(request), request.GET)
    form = Form(request.POST, once=True)
    done = submit(
        request,
        form,
        lambda: keep_report(by=acting(request), asked=asked)[1],
        lambda row: reverse("work_detail", args=[row.pk]),
    )
    return done or render(request, "reports/report_ask.html", asking(asked), status=400)


@page("core.view_report_run")
def report_run(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept report with its files, while its owner sees what they saw when it was made."""
    run = find(ReportRun.objects.select_related("xlsx", "csv", "pdf", "docx"), acting(request), pk=pk)
    report_or_404(request, run.report)
    closed = ""
    if run.state == State.MADE:
        try:
            refuse_if_closed_since(acting(request), run)
        except Refused as refusal:
            closed = refusal.messages[0]
    way = [*REPORTS, (run.title, reverse("report", args=[run.report]))]
    shown = {"run": run, "closed": closed, "today": asked_today(run), "breadcrumbs": way}
    return render(request, "reports/report_run.html", shown)


def asked_today(run: ReportRun) -> str:
    """What the report was asked with, but for the day, as an address says it."""
    return query_of({name: each for name, each in run.parameters.items() if name not in ("as_at", SIGHT)}).urlencode()


@page("core.view_report_run")
def report_file(request: HttpRequest, pk: int, ending: str) -> FileResponse:
    """One file of a kept report, while its owner sees what they saw when it was made."""
    run = find(ReportRun.objects.select_related("xlsx", "csv", "pdf", "docx"), acting(request), pk=pk)
    report_or_404(request, run.report)
    stored = run.file(ending)
    if stored is None:
        raise Http404
    refuse_if_closed_since(acting(request), run)
    return download_response(stored)
