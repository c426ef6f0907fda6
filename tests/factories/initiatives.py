"""Initiatives of agreements, and who governs these, for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from compacts.initiatives.models import GoverningBody, Initiative
from core.fields import fold
from tests.factories.agreements import between
from tests.factories.bodies import BodyFactory

BEGAN, DUE = datetime.date(2008, 4, 1), datetime.date(2009, 3, 31)
DONE = datetime.date(2009, 1, 12)


class InitiativeFactory(DjangoModelFactory):
    """One of an agreement of two bodies, led by the first. `done=True`, `stopped=True`, `void=True`: so it is."""

    class Meta:
        model = Initiative

    class Params:
        done = factory.Trait(done_on=DONE)
        stopped = factory.Trait(stopped_on=DONE, stop_reason="There is no money.")
        void = factory.Trait(voided_on=DONE, void_reason="It is of another agreement.")

    agreement = factory.LazyFunction(lambda: between(in_force=True))
    title = factory.Sequence(lambda number: f"Initiative {number}")
    aim = "One team in each place."
    lead = factory.LazyAttribute(lambda each: each.agreement.parties.first().organisation)
    starts = BEGAN
    ends = DUE
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))


class GoverningBodyFactory(DjangoModelFactory):
    """A board that governs an agreement."""

    class Meta:
        model = GoverningBody

    agreement = factory.LazyFunction(lambda: between(in_force=True))
    body = factory.SubFactory(BodyFactory)
