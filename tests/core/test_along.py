"""What is read along with rows by kept statements is what Django would have read, and stands where it would stand."""

import pytest
from django.db.models import Prefetch, prefetch_related_objects

from core.along import read_along, steps_of
from core.one_row import with_key
from partnerships.organisations.models import Organisation
from partnerships.people.models import Membership, RoleHeld
from tests.factories.organisations import AreaFactory, TermFactory
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
PATHS = ("roles", "organisation__kind", "user__memberships__roles")


@pytest.fixture
def people():
    """Two people, one of whom is in two organisations."""
    one, other = MembershipFactory(roles=["member", "drafter"]), MembershipFactory()
    return [one, other, MembershipFactory(user=one.user, roles=["approver"])]


def told(rows):
    """What hangs on memberships, asked of nothing but what they hold."""
    return [
        (
            [(role.role, role.membership is each) for role in each.roles.all()],
            each.organisation.name, each.organisation.kind and each.organisation.kind.title,
            [(theirs.pk, [role.role for role in theirs.roles.all()]) for theirs in each.user.memberships.all()],
        )
        for each in rows
    ]  # fmt: skip


def test_it_is_what_django_reads_along(people, django_assert_num_queries):
    rows, again = (list(Membership.objects.order_by("pk")) for _ in range(2))
    prefetch_related_objects(again, *PATHS)
    with django_assert_num_queries(6):
        read_along(rows, PATHS)
    with django_assert_num_queries(0):
        assert told(rows) == told(again)
        read_along(rows, PATHS)  # is there already
    assert [[role for role, _ in roles] for roles, *_ in told(rows)] == [["member", "drafter"], [], ["approver"]]
    drafters = rows[0].roles.filter(role="drafter")
    assert [each.membership_id for each in drafters] == [people[0].pk]  # of this one still


def test_nothing_is_asked_for_nothing_and_what_points_nowhere_holds_nothing(people, django_assert_num_queries):
    row = Membership.objects.get(pk=MembershipFactory(organisation=None, area=AreaFactory()).pk)
    with django_assert_num_queries(1):
        read_along([], PATHS)
        read_along([row], ("organisation__kind", "roles"))
        assert (row.organisation, list(row.roles.all())) == (None, [])


def test_what_leads_elsewhere_is_left_to_django(people, django_assert_num_queries):
    assert [steps_of("any", Organisation, name) for name in ("terms", "kind__nothing", "nothing")] == [None] * 3
    organisation = people[0].organisation
    organisation.terms.add(TermFactory(title="Carers"))
    first = Prefetch("roles", RoleHeld.objects.filter(role="drafter"), to_attr="drafting")
    rows = list(Membership.objects.filter(pk=people[0].pk))
    read_along(rows, ["organisation__terms", first])
    with django_assert_num_queries(0):
        assert [each.title for each in rows[0].organisation.terms.all()] == ["Carers"]
        assert [each.role for each in rows[0].drafting] == ["drafter"]


def test_a_row_is_looked_up_by_its_key_in_the_words_of_the_last_time(people, django_assert_num_queries):
    rows = Membership.objects.select_related("user").prefetch_related("roles").order_by("-pk")
    asked = [with_key(rows, pk=each.pk) for each in people]
    assert asked == [[each] for each in people]
    with django_assert_num_queries(3):
        [found] = with_key(rows, pk=people[0].pk)
        assert (found.user.name, [each.role for each in found.roles.all()]) == (
            people[0].user.name,
            ["member", "drafter"],
        )
        assert with_key(rows, pk=0) == with_key(rows, pk=2**70) == []
    [role] = with_key(RoleHeld.objects.filter(role="approver"), membership=people[2].pk)
    assert role.membership_id == people[2].pk
