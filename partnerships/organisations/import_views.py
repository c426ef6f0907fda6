"""Published lists sent through a browser: upload, look, confirm, and what came of it."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from core.acts import authorise
from core.files.downloads import csv_download
from core.files.kinds import UnusableFile
from core.files.models import StoredFile
from core.files.writers import stream_csv
from core.imports.actions import mark_corrected, receive_file, start_import
from core.imports.looking import preview_import, refuse_unusable
from core.imports.models import ImportLine, ImportRun, LineOutcome, RunState
from core.imports.sources import SOURCES, source_named
from core.imports.undo_actions import can_be_undone, not_as_a_whole
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import posted
from partnerships.organisations.import_forms import UploadForm

CRUMBS = (("Partners", "organisations"), ("Imports of published lists", "imports"))
LOOKED_AT = 2000
"""Rows that a preview in a browser looks at; a person waits for it."""
LINES_SHOWN = 200
REFRESH = 5


@page("partnerships.import_organisations", methods=["GET", "POST"])
def upload(request):
    """Send a file."""
    asked = {"source": request.GET["source"]} if request.GET.get("source") in SOURCES else None
    form = UploadForm(request.POST or None, request.FILES or None, initial=asked, once=True)
    if form.is_valid():  # read before the transaction, in which others who write would wait for it
        try:
            refuse_unusable(by=request.actor, **sent(form))
        except UnusableFile as refusal:
            form.add_error("file", refusal)

    def act():
        try:
            return receive_file(by=request.actor, **sent(form))
        except UnusableFile as refusal:
            raise ValidationError({"file": refusal.messages}) from None

    def to_preview(stored):
        query = {"source": form.cleaned_data["source"]}
        if form.cleaned_data["published"]:
            query["published"] = form.cleaned_data["published"].isoformat()
        return f"{reverse('import_preview', args=[stored.name])}?{urlencode(query)}"

    done = submit(request, form, act, then=to_preview)
    status = 422 if form.is_bound and form.errors else 200
    shown = {"form": form, "breadcrumbs": crumbs()}
    return done or render(request, "partnerships/organisations/import_upload.html", shown, status=status)


def crumbs(*more):
    """The way back: the partners, the imports, and what comes between."""
    return [*((title, reverse(name)) for title, name in CRUMBS), *more]


def sent(form):
    """What was sent, as the acts take it."""
    file = form.cleaned_data["file"]
    return {"source": source_named(form.cleaned_data["source"]), "file": file, "name": file.name}


@page("partnerships.import_organisations", methods=["GET", "POST"])
def preview(request, name):
    """What the import of a file that was sent would do; taken in when the button is pressed."""
    stored, source, published = asked_for(request, name)
    form = Form(posted(request), once=True)

    def act():
        return start_import(
            by=request.actor, source=source, file=stored, name=stored.original_name, published_on=published
        )

    done = submit(request, form, act, then=lambda made: made)
    if done:
        return done
    found = preview_import(
        by=request.actor,
        source=source,
        path=stored.path,
        name=stored.original_name,
        published_on=published,
        look_at=LOOKED_AT,
    )
    again = ("Import a published list", f"{reverse('import_upload')}?{urlencode({'source': source.code})}")
    return render(
        request,
        "partnerships/organisations/import_preview.html",
        {"form": form, "preview": found, "source": source, "breadcrumbs": crumbs(again)},
    )


def asked_for(request, name):
    """The file, the list it is and the day it was published, as the address of a preview says. One's own files only."""
    stored = find(StoredFile.objects.filter(purpose="import"), request.actor, name=name)
    source = SOURCES.get(request.GET.get("source", ""))
    if source is None or source.own_page or not stored.path.exists():
        raise Http404
    try:
        stated = request.GET.get("published", "")
        return stored, source, date.fromisoformat(stated) if stated else None
    except ValueError:
        raise Http404 from None


@page("partnerships.view_import")
def run(request, pk):
    """What an import did. Looks again by itself, without script, while it is at work, unless asked to stand still."""
    found = find(ImportRun.objects.select_related("asked_by", "undone_by"), request.actor, pk=pk)
    still = "still" in request.GET
    rows = found.lines.select_related("resolved_by")
    lines = {outcome.value: list(rows.filter(outcome=outcome)[:LINES_SHOWN]) for outcome in LineOutcome}
    source = SOURCES[found.source]
    may_import = bool(request.actor.may("partnerships.import_organisations"))
    response = render(
        request,
        "partnerships/organisations/import_run.html",
        {
            "run": found,
            "lines": lines,
            "still": still,
            "shown": LINES_SHOWN,
            "breadcrumbs": crumbs(),
            "may_import": may_import,
            "noun": source.noun,
            "may_correct": may_import and source.taken_by_row and found.state in (RunState.DONE, RunState.FAILED),
            "instead": "" if source.undoable else not_as_a_whole(source),
            "may_undo": may_import and can_be_undone(found, source),
        },
    )
    if not found.is_finished and not still:
        response["Refresh"] = str(REFRESH)
    return response


@page("partnerships.view_import")
def rows_csv(request, pk):
    """The refused rows as they came, to correct in a spreadsheet and send again as the same list."""
    found = find(ImportRun.objects, request.actor, pk=pk)
    lines = found.lines.filter(outcome=LineOutcome.REFUSED).values_list("raw", flat=True)
    rows = lines.iterator(chunk_size=500)
    return csv_download(stream_csv(found.headings, rows), f"import-{found.pk}-refused.csv")


@page("partnerships.import_organisations", methods=["POST"])
def corrected(request, pk):
    """Note that a refused row has been put right."""
    line = ImportLine.objects.select_related("run").filter(pk=pk).first()
    if line is None:
        raise Http404
    find(ImportRun.objects, request.actor, pk=line.run_id)
    authorise(request.actor, "partnerships.import_organisations")
    mark_corrected(by=request.actor, line=line)
    messages.success(request, f"Line {line.line} is marked as corrected.")
    return redirect(line.run)
