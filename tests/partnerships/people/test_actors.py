"""Who acts: memberships, roles with dates, and the capacity a form was bound to."""

import datetime

import pytest

from core import clock
from partnerships.people.actors import actor_for, actors_of
from partnerships.people.models import RoleHeld
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_roles_count_only_between_their_days():
    membership = MembershipFactory()
    RoleHeld.objects.create(
        membership=membership, role="approver", starts=datetime.date(2004, 4, 1), ends=datetime.date(2005, 3, 31)
    )
    with clock.at(datetime.date(2004, 3, 31)):
        assert actor_for(membership.user).roles == {"visitor", "signed in"}
    with clock.at(datetime.date(2005, 3, 31)):
        assert actor_for(membership.user).roles == {"visitor", "signed in", "approver"}
    with clock.at(datetime.date(2005, 4, 1)):
        assert actor_for(membership.user).roles == {"visitor", "signed in"}


def test_a_revoked_role_counts_no_more():
    membership = MembershipFactory(role="approver", role__revoked_at=clock.now())
    assert actor_for(membership.user).membership is None


def test_a_deactivated_account_has_nothing():
    membership = MembershipFactory(role="approver", user__is_active=False)
    acting = actor_for(membership.user)
    assert (acting.user, acting.roles, acting.others) == (None, {"visitor"}, ())


def test_capacities_of_a_person_in_two_organisations():
    user = UserFactory()
    one = MembershipFactory(user=user, organisation=OrganisationFactory(name="Advice Centre"), role="member")
    two = MembershipFactory(user=user, organisation=OrganisationFactory(name="Carers"), roles=["approver", "member"])
    acting = actor_for(user)
    assert (acting.label, acting.membership) == ("Member, Advice Centre", one)
    assert [each.label for each in acting.others] == ["Member and approver, Carers"]
    assert acting.bound_to(str(two.pk)).organisation_id == two.organisation_id
    assert [acting.bound_to(str(each.pk)).elsewhere for each in (one, two)] == [False, True]
    assert acting.bound_to("999999").roles == {"visitor", "signed in"}
    assert [each.membership_id for each in actors_of(user)] == [one.pk, two.pk]


def test_the_capacities_cost_one_query(django_assert_num_queries):
    user = UserFactory()
    for _ in range(3):
        MembershipFactory(user=user, roles=["member", "drafter"])
    with django_assert_num_queries(1):
        assert len(actor_for(user).others) == 2


def test_fixtures_make_actors_and_browsers(actor, client_for):
    secretary = actor("secretariat")
    assert secretary.roles == {"visitor", "signed in", "secretariat"}
    assert client_for(secretary).session["membership"] == secretary.membership_id
    assert actor().roles == {"visitor"}


DAYS = [None, *(datetime.date(2026, 11, day) for day in (9, 10, 11))]
"""The day before, the day, and the day after 10 November."""


@pytest.mark.parametrize("revoked", [None, datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)])
@pytest.mark.parametrize("ends", DAYS)
@pytest.mark.parametrize("starts", DAYS)
def test_a_role_counts_for_a_person_as_it_does_in_lists(starts, ends, revoked):
    if starts and ends and ends < starts:
        return
    on = DAYS[2]
    held = MembershipFactory(role="member", role__starts=starts, role__ends=ends, role__revoked_at=revoked).roles.get()
    assert RoleHeld.objects.active(on).filter(pk=held.pk).exists() is held.counts_on(on)
