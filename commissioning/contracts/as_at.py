"""A contract as at a day, as columns: its end and its value by what had been agreed by then (`days.end_as_at`)."""

import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from core import clock

VARIED = {"variations__ends__isnull": False}


def end_on(rows: Any, on: datetime.date) -> Any:
    """The last day by what had been agreed by a day: options taken and variations agreed later are taken back."""
    if on >= clock.today():
        return F("current_end")
    same = rows.model._base_manager.filter(pk=OuterRef("pk")).order_by()
    taken = same.filter(extensions__taken_on__lte=on).order_by("-extensions__taken_on", "-extensions__until")
    varied = same.filter(variations__agreed_on__lte=on, **VARIED).order_by(
        "-variations__agreed_on", "-variations__number"
    )
    later = Q(Exists(same.filter(extensions__taken_on__gt=on))) | Q(
        Exists(same.filter(variations__agreed_on__gt=on, **VARIED))
    )
    replaced = same.filter(variations__agreed_on__isnull=False, **VARIED).order_by("variations__number")
    began = Coalesce(F("initial_end"), Subquery(replaced.values("variations__ends_before")[:1]))
    option = Coalesce(Subquery(taken.values("extensions__until")[:1]), began)
    last_option = taken.values("extensions__taken_on")[:1]
    newer = same.filter(
        variations__agreed_on__lte=on, **VARIED, variations__agreed_on__gte=Subquery(last_option),
    )  # fmt: skip
    agreed = Subquery(varied.values("variations__ends")[:1])
    no_option = ~Q(Exists(taken))
    before = Case(When(no_option | Q(Exists(newer)), then=Coalesce(agreed, began)), default=option)
    return Case(When(later, then=before), default=F("current_end"))


def value_on(rows: Any, on: datetime.date) -> Any:
    """The value by what had been agreed by a day."""
    if on >= clock.today():
        return F("value")
    later = rows.model._base_manager.filter(
        pk=OuterRef("pk"), variations__agreed_on__gt=on, variations__value__isnull=False
    ).order_by("variations__number")
    return Coalesce(Subquery(later.values("variations__value_before")[:1]), F("value"))
