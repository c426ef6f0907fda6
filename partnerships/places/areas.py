"""What the page of an area shows on a day: who serves it, its parts, what it was before, and how health bodies lie."""

import datetime
from typing import Any

from django.db.models import F, Q

from core import clock
from core.acts import Actor
from core.pages import words
from core.pages.addresses import numbered
from partnerships.organisations.lineage import percent
from partnerships.organisations.models import WHAT_BECAME, Area, AreaServed, Lineage, Organisation, Sector
from partnerships.places.judging import share as per_cent
from partnerships.places.models import Pair, SmallAreaCount, Verdict

MOST = 20
"""So many organisations stand on the page; the list of partners has the rest."""
COLOURS = {Verdict.YES: "green", Verdict.NO: "grey", Verdict.UNKNOWN: "yellow"}
PAIRS = ("Health body", "Small areas shared", "% of the health body", "% of the council", "Co-terminous")
COUNTS = ("Health body", "Small areas shared", "% of the health body", "% of this area")


def address(area: int, on: datetime.date) -> str:
    """The page of an area as at the day."""
    day = "" if on == clock.today() else f"?as_at={on.isoformat()}"
    return numbered("area", area) + day


def link(area: Area, on: datetime.date) -> dict[str, str]:
    """An area as a link."""
    return {"text": area.name, "href": address(area.pk, on)}


def facts(area: Area, on: datetime.date) -> list[dict[str, Any]]:
    """The lines of its record."""
    above = {"value": area.parent.name, "href": address(area.parent.pk, on)} if area.parent else {"value": ""}
    return [
        {"key": "Kind", "value": area.get_kind_display()},
        {"key": "GSS code", "value": area.gss_code or ""},
        {"key": "Part of", **above},
        {"key": "From", "value": words.date(area.starts)},
        {"key": "To", "value": words.date(area.ends)},
    ]


def councils(area: Area, actor: Actor, on: datetime.date) -> list[Organisation]:
    """The councils whose area it was on the day."""
    rows = Organisation.objects.visible_to(actor).open_on(on).filter(area=area, kind__sector=Sector.COUNCIL)
    return list(rows.order_by("sort_name", "pk")[: MOST + 1])


def serving(area: Area, actor: Actor, on: datetime.date) -> list[Organisation]:
    """Who else sits there, or works there, on the day; partners here first. One more than is shown tells of more."""
    served = AreaServed.objects.in_force(on).filter(area=area).values("organisation_id")
    rows = Organisation.objects.visible_to(actor).open_on(on).filter(Q(area=area) | Q(pk__in=served))
    rows = rows.exclude(kind__sector=Sector.COUNCIL, area=area).select_related("kind")
    return list(rows.order_by("-is_partner", "sort_name", "pk")[: MOST + 1])


def parts(area: Area, on: datetime.date) -> list[dict[str, str]]:
    """The areas that lay in it on the day."""
    return [link(each, on) for each in area.parts.in_force(on).order_by("name", "pk")]  # type: ignore[attr-defined]


def before_and_after(area: Area) -> dict[str, list[dict[str, Any]]]:
    """Its former selves and what became of it, by what became of the councils that looked after it. One statement."""
    rows = Lineage.objects.filter(
        Q(ancestor__area=area) | Q(descendant__area=area),
        kind__in=dict(WHAT_BECAME),  # a council that was entered twice is no former self
        ancestor__kind__sector=Sector.COUNCIL,
        descendant__kind__sector=Sector.COUNCIL,
        ancestor__area__isnull=False,
        descendant__area__isnull=False,
    ).exclude(ancestor__area=F("descendant__area"))
    found: dict[str, list[dict[str, Any]]] = {"before": [], "after": []}
    for row in rows.select_related("ancestor__area", "descendant__area").order_by("on", "pk"):
        side, other = (
            ("before", row.ancestor.area) if row.descendant.area_id == area.pk else ("after", row.descendant.area)
        )
        until = row.on - datetime.timedelta(days=1) if side == "before" else row.on
        more = f"until {words.date(until)}" if side == "before" else f"from {words.date(until)}"
        found[side].append({"text": other.name, "href": numbered("area", other.pk), "more": more})
    return found


def pairs(area: Area, on: datetime.date) -> list[list[Any]]:
    """How the health bodies of the day lie in it, where it is the area of an upper-tier council."""
    rows = Pair.objects.on(on).filter(area=area).select_related("organisation")
    return [
        [
            {"text": each.organisation.name, "href": each.organisation.get_absolute_url()},
            words.number(each.shared),
            share(each.of_organisation),
            share(each.of_area),
            {"text": each.get_verdict_display(), "tag": COLOURS[Verdict(each.verdict)]},
        ]
        for each in rows.order_by("-shared", "organisation__sort_name", "pk")
    ]


def shared(area: Area, on: datetime.date) -> list[list[Any]]:
    """How many small areas it shares with health bodies, where it is counted itself: a district or unitary area."""
    rows = SmallAreaCount.objects.counting().in_force(on).select_related("organisation")
    rows = rows.filter(area=area, organisation__isnull=False).order_by("-number", "organisation__sort_name", "pk")
    found = list(rows)
    if not found:
        return []
    bodies = [each.organisation_id for each in found]
    totals = SmallAreaCount.objects.counting().in_force(on)
    totals = totals.filter(Q(organisation__in=bodies, area=None) | Q(area=area, organisation=None))
    whole = {(each.organisation_id, each.area_id): each.number for each in totals}
    return [
        [
            {"text": each.organisation.name, "href": each.organisation.get_absolute_url()},
            words.number(each.number),
            part(each.number, whole.get((each.organisation_id, None))),
            part(each.number, whole.get((None, area.pk))),
        ]
        for each in found
    ]


def part(number: int, whole: int | None) -> str:
    """A share in words; not known where the whole is not."""
    return share(per_cent(number, whole))


def share(value: Any) -> str:
    """'95.402%', or that it is not known."""
    return "not known" if value is None else percent(value)
