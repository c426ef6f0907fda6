"""The small consultation, some days after it has closed and the late answers have come."""

import pytest

from core import clock
from tests.consultation.results.small import Small, at
from tests.factories.people import signed_in


@pytest.fixture(autouse=True)
def afterwards(during, settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    with clock.at(at(11, 30)):
        yield


@pytest.fixture
def small(db):
    return Small()


@pytest.fixture
def browser(small):
    """The secretariat's."""
    return signed_in(small.secretariat)
