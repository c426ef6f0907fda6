"""Walks through the lists of places: what each row says beside what is known, and what is done with it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from core import clock
from core.acts import Actor
from core.imports.sources import Outcome, Plan, Reading, Row, Sitting, Source
from core.pages import words
from partnerships.organisations.models import Area, Identifier, Organisation, Scheme, Sector
from partnerships.places import import_actions, keeping
from partnerships.places.models import AreaPoint, CouncilTier, SmallAreaCount
from partnerships.places.rules import why_no_lower_tier

NEAR = Decimal("0.0051")
"""How far a stated share, rounded to two decimals, may lie from the one that the counts give."""
Sides = dict[Any, list[tuple[int, Decimal | None]]]


class PlaceSitting(Sitting):
    """What the walks share: the areas and bodies that the file names, and each thing once."""

    alone = False
    """Whether one row is walked over by itself: what it says of the rest of its list is not judged."""

    def __init__(self, source: Source, reading: Reading, published_on: datetime.date | None) -> None:
        self.source, self.on = source, published_on
        rows = [row for row in reading.rows() if row.data]
        self.entries = [row.data for row in rows]
        self.areas = areas_by_code({code for each in self.entries for code in self.codes(each)})
        self.know()
        self.first: dict[Any, int] = {}
        for row in rows:
            self.first.setdefault(self.key(row.data), row.line)

    def know(self) -> None:
        """Read what else the file names."""

    @staticmethod
    def codes(entry: Any) -> tuple[str, ...]:
        """The GSS codes that a row names."""
        return (entry.area,)

    def area_of(self, entry: Any) -> int | str:
        """The key of the area of a row, which may have several codes; its code where the register does not know it."""
        area = self.areas.get(entry.area)
        return entry.area if area is None else area.pk

    @property
    def cited(self) -> str:
        """The list, as a count is traced to it."""
        return f"{self.source.title}, published {words.date(self.on)}" if self.on else self.source.title

    def plan(self, rows: Sequence[Row], *, lock: bool) -> list[Plan]:
        if lock:
            keeping.hold_places()
        self.look([row.data for row in rows])
        return [self.first_of(row) or self.plan_for(row) for row in rows]

    def look(self, entries: Sequence[Any]) -> None:
        """Read what is known of these."""

    def key(self, entry: Any) -> Any:
        """What a row is about: it may be said once in a file."""
        return self.area_of(entry)

    def first_of(self, row: Row) -> Plan | None:
        """The refusal of a row about what another row has said already."""
        if self.alone:
            return None
        first = self.first[self.key(row.data)]
        if first == row.line:
            return None
        return refused(row, f"Line {first} is about the same. Take one of the two rows away.")

    def plan_for(self, row: Row) -> Plan:
        """What becomes of a row."""
        raise NotImplementedError

    def against(self, plan: Plan, standing: Any, same: bool, what: str) -> Plan:
        """A row beside what stands since a day: unchanged, taken, or kept with a doubt where the list is not newer."""
        if same:
            plan.outcome = Outcome.UNCHANGED
        elif self.alone and (standing.starts, standing.source) == (self.on, self.cited):
            plan.outcome = Outcome.REFUSE
            plan.reason = f"Another row of the list says of the same: {what}"
        elif self.on is None:
            plan.outcome = Outcome.UNCHANGED
            plan.doubts.append(f"{what} Say when the list was published, and it is taken as a change of that day.")
        elif standing.starts is not None and standing.starts > self.on:
            plan.outcome = Outcome.UNCHANGED
            plan.doubts.append(f"{what} The list is older than that and does not replace it.")
        else:
            plan.outcome = Outcome.UPDATE
            plan.changes.append(what)
        return plan


class OverlapSitting(PlaceSitting):
    """A walk through a list of overlaps."""

    def __init__(self, source: Source, reading: Reading, published_on: datetime.date | None) -> None:
        super().__init__(source, reading, published_on)
        self.of_body: Sides = defaultdict(list)
        self.of_area: Sides = defaultdict(list)
        for each in self.entries:
            self.of_body[self.body_of(each)].append((each.number, each.of_body))
            self.of_area[self.area_of(each)].append((each.number, each.of_area))
        self.named: dict[int, set[int]] = defaultdict(set)
        self.first_of_body: dict[int, int] = {}
        for each in self.entries:
            body, area = self.bodies.get(each.body[1]), self.areas.get(each.area)
            if body is not None and area is not None:
                self.named[body.pk].add(area.pk)
                self.first_of_body.setdefault(body.pk, self.first[self.key(each)])
        self.wrong: dict[int, str] = {}

    def know(self) -> None:
        self.bodies = bodies_by_code({each.body[1] for each in self.entries})

    def body_of(self, entry: Any) -> int | str:
        """The key of the body of a row, likewise: one that was entered twice may be there by either code."""
        body = self.bodies.get(entry.body[1])
        code: str = entry.body[1]
        return code if body is None else body.pk

    def key(self, entry: Any) -> Any:
        return self.body_of(entry), self.area_of(entry)

    def look(self, entries: Sequence[Any]) -> None:
        keys = {body.pk for each in entries if (body := self.bodies.get(each.body[1]))}
        rows = SmallAreaCount.objects.counting().filter(organisation__in=keys).exclude(area=None)
        self.counts: dict[tuple[int, int], list[SmallAreaCount]] = defaultdict(list)
        for each in rows.select_related("area").order_by("pk"):
            self.counts[each.organisation_id, each.area_id].append(each)  # type: ignore[index]

    def plan_for(self, row: Row) -> Plan:
        entry = row.data
        body, area = self.bodies.get(entry.body[1]), self.areas.get(entry.area)
        if body is None:
            return refused(row, f"No body with the ODS code {entry.body[1]} is in the register. Import the list of NHS "
                           "bodies first, then send this row again.")  # fmt: skip
        if body.kind.sector != Sector.NHS:
            return refused(row, f"{body.name} is no body of the NHS.")
        if area is None:
            return refused(row, f"No area with the GSS code {entry.area} is in the register. Import the list of "
                           "councils first, then send this row again.")  # fmt: skip
        if said := self.no_lower_tier(area):
            return refused(row, said)
        plan = Plan(row, Outcome.CREATE, label=entry.label, doubts=[*self.contradicted(entry)])
        standing = self.standing(body.pk, area.pk)
        self.beside_the_known(plan, body, area, entry.number)
        taken = plan.outcome != Outcome.UNCHANGED
        gone = self.gone(plan, body) if self.first_of_body[body.pk] == row.line else []
        if gone and not taken:
            plan.outcome = Outcome.UPDATE
        plan.thing = import_actions.Taken(body, area, entry.number if taken else None, standing, gone)
        return plan

    def standing(self, body: int, area: int) -> SmallAreaCount | None:
        """The count of a pair that goes on."""
        return next((each for each in self.counts.get((body, area), ()) if each.ends is None), None)

    def no_lower_tier(self, area: Area) -> str:
        """Why an area cannot be one side of a pair. Each is asked once."""
        if area.pk not in self.wrong:
            self.wrong[area.pk] = why_no_lower_tier(area, self.on or area.ends or clock.today())
        return self.wrong[area.pk]

    def beside_the_known(self, plan: Plan, body: Organisation, area: Area, number: int) -> None:
        """What a count is beside those that are known."""
        standing = self.standing(body.pk, area.pk)
        last = max((each.ends for each in self.counts.get((body.pk, area.pk), ()) if each.ends), default=None)
        if standing is not None:
            since = f" since {words.date(standing.starts)}" if standing.starts else ""
            what = f"The register has {standing.number:,} small areas{since}, the list {number:,}."
            self.against(plan, standing, standing.number == number, what)
        elif last is not None and (self.on is None or self.on <= last):
            plan.outcome = Outcome.UNCHANGED
            plan.doubts.append(f"The register knows that they share nothing since {words.date(last)}. The list is not "
                               "newer, and does not replace that.")  # fmt: skip

    def gone(self, plan: Plan, body: Organisation) -> list[SmallAreaCount]:
        """With the first row of a body of which the list has all: what it shares, by the register, with others."""
        if self.whole(self.of_body[body.pk]) is None:
            return []
        found = []
        for (organisation, area), rows in self.counts.items():
            standing = next((each for each in rows if each.ends is None), None)
            if organisation != body.pk or area in self.named[body.pk] or standing is None:
                continue
            beside = Plan(plan.row, Outcome.UPDATE)
            self.against(beside, standing, False, f"The list has nothing of it in {standing.area} any more.")
            plan.changes += beside.changes
            plan.doubts += beside.doubts
            if beside.outcome == Outcome.UPDATE:
                found.append(standing)
        return found

    def whole(self, side: Sequence[tuple[int, Decimal | None]]) -> int | None:
        """All small areas of a side, where the list has all of it: its stated shares, for most of it, agree with the
        sum. They are larger than stated where rows are missing. One row by itself says nothing of that."""
        if self.alone:
            return None
        total = sum(number for number, _ in side)
        agreed = sum(number for number, stated in side if stated is not None and near(number, total, stated))
        return total if agreed * 2 > total else None

    def contradicted(self, entry: Any) -> Iterable[str]:
        """What is said where a stated share contradicts the counts."""
        if self.alone:
            return
        for side, stated, what in (
            (self.of_body[self.body_of(entry)], entry.of_body, "health body"),
            (self.of_area[self.area_of(entry)], entry.of_area, "council"),
        ):
            total = sum(number for number, _ in side)
            if stated is None or near(entry.number, total, stated):
                continue
            given = (Decimal(entry.number) * 100 / total).quantize(Decimal("0.01"))
            if self.whole(side) is None:
                yield (f"It is said to be {stated}% of the {what}, by the list's counts {given}%: "
                       f"rows of the {what} are missing, or the share is wrong. Its total stays.")  # fmt: skip
            else:
                yield f"It is said to be {stated}% of the {what}, but the counts give {given}%; the counts are taken."

    def carry_out(self, by: Actor, plans: Sequence[Plan], *, run_id: int) -> None:
        taken = [plan for plan in plans if plan.outcome in (Outcome.CREATE, Outcome.UPDATE)]
        import_actions.take_overlaps(
            by=by, rows=[(plan.row.line, plan.thing) for plan in taken], first_day=self.on, source=self.cited,
            run_id=run_id,
        )  # fmt: skip

    def finish(self, by: Actor, *, run_id: int) -> None:
        totals = [((body, None), total) for body, total in self.totals(self.of_body, self.bodies)]
        totals += [((None, area), total) for area, total in self.totals(self.of_area, self.areas)]
        import_actions.take_totals(by=by, totals=totals, first_day=self.on, source=self.cited, run_id=run_id)

    def finish_row(self, by: Actor, *, run_id: int) -> None:
        self.finish(by, run_id=run_id)

    def totals(self, sides: Sides, things: dict[str, Any]) -> Iterable[tuple[int, int]]:
        """All small areas of each side that the register knows and of which the list has all, by its key."""
        known = {each.pk for each in things.values()}
        for key, side in sides.items():
            total = self.whole(side)
            if total is not None and key in known:
                yield key, total


class TierSitting(PlaceSitting):
    """A walk through a list of tiers."""

    @staticmethod
    def codes(entry: Any) -> tuple[str, ...]:
        return entry.area, entry.upper

    def look(self, entries: Sequence[Any]) -> None:
        keys = {area.pk for each in entries if (area := self.areas.get(each.area))}
        rows = CouncilTier.objects.counting().filter(area__in=keys, ends=None).select_related("upper")
        self.tiers = {each.area_id: each for each in rows}

    def plan_for(self, row: Row) -> Plan:
        entry = row.data
        missing = [code for code in self.codes(entry) if code not in self.areas]
        if missing:
            return refused(row, f"No area with the GSS code {missing[0]} is in the register. Import the list of "
                           "councils first, then send this row again.")  # fmt: skip
        area, upper = self.areas[entry.area], self.areas[entry.upper]
        standing = self.tiers.get(area.pk)
        plan = Plan(row, Outcome.CREATE, label=entry.label, thing=(area.pk, upper.pk, standing))
        if standing is not None:
            what = f"The register has it in {standing.upper}, the list in {upper}."
            self.against(plan, standing, standing.upper_id == upper.pk, what)
        return plan

    def carry_out(self, by: Actor, plans: Sequence[Plan], *, run_id: int) -> None:
        taken = [plan.thing for plan in plans if plan.outcome in (Outcome.CREATE, Outcome.UPDATE)]
        import_actions.take_tiers(by=by, rows=taken, first_day=self.on, source=self.cited, run_id=run_id)

    def finish(self, by: Actor, *, run_id: int) -> None:
        import_actions.take_totals(by=by, totals=[], first_day=self.on, source=self.cited, run_id=run_id)

    def finish_row(self, by: Actor, *, run_id: int) -> None:
        self.finish(by, run_id=run_id)


class PointSitting(PlaceSitting):
    """A walk through a list of councils for their points."""

    def __init__(self, source: Source, reading: Reading, published_on: datetime.date | None) -> None:
        super().__init__(source, reading, published_on)
        held = Identifier.objects.filter(scheme=Scheme.GSS, value__in={each.area for each in self.entries})
        self.known = set(held.values_list("value", flat=True))

    def key(self, entry: Any) -> Any:
        return self.area_of(entry) or entry.label

    def look(self, entries: Sequence[Any]) -> None:
        keys = {area.pk for each in entries if (area := self.areas.get(each.area))}
        self.points = {each.area_id: each for each in AreaPoint.objects.filter(area__in=keys)}

    def plan_for(self, row: Row) -> Plan:
        entry = row.data
        area = self.areas.get(entry.area)
        if area is None and entry.latitude is not None and entry.area not in self.known:
            return refused(row, f"No area with the GSS code {entry.area} is in the register. Import the list of "
                           "councils first, then send this row again.")  # fmt: skip
        if area is None:  # without a point, or without an area of its own, there is nothing to draw
            return Plan(row, Outcome.UNCHANGED, label=entry.label)
        point = self.points.get(area.pk)
        plan = Plan(row, Outcome.CREATE, label=entry.label, thing=(area.pk, entry.latitude, entry.longitude))
        if point is not None:
            same = (point.latitude, point.longitude) == (entry.latitude, entry.longitude)
            plan.outcome = Outcome.UNCHANGED if same else Outcome.UPDATE
            plan.changes = [] if same else ["Drawn at another point."]
        return plan

    def carry_out(self, by: Actor, plans: Sequence[Plan], *, run_id: int) -> None:
        taken = [plan.thing for plan in plans if plan.outcome in (Outcome.CREATE, Outcome.UPDATE)]
        import_actions.take_points(by=by, rows=taken, run_id=run_id)


def refused(row: Row, reason: str) -> Plan:
    """A row that is set aside."""
    return Plan(row, Outcome.REFUSE, label=row.data.label, reason=reason)


def near(number: int, total: int, stated: Decimal) -> bool:
    """Whether a stated share is what the counts give, as far as it was rounded."""
    return total > 0 and abs(Decimal(number) * 100 / total - stated) <= NEAR


def areas_by_code(codes: set[str]) -> dict[str, Area]:
    """The areas of these GSS codes; an earlier code leads to the area of the council that had it."""
    held = Identifier.objects.filter(scheme=Scheme.GSS, value__in=codes).exclude(organisation__area=None)
    found = {each.value: each.organisation.area for each in held.select_related("organisation__area")}
    return found | {area.gss_code: area for area in Area.objects.filter(gss_code__in=codes) if area.gss_code}


def bodies_by_code(codes: set[str]) -> dict[str, Organisation]:
    """The bodies of these ODS codes; of an entry that was merged the kept one."""
    held = Identifier.objects.filter(scheme=Scheme.ODS, value__in=codes)
    rows = held.select_related("organisation__kind", "organisation__duplicate_of__kind")
    return {each.value: each.organisation.stands_as for each in rows}
