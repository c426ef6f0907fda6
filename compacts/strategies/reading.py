"""What the pages of strategies and their part of the API both need."""

from compacts.strategies.models import JointStrategy

LOADED = JointStrategy.objects.select_related("area")
