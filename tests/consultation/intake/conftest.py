"""Who the tests of the desk are told with."""

import pytest

from tests.factories.organisations import FundingFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory, make_actor


@pytest.fixture
def other(db):
    return OrganisationFactory(name="Ledbury Lunch Club")


@pytest.fixture
def funder(forum):
    """A body that funds the forum."""
    found = PublicBodyFactory(name="Worcestershire Council")
    FundingFactory(funder=found, funded=forum)
    return found


@pytest.fixture
def of_the_funder(funder):
    """A member of the secretariat who once worked for the funder."""
    actor = make_actor("secretariat")
    MembershipFactory(user=actor.user, organisation=funder, role="commissioner", role__ends="2009-03-31")
    return make_actor("secretariat", user=actor.user)
