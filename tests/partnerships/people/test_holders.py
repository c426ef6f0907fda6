"""Whom a due date is reminded to."""

import pytest

from core import clock
from partnerships.people import holders
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db


def test_the_people_of_each_rows_organisation(django_assert_num_queries):
    forum, group = OrganisationFactory(), OrganisationFactory()
    approver, drafter = make_actor("approver", organisation=forum), make_actor("drafter", organisation=forum)
    make_actor("member", organisation=forum)
    with django_assert_num_queries(1):
        found = holders.at("pk", "approver", "drafter")([forum, group])
    assert found == {forum.pk: {approver.user_id, drafter.user_id}, group.pk: set()}


def test_the_people_of_a_role_wherever():
    one, two = make_actor("secretariat"), make_actor("secretariat")
    make_actor("commissioner")
    forum = OrganisationFactory()
    assert holders.everywhere("secretariat")([forum]) == {forum.pk: {one.user_id, two.user_id}}


def test_a_revoked_role_is_reminded_no_more():
    forum = OrganisationFactory()
    make_actor("approver", organisation=forum).membership.roles.update(revoked_at=clock.now())
    assert holders.at("pk", "approver")([forum]) == {forum.pk: set()}
