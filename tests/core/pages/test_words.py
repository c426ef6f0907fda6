"""Dates, times, money and numbers as people read them."""

import datetime
from decimal import Decimal

import pytest

from core.pages import words


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def test_a_date_in_words():
    assert words.date(datetime.date(2003, 11, 20)) == "20 November 2003"
    assert words.date(utc(2003, 7, 31, 23, 30)) == "1 August 2003"
    assert words.date(None, "not known") == "not known"


@pytest.mark.parametrize(
    ("moment", "read"),
    [
        (utc(2003, 11, 21), "11:59pm on 20 November 2003"),
        (utc(2003, 7, 20, 23), "11:59pm on 20 July 2003"),
        (utc(2003, 11, 20, 9), "9am on 20 November 2003"),
        (utc(2003, 7, 20, 16, 30), "5:30pm on 20 July 2003"),
        (utc(2003, 11, 20, 12), "midday on 20 November 2003"),
        (utc(2003, 11, 20, 0, 5), "12:05am on 20 November 2003"),
        (utc(2003, 11, 20, 0, 0, 30), "12:00am on 20 November 2003"),
        (None, ""),
    ],
)
def test_a_moment_in_london(moment, read):
    assert words.moment(moment) == read


@pytest.mark.parametrize(
    ("amount", "read"),
    [(1200, "£1,200"), (Decimal("1200.5"), "£1,200.50"), (Decimal("-40"), "-£40"), (0, "£0"), (None, "")],
)
def test_money(amount, read):
    assert words.money(amount) == read


def test_numbers_and_nouns():
    assert words.number(1234567) == "1,234,567"
    assert [words.number(Decimal(each)) for each in ("20680.5000", "20680.0000", "1200", "0.0000")] == [
        "20,680.5", "20,680", "1,200", "0"
    ]  # fmt: skip
    assert words.plural(1, "answer") == "1 answer"
    assert words.plural(1200, "body", "bodies") == "1,200 bodies"
