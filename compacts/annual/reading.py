"""What the pages, the report and the API of annual agreements need, and what their lists say of them."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from compacts.agreements.models import AgreementParty
from compacts.annual.models import (
    AnnualAgreement,
    AnnualMeasure,
    AnnualOutcome,
    AnnualPriority,
    InvestmentIntention,
    Level,
    WorkLine,
)
from compacts.measures.models import Reading
from core.acts import Actor

LOADED = AnnualAgreement.objects.select_related(
    "agreement__area", "framework__agreement", "follows__agreement", "next__agreement"
).prefetch_related(
    Prefetch("agreement__parties", AgreementParty.objects.select_related("organisation")),
    "framework__agreement__parties",
    "outcomes",
    Prefetch("priorities", AnnualPriority.objects.select_related("strategy")),
    Prefetch("intentions", InvestmentIntention.objects.select_related("partner")),
    Prefetch("measures", AnnualMeasure.objects.select_related("measure")),
    Prefetch("work", WorkLine.objects.select_related("lead", "measure__measure").prefetch_related("progress")),
)
LINES = WorkLine.objects.select_related(
    "annual__agreement", "annual__next__agreement", "lead", "measure__measure"
).prefetch_related("annual__agreement__parties", "progress")


def components() -> Combinable:
    """How many of the six components each row has, as an expression: what `rules.complete` says of one."""
    of = {"annual": OuterRef("pk")}
    priorities = AnnualPriority.objects.filter(**of)
    year = OuterRef("year")
    measures = AnnualMeasure.objects.filter(**of)
    there: Sequence[Q | Exists] = (
        ~Q(governance="") & ~Q(users_involved="") & ~Q(carers_involved="") & ~Q(vcs_involved=""),
        Exists(AnnualOutcome.objects.filter(**of)),
        Q(Exists(priorities))
        & ~Q(Exists(priorities.filter(Q(strategy__first_year__gt=year) | Q(strategy__last_year__lt=year)))),
        Exists(InvestmentIntention.objects.filter(**of)),
        Q(Exists(measures.filter(level=Level.NATIONAL))) & Q(Exists(measures.filter(level=Level.LOCAL))),
        Exists(WorkLine.objects.filter(**of)),
    )
    total: Combinable = Value(0)
    for each in there:
        total = total + Case(When(each, then=1), default=0, output_field=IntegerField())
    return total


@dataclass(frozen=True)
class Intended:
    """What a partner intends in all, in pounds: recurrent and not add up to the total, pooled is part of it."""

    partner: str
    total: Decimal
    pooled: Decimal
    recurrent: Decimal


def by_partner(annual: AnnualAgreement) -> list[Intended]:
    """The investment intentions of each partner, added up. Asks no query of a loaded row."""
    found: dict[int, list[InvestmentIntention]] = defaultdict(list)
    for each in annual.intentions.all():
        found[each.partner_id].append(each)
    return [
        Intended(
            rows[0].partner.name,
            sum((each.amount for each in rows), Decimal(0)),
            sum((each.amount for each in rows if each.pooled), Decimal(0)),
            sum((each.amount for each in rows if each.recurrent), Decimal(0)),
        )
        for rows in found.values()
    ]


def figures_of(annual: AnnualAgreement, actor: Actor) -> dict[int, list[Reading]]:
    """The figures of each of its measures for its locality and its parties within its year, the latest first.

    By the number of the measure, those that the person may see. One query.
    """
    bodies = [each.organisation_id for each in annual.agreement.parties.all()]
    rows: QuerySet[Reading] = Reading.objects.visible_to(actor).counting()  # type: ignore[attr-defined]
    rows = rows.filter(
        Q(area=annual.agreement.area_id) | Q(organisation__in=bodies),
        measure__in=[each.measure_id for each in annual.measures.all()],
        starts__lte=annual.ends,
        ends__gte=annual.starts,
    )
    found: dict[int, list[Reading]] = defaultdict(list)
    for each in rows.select_related("measure", "organisation", "area").order_by("-ends", "pk"):
        found[each.measure_id].append(each)
    return found


def overdue(annual: AnnualAgreement, on: datetime.date) -> list[WorkLine]:
    """The lines of its work plan that are still open though their day has passed."""
    return [each for each in annual.work.all() if each.overdue_on(on)]
