"""Which rule holds on a day and in a place."""

import datetime

import pytest

from partnerships.organisations.models import Area, AreaKind
from partnerships.standards.models import Standard, StandardKind
from tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
LENGTH = StandardKind.CONSULTATION_LENGTH


def rule(on, *areas):
    return Standard.objects.rule(LENGTH, on, [each.pk for each in areas])


@pytest.fixture
def region():
    return Area.objects.create(name="West Midlands", kind=AreaKind.REGION)


@pytest.fixture
def county(region):
    return Area.objects.create(name="Herefordshire", kind=AreaKind.COUNTY, parent=region)


def local(area, amount, **fields):
    return StandardFactory(
        kind=LENGTH, area=area, amount=amount, unit="weeks", **{"starts": None, "ends": None} | fields
    )


def test_the_national_rule_changed_its_words_on_31_july_2012():
    before, after = rule(DAY(2012, 7, 30)), rule(DAY(2012, 7, 31))
    assert before.words.startswith("Wherever possible 12 weeks")
    assert after.words.startswith("Where it is appropriate, 12 weeks")
    assert (before.length, after.length) == ("12 weeks", "12 weeks")
    assert (before.days, after.days) == ("until 30 July 2012", "from 31 July 2012 on")
    assert rule(DAY(2003, 8, 1)) == before
    assert rule(DAY(2026, 8, 1)) == after


def test_a_local_rule_goes_before_the_national_one_and_the_nearer_before_the_wider(county, region):
    in_region = local(region, 13)
    assert rule(DAY(2006, 1, 1), county, region) == in_region
    in_county = local(county, 14, starts=DAY(2005, 12, 1), ends=DAY(2008, 3, 31))
    assert rule(DAY(2006, 1, 1), county, region) == in_county
    assert rule(DAY(2005, 11, 30), county, region) == in_region
    assert rule(DAY(2008, 4, 1), county, region) == in_region
    assert rule(DAY(2006, 1, 1)).area is None


def test_where_no_rule_holds_there_is_none():
    Standard.objects.all().delete()
    assert rule(DAY(2006, 1, 1)) is None


@pytest.mark.parametrize(
    ("starts", "ends", "meets"),
    [
        (None, None, True),
        (None, DAY(2005, 12, 31), False),
        (None, DAY(2006, 1, 1), True),
        (DAY(2006, 12, 31), None, True),
        (DAY(2007, 1, 1), None, False),
    ],
)
def test_two_rules_meet_where_they_share_a_day(starts, ends, meets):
    one = StandardFactory(starts=DAY(2006, 1, 1), ends=DAY(2006, 12, 31))
    other = StandardFactory.build(starts=starts, ends=ends)
    assert list(Standard.objects.at_the_same_time(other)) == ([one] if meets else [])


def test_it_says_where_it_stands_today(county):
    today = DAY(2026, 10, 10)
    from core import clock

    with clock.at(today):
        assert local(county, 12).state_in_words == ("Holds", "green")
        assert StandardFactory(starts=DAY(2027, 1, 1), ends=None).state_in_words == ("Holds later", "blue")
        assert StandardFactory(starts=DAY(2020, 1, 1), ends=DAY(2026, 10, 9)).state_in_words == ("Ended", "grey")
