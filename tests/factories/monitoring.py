"""Monitoring, returns, feedback and reviews of contracts for tests, as the acts would leave them."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from commissioning.contract_figures.models import ContractFigure
from commissioning.contract_reviews.models import ContractReview, ReviewFinding
from commissioning.feedback.models import AuditQuestion, SatisfactionAudit
from commissioning.monitoring.models import (
    MonitoringPlan,
    MonitoringRequirement,
    ProportionAnswer,
    Question,
    ReportingLine,
    ReportingPeriod,
)
from commissioning.returns.models import MonitoringReturn, ReturnValue, ReturnVersion
from tests.factories.contracts import ContractFactory
from tests.factories.measures import MeasureFactory
from tests.factories.organisations import OrganisationFactory

DAY = datetime.date
YEAR = (DAY(2005, 4, 1), DAY(2006, 3, 31))
DUE, SENT, DECIDED = DAY(2006, 4, 28), DAY(2006, 4, 20), DAY(2006, 5, 2)


class RequirementFactory(DjangoModelFactory):
    """A measure that the provider of an active contract reports to a board; every question on it is answered.

    `tier`: how closely its contract is followed. `dropped`: it is no longer asked.
    """

    class Meta:
        model = MonitoringRequirement
        skip_postgeneration_save = True

    class Params:
        dropped = factory.Trait(dropped_on=SENT, dropped_reason="Nobody read it.")

    contract = factory.SubFactory(ContractFactory, active=True)
    measure = factory.SubFactory(MeasureFactory)
    to_whom = "Learning Disability Programme Board"

    @factory.post_generation
    def tier(self, create, extracted, **kwargs) -> None:
        """How closely its contract is followed."""
        if create:
            MonitoringPlan.objects.get_or_create(
                contract=self.contract, defaults={"risk": "medium", "tier": extracted or "standard", "decided_on": SENT}
            )

    @factory.post_generation
    def answered(self, create, extracted, **kwargs) -> None:
        """The questions on proportion."""
        for each in Question.values if create and extracted is not False else ():
            ProportionAnswer.objects.create(requirement=self, question=each, said="no")


class PlanFactory(DjangoModelFactory):
    """How closely a contract is followed."""

    class Meta:
        model = MonitoringPlan

    contract = factory.SubFactory(ContractFactory, active=True)
    risk, tier, decided_on = "medium", "standard", SENT


class PeriodFactory(DjangoModelFactory):
    """The year 2005-06 of a contract, due on 28 April 2006, with one figure to report."""

    class Meta:
        model = ReportingPeriod
        skip_postgeneration_save = True

    contract = factory.SubFactory(ContractFactory, active=True)
    starts, ends = YEAR
    due_on = DUE

    @factory.post_generation
    def requirements(self, create, extracted, **kwargs) -> None:
        """What is reported: one requirement, or those given."""
        for each in (extracted or [RequirementFactory(contract=self.contract)]) if create else ():
            ReportingLine.objects.create(period=self, requirement=each)


class LineFactory(DjangoModelFactory):
    """A figure that was due and is missing."""

    class Meta:
        model = ReportingLine

    period = factory.LazyFunction(lambda: PeriodFactory(requirements=[]))
    requirement = factory.LazyAttribute(lambda each: RequirementFactory(contract=each.period.contract))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.get_or_create(**kwargs)[0]


class AuditFactory(DjangoModelFactory):
    """20 users were asked, 12 answered, 9 of them are satisfied. `few`: 4 answered."""

    class Meta:
        model = SatisfactionAudit
        skip_postgeneration_save = True

    class Params:
        few = factory.Trait(answered=4)

    contract = factory.SubFactory(ContractFactory, active=True)
    held_on = DAY(2006, 3, 10)
    method = factory.Sequence(lambda number: f"Interviews by peers {number}")
    done_by = "Speaking Up, peer interviewers"
    asked, answered = 20, 12
    said = "The bus is the problem."

    @factory.post_generation
    def question(self, create, extracted, **kwargs) -> None:
        """Its question."""
        if create:
            satisfied = min(9, self.answered)
            AuditQuestion.objects.create(
                audit=self, title="Are you listened to?", answered=self.answered, satisfied=satisfied
            )


class ContractReviewFactory(DjangoModelFactory):
    """A review after a year: it goes on. `mistaken`: declared void."""

    class Meta:
        model = ContractReview

    class Params:
        mistaken = factory.Trait(voided_on=DECIDED, void_reason="Of another contract.")

    contract = factory.SubFactory(ContractFactory, active=True)
    held_on = factory.Sequence(lambda number: DAY(2006, 4, 1) + datetime.timedelta(days=number % 28))
    took_part = "The joint commissioning manager, two people who use the service"
    result = "continue"


class FindingFactory(DjangoModelFactory):
    """A concern from which something follows for the provider. `done`: it was done."""

    class Meta:
        model = ReviewFinding

    class Params:
        done = factory.Trait(done_on=DAY(2006, 6, 1), note="A bus pass for everybody.")

    review = factory.SubFactory(ContractReviewFactory)
    kind = "concern"
    title = factory.Sequence(lambda number: f"People cannot get there {number}")
    follows = "Agree travel with the council."
    owner = factory.SubFactory(OrganisationFactory)
    due_on = DAY(2006, 7, 1)


class FigureFactory(DjangoModelFactory):
    """What returns report of a measure feeds that measure."""

    class Meta:
        model = ContractFigure

    figure = "returned"
    measure = factory.SubFactory(MeasureFactory)
    set_on = SENT


def returned(period, *, state="sent", value=Decimal(40), note="", **more) -> MonitoringReturn:
    """The return for a period: 'draft', 'sent', 'queried' or 'accepted', with one figure for each line."""
    days = {
        "draft": {},
        "sent": {"sent_on": SENT, "waiting_since": SENT, "decide_by": SENT + datetime.timedelta(days=28)},
        "queried": {"sent_on": SENT, "queried_on": DECIDED, "answer_by": DECIDED + datetime.timedelta(days=14)},
        "accepted": {"sent_on": SENT, "accepted_on": DECIDED},
    }[state]
    made = MonitoringReturn.objects.create(period=period, begun_on=SENT, **days | more)
    version = ReturnVersion.objects.create(
        monitoring_return=made, number=1, sent_on=days.get("sent_on"),
        accepted_on=days.get("accepted_on"), queried_on=days.get("queried_on"),
        query="Is this the whole year?" if state == "queried" else "",
    )  # fmt: skip
    for line in period.lines.all():
        ReturnValue.objects.create(return_version=version, line=line, value=value, note=note, current=state != "draft")
    return made
