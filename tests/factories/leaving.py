"""Hand-overs and covers for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from partnerships.cover.models import Cover
from partnerships.leaving.models import Handover, HandoverItem
from tests.factories.people import MembershipFactory

HANDED = datetime.date(2026, 10, 1)


class HandoverFactory(DjangoModelFactory):
    """What somebody handed to a colleague: one thing."""

    class Meta:
        model = Handover
        skip_postgeneration_save = True

    membership = factory.SubFactory(MembershipFactory, role="drafter")
    successor = factory.LazyAttribute(
        lambda made: MembershipFactory(organisation=made.membership.organisation, role="drafter")
    )
    handed_on = HANDED

    @factory.post_generation
    def things(self, create, extracted, **kwargs) -> None:
        """What went."""
        HandoverItem.objects.create(handover=self, kind="compact_manager", object_id=1, what="Compact Manager: Here")


class CoverFactory(DjangoModelFactory):
    """A colleague covers for somebody, today or on other days."""

    class Meta:
        model = Cover

    membership = factory.SubFactory(MembershipFactory, role="drafter")
    by_whom = factory.LazyAttribute(
        lambda made: MembershipFactory(organisation=made.membership.organisation, role="drafter")
    )
    starts = datetime.date(2026, 1, 1)
    ends = datetime.date(2100, 12, 31)
