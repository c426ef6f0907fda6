"""What each form makes that may be sent once, as `test_twice.py` tries it; and what such entries are written with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse

from tests.house.world import World
from tests.journeys.pages import PageForm, forms_of

LAST = "the last that is offered"
"""Typed into a list of records, whose numbers nobody knows before."""
Arguments = Callable[[World, Client], tuple[Any, ...]]


@dataclass(frozen=True)
class Made:
    """What a form makes, what is typed into it, and where it stands, if not where the walk of the house finds it."""

    model: type[models.Model]
    typed: dict[str, Any] = field(default_factory=dict)
    arguments: Arguments | None = None
    page: str = ""
    query: Callable[[World], str] = lambda world: ""
    who: str = "secretariat"
    """Who opens it, of the people of the house."""
    events: int = 1
    """Of a form that makes nothing but events: how many."""
    files: dict[str, Callable[[], SimpleUploadedFile]] = field(default_factory=dict)
    """What is sent as files: made anew each time, since a file is read once."""


def titled(world: World, kind: str) -> None:
    """It is known as what this person signs."""
    membership = world.actors[kind].membership
    membership.job_title = "Chief Executive"
    membership.save(update_fields=["job_title"])


def on_day(name: str, year: int, month: int = 4, day: int = 1) -> dict[str, str]:
    """The boxes of a day."""
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def a_sheet(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def form_at(browser: Client, where: str, to: str) -> PageForm:
    """The form on a page that makes something."""
    page = browser.get(where)
    assert page.status_code == 200, (where, page.status_code)
    return next(each for each in forms_of(page) if "once" in each.kinds and each.action.split("?")[0] in ("", to))


def uploaded(name: str, sheet: Callable[[], SimpleUploadedFile], before: Callable[[], Any] | None = None) -> Arguments:
    """A sheet of a register that waits for its button, sent at the address of this name."""

    def arguments(world: World, browser: Client) -> tuple[str]:
        if before is not None:
            before()
        where = reverse(name)
        form = form_at(browser, where, where)
        return (browser.post(where, form.data(sheet=sheet())).url.split("/")[-2],)

    return arguments
