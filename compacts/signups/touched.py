"""Compacts that are signed or worked towards, as what a reorganisation touches."""

from django.db.models import Q

from compacts.signups.models import Signup
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched(
        "Compacts signed or worked towards",
        Signup,
        ("organisation", "public_body", "vcs_partner"),
        rows=lambda day: Signup.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), voided_on=None),
    )
)
