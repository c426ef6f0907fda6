"""In the demonstration, whoever looks chooses the day the story is told on; pages and acts go by it, mail does not."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from core import clock
from core.pages.middleware import STORY
from core.pages.page import page

EARLIEST, LATEST = datetime.date(1998, 1, 1), datetime.date(2098, 12, 31)


@page("core.choose_story", methods=["POST"])
def choose_story(request: HttpRequest) -> HttpResponse:
    """Tell the story on the day that was chosen, or go back to the real one."""
    if not settings.DEMO:
        raise Http404
    day = day_chosen(request.POST.get("day", ""))
    if day is None:
        request.session.pop(STORY, None)
    else:
        nine = datetime.datetime.combine(day, datetime.time(9), clock.LONDON)
        request.session[STORY] = nine.isoformat()
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back) if here else redirect("home")


def day_chosen(text: str) -> datetime.date | None:
    """The day, None for the real one or where it is no day the story can be told on."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
