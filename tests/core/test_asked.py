"""What is asked for somebody is kept by all that tells whose rows are meant."""

import datetime

import pytest

from core import clock
from core.asked import holding, question_of
from partnerships.organisations.models import Funding, Lineage, Organisation
from partnerships.people.actors import actor_for
from partnerships.people.models import RoleHeld
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory, make_actor

pytestmark = pytest.mark.django_db


def whose_of(user):
    """As the next page finds the person."""
    return actor_for(type(user).objects.get(pk=user.pk)).whose


def test_whoever_is_the_same_is_asked_for_in_the_same_words_and_nobody_else():
    forum = OrganisationFactory()
    ann, bob = make_actor("drafter", organisation=forum), make_actor("drafter", organisation=forum)
    assert whose_of(ann.user) == whose_of(ann.user) == ann.whose
    assert len({ann.whose, bob.whose, make_actor("drafter").whose}) == 3


def test_each_thing_that_changes_what_somebody_sees_makes_another_of_them():
    forum, before, paid = OrganisationFactory(), PublicBodyFactory(), OrganisationFactory()
    user = make_actor("drafter", organisation=forum).user
    seen = [whose_of(user)]
    RoleHeld.objects.create(membership=user.memberships.get(), role="approver")
    seen.append(whose_of(user))
    MembershipFactory(user=user, roles=["commissioner"])
    seen.append(whose_of(user))
    Lineage.objects.create(ancestor=before, descendant=forum, kind="merger", on=datetime.date(2006, 10, 1))
    seen.append(whose_of(user))
    Funding.objects.create(funder=forum, funded=paid)
    seen.append(whose_of(user))
    forum.area = AreaFactory()
    forum.save()
    seen.append(whose_of(user))
    type(user).objects.filter(pk=user.pk).update(email="other@example.org")
    seen.append(whose_of(user))
    RoleHeld.objects.filter(membership__user=user).update(revoked_at=clock.now())
    seen.append(whose_of(user))
    assert len(set(seen)) == len(seen) == 8


def test_the_places_are_found_whether_kept_or_not_and_none_where_there_cannot_be_any(django_assert_num_queries):
    kinds = {
        "Ann": lambda: Organisation.objects.filter(name="Ann"),
        "Bob": lambda: Organisation.objects.filter(name="Bob"),
        "nobody": Organisation.objects.none,
        "revoked by now": lambda: RoleHeld.objects.filter(revoked_at__lte=clock.now()),
    }
    OrganisationFactory(name="Bob")
    actor, asked = make_actor("drafter"), []

    def any_of(name):
        asked.append(name)
        return question_of(kinds[name]())

    assert holding([*kinds], actor, any_of) == [1]
    OrganisationFactory(name="Ann")
    RoleHeld.objects.update(revoked_at=clock.now())
    with django_assert_num_queries(1):
        assert holding([*kinds], actor, any_of) == [0, 1, 3]
    assert asked == [*kinds]  # what looks at the moment too: it is put in each time
    assert holding([], actor, any_of) == []
