"""Refusals become pages that say what to do; in the demonstration, the story's time is set."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core import clock
from core.acts import NotVisible

Respond = Callable[[HttpRequest], HttpResponseBase]

STORY = "story"
"""The session key that holds the moment chosen in the demonstration's banner."""


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
    """What an act refuses outside a form is shown as a page; a record of another of the person's organisations offers
    to switch to it."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotVisible) and exception.thing is not None:
            return self.offer_switch(request, exception.thing)
        if isinstance(exception, ValidationError):
            return render(request, "refused.html", {"sentences": exception.messages}, status=409)
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
