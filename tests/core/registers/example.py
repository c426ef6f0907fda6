"""A small subject made of the pages of a record and of an act in the API, with organisations as its records."""

from typing import Any

from django.db import transaction
from django.urls import include, path

from core.acts import Refused, authorise, locked
from core.api.acts import act_api
from core.gates import check, gate
from core.pages.model_forms import form_of
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from core.trail.actions import save_changes
from partnerships.organisations.models import Organisation

ROWS = Organisation.objects.select_related("kind", "area")
EDIT = "partnerships.update_organisation"
OpenForm = form_of(Organisation, "opened")


@gate("It says what it does", source="an example")
def it_says_what_it_does(thing: Organisation, on: Any) -> str | None:
    return None if thing.about else "Write what it does."


@transaction.atomic
def open_organisation(*, by: Any, organisation: Organisation, opened: Any = None, version: Any = None) -> Organisation:
    """Say that it opened."""
    organisation = locked(Organisation, organisation.pk, version=version)
    authorise(by, EDIT, organisation)
    check([it_says_what_it_does], organisation)
    if opened and opened.year < 1900:
        raise Refused({"opened": "Enter a day after 1900."})
    save_changes(by, "opened", organisation, {"opened": opened})
    return organisation


@page("partnerships.view_organisation")
def thing(request, pk):
    found = find(ROWS, request.actor, pk=pk)
    return record_page(
        request,
        found,
        facts=facts_of(found, "kind", "area", "opened", "is_partner", "income"),
        links=[(EDIT, "Open it", "example_open")],
        gates=[it_says_what_it_does],
        tags=[("Here", "green")],
    )


@page(EDIT, methods=["GET", "POST"])
def open_it(request, pk):
    found = to_act_on(request, ROWS, pk)
    form = OpenForm(posted(request), of=found)
    return act_page(
        request, form, open_organisation, "Open it", "It is open", organisation=found, gates=[it_says_what_it_does]
    )


urlpatterns = [
    path("example/<int:pk>/", thing, name="example"),
    path("example/<int:pk>/open/", open_it, name="example_open"),
    path("api/example/<int:pk>/open/", act_api(EDIT, open_organisation, ROWS, "organisation", gives=("name", "about"))),
    path("", include("config.urls")),
]
