"""Scorecards for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from compacts.compliance.models import ComplianceCheck, Finding, FundingKind, Point, Result, Scorecard
from core.fields import fold
from tests.factories.codes import CriterionFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory

BEGUN, CHECKED, AGREED = datetime.date(2006, 2, 1), datetime.date(2006, 2, 20), datetime.date(2006, 3, 1)


class ScorecardFactory(DjangoModelFactory):
    """A grant of a trust, by a national Code with one criterion; `checked="kept"`: its last point found that."""

    class Meta:
        model = Scorecard
        skip_postgeneration_save = True

    class Params:
        agreed = factory.Trait(agreed_on=AGREED)
        dropped = factory.Trait(dropped_on=AGREED, drop_reason="The money went elsewhere.")

    title = factory.Sequence(lambda number: f"Grant {number}")
    kind = FundingKind.GRANT
    code = factory.LazyFunction(lambda: CriterionFactory(code__national=True).code)
    area = factory.SubFactory(AreaFactory)
    body = factory.SubFactory(PublicBodyFactory)
    begun_on = BEGUN
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.body.name} {each.area}"))

    @factory.post_generation
    def checked(self, create, extracted, **kwargs) -> None:
        """What the last point found of each criterion; `checked__note` says why."""
        if create and extracted:
            made = ComplianceCheck.objects.create(scorecard=self, point=Point.AGREEMENT, checked_on=CHECKED)
            for each in self.code.criteria.all():
                Finding.objects.create(made_by=made, criterion=each, result=Result(extracted), **kwargs)
