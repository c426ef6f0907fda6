"""Needs, analyses and plans of commissioning cycles for tests, as the acts would leave them."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from commissioning.analysis.models import AnalysisEntry
from commissioning.cycles.models import CommissioningCycle, CyclePartner, Stage, StageKind
from commissioning.endorsements.models import PlanBoard
from commissioning.involvement.models import Capacity
from commissioning.needs.models import Need, NeedEvidence
from commissioning.plans.models import CommissioningPlan, Content, PlanContent, PlanVersion, Priority
from commissioning.plans.told import told_of
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from commissioning.requirements.models import PlanRequirement
from core.fields import fold
from tests.factories.bodies import BodyFactory
from tests.factories.cycles import InterestFactory, InvolvementFactory, stage_of
from tests.factories.organisations import AreaFactory, PublicBodyFactory, TermFactory

FIRST, LAST = datetime.date(2005, 4, 1), datetime.date(2008, 3, 31)
BEGUN, SUBMITTED = datetime.date(2005, 1, 10), datetime.date(2005, 2, 14)
ENDORSED, CONSULTED = datetime.date(2005, 3, 22), datetime.date(2005, 1, 17)
DUE = datetime.date(2006, 4, 1)


class PlannedCycleFactory(DjangoModelFactory):
    """A cycle of three years with its stages. `partners=[trust, council]` are its partners."""

    class Meta:
        model = CommissioningCycle
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Cycle {number}")
    client_group = factory.SubFactory(TermFactory)
    area = factory.SubFactory(AreaFactory)
    starts, ends = FIRST, LAST
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(each.title))

    @factory.post_generation
    def partners(self, create, extracted, **kwargs) -> None:
        """Its partners: two new bodies where none are named."""
        for each in (extracted or (PublicBodyFactory(), PublicBodyFactory())) if create else ():
            CyclePartner.objects.create(cycle=self, organisation=each)

    @factory.post_generation
    def stages(self, create, extracted, **kwargs) -> None:
        """Its four stages."""
        for kind in StageKind if create else ():
            Stage.objects.create(cycle=self, kind=kind)


class AnalysisEntryFactory(DjangoModelFactory):
    """A service that is provided; `void=True`: one that never was."""

    class Meta:
        model = AnalysisEntry

    class Params:
        void = factory.Trait(voided_on=SUBMITTED, void_reason="Of another county.")

    cycle = factory.SubFactory(PlannedCycleFactory)
    kind = "provision"
    title = factory.Sequence(lambda number: f"Day centre {number}")
    detail = "Forty places."
    organisation = factory.SubFactory(PublicBodyFactory)
    amount = Decimal(240_000)
    source = "Best Value review, 2004"
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))


class NeedFactory(DjangoModelFactory):
    """A need that is worked on. `shown=True` has evidence of its place; `settled`, `withdrawn`: so it is."""

    class Meta:
        model = Need
        skip_postgeneration_save = True

    class Params:
        settled = factory.Trait(settled_on=SUBMITTED, unmet="Half of it.")
        withdrawn = factory.Trait(withdrawn_on=SUBMITTED, withdraw_reason="It is another.")

    cycle = factory.SubFactory(PlannedCycleFactory)
    title = factory.Sequence(lambda number: f"Homes of their own {number}")
    what = "A front door of one's own."
    client_group = factory.LazyAttribute(lambda each: each.cycle.client_group)
    area = factory.LazyAttribute(lambda each: each.cycle.area)
    recorded_on = BEGUN
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.what}"))

    @factory.post_generation
    def shown(self, create, extracted, **kwargs) -> None:
        """Evidence of its own place."""
        if create and extracted:
            evidence_of(self)


def evidence_of(need: Need, **how) -> NeedEvidence:
    """A statement about the place of a need."""
    given = {"statement": "Many live with old parents.", "source": "Census, 2001", "publisher": "The Council"}
    return NeedEvidence.objects.create(need=need, **{"area": need.area} | given | how)


class PlanFactory(DjangoModelFactory):
    """A plan of three years. `written`, `consulted`, `submitted`, `endorsed`, `withdrawn`: one that came so far."""

    class Meta:
        model = CommissioningPlan
        skip_postgeneration_save = True

    class Params:
        withdrawn = factory.Trait(withdrawn_on=SUBMITTED, withdraw_reason="Another takes its place.")

    cycle = factory.SubFactory(PlannedCycleFactory)
    title = factory.Sequence(lambda number: f"Plan {number}")
    starts, ends = FIRST, LAST
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))

    @factory.post_generation
    def stands(self, create, extracted, **kwargs) -> None:
        """Its first version as far as it came: 'written', 'consulted', 'submitted' or 'endorsed'."""
        if not create or not extracted:
            return
        far = ("written", "consulted", "submitted", "endorsed").index(extracted)
        opened = CONSULTED if far >= 1 else None
        version = PlanVersion.objects.create(
            plan=self, number=1, text="Aims\n\nHomes first.", begun_on=BEGUN, consulted_on=opened, published_on=opened,
            submitted_on=SUBMITTED if far >= 2 else None, endorsed_on=ENDORSED if far >= 3 else None,
        )  # fmt: skip
        if opened:
            self.published_on = opened
            self.save(update_fields=["published_on"])
        if far >= 2:
            ready(self)
        if far >= 3:
            version.priorities_then = told_of(self)
            version.save(update_fields=["priorities_then"])


def heard(cycle: CommissioningCycle) -> CommissioningCycle:
    """A cycle in which all took part who must take part in planning."""
    planning = stage_of(cycle, StageKind.PLAN)
    for each in (Capacity.REPRESENTATIVE, Capacity.PROFESSIONALS):
        heard_of = InvolvementFactory(cycle=cycle, stage=planning, capacity=each, happened_on=BEGUN)
        InterestFactory(cycle=cycle, organisation=heard_of.organisation, kind="none", what="", declared_on=BEGUN)
    return cycle


def analysed(cycle: CommissioningCycle) -> None:
    """All that Analyse asks for but who was heard: a need with evidence, settled, and an entry of each kind."""
    opened = stage_of(cycle).opened_on or SUBMITTED
    NeedFactory(cycle=cycle, shown=True, settled=True, settled_on=opened)
    for kind in ("provision", "requirement", "risk", "resource"):
        AnalysisEntryFactory(cycle=cycle, kind=kind, amount=None)


def ready(plan: CommissioningPlan) -> CommissioningPlan:
    """A plan with all that its boards ask for: contents, a priority with its need, outcome and money, and a board."""
    for each in Content:
        PlanContent.objects.get_or_create(plan=plan, content=each, defaults={"where": "Section 2"})
    if not plan.boards.exists():
        PlanBoard.objects.create(plan=plan, body=BodyFactory(), place=1)
    PriorityFactory(plan=plan, whole=True, published_on=plan.published_on)
    return plan


class PriorityFactory(DjangoModelFactory):
    """A priority; `whole=True`: with a need, an outcome that is measured, and money of the first partner."""

    class Meta:
        model = Priority
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence(lambda number: f"Supported living {number}")

    @factory.post_generation
    def whole(self, create, extracted, **kwargs) -> None:
        """All that a board asks of it."""
        if not create or not extracted:
            return
        opened = stage_of(self.plan.cycle).opened_on or SUBMITTED
        self.needs.add(NeedFactory(cycle=self.plan.cycle, shown=True, settled=True, settled_on=opened))
        PriorityOutcome.objects.create(
            priority=self, what="People choose with whom they live.", measured_by="Tenancies"
        )
        partner = self.plan.cycle.partners.first().organisation
        PriorityBudget.objects.create(priority=self, partner=partner, year=2005, amount=120_000)


class PlanRequirementFactory(DjangoModelFactory):
    """A plan for children that a council must have by April 2006."""

    class Meta:
        model = PlanRequirement

    class Params:
        void = factory.Trait(voided_on=SUBMITTED, void_reason="By mistake.")

    organisation = factory.SubFactory(PublicBodyFactory)
    title = factory.Sequence(lambda number: f"Children and Young People's Plan {number}")
    client_group = factory.SubFactory(TermFactory)
    due_on = DUE
    years = 3
    source = "Children Act 2004, section 17"
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
