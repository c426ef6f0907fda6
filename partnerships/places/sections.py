"""With which councils a health body is co-terminous, and with which health bodies a council, on the page's day."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from core.acts import Actor
from partnerships.organisations import sections
from partnerships.organisations.models import Organisation, Sector
from partnerships.organisations.sections import MOST, Line, Section
from partnerships.places.areas import address, share
from partnerships.places.models import Pair


def lines(actor: Actor, keys: frozenset[int], on: datetime.date) -> list[Line]:
    """The pairs of the day, those that share most first."""
    rows = of(*keys).visible_to(actor).on(on)  # type: ignore[attr-defined]
    rows = rows.select_related("organisation", "area").order_by(
        "-shared", "organisation__sort_name", "area__name", "pk"
    )
    return [line(each, keys, on) for each in rows[: MOST + 1]]


def line(pair: Pair, keys: frozenset[int], on: datetime.date) -> Line:
    """'Herefordshire: co-terminous, 100% of the health body and 100% of the council'."""
    shares = f"{share(pair.of_organisation)} of the health body and {share(pair.of_area)} of the council"
    more = f"{pair.get_verdict_display().lower()}, {shares}"
    if pair.organisation_id in keys:
        return Line(pair.area.name, address(pair.area_id, on), more)
    return Line(pair.organisation.name, pair.organisation.get_absolute_url(), more)


def of(*keys: int) -> QuerySet[Any, Any]:
    """The pairs of health bodies, and of the areas of councils, among these."""
    councils = Organisation.objects.filter(pk__in=keys, kind__sector=Sector.COUNCIL)
    return Pair.objects.filter(Q(organisation__in=keys) | Q(area__in=councils.values("area")))


sections.add(Section("Co-terminosity", 20, lines=lines, some=of, whole="co_terminosity", of_a_day=True))
