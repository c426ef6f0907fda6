"""Background work, for those who watch it and for whoever asked for a piece of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acting import acting
from core.pages.page import find, page
from core.work.actions import cancel, retry
from core.work.jobs import job_lines, run_job_now
from core.work.models import WorkRow

SHOWN = 50
REFRESH = 5
"""Seconds between looks at a piece of work that is not finished."""


@page("core.view_work")
def work_list(request: HttpRequest) -> HttpResponse:
    """Every scheduled job, what waits or runs, and what failed."""
    rows = WorkRow.objects.visible_to(acting(request)).select_related("asked_by")
    return render(
        request,
        "core/work/work_list.html",
        {
            "jobs": job_lines(),
            "unfinished": rows.unfinished().order_by("pk")[:SHOWN],
            "failed": rows.failed()[:SHOWN],
            "may_run": bool(acting(request).may("core.run_job")),
        },
    )


@page("core.run_job", methods=["POST"])
def job_run(request: HttpRequest, name: str) -> HttpResponse:
    """Run a job outside its schedule."""
    row = run_job_now(by=acting(request), name=name)
    messages.success(request, f"'{row.title}' has been asked for.")
    return redirect("work_list")


@page("core.run_job", methods=["POST"])
def work_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let failed work be done again."""
    row = retry(by=acting(request), row=find(WorkRow.objects, acting(request), pk=pk))
    messages.success(request, f"'{row.title}' will be tried again.")
    return redirect("work_list")


@page("core.view_work_row")
def work_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a piece of work has come. Looks again by itself, without script, unless asked to stand still."""
    row = find(WorkRow.objects, acting(request), pk=pk)
    still = "still" in request.GET
    context = {"row": row, "still": still, "may_cancel": bool(acting(request).may("core.cancel_work", row))}
    response = render(request, "core/work/work_detail.html", context)
    if not row.is_finished and not still:
        response["Refresh"] = str(REFRESH)
    return response


@page("core.cancel_work", methods=["POST"])
def work_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a piece of work."""
    cancel(by=acting(request), row=find(WorkRow.objects, acting(request), pk=pk))
    return redirect("work_detail", pk)
