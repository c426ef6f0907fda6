"""What the pages of Codes and their part of the API both need, and which Code a body keeps on a day."""

import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from compacts.codes.models import CodeAdoption, CodeCriterion, CompactCode
from compacts.codes.statement import bodies_that_keep, line_of
from core.acts import NotVisible
from partnerships.organisations.models import Area, Organisation

LOADED = CompactCode.objects.select_related("area")
ADOPTIONS = CodeAdoption.objects.select_related("code", "code__area", "organisation")


def criterion_of(code: CompactCode, criterion: int) -> CodeCriterion:
    """One of its criteria, by its number among them. Raises NotVisible where there is none."""
    found = code.criteria.filter(number=criterion).first()
    if found is None:
        raise NotVisible
    return found


def kept_by(body: Organisation, on: datetime.date) -> QuerySet[CodeAdoption]:
    """The adoptions that hold for a body on a day, with their Codes, the earliest first.

    Its own, and those of whom it came from by that day.
    """
    rows = ADOPTIONS.in_force(on).filter(organisation__in=line_of(body.pk, on))  # type: ignore[attr-defined]
    return rows.order_by("adopted_on", "pk")


def codes_in(area: Area, on: datetime.date) -> list[Any]:
    """The Codes of a locality and the national ones that had not been withdrawn by a day, the local ones first.

    Each with `bodies`: how many organisations whose home is there and that are open keep it on that day, be it that
    they or a predecessor adopted it. One statement.
    """
    known = CompactCode.objects.exclude(withdrawn_on__lte=on).filter(Q(area=area) | Q(area=None, launched_on__lte=on))
    rows = known.annotate(bodies=bodies_that_keep(area.pk, on))
    return list(rows.order_by(F("area").desc(nulls_last=True), "sort_name", "pk"))
