"""The people who act for an organisation, as what a reorganisation touches."""

from django.db.models import Q

from partnerships.organisations import touching
from partnerships.organisations.touching import Touched
from partnerships.people.models import Membership, RoleHeld

touching.add(
    Touched(
        "Roles of people who act for it",
        RoleHeld,
        ("membership__organisation",),
        rows=lambda day: RoleHeld.objects.filter(
            Q(ends=None) | Q(ends__gte=day), revoked_at=None, membership__user__is_active=True
        ),
        covers=(RoleHeld, Membership),
    )
)
