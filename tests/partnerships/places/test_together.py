"""Two of the secretariat at the same moment, on PostgreSQL."""

import datetime

import pytest

from core.acts import Refused
from partnerships.places import actions
from partnerships.places.models import BoundaryAlert, BoundaryChange, Pair, SmallAreaCount
from tests.factories.people import make_actor
from tests.factories.places import CountyFactory, HealthBodyFactory, judged
from tests.factories.together import at_once

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]
DAY = datetime.date(2015, 4, 1)
WHY = {"reason": "It is agreed.", "source": "Order"}


def test_of_two_moves_of_the_same_small_areas_one_is_carried_out():
    by, body, other, area = make_actor("secretariat"), HealthBodyFactory(), HealthBodyFactory(), CountyFactory()
    judged((body, area, 10), (body, None, 10), (None, area, 10))
    changes = [
        actions.propose_move(
            by=by, first_day=DAY, organisation=body, area=area, to_organisation=other, small_areas=7, **WHY
        )
        for _ in range(2)
    ]
    found = at_once(*(lambda change=each: actions.carry_out_boundary_change(by=by, change=change) for each in changes))
    assert sorted(type(each) for each in found if not isinstance(each, BoundaryChange)) == [Refused]
    shares = SmallAreaCount.objects.counting().in_force(DAY).filter(area=area, organisation__isnull=False)
    assert {each.organisation: each.number for each in shares} == {body: 3, other: 7}
    assert (Pair.objects.on(DAY).count(), BoundaryAlert.objects.count()) == (2, 1)


def test_the_same_change_carried_out_by_two_gives_one_alert():
    by, body, other, area = make_actor("secretariat"), HealthBodyFactory(), HealthBodyFactory(), CountyFactory()
    judged((body, area, 10), (body, None, 10), (None, area, 10))
    change = actions.propose_move(
        by=by, first_day=DAY, organisation=body, area=area, to_organisation=other, small_areas=7, **WHY
    )
    found = at_once(*[lambda: actions.carry_out_boundary_change(by=by, change=change)] * 2)
    assert [type(each) for each in found] == [BoundaryChange, BoundaryChange]
    assert BoundaryAlert.objects.count() == 1
