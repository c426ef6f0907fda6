"""The small consultation, some days after it has closed and the late answers have come."""

import copy

import pytest
from django.test import override_settings

from core import clock
from tests.consultation.results.small import Small, at
from tests.factories.consultation import DURING
from tests.factories.people import signed_in
from tests.once import kept_for_the_module


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The consultation, made once for a module of tests, with a folder for its files."""
    folder = tmp_path_factory.mktemp("small")
    folders = override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "files")
    with kept_for_the_module(django_db_blocker), folders, clock.at(DURING):
        yield Small()


@pytest.fixture(autouse=True)
def afterwards(during):
    with clock.at(at(11, 30)):
        yield


@pytest.fixture
def small(made_once, db):
    return copy.deepcopy(made_once)


@pytest.fixture
def browser(small):
    """The secretariat's."""
    return signed_in(small.secretariat)
