"""A group with its administrator and a member."""

import pytest

from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory, make_actor


@pytest.fixture
def forum():
    return OrganisationFactory(name="Malvern Carers")


@pytest.fixture
def administrator(forum):
    return make_actor("administrator", organisation=forum, user=UserFactory(name="Ann Lee"))


@pytest.fixture
def member(forum):
    return MembershipFactory(organisation=forum, role="member", user__name="Jo Price", job_title="Treasurer")
