"""What the tests of answering without an account share."""

import pytest
from django.core.cache import cache

from tests.factories.consultation import a_consultation


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    """Tries are counted in the cache."""
    cache.clear()


@pytest.fixture
def for_everybody(host):
    """A consultation that individuals may answer as well."""
    return a_consultation(host=host, title="Support for everybody", who_may_answer="everybody")
