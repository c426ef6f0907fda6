"""What the pages of analyses and their part of the API both need."""

from commissioning.analysis.models import AnalysisEntry
from commissioning.cycles.models import CommissioningCycle

LOADED = AnalysisEntry.objects.select_related("cycle", "organisation").prefetch_related("cycle__partners")
CYCLES = CommissioningCycle.objects.select_related("client_group", "area").prefetch_related("partners")
