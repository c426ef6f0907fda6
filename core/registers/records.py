"""The pages of one record: what it holds, what can be done with it, and the forms in which it is done.

@page("partnerships.view_visit")
def visit(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    return record_page(request, found, facts=facts_of(found, "organisation", "due_on"), links=LINKS)

@page("partnerships.edit_visit", methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EditForm(posted(request), of=found)
    return act_page(request, form, actions.edit_visit, "Change the visit", "Save", visit=found)
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.acts import authorise
from core.gates import Gate, checklist
from core.pages import words
from core.pages.addresses import fixed, numbered
from core.pages.page import find
from core.pages.submit import submit
from core.pages.ways import crumbs_for, open_to
from core.registers.register import REGISTERS
from core.trail.history import history_of

Link = tuple[str, str, str]
"""The permission an act needs, what it is called on the page, and the name of its address."""


def posted(request: HttpRequest) -> Any:
    """What was posted, be it a button alone; None on a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def to_act_on(request: Any, rows: Any, pk: int) -> Any:
    """The row, for somebody who may see it and may do to it what the page's own permission says."""
    found = find(rows, request.actor, pk=pk)
    authorise(request.actor, request.permission, found)
    return found


def crumbs_to(thing: Model | None, model: type[Model] | None = None) -> list[tuple[str, str]]:
    """The way back: what stands above the list of such records, the list, and the record by its name."""
    kind = model or type(thing)
    register = next((each for each in REGISTERS.values() if each.model is kind), None)
    above = [*register.crumbs, (register.title, register.name)] if register else []
    lists = [(title, fixed(name)) for title, name in above]
    if thing is None:
        return lists
    name = str(getattr(thing, "name", None) or thing)
    return [*lists, (name, thing.get_absolute_url())]  # type: ignore[attr-defined]


def record_page(
    request: Any,
    thing: Any,
    *,
    facts: Sequence[dict[str, Any]],
    links: Sequence[Link] = (),
    gates: Iterable[Gate] = (),
    template: str = "components/record_page.html",
    **more: Any,
) -> HttpResponse:
    """The page of a record: its facts, what this person can do, the checklist of the next move, its history.

    A line of the checklist leads neither to a page that is never for this person, nor to one of the `links` that they
    may not follow. `more` goes to the template: `title`, `caption` above it, `tags` beside it as (words, colour).
    """
    actor = request.actor
    ways = [(need, text, numbered(name, thing.pk)) for need, text, name in links]
    acts = [(text, where) for need, text, where in ways if actor.may(need, thing)]
    closed = {where for _, _, where in ways}.difference(where for _, where in acts)
    context = {"thing": thing, "title": str(thing), "facts": facts, "acts": acts} | {
        "checks": open_to(actor, checklist(gates, thing), closed),
        "history": history_of(thing, actor),
        "breadcrumbs": crumbs_for(actor, crumbs_to(None, type(thing))),
    }
    return render(request, template, context | more)


def facts_of(thing: Model, *names: str, **called: str) -> list[dict[str, Any]]:
    """Fields as lines of a record, each called what its model calls it, or as `called` says.

    Empty ones are left out by the page.
    """
    return [fact(thing, name, called.get(name, "")) for name in names]


def fact(thing: Model, name: str, called: str = "") -> dict[str, Any]:
    """One line: a choice in its words, a date as people write it, another record as a link to it."""
    title = called or str(getattr(thing._meta.get_field(name), "verbose_name", name))
    value = getattr(thing, name)
    line = {"key": title[:1].upper() + title[1:]}
    if hasattr(value, "get_absolute_url"):
        return line | {"value": str(value), "href": value.get_absolute_url()}
    if hasattr(thing, f"get_{name}_display"):
        value = getattr(thing, f"get_{name}_display")()
    return line | {"value": in_words(value)}


def in_words(value: Any) -> str:
    """A value as a page shows it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.datetime):
        return words.moment(value)
    if isinstance(value, datetime.date):
        return words.date(value)
    return "" if value is None else str(value)


def act_page(
    request: Any,
    form: Any,
    act: Callable[..., Any],
    heading: str,
    button: str,
    *,
    words: str = "",
    gates: Iterable[Gate] = (),
    then: Any = None,
    about: Model | None = None,
    template: str = "components/form_page.html",
    **given: Any,
) -> HttpResponse:
    """Carry out the act with a valid form and lead on, by default to the record it gives; else the page with the form.

    The act gets `by`, what is `given` (first the record it is done to), and what was filled in. The page is about that
    record, or the one it is a part of (`about`), and shows the checklist of `gates`.
    """

    def carry_out() -> Any:
        return act(by=request.actor, **given, **form.cleaned_data)

    done = submit(request, form, carry_out, then or (lambda made: made))
    if done is not None:
        return done
    about = about or next(iter(given.values()), None)
    checks = checklist(gates, about) if about else []
    way = crumbs_to(about, None if about else getattr(form, "model", None))
    return form_page(
        request, form, heading, button, about=about, words=words, crumbs=way, template=template, checks=checks
    )


def form_page(
    request: Any,
    form: Any,
    heading: str,
    button: str,
    *,
    about: Model | None = None,
    words: str = "",
    crumbs: list[tuple[str, str]] | None = None,
    template: str = "components/form_page.html",
    **more: Any,
) -> HttpResponse:
    """A page with one form, before or after it was refused. The way back is that to the record it is about."""
    way = crumbs_for(request.actor, crumbs_to(about) if crumbs is None else crumbs)
    more["checks"] = open_to(request.actor, more.get("checks", ()))
    context = {"form": form, "heading": heading, "button": button, "about": about, "words": words, "breadcrumbs": way}
    return render(request, template, context | more, status=status_of(form))


def status_of(form: Any) -> int:
    """200 for a fresh form, 422 for one with errors, 409 for one that met a newer version."""
    return 409 if form.conflict else (422 if form.is_bound and form.errors else 200)
