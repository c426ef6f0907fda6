"""Lists that are taken in, and people who look at them."""

import pytest

from tests.factories.people import make_actor, signed_in
from tests.partnerships.organisations.imports.files import Importer


@pytest.fixture
def lists(tmp_path):
    return Importer(tmp_path)


@pytest.fixture
def ruth():
    return make_actor("secretariat")


@pytest.fixture
def client(ruth, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    return signed_in(ruth)
