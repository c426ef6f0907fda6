"""When a boundary change may be carried out or declared void, and what it makes of the counts."""

import datetime
from collections.abc import Callable

from django.db.models import Q

from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words
from core.pages.addresses import numbered
from partnerships.organisations.models import Area, AreaKind, Organisation, Sector
from partnerships.places.judging import DAY, Spell
from partnerships.places.models import MOST, BoundaryChange, BoundaryChangeKind, CouncilTier, SmallAreaCount
from partnerships.places.reading import list_under_way

Key = tuple[int | None, int | None]
"""Of a count: the keys of the health body and of the area; without one of them all of the other."""
NOT_NHS = "Enter a body of the NHS: an authority, trust, group or board that plans health care for an area."
NO_LOWER_TIER = "Enter the area of a council, district or unitary; co-terminosity is counted from those."


def refuse_impossible(change: BoundaryChange) -> None:
    """Refuse what cannot be, each beside its field: bodies that are not of the NHS or not there, areas of no council,
    more small areas than can be."""
    wrong: dict[str, str] = {}
    bodies = {change.to_organisation: "to_organisation", change.organisation: "organisation"}
    for body, name in bodies.items():  # the same on both sides is said of once
        wrong[name] = why_no_health_body(body, change.first_day) if body else ""
    for area, name in {change.to_area: "to_area", change.area: "area"}.items():
        wrong[name] = why_no_lower_tier(area, change.first_day) if area else ""
    for name in ("small_areas", "organisation_total", "area_total"):
        wrong[name] = why_no_number(change, name)
    wrong = {name: said for name, said in wrong.items() if said}
    stays = (change.organisation_id, change.area_id) == (change.to_organisation_id, change.to_area_id)
    if stays and not wrong:
        wrong["to_area"] = "They move to where they are. Name another health body or another area."
    if wrong:
        raise Refused(wrong)


def why_no_number(change: BoundaryChange, name: str) -> str:
    """What is wrong with a number of small areas; nothing if it can be, or is not known."""
    number = getattr(change, name)
    if number is None:
        return ""
    if not 0 <= number <= MOST:
        return f"Enter a whole number up to {MOST:,}."
    if name != "small_areas":
        too_few = number < max(change.small_areas, 1)
        return "All of it cannot be fewer than what the two share. Leave it empty if not known." if too_few else ""
    return "" if number or change.kind == BoundaryChangeKind.COUNT else "Enter how many small areas move."


def why_no_health_body(body: Organisation, on: datetime.date) -> str:
    """What is wrong with a body as one side of a pair on the day; nothing if it can be."""
    if body.kind.sector != Sector.NHS:
        return NOT_NHS
    if not Spell.of(body.opened, body.closed).holds_on(on):
        return f"{body.name} was not there on {words.date(on)}. Enter the body that was, or another day."
    return ""


def why_no_lower_tier(area: Area, on: datetime.date) -> str:
    """What is wrong with an area as that of a lower-tier council on the day; nothing if it can be."""
    if area.kind not in (AreaKind.COUNTY, AreaKind.DISTRICT):
        return NO_LOWER_TIER
    if not area.holds_on(on):
        return f"{area.name} was not an area on {words.date(on)}. Enter the area that was, or another day."
    if districts_of(area, on):
        return f"{area.name} is divided into districts. Enter the district."
    return ""


def districts_of(area: Area, on: datetime.date) -> bool:
    """Whether other councils' areas lie in this one on the day."""
    if CouncilTier.objects.counting().in_force(on).filter(upper=area).exclude(area=area).exists():
        return True
    return bool(area.parts.in_force(on).filter(kind=AreaKind.DISTRICT).exists())


def keys_of(change: BoundaryChange) -> list[Key]:
    """The counts that a change is about, pairs first."""
    return list(counts_after(change, lambda _: 0))


def counts_after(change: BoundaryChange, count: Callable[[Key], int | None]) -> dict[Key, int | None]:
    """What each count is from the first day on, by what `count` gives before. What is not known stays so."""
    body, area, number = change.organisation_id, change.area_id, change.small_areas
    if change.kind == BoundaryChangeKind.COUNT:
        found: dict[Key, int | None] = {(body, area): number}
        if change.organisation_total is not None:
            found[body, None] = change.organisation_total
        if change.area_total is not None:
            found[None, area] = change.area_total
        return found
    to_body, to_area = change.to_organisation_id, change.to_area_id
    found = {
        (body, area): (count((body, area)) or 0) - number,
        (to_body, to_area): (count((to_body, to_area)) or 0) + number,
    }
    if body != to_body:
        found |= {
            (body, None): less(count((body, None)), number),
            (to_body, None): less(count((to_body, None)), -number),
        }
    if area != to_area:
        found |= {
            (None, area): less(count((None, area)), number),
            (None, to_area): less(count((None, to_area)), -number),
        }
    return found


