"""What the pages of Codes and their part of the API both need, and which Code a body keeps on a day."""

import datetime

from django.db.models import QuerySet

from compacts.codes.models import CodeAdoption, CodeCriterion, CompactCode
from core.acts import NotVisible
from partnerships.organisations.lineage import predecessors
from partnerships.organisations.models import Organisation

LOADED = CompactCode.objects.select_related("area")
ADOPTIONS = CodeAdoption.objects.select_related("code", "code__area", "organisation")


def criterion_of(code: CompactCode, criterion: int) -> CodeCriterion:
    """One of its criteria, by its number among them. Raises NotVisible where there is none."""
    found = code.criteria.filter(number=criterion).first()
    if found is None:
        raise NotVisible
    return found


def kept_by(body: Organisation, on: datetime.date) -> QuerySet[CodeAdoption]:
    """The adoptions that hold for a body on a day, with their Codes: its own, and those of whom it came from."""
    return ADOPTIONS.in_force(on).filter(organisation__in=predecessors([body.pk]))  # type: ignore[attr-defined]
