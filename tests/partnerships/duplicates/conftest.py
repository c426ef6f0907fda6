import pytest

from tests.partnerships.organisations.imports.files import Importer


@pytest.fixture
def lists(tmp_path):
    return Importer(tmp_path)
