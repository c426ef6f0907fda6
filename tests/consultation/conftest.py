"""What the tests of consultation share: the time they are told in, and a few people."""

import pytest

from core import clock
from tests.factories.consultation import DURING, a_consultation
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor


@pytest.fixture(autouse=True)
def during():
    """It is the morning of 10 October 2026, while the consultation is open."""
    with clock.at(DURING):
        yield


@pytest.fixture
def host(db):
    return PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")


@pytest.fixture
def forum(db):
    return OrganisationFactory(name="Malvern Carers Forum")


@pytest.fixture
def consultation(host):
    """Published and open, hosted by the trust: question 1 in words, 2a yes or no, 2b choose one."""
    return a_consultation(host=host, title="Support for carers")


@pytest.fixture
def draft(host):
    """The same as a draft."""
    return a_consultation(host=host, title="Market days", published_at=None)


@pytest.fixture
def commissioner(host):
    return make_actor("commissioner", organisation=host)


@pytest.fixture
def secretariat(db):
    return make_actor("secretariat")


@pytest.fixture
def drafter(forum):
    return make_actor("drafter", organisation=forum)


@pytest.fixture
def approver(forum):
    return make_actor("approver", organisation=forum)
