"""Boards and groups, their seats and decisions for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from core.fields import fold
from partnerships.bodies.models import Body, BodyKind, Decision, Seat
from tests.factories.organisations import AreaFactory, PublicBodyFactory

BEGAN, ENDED = datetime.date(2003, 4, 1), datetime.date(2013, 3, 31)
DECIDED = datetime.date(2005, 6, 14)


class BodyFactory(DjangoModelFactory):
    """A board; `over=True`: one that has ended."""

    class Meta:
        model = Body

    class Params:
        over = factory.Trait(ends=ENDED, end_reason="Its work is done.")

    name = factory.Sequence(lambda number: f"Board {number}")
    kind = BodyKind.BOARD
    area = factory.SubFactory(AreaFactory)
    purpose = "Brings the partners together."
    starts = BEGAN
    sort_name = factory.LazyAttribute(lambda each: fold(each.name))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.name} {each.area}"))


class SeatFactory(DjangoModelFactory):
    """A seat of a trust."""

    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    organisation = factory.SubFactory(PublicBodyFactory)
    starts = BEGAN


class DecisionFactory(DjangoModelFactory):
    """Something agreed."""

    class Meta:
        model = Decision

    body = factory.SubFactory(BodyFactory)
    decided_on = DECIDED
    reference = factory.Sequence(lambda number: f"Minute {number}")
    what = "The plan goes ahead."
