"""Who the tests of inviting and reminding are told with."""

import pytest

from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor


@pytest.fixture
def lunch(db):
    """A club without an account, that has an address for the public."""
    return OrganisationFactory(name="Ledbury Lunch Club", email="Lunch@example.org")


@pytest.fixture
def mute(db):
    """A group to which nobody can write."""
    return OrganisationFactory(name="Mordiford Bells")


@pytest.fixture
def others_commissioner(db):
    return make_actor("commissioner")
