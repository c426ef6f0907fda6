"""What the pages of value bands and their part of the API both need."""

from commissioning.bands.models import ValueBand

LOADED = ValueBand.objects.select_related("body")
