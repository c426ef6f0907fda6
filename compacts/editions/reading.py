"""What the pages of editions and their part of the API both need."""

from compacts.editions.models import CompactEdition

LOADED = CompactEdition.objects.select_related("compact", "file")
