"""Which pairs of health body and upper-tier council there are on a day, what each shares, and whether they coincide.

Pure arithmetic on whole numbers of small areas. "Co-terminous" is judged against the upper-tier council: the counts of
its lower tiers are added up; where one of them is not counted, nothing can be said.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from core import clock
from partnerships.organisations.models import AreaKind
from partnerships.places.models import Verdict

NEARLY_ALL = 95
"""Per cent of each that must lie in the other. Not 100: boundaries drawn for health and for councils follow different
lines here and there, so that of bodies meant to coincide a few small areas lie outside. The issue sets the figure."""
LONG_AGO, STILL = clock.EARLIEST, clock.LATEST
DAY = datetime.timedelta(days=1)
PairKey = tuple[int, int]
"""The keys of a health body and of an area."""


class Spell(NamedTuple):
    """From a day to a day, both counted; what is not known counts as long ago, and as still."""

    starts: datetime.date
    ends: datetime.date

    @classmethod
    def of(cls, starts: datetime.date | None, ends: datetime.date | None) -> "Spell":
        return cls(starts or LONG_AGO, ends or STILL)

    def holds_on(self, on: datetime.date) -> bool:
        return self.starts <= on <= self.ends


class Count(NamedTuple):
    """How many small areas a body and an area share; without one of the two, all of the other."""

    organisation: int | None
    area: int | None
    number: int
    spell: Spell


class Tier(NamedTuple):
    """The area of a lower-tier council in that of its upper tier."""

    area: int
    upper: int
    spell: Spell


class Place(NamedTuple):
    """An area as the register has it."""

    kind: str
    parent: int | None
    spell: Spell


@dataclass(frozen=True)
class Figures:
    """What a pair shares. A total that is not known leaves the share of that side, and the verdict, open."""

    shared: int
    organisation_total: int | None
    area_total: int | None

    @property
    def of_organisation(self) -> Decimal | None:
        """Per cent of the health body, cut after three decimals and never rounded up."""
        return share(self.shared, self.organisation_total)

    @property
    def of_area(self) -> Decimal | None:
        """Per cent of the council."""
        return share(self.shared, self.area_total)

    @property
    def verdict(self) -> Verdict:
        """Whether each lies in the other nearly whole. Not determinable, and never no, where a total is not known."""
        sides = [each for each in (self.organisation_total, self.area_total) if each is not None]
        if len(sides) < 2 or any(self.shared > each for each in sides):
            return Verdict.UNKNOWN
        return Verdict.YES if all(self.shared * 100 >= NEARLY_ALL * each for each in sides) else Verdict.NO


def share(part: int, whole: int | None) -> Decimal | None:
    """Per cent; None where the whole is not known, or counted smaller than its part."""
    if not whole or part > whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.001"), ROUND_DOWN)


@dataclass
class Known:
    """All that is known of counts, tiers and areas."""

    counts: list[Count]
    tiers: list[Tier]
    places: Mapping[int, Place]

    def days_from(self, first: datetime.date) -> list[datetime.date]:
        """The days, from one on, on which anything may be otherwise than on the day before."""
        spells = [each.spell for each in (*self.counts, *self.tiers)]
        spells += [self.places[pk].spell for pk in self.concerned]
        days = {spell.starts for spell in spells} | {spell.ends + DAY for spell in spells if spell.ends < STILL}
        return sorted({first} | {day for day in days if day > first})

    @property
    def concerned(self) -> set[int]:
        """The areas that counts or tiers name, and those that lie in one that they name: their days matter."""
        named = {each.area for each in self.counts if each.area is not None} | {each.area for each in self.tiers}
        named |= {each.upper for each in self.tiers}
        whole = named | {self.places[pk].parent for pk in named}
        return {pk for pk, each in self.places.items() if pk in named or each.parent in whole}

    def uppers_on(self, on: datetime.date) -> dict[int, int]:
        """Of each area of a lower-tier council that was there on the day: its upper tier, by their keys.

        As a list of tiers says; else a district lies in the county that the register has above it, and what is a
        county or unitary area lies in itself, unless it is divided.
        """
        found = {each.area: each.upper for each in self.tiers if each.spell.holds_on(on)}
        for pk, each in self.places.items():
            if pk in found or not each.spell.holds_on(on):
                continue
            if each.kind == AreaKind.COUNTY:
                found[pk] = pk
            elif each.kind == AreaKind.DISTRICT and self.is_county(each.parent):
                found[pk] = each.parent
        there = {
            pk: upper
            for pk, upper in found.items()
            if self.places[pk].spell.holds_on(on) and self.places[upper].spell.holds_on(on)
        }
        divided = {upper for pk, upper in there.items() if upper != pk}
        return {pk: upper for pk, upper in there.items() if pk not in divided}

    def is_county(self, pk: int | None) -> bool:
        """Whether there is such an area, and it is that of a county."""
        return pk is not None and self.places[pk].kind == AreaKind.COUNTY

    def on(self, day: datetime.date) -> dict[PairKey, Figures]:
        """Every pair that shares anything on the day."""
        uppers = self.uppers_on(day)
        shared: dict[PairKey, int] = defaultdict(int)
        bodies: dict[int, int] = {}
        areas: dict[int, int] = {}
        for organisation, area, number, spell in self.counts:
            if not spell.holds_on(day):
                continue
            if area is None:
                bodies[organisation] = number  # type: ignore[index]
            elif organisation is None:
                areas[area] = number
            elif area in uppers:
                shared[organisation, uppers[area]] += number
        gone = {each.area for each in self.counts if each.organisation is None and each.spell.ends < day}
        parts: dict[int, list[int | None]] = defaultdict(list)
        for area, upper in uppers.items():  # what was counted until all of it went is none, and not unknown
            parts[upper].append(areas.get(area, 0 if area in gone else None))
        wholes = {upper: added(numbers) for upper, numbers in parts.items()}
        return {
            (organisation, upper): Figures(number, bodies.get(organisation), wholes[upper])
            for (organisation, upper), number in shared.items()
        }


def added(numbers: Iterable[int | None]) -> int | None:
    """The sum; not known where one of them is not."""
    total = 0
    for each in numbers:
        if each is None:
            return None
        total += each
    return total


@dataclass(frozen=True)
class Share:
    """How many pairs can be judged, and how many of them are co-terminous."""

    pairs: int
    coterminous: int

    @classmethod
    def of(cls, verdicts: Iterable[str]) -> "Share":
        judged = [each for each in verdicts if each != Verdict.UNKNOWN]
        return cls(len(judged), sum(each == Verdict.YES for each in judged))

    @property
    def share(self) -> Decimal | None:
        """As a part of one; None where no pair can be judged."""
        return Decimal(self.coterminous) / Decimal(self.pairs) if self.pairs else None

    def is_lower_than(self, other: "Share") -> bool:
        """Whether less of the pairs are co-terminous, compared without rounding. Without pairs there is no share."""
        if not self.pairs or not other.pairs:
            return False
        return self.coterminous * other.pairs < other.coterminous * self.pairs

    @property
    def in_words(self) -> str:
        """'37 of 214 pairs, 17.289%'."""
        if self.share is None:
            return "no pair can be judged"
        exact = share(self.coterminous, self.pairs) or Decimal(0)
        noun = "pair" if self.pairs == 1 else "pairs"
        return f"{self.coterminous:,} of {self.pairs:,} {noun}, {exact.normalize():f}%"
