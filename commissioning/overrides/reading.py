"""What the pages of overrides and their part of the API both need."""

from commissioning.overrides.models import Override

LOADED = Override.objects.select_related(
    "stage__cycle__area", "stage__cycle__client_group", "asked_for", "confirmed_for"
).prefetch_related("stage__cycle__partners")
