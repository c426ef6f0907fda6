"""The world that the matrices of pages and of the API ask."""

import pytest

from partnerships.people.actions import make_api_key
from tests.factories.people import signed_in
from tests.house.world import World
from tests.once import kept_for_the_module


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world, with a browser for each kind of person, and an API key for each that has an account.

    What a request changes is taken back after it.
    """
    with kept_for_the_module(django_db_blocker):
        made = World()
        made.browsers = {kind: signed_in(actor, raise_request_exception=False) for kind, actor in made.actors.items()}
        made.cookies = {kind: each.cookies.output(header="") for kind, each in made.browsers.items()}
        made.keys = {
            kind: make_api_key(by=actor, membership=actor.membership, label="Program")[1]
            for kind, actor in made.actors.items()
            if actor.user
        }
        made.strike()
        yield made
