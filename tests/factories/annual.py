"""Annual agreements, strategies and work plans for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from compacts.annual.composing import text_of
from compacts.annual.models import (
    AnnualAgreement,
    AnnualMeasure,
    AnnualOutcome,
    AnnualPriority,
    InvestmentIntention,
    WorkLine,
)
from compacts.annual.reading import LOADED
from compacts.strategies.models import JointStrategy
from core.fields import fold
from tests.factories.agreements import FrameworkFactory, between
from tests.factories.measures import MeasureFactory
from tests.factories.organisations import AreaFactory

DAY = datetime.date
YEAR = 2008
TEXTS = {
    "governance": "The Joint Commissioning Group decides.",
    "users_involved": "Two users sit on the Group.",
    "carers_involved": "Two carers sit on the Group.",
    "vcs_involved": "The sector names one member of the Group.",
}


class JointStrategyFactory(DjangoModelFactory):
    """One of the three years from April 2007."""

    class Meta:
        model = JointStrategy

    title = factory.Sequence(lambda number: f"Strategy {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    area = factory.SubFactory(AreaFactory)
    first_year = 2007
    last_year = 2009
    source = "The council's library"


def annual_of(*parties, year=YEAR, framework=None, service="services for older people", parts=6, **how):
    """An annual agreement under a framework of these parties, or two new bodies, with the first `parts` components.

    `final=True`, `in_force=True` and the rest are those of the agreement; its draft then says what the components say.
    """
    framework = framework or FrameworkFactory(agreement=between(*parties, in_force=True, kind="framework"))
    bodies = parties or [each.organisation for each in framework.agreement.parties.all()]
    title = f"{service[:1].upper()}{service[1:]}: annual agreement {year}"
    agreement = between(*bodies, kind="annual", title=title, area=framework.agreement.area, **how)
    annual = AnnualAgreement.objects.create(
        agreement=agreement, framework=framework, service=service, sort_name=fold(service), year=year,
        **(TEXTS if parts > 0 else {}),
    )  # fmt: skip
    fill(annual, parts)
    annual = LOADED.get(pk=annual.pk)
    if agreement.latest:
        say(annual)
    return annual


def fill(annual, parts: int) -> None:
    """The first so many components after the first."""
    body = annual.agreement.parties.order_by("pk")[0].organisation
    if parts > 1:
        AnnualOutcome.objects.create(annual=annual, what="People stay at home.", why_jointly="Both of us are needed.")
    if parts > 2:
        strategy = JointStrategyFactory(area=annual.agreement.area, first_year=annual.year, last_year=annual.year + 2)
        AnnualPriority.objects.create(annual=annual, what="Fewer falls", strategy=strategy, stage="Clinics open")
    if parts > 3:
        InvestmentIntention.objects.create(
            annual=annual, partner=body, purpose="Falls clinics", amount=120_000, pooled=True, recurrent=True
        )
    if parts > 4:
        for level in ("national", "local"):
            AnnualMeasure.objects.create(annual=annual, measure=MeasureFactory(), level=level, aim="90 people")
    if parts > 5:
        line_of(annual)


def line_of(annual, **how) -> WorkLine:
    """A line of the work plan that the first party leads, due in September."""
    given = {
        "what": f"Open clinic {WorkLine.objects.filter(annual=annual).count() + 1}",
        "lead": annual.agreement.parties.order_by("pk")[0].organisation,
        "due_on": DAY(annual.year, 9, 30), "measure": AnnualMeasure.objects.filter(annual=annual).first(),
    }  # fmt: skip
    return WorkLine.objects.create(annual=annual, **given | how)


def say(annual) -> None:
    """Make the latest draft say what the components say: the database refuses to rewrite one, so it is made anew."""
    draft = annual.agreement.drafts.get(number=annual.agreement.latest)
    draft.delete()
    draft.pk, draft.text = None, text_of(annual)
    draft.save(force_insert=True)
