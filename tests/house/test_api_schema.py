"""The API's description is whole: every address is in it, and how callers prove who they are."""

import io
import json
import re

import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from config.api import whole
from tests.house.addresses import addresses

pytestmark = pytest.mark.xdist_group("schema")
"""It takes long to make, so one process makes it for all that read it."""


@pytest.fixture(scope="module")
def schema():
    return whole()


def as_path(route: str) -> str:
    """A route of the resolver as the schema writes it."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: "{id}" if found[1] == "pk" else f"{{{found[1]}}}", route)


def test_it_can_be_made_without_a_warning():
    call_command("spectacular", "--fail-on-warn", "--validate", "--format", "openapi-json", stdout=io.StringIO())


def test_every_address_of_the_api_is_in_it(schema):
    ours = {as_path(each.route) for each in addresses() if each.route.startswith("api/") and each.name != "api_schema"}
    assert set(schema["paths"]) == ours
    assert {"/api/organisations/", "/api/consultations/{id}/answers/", "/api/responses/{id}/"} <= ours


def test_every_method_of_an_address_is_in_it(schema):
    for each in addresses():
        if each.route.startswith("api/") and each.name != "api_schema":
            described = {name.upper() for name in schema["paths"][as_path(each.route)]} - {"PARAMETERS"}
            assert (each.name, described) == (each.name, set(each.methods))


def test_it_says_how_to_prove_who_one_is(schema):
    assert schema["components"]["securitySchemes"] == {
        "token": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "Send 'Token ' followed by the key.",
        },
        "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
    }
    for path, methods in schema["paths"].items():
        for method, described in methods.items():
            offered = {name for each in described["security"] for name in each}
            assert (path, method, offered) == (path, method, {"token", "session"})


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["yaml", "json"])
def test_it_is_given_as_it_is_asked_for_and_made_once(client, schema, written, monkeypatch):
    read = {"yaml": yaml.safe_load, "json": json.loads}[written]
    first = client.get("/api/schema/", {"format": written, "version": "2"})
    monkeypatch.setattr(SchemaGenerator, "get_schema", None)
    again = client.get("/api/schema/", {"format": written})
    assert read(first.content)["paths"].keys() == schema["paths"].keys()
    assert (again.content, again["Content-Disposition"]) == (first.content, f'inline; filename="Concordat.{written}"')
