"""What the pages of disputes and their part of the API both need, and what everybody may read of them."""

import datetime

from django.db.models import Count, Prefetch, Q

from compacts.disputes.models import BREACHES, Dispute, DisputeStep
from partnerships.organisations.models import Area

LOADED = Dispute.objects.select_related("area", "raised_by", "against", "against__kind", "code").prefetch_related(
    Prefetch("steps", DisputeStep.objects.select_related("heard_by"))
)


def learned_in(area: Area, on: datetime.date) -> list[tuple[datetime.date, str]]:
    """What was learned from disputes of a locality and published by a day, with the day, the latest first.

    Nothing of it says who the two were.
    """
    rows = Dispute.objects.filter(area=area, published_on__lte=on).order_by("-published_on", "-pk")
    return list(rows.values_list("published_on", "learning"))


def tally_of(area: Area, on: datetime.date) -> dict[str, int]:
    """How many disputes of a locality are `open` on a day, have `ended` by then, and found a `breach`."""
    ended = Q(closed_on__lte=on)
    return Dispute.objects.filter(area=area, raised_on__lte=on).aggregate(
        open=Count("pk", filter=~ended | Q(closed_on=None)),
        ended=Count("pk", filter=ended),
        breach=Count("pk", filter=ended & Q(outcome__in=BREACHES)),
    )
