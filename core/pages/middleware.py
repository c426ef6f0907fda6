"""What cannot be read is refused at the door; refusals become pages; in the demonstration, the story's time is set."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core import clock
from core.acts import NotVisible
from core.pages.errors import bad_request, not_allowed, typed_words
from core.pages.wire import UNREADABLE

Respond = Callable[[HttpRequest], HttpResponseBase]

HEALTH = "/healthz"
STORY = "story"
"""The session key that holds the moment chosen in the demonstration's banner."""


class ReadableMiddleware:
    """What no page could read or keep is answered with a page that says so, before any of it is used.

    A NUL in the address or in a cookie is refused by PostgreSQL, wherever it is looked up; a posted form is read here,
    so that one that is broken or too large cannot break the page that says so as well.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            refuse_unreadable(request)
        except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError) as problem:
            request._mark_post_parse_error()  # type: ignore[attr-defined]
            return bad_request(request, problem)
        if request.path == HEALTH:
            request.COOKIES = {}  # whoever asks: a session would be looked up in the database that may be away
        return self.get_response(request)


def refuse_unreadable(request: HttpRequest) -> None:
    """Raise BadRequest, or what Django raises, where the address, the cookies or the posted form cannot be read."""
    sent = (request.path, *request.COOKIES.values(), *(each for pair in request.GET.lists() for each in texts(pair)))
    if UNREADABLE in request.META or any("\0" in each for each in sent):
        raise BadRequest("The request holds what no text has.")
    if length_of(request) > settings.REQUEST_CAP:
        raise BadRequest("The request is too large.")
    assert request.POST is not None


def length_of(request: HttpRequest) -> int:
    """How many bytes the request says it has; one that says nothing that is a number is read as if it had none."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def texts(pair: tuple[str, list[str]]) -> tuple[str, ...]:
    """The name and the values of one parameter."""
    name, values = pair
    return name, *map(str, values)


class StoryMiddleware:
    """In demonstration mode only, the whole request goes by the moment chosen in the banner."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.session.get(STORY) if settings.DEMO else None
        if not chosen:
            return self.get_response(request)
        with clock.at(datetime.datetime.fromisoformat(chosen)):
            return self.get_response(request)


class RefusalMiddleware:
    """What an act refuses outside a form is shown as a page, and so is a method that an address does not take; a record
    of another of the person's organisations offers to switch to it."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return not_allowed(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotVisible) and exception.thing is not None:
            return self.offer_switch(request, exception.thing)
        if isinstance(exception, ValidationError):
            context = {"sentences": exception.messages, "typed": typed_words(request)}
            return render(request, "409.html", context, status=409)
        return None

    @staticmethod
    def offer_switch(request: HttpRequest, thing: Model) -> HttpResponse | None:
        """A page with the person's capacities that may see the record; None (a plain 404) where there is none."""
        actor: Any = request.actor  # type: ignore[attr-defined]
        permission = getattr(type(thing), "view_permission", None)
        if permission is None:
            return None
        others = [each for each in actor.others if actor.switched(each.membership.pk).may(permission, thing)]
        if not others:
            return None
        return render(request, "switch.html", {"capacities": others, "next": request.get_full_path()}, status=403)
