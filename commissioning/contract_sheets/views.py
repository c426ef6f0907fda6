"""Sending a published register of contracts: upload, look, confirm, and what came of it; and who its suppliers are."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from commissioning.contract_sheets import actions
from commissioning.contract_sheets.forms import ConfirmForm, SendForm
from commissioning.contract_sheets.models import SupplierName
from commissioning.contract_sheets.rows import headings_of, not_read
from commissioning.contract_sheets.tasks import REGISTER
from commissioning.contracts.models import Contract
from core.acts import Refused, authorise
from core.files.downloads import csv_download
from core.files.kinds import UnusableFile
from core.files.models import StoredFile
from core.files.sheets import FILE_CAP
from core.files.writers import stream_csv
from core.imports.actions import receive_file, start_import
from core.imports.looking import preview_import, refuse_unusable
from core.imports.models import ImportRun, LineOutcome
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, status_of, to_act_on
from partnerships.organisations.fields import suggestions
from partnerships.organisations.models import Organisation

BEGIN, SEND = "commissioning.begin_contract", "commissioning.import_contracts"
LOOKED_AT, LINES_SHOWN, REFRESH = 2000, 200, 5
NO_AREA = (
    "This body has no area in the register of partners. Have it entered there first: its contracts are of that area."
)


def body_for(request, body):
    """The body whose register it is, where the person may send it."""
    authorise(request.actor, BEGIN, Contract(commissioner=body))
    if body.area_id is None:
        raise Refused(NO_AREA)
    return body


@page(SEND, methods=["GET", "POST"])
def send(request):
    """Send a file."""
    anybodys = bool(request.actor.may(BEGIN, Contract()))
    form = SendForm(posted(request), request.FILES or None, for_any_body=anybodys)
    if form.is_valid():  # read before the transaction, in which others who write would wait for it
        try:
            refuse_unusable(by=request.actor, source=REGISTER, file=form.cleaned_data["file"], name=name_of(form))
        except UnusableFile as refusal:
            form.add_error("file", refusal)

    def act():
        body = body_for(request, form.cleaned_data.get("body") or request.actor.organisation)
        try:
            stored = receive_file(by=request.actor, source=REGISTER, file=form.cleaned_data["file"], name=name_of(form))
        except UnusableFile as refusal:
            raise ValidationError({"file": refusal.messages}) from None
        return stored, body

    done = submit(request, form, act, then=lambda made: address_of(*made))
    said = "Nothing is taken in before you have seen what it would do."
    shown = {"form": form, "heading": "Send a register of contracts", "button": "Look at the register", "words": said}
    shown["breadcrumbs"] = crumbs()
    return done or render(request, "components/form_page.html", shown, status=status_of(form))


def name_of(form):
    return form.cleaned_data["file"].name


def address_of(stored, body):
    """The page on which it is looked at."""
    return f"{reverse('contract_register_preview', args=[stored.name])}?{urlencode({'body': body.pk})}"


def crumbs(*more):
    return [*crumbs_to(None, Contract), *more]


@page(SEND, methods=["GET", "POST"])
def preview(request, name):
    """What the register would do; taken in when the button is pressed."""
    stored = find(StoredFile.objects.filter(purpose="import"), request.actor, name=name)
    asked = request.GET.get("body", "")
    body = (
        Organisation.objects.filter(pk=int(asked)).first()
        if asked.isascii() and asked.isdigit() and len(asked) < 19
        else None
    )
    if body is None or not stored.path.exists():
        raise Http404
    authorise(request.actor, BEGIN, Contract(commissioner=body))
    form = Form(posted(request), once=True)

    def act():
        return start_import(
            by=request.actor,
            source=REGISTER,
            file=stored,
            name=stored.original_name,
            given={"body": body_for(request, body).pk},
        )

    done = submit(request, form, act, then=lambda made: made)
    if done:
        return done
    found = preview_import(
        by=request.actor, source=REGISTER, path=stored.path, name=stored.original_name, look_at=LOOKED_AT, body=body.pk
    )
    again = ("Send a register of contracts", reverse("contract_register_send"))
    shown = {"form": form, "preview": found, "body": body, "breadcrumbs": crumbs(again)}
    shown["not_read"] = not_read(headings_of(stored.path, stored.original_name, FILE_CAP))
    return render(request, "commissioning/contract_sheets/preview.html", shown)


def run_of(request, pk):
    """An import of a register, for who may send or audit that body's."""
    found = find(ImportRun.objects.select_related("asked_by").filter(source=REGISTER.code), request.actor, pk=pk)
    body = Organisation.objects.get(pk=found.given["body"])
    theirs = request.actor.may(BEGIN, Contract(commissioner=body))
    if not (theirs or request.actor.may("core.view_work")):  # which the secretariat and auditors may
        raise Http404
    return found, body


@page("commissioning.view_supplier")
def run(request, pk):
    """What came of it. Looks again by itself, without script, while it is at work, unless asked to stand still."""
    found, body = run_of(request, pk)
    still = "still" in request.GET
    lines = {outcome.value: list(found.lines.filter(outcome=outcome)[:LINES_SHOWN]) for outcome in LineOutcome}
    shown = {"run": found, "body": body, "lines": lines, "still": still, "shown": LINES_SHOWN, "breadcrumbs": crumbs()}
    response = render(request, "commissioning/contract_sheets/run.html", shown)
    if not found.is_finished and not still:
        response["Refresh"] = str(REFRESH)
    return response


@page("commissioning.view_supplier")
def refused_csv(request, pk):
    """The refused rows as they came, to correct in a spreadsheet and send again."""
    found, _ = run_of(request, pk)
    lines = found.lines.filter(outcome=LineOutcome.REFUSED).values_list("raw", flat=True)
    return csv_download(stream_csv(found.headings, lines.iterator(chunk_size=500)), f"contracts-{found.pk}-refused.csv")


@page("commissioning.view_supplier")
def supplier(request, pk):
    found = find(SupplierName.objects.select_related("organisation", "body"), request.actor, pk=pk)
    facts = facts_of(found, "written", "body", "identifier", "organisation", "seen_on", "confirmed_on")
    links = [(actions.CONFIRM, "Say who is meant", "supplier_confirm")]
    known = found.organisation_id is not None
    return record_page(
        request,
        found,
        facts=facts,
        links=links,
        tags=[("Known", "green") if known else ("Nobody has said who is meant", "blue")],
    )


@page(actions.CONFIRM, methods=["GET", "POST"])
def confirm(request, pk):
    found = to_act_on(request, SupplierName.objects.select_related("organisation"), pk)
    suggested = found.organisation or suggestions(longest_words(found.written)).first()
    form = ConfirmForm(posted(request), suggested=suggested, version=found.version)
    said = "What stands there is a suggestion: the first that fits its name. Change it where another one is meant."
    return act_page(
        request, form, actions.confirm_supplier, "Say who is meant", "Save", words=said if suggested else "",
        supplier=found,
    )  # fmt: skip


def longest_words(written):
    """The two longest words of a name: what is left out is how it is spelt at its end, such as 'Ltd'."""
    words = sorted(written.split(), key=len, reverse=True)[:2]
    return " ".join(words)
