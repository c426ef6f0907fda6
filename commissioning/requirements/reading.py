"""What the pages of required plans and their part of the API both need."""

from commissioning.requirements.models import PlanRequirement

LOADED = PlanRequirement.objects.select_related("organisation", "client_group", "plan")
