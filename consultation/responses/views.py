"""The pages on which an answer is read: by who gave it, and by who asked."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import State
from consultation.consultations.reading import the
from consultation.consultations.views import crumbs
from consultation.responses import exports
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.reading import read
from consultation.responses.receipts import values_of
from consultation.responses.rules import grouped
from core.acts import NotVisible, authorise
from core.files.downloads import csv_download, workbook_download
from core.pages.page import page
from core.registers.views import workbook_later
from core.trail.history import history_of
from core.work.actions import ask

VIEW = "consultation.view_response"


def is_own(actor: Any, found: Response) -> bool:
    """Whether it is the answer of the organisation the person acts for."""
    return found.organisation_id == actor.organisation_id


def answer_page(request: Any, found: Response, version: ResponseVersion, template: str, **more: Any) -> HttpResponse:
    """A page that shows one version with all its answers."""
    own = is_own(request.actor, found)
    way = [
        ("Consultations", reverse("consultations")),
        (found.consultation.title, found.consultation.get_absolute_url()),
    ]
    if not own:
        way.append(("Answers", f"{reverse('responses')}?consultation={found.consultation_id}"))
    context = {
        "response": found,
        "consultation": found.consultation,
        "version": version,
        "groups": grouped(definition_of(found.consultation), values_of(version.pk)),
        "own": own,
        "breadcrumbs": way,
    }
    return render(request, f"consultation/responses/{template}.html", context | more)


@page(VIEW)
def response(request, pk):
    """One organisation's answer as it counts, with its versions; for its own people, the draft before it is sent."""
    found = read(request.actor, pk)
    versions = list(found.versions.visible_to(request.actor).select_related("submitted_by", "response"))
    shown = found.counted_version or versions[-1]
    actor = request.actor
    answers = is_own(actor, found) and bool(actor.may("consultation.answer_consultation", found.consultation))
    return answer_page(
        request,
        found,
        shown,
        "response",
        sent=[each for each in versions if each.submitted_at],
        draft=next((each for each in versions if each.submitted_at is None), None),
        can_change=answers and found.consultation.state == State.OPEN,
        history=history_of(found, actor),
    )


@page(VIEW)
def receipt(request, pk):
    """What was sent, to keep and to print: for the organisation itself."""
    found = read(request.actor, pk)
    if not is_own(request.actor, found) or found.counted_version is None:
        return redirect(found)
    return answer_page(request, found, found.counted_version, "receipt")


@page("consultation.view_version")
def version(request, pk, number):
    """A version that was sent before, as it was."""
    found = read(request.actor, pk)
    rows = found.versions.visible_to(request.actor).sent().select_related("submitted_by")
    kept = rows.filter(number=number).first()
    if kept is None:
        raise NotVisible
    return answer_page(request, found, kept, "response_version")


@page("consultation.export_response")
def answers_csv(request, pk):
    """All the answers as CSV, streamed."""
    found = the(request.actor, pk)
    authorise(request.actor, "consultation.read_responses", found)
    pieces = exports.csv_pieces(request.actor, found)
    return csv_download(pieces, exports.file_name(found, "csv"))


@page("consultation.export_response", methods=["GET", "POST"])
def answers_xlsx(request, pk):
    """All the answers as a workbook: at once where they are few, otherwise asked for and made in the background."""
    found = the(request.actor, pk)
    authorise(request.actor, "consultation.read_responses", found)
    if exports.responses_for(request.actor, found)[: exports.AT_ONCE + 1].count() > exports.AT_ONCE:
        return workbook_later(
            request,
            lambda: ask(request.actor, "answers_workbook", consultation=found.pk),
            title="Answers",
            long=f"There are more than {exports.AT_ONCE:,} answers",
            csv=reverse("answers_csv", args=[found.pk]),
            breadcrumbs=crumbs(found),
        )
    return workbook_download(
        lambda path: exports.make_workbook(request.actor, found, path), exports.file_name(found, "xlsx")
    )
