"""Measures and readings for tests, as the acts would leave them."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from compacts.measures.models import Measure, PriceBasis, Reading
from compacts.measures.periods import financial_year
from core.fields import fold
from tests.factories.organisations import AreaFactory

DAY = datetime.date


class MeasureFactory(DjangoModelFactory):
    """A measure of people; `money=True`: of pounds in cash, `share=True`: of a percentage."""

    class Meta:
        model = Measure

    class Params:
        money = factory.Trait(unit="£", price_basis=PriceBasis.CASH)
        share = factory.Trait(unit="%", is_share=True)

    title = factory.Sequence(lambda number: f"Measure {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    code = factory.Sequence(lambda number: f"measure-{number}")
    counts = "Everybody who was served, once a year."
    unit = "people"
    source = "Counted by the Forum"


class ReadingFactory(DjangoModelFactory):
    """A figure of an area for the financial year that begins in `year`; `replaced=True`: nothing, and withdrawn."""

    class Meta:
        model = Reading

    class Params:
        year = factory.Sequence(lambda number: 1950 + number % 70)
        replaced = factory.Trait(
            value=Decimal(0),
            nothing_reason="No round was held.",
            replaced_on=DAY(2006, 1, 9),
            replaced_reason="Of another county.",
        )

    measure = factory.SubFactory(MeasureFactory)
    area = factory.SubFactory(AreaFactory)
    starts = factory.LazyAttribute(lambda each: DAY(each.year, 4, 1))
    ends = factory.LazyAttribute(lambda each: financial_year(each.starts)[1])
    covers_from = factory.SelfAttribute("starts")
    covers_to = factory.SelfAttribute("ends")
    value = Decimal(100)
    source = "Yearly return"
