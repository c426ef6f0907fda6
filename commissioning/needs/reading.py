"""What the pages of needs and their part of the API both need."""

from django.db.models import Exists, OuterRef, Q

from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.reading import IN_CYCLE
from commissioning.needs.models import Need, NeedEvidence
from core.acts import NotVisible
from core.prepared import prepared

LOADED = Need.objects.select_related(
    "cycle__area", "client_group", "area", "provision", "carried_from__cycle"
).prefetch_related("cycle__partners")
CYCLES = CommissioningCycle.objects.select_related("client_group", "area").prefetch_related("partners")
HERE = Q(area=OuterRef("area")) | Q(area__parent=OuterRef("area")) | Q(area__parent__parent=OuterRef("area"))
"""Evidence of the place of a need itself."""
_needs_of = prepared(
    lambda cycle: (
        Need.objects.counting()
        .filter(cycle=cycle)
        .annotate(shown_here=Exists(NeedEvidence.objects.filter(HERE, need=OuterRef("pk"))))
        .only("title", "unmet", "settled_on", "carried_on", "withdrawn_on", "cycle")
        .order_by("sort_name", "pk")
    )
)


def needs_of(cycle: CommissioningCycle) -> list[Need]:
    """The needs of a cycle that were not withdrawn, each with whether it is `shown_here`: by evidence of its own place.
    Of each is read what the checklist asks. Read once for a page. One query."""
    return IN_CYCLE.once(cycle, "needs", lambda: _needs_of(cycle.pk))


def evidence_of(need: Need, evidence: int) -> NeedEvidence:
    """One piece of its evidence, by its number. Raises NotVisible where it has none of that number."""
    found = need.evidence.filter(pk=evidence).select_related("area", "comparator_area").first()
    if found is None:
        raise NotVisible
    return found
