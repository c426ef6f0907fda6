"""A statement that is built once gives what the rows give that it was built of, for every key."""

import datetime

import pytest
from django.db.models import Count, Q

from core.prepared import OfADay, prepared, prepared_for, prepared_on
from partnerships.people.models import Membership, RoleHeld, User
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_each_key_gives_its_own_rows_and_they_are_built_once(django_assert_num_queries):
    asked = []

    def rows(key):
        asked.append(key)
        return Membership.objects.filter(user=key).annotate(held=Count("roles")).order_by("pk")

    of = prepared(rows)
    one, other = MembershipFactory(roles=["member", "drafter"]), MembershipFactory()
    with django_assert_num_queries(2):
        found = [[(each, each.held, each.added_at) for each in of(key)] for key in (one.user_id, other.user_id)]
    assert found == [[(one, 2, one.added_at)], [(other, 0, other.added_at)]]
    assert (of(0), len(asked)) == ([], 1)


def test_several_keys_are_given_in_the_order_in_which_they_are_named():
    at = prepared(lambda organisation, user: Membership.objects.filter(user=user, organisation=organisation))
    one, other = MembershipFactory(), MembershipFactory()
    assert at(one.organisation_id, one.user_id) == [one]
    assert at(other.organisation_id, one.user_id) == []
    with pytest.raises(ValueError):
        at(one.organisation_id)


def test_a_key_that_stands_twice_is_given_twice_and_one_that_is_missing_is_refused():
    either = prepared(lambda key: Membership.objects.filter(Q(user=key) | Q(pk=key)).order_by("pk"))
    found = MembershipFactory()
    assert either(found.user_id) == list(Membership.objects.filter(Q(user=found.user_id) | Q(pk=found.user_id)))
    assert either(found.pk) == list(Membership.objects.filter(Q(user=found.pk) | Q(pk=found.pk)))
    without = prepared(lambda key: Membership.objects.all())
    with pytest.raises(AssertionError, match="each key stands in the statement"):
        without(1)


@pytest.mark.served
def test_a_statement_in_which_a_day_stands_is_not_kept():
    of = prepared(lambda key: RoleHeld.objects.filter(membership=key, starts__lte=datetime.date(2003, 11, 20)))
    with pytest.raises(OfADay):
        of(1)


def test_a_number_that_no_column_holds_finds_nothing(django_assert_num_queries):
    of = prepared(lambda key: User.objects.filter(pk=key))
    with django_assert_num_queries(0):
        assert of(2**63) == []


def test_a_key_may_be_text(django_assert_num_queries):
    called = prepared(lambda email: User.objects.filter(email=email))
    one, other = UserFactory(email="wye@example.org"), UserFactory(email="9@example.org")
    with django_assert_num_queries(3):
        assert [called(each) for each in ("wye@example.org", "9@example.org", "")] == [[one], [other], []]


def test_relations_selected_along_come_with_their_row(django_assert_num_queries):
    of = prepared(lambda user: Membership.objects.filter(user=user).select_related("organisation__kind", "area"))
    one = MembershipFactory()
    with django_assert_num_queries(1):
        [found] = of(one.user_id)
        assert (found.organisation, found.organisation.kind) == (one.organisation, one.organisation.kind)
        assert found.area is None


def test_rows_that_each_person_sees_some_of_are_kept_by_whom_they_are_for(django_assert_num_queries):
    asked = []

    def rows(seen, user):
        asked.append(seen)
        return RoleHeld.objects.filter(seen, membership__user=user)

    held = prepared_for(rows)
    day = datetime.date(2003, 11, 20)
    one, other = (MembershipFactory(role="member", role__starts=day) for _ in range(2))
    by_then, before = Q(starts__lte=day), Q(starts__lt=day)
    for each in (one, other, one):
        with django_assert_num_queries(1):
            assert [found.membership_id for found in held(by_then, each.user_id)] == [each.pk]
        assert held(before, each.user_id) == []
    assert asked == [by_then, before]
    with django_assert_num_queries(0):
        assert (held(Q(pk__in=[]), one.user_id), held(Q(pk__in=[]), one.user_id)) == ([], [])


def test_a_statement_in_which_a_day_stands_is_kept_for_that_day(django_assert_num_queries):
    built = []

    def rows(on, key):
        built.append(on)
        return RoleHeld.objects.filter(membership=key, starts__lte=on)

    of = prepared_on(rows)
    first = datetime.date(2003, 4, 1)
    held = MembershipFactory(role="member", role__starts=first).roles.get()
    days = (first, first - datetime.timedelta(1), first)
    with django_assert_num_queries(3):
        assert [of(day, held.membership_id) for day in days] == [[held], [], [held]]
    assert built == list(days[:2])
