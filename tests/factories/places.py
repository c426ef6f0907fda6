"""Places for tests: pairs as they are worked out, boundary changes that wait, and alerts."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from partnerships.organisations.models import AreaKind, Sector
from partnerships.places.judging import LONG_AGO
from partnerships.places.keeping import renew_pairs
from partnerships.places.models import BoundaryAlert, BoundaryChange, Pair, SmallAreaCount, Verdict
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory

FIRST = datetime.date(2006, 10, 1)


class HealthBodyFactory(OrganisationFactory):
    """A body of the NHS."""

    kind = factory.SubFactory(KindFactory, code="primary-care-trust", sector=Sector.NHS, is_public_body=True)


class CountyFactory(AreaFactory):
    """The area of a county or unitary council."""

    kind = AreaKind.COUNTY


class PairFactory(DjangoModelFactory):
    """A body and a council that coincide, but for a few small areas."""

    class Meta:
        model = Pair

    organisation = factory.SubFactory(HealthBodyFactory)
    area = factory.SubFactory(CountyFactory)
    shared = 116
    organisation_total = 120
    area_total = 116
    of_organisation = Decimal("96.666")
    of_area = Decimal("100.000")
    verdict = Verdict.YES


class BoundaryChangeFactory(DjangoModelFactory):
    """A count that is proposed."""

    class Meta:
        model = BoundaryChange

    kind = "count"
    first_day = FIRST
    small_areas = 8
    organisation = factory.SubFactory(HealthBodyFactory)
    area = factory.SubFactory(CountyFactory)
    reason = "The parish moves."
    source = "Order of 2006"
    proposed_on = datetime.date(2006, 9, 1)


class BoundaryAlertFactory(DjangoModelFactory):
    """The share fell from all to half of two pairs."""

    class Meta:
        model = BoundaryAlert

    judged_on = FIRST
    found_on = FIRST
    cause = factory.Sequence(lambda number: f"Order {number}")
    pairs_before = 2
    coterminous_before = 2
    pairs_after = 2
    coterminous_after = 1


def counted(body, area, number, *, starts=None, **more) -> None:
    """So many small areas are shared; without a body or an area, all of the other has them."""
    SmallAreaCount.objects.create(
        organisation=body, area=area, number=number, starts=starts, source="The list of 2006", **more
    )


def judged(*counts) -> None:
    """These counts, and the pairs that come of them: (body, area, number)."""
    for body, area, number in counts:
        counted(body, area, number)
    renew_pairs(LONG_AGO)
