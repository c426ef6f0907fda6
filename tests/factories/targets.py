"""Targets for tests, as the acts would leave them."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from compacts.targets.kinds import Scope, TargetKind
from compacts.targets.models import Contribution, Target
from core.fields import fold
from tests.factories.measures import MeasureFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory

DAY = datetime.date
DUE = DAY(2006, 3, 31)


class TargetFactory(DjangoModelFactory):
    """5% more in an area by the end of March 2006; `ended=True`: given up."""

    class Meta:
        model = Target
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(ended_on=DAY(2005, 1, 10), end_reason="Another took its place.")
        of_one = factory.Trait(
            scope=Scope.ORGANISATION, area=None, organisation=factory.SubFactory(OrganisationFactory)
        )
        gap = factory.Trait(kind=TargetKind.GAP, aim=None, compared_area=factory.SubFactory(AreaFactory))

    title = factory.Sequence(lambda number: f"Target {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    kind = TargetKind.GROWTH
    aim = Decimal(5)
    scope = Scope.AREA
    area = factory.SubFactory(AreaFactory)
    due = DUE
    source = "Making Partnership Work, section 2"

    @factory.post_generation
    def owners(self, create, extracted, **kwargs) -> None:
        """Two organisations answer for it, unless others are named."""
        if create:
            self.owners.set(extracted or [OrganisationFactory(), OrganisationFactory()])


class ContributionFactory(DjangoModelFactory):
    """A measure of a target, counted from 100 in 2002-03; `uncounted=True`: without a baseline."""

    class Meta:
        model = Contribution

    class Params:
        uncounted = factory.Trait(baseline_value=None, baseline_starts=None, baseline_ends=None, baseline_source="")

    target = factory.SubFactory(TargetFactory)
    measure = factory.SubFactory(MeasureFactory)
    baseline_value = Decimal(100)
    baseline_starts = DAY(2002, 4, 1)
    baseline_ends = DAY(2003, 3, 31)
    baseline_source = "Yearly return"
