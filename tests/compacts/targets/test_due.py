"""What is due of targets: the day itself, and each figure after its period, for the people of the owners."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compacts.targets.deadlines import of_the_owners
from compacts.targets.models import Contribution, Target
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.deadlines import for_actor
from tests.factories.measures import ReadingFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor
from tests.factories.targets import DUE, ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
FAR = DAY(2100, 1, 1)


def awaited(one: Contribution) -> tuple:
    """What is written down of its next figure, worked out anew on the day it is due."""
    with clock.at(DUE):
        sum(compute_progress(on=DUE))
    one.refresh_from_db()
    return one.awaited_period, one.awaited_by


def reading(one: Contribution, year: int, **more):
    ReadingFactory(measure=one.measure, area=one.target.area, year=year, value=Decimal(110), **more)


def test_the_figure_after_the_latest_is_awaited_a_month_after_its_period_until_the_target_is_due():
    one = ContributionFactory()
    assert awaited(one) == ("2003-04", DAY(2004, 4, 30))
    reading(one, 2003, covers_to=DAY(2003, 8, 1))
    assert awaited(one) == ("2003-04", DAY(2004, 4, 30))  # a part of a year is not the year
    reading(one, 2004)
    assert awaited(one) == ("2005-06", DAY(2006, 4, 30))
    sum(compute_progress(on=DAY(2004, 3, 31)))  # a past day, worked out again, awaits nothing
    one.refresh_from_db()
    assert (one.awaited_period, one.awaited_by) == ("2005-06", DAY(2006, 4, 30))
    reading(one, 2005)
    assert awaited(one) == ("", None)  # what comes later is after the due day
    assert awaited(ContributionFactory(uncounted=True)) == ("", None)  # nobody knows how long its periods are


def test_a_target_is_due_until_each_measure_says_that_it_is_met_or_missed():
    target = TargetFactory()
    met, unknown = ContributionFactory(target=target), ContributionFactory(target=target)
    reading(met, 2005)
    sum(compute_progress(on=DUE))
    assert list(Target.objects.to_reach()) == [target]
    reading(unknown, 2005)
    sum(compute_progress(on=DUE))
    assert list(Target.objects.to_reach()) == []
    assert list(Target.objects.going_on()) == [target]
    TargetFactory(ended=True)
    assert list(Target.objects.to_reach()) == []


def test_owners_see_it_others_do_not_and_the_secretariat_sees_what_is_to_enter():
    council, group = PublicBodyFactory(), OrganisationFactory()
    one = ContributionFactory(target=TargetFactory(owners=[council, group]))
    of_one = ContributionFactory(target=TargetFactory(of_one=True, owners=[council, group]))
    awaited(one)

    def due(role, organisation=None) -> list[tuple]:
        items = for_actor(make_actor(role, organisation=organisation), last=FAR)
        return sorted((item.deadline.name, item.row.pk) for item in items)

    figures = [("target_figure", each.pk) for each in (one, of_one)]
    days = [("target_due", each.target_id) for each in (one, of_one)]
    with clock.at(DUE):
        assert due("commissioner", council) == [*days, *figures]
        assert due("approver", group) == [days[0], figures[0]]  # what is of another organisation it may not read
        assert (due("commissioner", PublicBodyFactory()), due("approver", OrganisationFactory())) == ([], [])
        assert [each for each in due("secretariat") if each[0].startswith("target")] == figures
    with clock.at(DAY(2007, 4, 1)):  # a year later nobody is asked any more
        assert due("commissioner", council) == due("secretariat") == []


def test_reminded_are_those_who_see_it_by_as_many_statements_for_many():
    council, group = PublicBodyFactory(), OrganisationFactory()
    commissioner = make_actor("commissioner", organisation=council)
    approver = make_actor("approver", organisation=group)
    make_actor("member", organisation=group)
    make_actor("approver", organisation=OrganisationFactory())
    targets = [TargetFactory(owners=[council, group]), TargetFactory(of_one=True, owners=[council, group])]
    with CaptureQueriesContext(connection) as one:
        assert of_the_owners(targets[:1]) == {targets[0].pk: {commissioner.user_id, approver.user_id}}
    with CaptureQueriesContext(connection) as many:
        assert of_the_owners(targets)[targets[1].pk] == {commissioner.user_id}
    assert len(one) == len(many) == 4
