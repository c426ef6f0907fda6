"""What a match with the register, and a match taken back, closes to people outside the answer's organisation."""

from typing import Any

from django.db.models import Q

from consultation.responses.models import Channel, Response
from core import sight


@sight.add
def closed_by_matching(actor: Any) -> list[int]:
    """Answers matched with a body that an organisation of the person's funds, and those whose match was taken back."""
    if not actor.can_ever("consultation.read_responses"):
        return []
    closed = Q(organisation__among=frozenset(actor.funded_until)) | Q(organisation=None, unmatched_at__isnull=False)
    rows = Response.objects.sent().filter(closed).exclude(channel=Channel.ACCOUNT)
    return list(rows.order_by("pk").values_list("pk", flat=True))
