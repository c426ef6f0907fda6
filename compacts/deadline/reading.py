"""What the pages of targets and their part of the API both need."""

from django.db.models import Prefetch

from compacts.deadline.models import SignupTarget, TargetKind

KINDS = Prefetch("target_kinds", TargetKind.objects.select_related("kind"))
LOADED = SignupTarget.objects.select_related("day_decided_by").prefetch_related(KINDS)