def less(whole: int | None, part: int) -> int | None:
    """A total after a part has left, or come where it is negative; not known where the total is not."""
    return None if whole is None else whole - part


def count_on(on: datetime.date) -> Callable[[Key], int | None]:
    """What is counted on a day, by the key; None where nothing is."""

    def count(key: Key) -> int | None:
        rows = SmallAreaCount.objects.counting().in_force(on).filter(organisation=key[0], area=key[1])
        found: int | None = rows.values_list("number", flat=True).first()
        return found

    return count


@gate("It has not been carried out")
def it_waits(change: BoundaryChange, on: datetime.date) -> Obstacle | None:
    """Once is enough."""
    if change.voided_on:
        return Obstacle("It was declared void. Propose it anew.")
    if change.carried_out_on:
        return Obstacle(f"It was carried out on {words.date(change.carried_out_on)}.")
    return None


@gate("No list of counts or tiers is being taken in")
def no_list_is_under_way(change: BoundaryChange, on: datetime.date) -> Obstacle | None:
    """Pairs are judged once a list is whole: half of it would alarm for nothing."""
    run = list_under_way()
    if run is None:
        return None
    return Obstacle(
        f"{run.file_name} is being imported. Wait until its page says that it is done.", where=run.get_absolute_url()
    )


@gate("Nothing that is known changes again later")
def nothing_later_stands(change: BoundaryChange, on: datetime.date) -> Obstacle | None:
    """What is known of later days rests on what was before: it is taken back first."""
    for body, area in keys_of(change):
        rows = (
            SmallAreaCount.objects.counting()
            .filter(organisation=body, area=area)
            .select_related("begun_by", "ended_by")
        )
        later = Q(starts__gt=change.first_day) | Q(ends__gte=change.first_day)
        row = rows.filter(later).order_by("starts", "pk").first()
        if row is not None:
            day = row.starts if row.starts and row.starts > change.first_day else row.ends + DAY
            cause = row.begun_by or row.ended_by
            return Obstacle(
                f"A count that it is about changes again on {words.date(day)}. Declare that change void first, then "
                "carry both out in the order of their days; or let this one begin on that day.",
                where=cause.get_absolute_url() if cause else "",
            )
    return None


@gate("So many small areas are there to move")
def enough_are_there(change: BoundaryChange, on: datetime.date) -> Obstacle | None:
    """Nothing moves that is not there; and no side has fewer than the two share."""
    day = change.first_day
    after = counts_after(change, count_on(day))
    if change.kind == BoundaryChangeKind.MOVE and (after[change.organisation_id, change.area_id] or 0) < 0:
        there = (after[change.organisation_id, change.area_id] or 0) + change.small_areas
        return Obstacle(
            f"{change.organisation.name} and {change.area.name} share {there:,} small areas on {words.date(day)}: no "
            "more than these can move. Put the count right first, or propose a smaller move."
        )
    if any(number is not None and number < 0 for number in after.values()):
        return Obstacle("One side would have fewer than no small areas. Put the count of all of it right first.")
    return None


@gate("It has not been declared void")
def it_counts(change: BoundaryChange, on: datetime.date) -> Obstacle | None:
    """A change is void once."""
    return Obstacle("It was declared void already.") if change.voided_on else None


@gate("Nothing was built on it")
def nothing_rests_on_it(change: BoundaryChange, on: datetime.date) -> Obstacle | None:
    """A count that it began, and that a later change or list ended, is taken back in the other order."""
    begun = SmallAreaCount.objects.counting().filter(begun_by=change).exclude(ends=None)
    begun = begun | SmallAreaCount.objects.filter(begun_by=change, voided_on__isnull=False)
    row = begun.select_related("ended_by").first()
    if row is None:
        row = again(change)
    if row is None:
        return None
    cause = row.ended_by or row.begun_by
    return Obstacle(
        "A later change or a list counted on from it. Declare that one void first, or propose a count that is right."
        if cause is None
        else f"A later change, from {words.date(cause.first_day)}, counted on from it. Declare that one void first.",
        where=numbered("boundary_change", cause.pk) if cause else "",
    )


def again(change: BoundaryChange) -> SmallAreaCount | None:
    """A count of other making that began where the change had ended one."""
    for ended in change.ended.all():
        rows = SmallAreaCount.objects.counting().filter(organisation=ended.organisation_id, area=ended.area_id)
        rows = rows.filter(starts__gte=change.first_day).exclude(begun_by=change)
        found: SmallAreaCount | None = rows.select_related("begun_by", "ended_by").first()
        if found is not None:
            return found
    return None


TO_CARRY_OUT = (it_waits, no_list_is_under_way, nothing_later_stands, enough_are_there)
TO_VOID = (it_counts, no_list_is_under_way, nothing_rests_on_it)
