"""What the pages of Local Compacts and their part of the API both need."""

from compacts.local.models import LocalCompact

LOADED = LocalCompact.objects.select_related("area", "manager_organisation", "working_group")
LOADED = LOADED.prefetch_related("reviews")
