"""What is due for a person, as a page and as a calendar."""

import datetime
import uuid
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string

from core import clock
from core.deadlines.actions import calendar_path, reset_calendar_address
from core.deadlines.calendar import calendar_of
from core.deadlines.pressing import for_actor, horizon
from core.deadlines.registry import Item
from core.mail.actions import absolute
from core.pages import words
from core.pages.page import page

SOON = 7
MOST = 100
"""Dates on one page."""
DIGITS = 4
"""Of the number of a page."""


@page("core.view_due")
def due(request: HttpRequest) -> HttpResponse:
    """What is overdue, due within a week, and due later, for the person as they act now; a long list on pages."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    number = page_number(request)
    first = (number - 1) * MOST
    items = for_actor(actor, most=number * MOST + 1)
    if first and len(items) <= first:
        return redirect("due")  # it was done meanwhile
    context = {
        "groups": in_groups(items[first : first + MOST]),
        "previous": f"?page={number - 1}" if number > 1 else None,
        "next": f"?page={number + 1}" if len(items) > first + MOST else None,
        "number": number,
        "horizon": horizon(),
        "calendar": absolute(calendar_path(request.user)) if actor.user_id else "",
    }
    return render(request, "core/deadlines/due.html", context)


def page_number(request: HttpRequest) -> int:
    """The page of the list that the address asks for: the first where it says nothing that is one."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) <= DIGITS else 1


class Line(NamedTuple):
    """A due date as the page shows it: where it leads, what there is to do, and by when."""

    link: str
    sentence: str
    when: str


def in_groups(items: list[Item]) -> list[tuple[str, list[Line]]]:
    """The items under the headings of the page, without those that have none."""
    today = clock.today()
    soon = today + datetime.timedelta(days=SOON)
    groups = [
        ("Overdue", [item for item in items if item.due < today]),
        (f"In the next {SOON} days", [item for item in items if today <= item.due <= soon]),
        ("Later", [item for item in items if item.due > soon]),
    ]
    return [(title, [line_of(item, today) for item in found]) for title, found in groups if found]


def line_of(item: Item, today: datetime.date) -> Line:
    """Its line."""
    return Line(item.link, item.sentence, f"{words.date(item.due)} ({item.in_words(today)})")


@page("core.use_account", methods=["POST"])
def calendar_reset(request: HttpRequest) -> HttpResponse:
    """Make the old calendar address worthless."""
    reset_calendar_address(by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, "You have a new calendar address. Add it to your calendar: the old one no longer works.")
    return redirect("due")


@page("core.view_calendar")
def calendar(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The calendar feed of the one person whose secret this is, in all their capacities."""
    user = get_user_model()._default_manager.filter(calendar_key=key, is_active=True).first()
    if user is None:
        raise Http404
    actors = import_string(settings.PERSON_ACTORS)(user)
    items = {item.key: item for actor in actors if actor.may("core.view_due") for item in for_actor(actor)}
    response = HttpResponse(calendar_of(list(items.values())), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="due.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
