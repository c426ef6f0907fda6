"""A sheet in a layout that nobody knows yet: sent, its columns given their meaning, looked at, taken in."""

from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from core.files.kinds import UnusableFile
from core.files.models import StoredFile
from core.files.sheets import FILE_CAP
from core.imports.actions import receive_file, start_import
from core.imports.looking import preview_import, refuse_unusable
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import form_page, posted
from partnerships.intake.actions import save_mapping
from partnerships.intake.columns import guesses
from partnerships.intake.forms import MappingForm, SheetForm, initial_of
from partnerships.intake.models import SheetMapping
from partnerships.intake.source import first_of
from partnerships.intake.tasks import SHEET
from partnerships.organisations.import_views import LOOKED_AT, crumbs

NEEDED = "partnerships.import_organisations"
SENDING = "You then say what each column means. Nothing is taken in before you have seen what it would do."
MAPPING = (
    "Say what each column holds. One must hold the name; a code or the postcode tells whether an organisation is in "
    "the register already."
)
KNOWN = "A sheet with these headings came before: '{}'. What its columns meant stands below; change what is different."


@page(NEEDED, methods=["GET", "POST"])
def send(request):
    form = SheetForm(request.POST or None, request.FILES or None, once=True)
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

    def to_mapping(stored):
        published = form.cleaned_data["published"]
        query = urlencode({"published": published.isoformat()} if published else {})
        return f"{reverse('import_map', args=[stored.name])}{'?' if query else ''}{query}"

    done = submit(request, form, act, then=to_mapping)
    return done or form_page(request, form, "Import another sheet", "Next", words=SENDING, crumbs=crumbs())


def sent(form):
    """What was sent, as the acts take it."""
    file = form.cleaned_data["file"]
    return {"source": SHEET, "file": file, "name": file.name}


@page(NEEDED, methods=["GET", "POST"])
def map_columns(request, name):
    """What the columns mean: guessed from headings and values, or as it was said of a sheet with the same headings."""
    stored, published = asked_for(request, name)
    headings, values = first_of(stored.path, stored.original_name, FILE_CAP)
    known = SheetMapping.objects.for_headings(headings).select_related("kind").first()
    columns = known.columns if known else guesses(headings, values)
    called = known.name if known else stored.original_name.rpartition(".")[0][:100]
    form = MappingForm(
        posted(request), headings=headings, values=values, initial=initial_of(columns, known, called), once=True
    )

    def act():
        return save_mapping(by=request.actor, headings=headings, **form.cleaned_data)

    def to_preview(mapping):
        query = f"?{urlencode({'published': published.isoformat()})}" if published else ""
        return f"{reverse('import_mapped', args=[stored.name, mapping.pk])}{query}"

    done = submit(request, form, act, then=to_preview)
    said = KNOWN.format(known.name) if known else MAPPING
    way = crumbs(("Import another sheet", reverse("import_sheet")))
    return done or form_page(request, form, "What the columns mean", "Look at what it would do", words=said, crumbs=way)


@page(NEEDED, methods=["GET", "POST"])
def preview(request, name, pk):
    """What the import of a mapped sheet would do; taken in when the button is pressed."""
    stored, published = asked_for(request, name)
    mapping = find(SheetMapping.objects.select_related("kind"), request.actor, pk=pk)
    if first_of(stored.path, stored.original_name, FILE_CAP)[0] != mapping.headings:
        raise Http404
    form = Form(posted(request), once=True)
    asked = {"by": request.actor, "source": SHEET, "name": stored.original_name, "published_on": published}

    def act():
        return start_import(**asked, file=stored, given=mapping.given)

    done = submit(request, form, act, then=lambda made: made)
    if done:
        return done
    found = preview_import(**asked, path=stored.path, look_at=LOOKED_AT, **mapping.given)
    back = request.get_full_path().replace(f"/{pk}/", "/", 1) if request.method == "GET" else ""
    shown = {"form": form, "preview": found, "mapping": mapping, "again": back or reverse("import_map", args=[name])}
    shown["breadcrumbs"] = crumbs(("Import another sheet", reverse("import_sheet")))
    return render(request, "partnerships/intake/preview.html", shown)


def asked_for(request, name):
    """The sheet, and how old it is, as the address says. One's own files only."""
    stored = find(StoredFile.objects.filter(purpose="import"), request.actor, name=name)
    if not stored.path.exists():
        raise Http404
    try:
        stated = request.GET.get("published", "")
        return stored, date.fromisoformat(stated) if stated else None
    except ValueError:
        raise Http404 from None
