"""All the questions before starting, to read together and to fill in: to print, as a Word document, and as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from consultation.consultations.reading import the
from consultation.consultations.views import crumbs, described
from consultation.paper.printing import pdf_of
from consultation.paper.room import to_fill_in
from core.files.downloads import attached, download_response
from core.files.kinds import KINDS
from core.pages.page import page


@page("consultation.view_consultation")
def print_page(request: Any, pk: int) -> HttpResponse:
    """The document and all the questions on one page, to print, to talk about, and to answer by hand."""
    found = the(request.actor, pk)
    shown = described(found) | to_fill_in(found) | {"breadcrumbs": crumbs(found)}
    return render(request, "consultation/paper/consultation_print.html", shown)


@page("consultation.view_consultation")
def form(request: Any, pk: int) -> HttpResponse:
    """The form to fill in, made as it is asked for."""
    from consultation.paper.form import paper_form  # with what writes Word documents, which is large

    found = the(request.actor, pk)
    made = HttpResponse(paper_form(found), content_type=KINDS["docx"].content_type)
    return attached(made, f"{found.reference}-form.docx")


@page("consultation.view_consultation")
def pdf(request: Any, pk: int) -> HttpResponseBase:
    """The PDF, which is made beforehand; while it is not there, the page that says what to take meanwhile."""
    found = the(request.actor, pk)
    made = pdf_of(found)
    if made is not None:
        return download_response(made)
    return render(request, "consultation/paper/pdf_waiting.html", {"consultation": found, "breadcrumbs": crumbs(found)})
