"""The home page and the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import finding
from core import home as home_lines
from core.pages.page import page

LONGEST = 200


@page("core.view_home")
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person, what is due, and what is open to them; for visitors, what is public."""
    actor = request.actor  # type: ignore[attr-defined]
    template = "core/home.html" if actor.user_id else "core/welcome.html"
    return render(request, template, {"sections": home_lines.sections_for(actor)})


@page("core.view_search")
def search(request: HttpRequest) -> HttpResponse:
    """Everything the person may see whose name, reference or identifier begins with the words."""
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
    long_enough = len(text) >= finding.SHORTEST
    groups = finding.find_all(request.actor, text) if long_enough else []  # type: ignore[attr-defined]
    context = {"searched": text, "groups": groups, "too_short": bool(text) and not long_enough}
    return render(request, "core/search.html", context)
