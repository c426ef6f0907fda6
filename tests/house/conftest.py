"""The world that the matrices of pages and of the API ask."""

from unittest.mock import patch

import pytest
from django.db import connection, transaction

from partnerships.people.actions import make_api_key
from tests.factories.people import signed_in
from tests.house.world import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world, with a browser for each kind of person, and an API key for each that has an account.

    What a request changes is taken back after it. Every test of a database ends by closing the connection. Until the
    world ends it stays open: PostgreSQL would forget the world with it.
    """
    with django_db_blocker.unblock(), patch.object(connection, "close"), transaction.atomic():
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
        transaction.set_rollback(True)
