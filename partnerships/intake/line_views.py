"""Refused rows on a page: corrected and taken, or set aside; and the import that is undone."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from core.imports.built import built_on
from core.imports.line_actions import correct_line, set_line_aside
from core.imports.models import ImportLine, ImportRun, LineOutcome
from core.imports.sources import SOURCES
from core.imports.undo_actions import undo_import
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, posted, status_of
from partnerships.intake.forms import AsideForm, RowForm, UndoForm, beyond
from partnerships.intake.reading import refusal_of, would_take_back
from partnerships.organisations.import_views import crumbs

NEEDED = "partnerships.import_organisations"


def row_of(request, pk):
    """A row that was refused, and the list it stood in."""
    found = find(ImportLine.objects.refused().select_related("run", "resolved_by"), request.actor, pk=pk)
    source = SOURCES[found.run.source]
    if not request.actor.may(source.permission) or not source.taken_by_row:
        raise Http404
    return found, source


@page(NEEDED, methods=["GET", "POST"])
def correct(request, pk):
    """The row's cells, to correct; it is then taken as if it had come so."""
    line, source = row_of(request, pk)
    form = RowForm(posted(request), line=line, source=source, once=True)
    done = submit(
        request, form, lambda: correct_line(by=request.actor, line=line, **form.cleaned_data), lambda made: made
    )
    shown = {"form": form, "line": line, "beyond": beyond(line), "open": line.outcome == LineOutcome.REFUSED}
    shown["breadcrumbs"] = way_of(line.run)
    return done or render(request, "partnerships/intake/row.html", shown, status=status_of(form))


@page(NEEDED, methods=["GET", "POST"])
def set_aside(request, pk):
    line, _ = row_of(request, pk)
    form = AsideForm(posted(request), once=True)
    return act_page(
        request, form, set_line_aside, "Set this row aside", "Set it aside", line=line, then=lambda made: made
    )


@page(NEEDED, methods=["GET", "POST"])
def undo(request, pk):
    """What would be taken back, what stands in the way, and the reason."""
    run = find(ImportRun.objects.select_related("undone_by"), request.actor, pk=pk)
    source = SOURCES[run.source]
    if not request.actor.may(source.permission):
        raise Http404
    form = UndoForm(posted(request), once=True)
    done = submit(request, form, lambda: undo_import(by=request.actor, run=run, **form.cleaned_data), lambda made: made)
    if done:
        return done
    shown = {"form": form, "run": run, "refusal": refusal_of(run, source), "breadcrumbs": way_of(run)}
    if not shown["refusal"]:
        shown |= {"built": built_on(run, source, request.actor), "takes": would_take_back(run)}
    return render(request, "partnerships/intake/undo.html", shown, status=status_of(form))


def way_of(run):
    """The way back: the partners, the imports, and this one."""
    return crumbs((run.file_name, reverse("import_run", args=[run.pk])))
