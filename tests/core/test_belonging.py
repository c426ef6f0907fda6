"""What belongs to a record: one statement tells what there is any of, and only that is read."""

import pytest

from core.belonging import Along, Belonging
from partnerships.invitations.models import Invitation
from partnerships.organisations.models import Organisation
from partnerships.people.models import Membership, RoleHeld
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    found = Belonging(Membership, roles=Along("membership__user"))
    found.add("invitations", lambda key: Invitation.objects.filter(organisation__memberships=key))
    return found


def test_what_there_is_none_of_is_not_read(ours, django_assert_num_queries):
    membership = MembershipFactory(roles=[])
    ours.load(membership)  # builds its statement
    fresh = Membership.objects.get(pk=membership.pk)
    with django_assert_num_queries(1):
        ours.load(fresh)
        assert (list(fresh.roles.all()), fresh.roles.count()) == ([], 0)
    assert (ours.none(fresh, "roles"), ours.none(fresh, "invitations")) == (True, True)


def test_relations_are_read_as_djangos_prefetch_reads_them(ours, django_assert_num_queries):
    membership, other = MembershipFactory(roles=["member", "drafter"]), MembershipFactory(role="member")
    for each in (membership, other):
        fresh = Membership.objects.get(pk=each.pk)
        with django_assert_num_queries(2):
            ours.load(fresh)
            read = [(held, held.membership is fresh) for held in fresh.roles.all()]
        assert read == [(held, True) for held in RoleHeld.objects.filter(membership=each)]
        assert fresh.roles.filter(role="drafter").count() == (each == membership)


def test_of_each_row_more_is_read_along(django_assert_num_queries):
    of_organisation = Belonging(Organisation, memberships=Along("user", then=("roles",)))
    place = OrganisationFactory()
    for _ in range(3):
        MembershipFactory(organisation=place, role="member")
    of_organisation.find_out(place)
    with django_assert_num_queries(3):
        of_organisation.load(place)
        assert [len(each.roles.all()) for each in place.memberships.all() if each.user.name] == [1, 1, 1]


def test_of_what_nobody_asked_nothing_is_known_and_whoever_wants_to_know_looks(ours):
    membership = MembershipFactory(roles=[])
    assert (ours.none(membership, "roles"), ours.any(membership, "roles")) == (False, False)
    RoleHeld.objects.create(membership=membership, role="member")
    assert ours.any(membership, "roles")


def test_a_page_reads_a_thing_once_and_an_act_each_time(ours):
    membership, read = MembershipFactory(), iter(range(9))
    assert [ours.once(membership, "x", read.__next__) for _ in range(2)] == [0, 1]
    ours.find_out(membership)
    assert [ours.once(membership, name, read.__next__) for name in ("x", "x", "y")] == [2, 2, 3]


def test_what_is_added_later_is_asked_too_and_a_name_is_given_once(ours):
    membership = MembershipFactory(role="member")
    ours.find_out(membership)
    late = ours.add("late", lambda key: RoleHeld.objects.filter(membership=key, role="drafter"))
    ours.find_out(membership)
    assert (ours.none(membership, late), ours.any(membership, "roles")) == (True, True)
    with pytest.raises(ValueError, match="Two things that belong to a membership are called late."):
        ours.add("late", lambda key: RoleHeld.objects.filter(membership=key))


def test_a_record_that_went_meanwhile_has_nothing(ours):
    membership = MembershipFactory(roles=[])
    gone = Membership.objects.get(pk=membership.pk)
    membership.delete()
    ours.load(gone)
    assert ours.none(gone, "roles")
