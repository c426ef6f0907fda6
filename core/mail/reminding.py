"""At most one mail of reminding a day to one address: which mails remind, and who has had one."""

import datetime
from collections.abc import Collection

from django.db.models import Q
from django.db.models.functions import Lower

from core.mail.models import Mail

_beginnings: set[str] = set()


def reminding(beginning: str) -> str:
    """Say that mails whose key begins so remind of something. Their keys end with the day: ':2003-11-20'."""
    _beginnings.add(beginning)
    return beginning


def reminded_on(day: datetime.date, addresses: Collection[str]) -> set[str]:
    """Those of the addresses that were reminded of anything on a day, in small letters. One statement."""
    beginnings = Q()
    for each in sorted(_beginnings):
        beginnings |= Q(key__startswith=each)
    rows = Mail.objects.annotate(address=Lower("to_address")).filter(beginnings, key__endswith=f":{day.isoformat()}")
    return set(rows.filter(address__in={each.lower() for each in addresses}).values_list("address", flat=True))
