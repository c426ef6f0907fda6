"""What the pages of scorecards and their part of the API both need, and the verdicts of a locality."""

import datetime
from collections import Counter
from typing import Any

from compacts.codes.models import CompactCode
from compacts.compliance.models import Scorecard
from compacts.compliance.verdicts import Standing, complies
from consultation.consultations.models import Consultation
from partnerships.organisations.models import Area

LOADED = Scorecard.objects.select_related("code", "area", "body", "provider", "agreement").prefetch_related(
    "checks__findings", "code__criteria"
)


def usable_codes() -> Any:
    """The Codes that there is something to check by, also those of the past: what was checked then is entered late."""
    rows = CompactCode.objects.filter(launched_on__isnull=False, criteria__isnull=False)
    return rows.distinct().order_by("sort_name", "pk")


def funding_of(area: Area, on: datetime.date) -> Counter[Standing]:
    """How many pieces of funding of a locality, agreed by a day, stood how on the day on which they were agreed."""
    rows = LOADED.filter(area=area, agreed_on__lte=on)
    return Counter(complies(each, each.agreed_on).standing for each in rows)


def consultations_of(area: Area, on: datetime.date) -> Counter[Standing]:
    """How many consultations of hosts of a locality, opened by a day, stand how to the rule on their length."""
    rows = Consultation.objects.published().filter(host__area=area, opens_on__lte=on, withdrawn_at=None)
    rows = rows.select_related("standard").prefetch_related("extensions")
    return Counter(complies(each, on).standing for each in rows)
