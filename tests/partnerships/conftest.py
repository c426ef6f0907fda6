"""The short lists that a process keeps are those of each test's own database."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def fresh_lists():
    caches["local"].clear()
    yield
    caches["local"].clear()
