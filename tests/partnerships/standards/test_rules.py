"""How long something lasts, judged by a dated rule: to the day, and at both ends where only the month is known."""

import datetime
from decimal import Decimal

import pytest

from partnerships.standards.models import Standard
from partnerships.standards.rules import Length, later, weeks

DAY = datetime.date
TWELVE_WEEKS = Standard(amount=12, unit="weeks")
CLOSING = DAY(2003, 11, 20)
"""The Department of Health's consultation of 2003 closed on this day; of its opening only 'August 2003' is printed."""


def length(first, last=CLOSING, until=None, standard=TWELVE_WEEKS, shut=0):
    return Length(first, until or first, last, standard, shut)


@pytest.mark.parametrize(
    ("first", "until", "keeps", "sentence"),
    [
        (DAY(2003, 7, 1), DAY(2003, 7, 31), True, "between 16 and 20.3 weeks, as long as the rule of 12 weeks"),
        (
            DAY(2003, 8, 1),
            DAY(2003, 8, 31),
            None,
            "between 11.6 and 15.9 weeks; whether that keeps the rule of 12 weeks cannot be determined",
        ),
        (DAY(2003, 9, 1), DAY(2003, 9, 30), False, "between 7.3 and 11.4 weeks, shorter than the rule of 12 weeks"),
    ],
)
def test_a_month_is_judged_at_both_ends(first, until, keeps, sentence):
    found = length(first, until=until)
    assert (found.keeps, found.sentence) == (keeps, sentence)


@pytest.mark.parametrize(
    ("first", "keeps", "sentence"),
    [
        (DAY(2003, 8, 28), True, "12 weeks, as long as the rule of 12 weeks"),
        (DAY(2003, 8, 29), False, "11.9 weeks, shorter than the rule of 12 weeks"),
    ],
)
def test_twelve_weeks_before_20_november_2003_is_28_august(first, keeps, sentence):
    found = length(first)
    assert (found.keeps, found.sentence) == (keeps, sentence)


def test_a_month_whose_last_day_is_the_boundary_passes_as_a_whole():
    assert length(DAY(2003, 8, 1), until=DAY(2003, 8, 28)).keeps is True


@pytest.mark.parametrize(
    ("amount", "unit", "first", "last"),
    [
        (3, "months", DAY(2003, 8, 20), DAY(2003, 11, 20)),
        (3, "months", DAY(2003, 11, 30), DAY(2004, 2, 29)),  # a leap year has the 29th
        (3, "months", DAY(2002, 11, 30), DAY(2003, 2, 28)),
        (1, "months", DAY(2003, 12, 31), DAY(2004, 1, 31)),
        (12, "months", DAY(2004, 2, 29), DAY(2005, 2, 28)),
        (84, "days", DAY(2004, 2, 1), DAY(2004, 4, 25)),  # 29 days of February lie in between
        (12, "weeks", DAY(2004, 2, 1), DAY(2004, 4, 25)),
        (12, "weeks", DAY(2003, 2, 1), DAY(2003, 4, 26)),
    ],
)
def test_each_unit_ends_on_its_day_and_not_a_day_before(amount, unit, first, last):
    standard = Standard(amount=amount, unit=unit)
    assert later(first, amount, unit) == last
    assert length(first, last, standard=standard).keeps is True
    assert length(first, last - datetime.timedelta(days=1), standard=standard).keeps is False


def test_days_on_which_it_was_shut_are_no_time_to_answer():
    first = DAY(2003, 8, 28)
    assert length(first, DAY(2003, 12, 4), shut=14).keeps is True
    shorter = length(first, DAY(2003, 12, 4), shut=15)
    assert (shorter.keeps, shorter.in_weeks) == (False, "11.9 weeks")


def test_without_a_rule_nothing_is_claimed():
    found = length(DAY(2003, 8, 28), standard=None)
    assert (found.keeps, found.sentence) == (None, "12 weeks, no rule is known for its length")


def test_one_week_is_one_week():
    assert length(DAY(2003, 11, 13)).in_weeks == "1 week"
    assert weeks(DAY(2003, 8, 31), CLOSING) == Decimal("11.6")
