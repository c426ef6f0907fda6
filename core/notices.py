"""The pages the footer leads to: help with whom to ask, the privacy notice, and the accessibility statement."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.pages.page import page
from core.privacy import held_about_people

COMMISSIONER = "https://ico.org.uk/make-a-complaint/"
ADVICE = "https://www.equalityadvisoryservice.com/"


@page("core.view_public_page")
def help_page(request: HttpRequest) -> HttpResponse:
    """How to begin, and whom to ask."""
    return notice(request, "help")


@page("core.view_public_page")
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held about people, why and for how long, as each subject declares it."""
    rows = [(each.called, {"lines": each.purposes}, each.kept) for each in held_about_people()]
    columns = [{"title": "Where"}, {"title": "What, or what for"}, {"title": "Kept"}]
    more = {"lawful_basis": settings.LAWFUL_BASIS, "commissioner": COMMISSIONER}
    return notice(request, "privacy", columns=columns, rows=rows, **more)


@page("core.view_public_page")
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, how that was tested, and whom to tell of a barrier."""
    return notice(request, "accessibility", advice=ADVICE)


def notice(request: HttpRequest, name: str, **more: Any) -> HttpResponse:
    """A page that names whoever runs this installation, and whom to ask."""
    return render(request, f"core/notices/{name}.html", {"contact": contact(), **more})


def contact() -> dict[str, str]:
    """Whoever runs this installation, and whom to ask, for pages that are about nothing in particular."""
    return {
        "operator": settings.OPERATOR,
        "name": settings.CONTACT_NAME,
        "email": settings.CONTACT_EMAIL,
        "telephone": settings.CONTACT_TELEPHONE,
    }
