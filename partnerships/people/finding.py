"""Finding people by name or e-mail address."""

from django.db.models import Q

from core import finding
from core.acts import Actor
from core.finding import MOST, Hit
from partnerships.people.models import Membership


def people(actor: Actor, text: str) -> list[Hit]:
    """The people whose memberships the actor may see."""
    rows = Membership.objects.visible_to(actor)
    for word in text.split():
        rows = rows.filter(Q(user__name__icontains=word) | Q(user__email__icontains=word))
    rows = rows.select_related("user", "organisation", "area").order_by("user__name", "pk")
    rows = rows.only("user__name", "user__email", "organisation__name", "organisation__code", "area__name")[: MOST + 1]
    return [Hit(str(row.user), row.get_absolute_url(), str(row.place)) for row in rows]


finding.add("People", 40, people)
