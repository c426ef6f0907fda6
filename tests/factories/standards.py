"""Dated rules for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from partnerships.standards.models import Standard, StandardKind, Unit


class StandardFactory(DjangoModelFactory):
    """Three months' notice, in a year of the past of its own."""

    class Meta:
        model = Standard

    kind = StandardKind.NOTICE_OF_ENDING_FUNDING
    area = None
    amount, unit = 3, Unit.MONTHS
    words = "Three months' notice in writing is given."
    source = "Compact of the county, 4.3"
    starts = factory.Sequence(lambda number: datetime.date(1950 + number % 50, 1, 1))
    ends = factory.LazyAttribute(lambda each: each.starts.replace(month=12, day=31))
