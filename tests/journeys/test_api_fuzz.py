"""Generated requests at every operation of the API: no error of ours, and answers as the schema describes them. In
`make check` every third operation asks PostgreSQL (ADR 30)."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from tests.factories.consultation import QuestionFactory
from tests.factories.people import signed_in
from tests.house import things
from tests.house.world import World
from tests.turns import in_turn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.asks_in_turn,
    pytest.mark.usefixtures("connection_kept"),
    pytest.mark.xdist_group("schema"),  # which tests/house/test_api_schema.py makes, too
]
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance, content_type_conformance]
HOST = "http://testserver"
BOUNDED = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def world():
    made = World()
    asked = things.consultation(made, "own", "approver")
    QuestionFactory(consultation=asked)
    things.response(made, "own", "approver")
    return made


KINDS = ("secretariat", "approver", "visitor")
"""Who sends each request in turn: thinking it up takes longer than answering it."""


def cookies_of(actor) -> dict[str, str]:
    return {name: each.value for name, each in signed_in(actor).cookies.items()}


def test_no_generated_request_breaks_the_api(world):
    cookies = [cookies_of(world.actors[kind]) for kind in KINDS]
    schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application, headers={"Host": "testserver"})
    operations = [found.ok() for found in schema.get_all_operations()]
    assert "POST /api/consultations/{id}/answers/" in {each.label for each in operations}
    tried = in_turn(operations, "operations")
    for operation in tried:

        @BOUNDED
        @given(case=operation.as_strategy())
        def attempt(case):
            for each in cookies:
                case.call_and_validate(base_url=HOST, cookies=each, checks=CHECKS)

        attempt()
    assert len(tried) >= 12
