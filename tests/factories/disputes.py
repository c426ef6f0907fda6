"""Disputes for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from compacts.disputes.models import Dispute, DisputeStep, Rung
from core.fields import fold
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory

RAISED, DUE, ENDED = datetime.date(2005, 3, 1), datetime.date(2005, 3, 29), datetime.date(2005, 3, 22)


class DisputeFactory(DjangoModelFactory):
    """One that a group raised against a trust and that goes on; `ended=True`: that found a breach."""

    class Meta:
        model = Dispute
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(
            closed_on=ENDED, outcome="breach", decision="Notice is given anew.", learning="Notice is given in writing."
        )

    title = factory.Sequence(lambda number: f"Dispute {number}")
    area = factory.SubFactory(AreaFactory)
    raised_by = factory.SubFactory(OrganisationFactory)
    against = factory.SubFactory(PublicBodyFactory)
    about = "The grant ended after two weeks' notice."
    raised_on = RAISED
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(
        lambda each: fold(f"{each.title} {each.raised_by.name} {each.against.name} {each.area}")
    )

    @factory.post_generation
    def due_on(self, create, extracted, **kwargs) -> None:
        """By when the two are to have talked it over: its first step."""
        if create:
            DisputeStep.objects.create(
                dispute=self, rung=Rung.INFORMAL, began_on=self.raised_on, due_on=extracted or DUE,
                ended_on=self.closed_on, result=self.decision,
            )  # fmt: skip
