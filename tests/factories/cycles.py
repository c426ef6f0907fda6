"""Commissioning cycles for tests, with their stages, and who was involved, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from commissioning.contributions.models import Contribution
from commissioning.cycles.models import CommissioningCycle, CyclePartner, Stage, StageKind
from commissioning.interests.models import Interest
from commissioning.involvement.models import Involvement
from commissioning.lessons.models import Lesson
from commissioning.overrides.models import Override
from core.fields import fold
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory, TermFactory

BEGAN, STARTS, ENDS = datetime.date(2005, 4, 4), datetime.date(2005, 4, 1), datetime.date(2008, 3, 31)
HEARD, SIGNED = datetime.date(2005, 5, 9), datetime.date(2005, 6, 30)


class CycleFactory(DjangoModelFactory):
    """A cycle at Analyse. `at="2_plan"`: at a later stage; `partners=[...]`: who commissions."""

    class Meta:
        model = CommissioningCycle
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Learning disability {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.area}"))
    client_group = factory.SubFactory(TermFactory)
    area = factory.SubFactory(AreaFactory)
    starts, ends, review_due = STARTS, ENDS, ENDS

    @factory.post_generation
    def at(self, create, extracted, **kwargs) -> None:
        """The stages: those before are signed off, the one it is at is open."""
        at = extracted or StageKind.ANALYSE
        for kind in StageKind:
            Stage.objects.create(
                cycle=self,
                kind=kind,
                opened_on=BEGAN if kind <= at else None,
                signed_off_on=SIGNED if kind < at else None,
            )

    @factory.post_generation
    def partners(self, create, extracted, **kwargs) -> None:
        """Those given; one where none is."""
        for each in extracted or [PublicBodyFactory()]:
            CyclePartner.objects.create(cycle=self, organisation=each, starts=BEGAN)


def stage_of(cycle, kind=StageKind.ANALYSE) -> Stage:
    """A stage of a cycle."""
    return cycle.stages.get(kind=kind)


class AtAnalyse(DjangoModelFactory):
    """Something of the first stage of a cycle; `cycle=...`: of that one."""

    class Meta:
        abstract = True
        exclude = ("cycle",)

    cycle = factory.SubFactory(CycleFactory)
    stage = factory.LazyAttribute(lambda each: stage_of(each.cycle))


class InvolvementFactory(AtAnalyse):
    """A group took part."""

    class Meta:
        model = Involvement

    organisation = factory.SubFactory(OrganisationFactory)
    group = "Its members"
    capacity, way, happened_on = "own", "meeting", HEARD
    said, done = "Short breaks are too far away.", "It is need 3."


class OverrideFactory(AtAnalyse):
    """A partner asked to go on without the sector; `confirmed=True`: a second person confirmed it."""

    class Meta:
        model = Override

    class Params:
        confirmed = factory.Trait(confirmed_on=SIGNED, confirmed_for=factory.SubFactory(PublicBodyFactory))

    line, reason, asked_on = "sector", "Nobody came to three meetings.", HEARD
    asked_for = factory.SubFactory(PublicBodyFactory)


class InterestFactory(DjangoModelFactory):
    """A group declared that it may bid."""

    class Meta:
        model = Interest

    cycle = factory.SubFactory(CycleFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind, what, declared_on = "may_bid", "Short breaks.", HEARD


class LessonFactory(DjangoModelFactory):
    """Something that a cycle taught."""

    class Meta:
        model = Lesson

    class Params:
        void = factory.Trait(voided_on=SIGNED, void_reason="Of another cycle.")

    cycle = factory.SubFactory(CycleFactory)
    kind, source, recorded_on = "lesson", "The Programme Board", SIGNED
    text = factory.Sequence(lambda number: f"Contracts of a year frighten people {number}.")


class EvidenceFactory(DjangoModelFactory):
    """Evidence for a cycle, which nobody has answered; `used=True`: it was used."""

    class Meta:
        model = Contribution

    class Params:
        used = factory.Trait(use="used", answer="It is need 3.", answered_on=SIGNED)

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda number: f"Short breaks {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.organisation.name}"))
    what = "Eleven families wait."
    starts, ends, sent_on = STARTS, HEARD, HEARD
    cycle = factory.SubFactory(CycleFactory)
    area = factory.LazyAttribute(lambda each: each.cycle.area)
    client_group = factory.LazyAttribute(lambda each: each.cycle.client_group)
