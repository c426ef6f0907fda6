"""Who has met a target of sign-up as at a day: each body, each kind of body, and all that count together."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from compacts.deadline.models import SignupTarget, Verdict
from compacts.deadline.rules import Met, Stand, agreed, judged_on, stand_of
from compacts.deadline.statement import Kind, Line, Locality, Named, lines_of
from compacts.local.models import LocalCompact
from partnerships.organisations.models import Area, AreaKind


@dataclass(frozen=True)
class Place:
    """A body in one of its localities: how it stands there, and how it stands anywhere."""

    organisation: Named
    kind: Kind
    counts: bool
    area: Locality | None
    here: Stand
    overall: Stand

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What is late comes first, the latest before the others."""
        return self.here.urgency, -self.here.late_days, self.area.name if self.area else "", self.organisation.sort_name


@dataclass(frozen=True)
class Body:
    """A body of a target, and how it stands to it."""

    organisation: Named
    kind: Kind
    counts: bool
    stand: Stand


class Coverage:
    """How the bodies of a target stand as at a day, by what is known now. One statement, whatever their number."""

    def __init__(self, target: SignupTarget, on: datetime.date) -> None:
        self.target, self.on = target, on
        self.dues = sorted({target.day} if target.day else {target.due_first, target.due_last})
        self._lines = lines_of(target.pk, on)

    @property
    def judged_on(self) -> datetime.date:
        """The day whose bodies count; of a month without a day, at its end."""
        return judged_on(self.dues[-1], self.on)

    def _stand(self, line: Line, met: Met) -> Stand:
        return stand_of(met, due=line.due, on=self.on, opened=line.body.opened, closed=line.body.closed)

    @cached_property
    def bodies(self) -> list[Body]:
        """Every body, counted or shown beside, what is late first."""
        by_body: dict[int, dict[datetime.date, Stand]] = defaultdict(dict)
        what: dict[int, Line] = {}
        for line in sorted(self._lines, key=lambda each: each.counts):
            stands = by_body[line.body.pk]
            if line.due not in stands:  # it stands alike in each of its localities
                stands[line.due] = self._stand(line, line.met)
            what[line.body.pk] = line
        found = [
            Body(what[pk].body, what[pk].kind, what[pk].counts, agreed(ends.values(), len(self.dues)))
            for pk, ends in by_body.items()
        ]
        return sorted(found, key=lambda b: (b.stand.urgency, -b.stand.late_days, b.organisation.sort_name))

    @cached_property
    def places(self) -> list[Place]:
        """Every body in each of its localities, what is late there first."""
        here: dict[tuple[int, Locality | None], dict[datetime.date, Stand]] = defaultdict(dict)
        for line in self._lines:
            here[line.body.pk, line.area][line.due] = self._stand(line, line.met_here if line.area else line.met)
        of_body = {each.organisation.pk: each for each in self.bodies}
        found = []
        for (pk, area), ends in here.items():
            body, stand = of_body[pk], agreed(ends.values(), len(self.dues))
            found.append(Place(body.organisation, body.kind, body.counts, area, stand, body.stand))
        return sorted(found, key=lambda each: each.order)

    @cached_property
    def counted(self) -> list[Body]:
        """The bodies that the target counts."""
        return [each for each in self.bodies if each.counts]

    @cached_property
    def beside(self) -> list[Body]:
        """Those that are shown beside it, and never counted."""
        return [each for each in self.bodies if not each.counts]

    @cached_property
    def at_each_end(self) -> list[tuple[datetime.date, "Tally"]]:
        """The counted bodies as they stand if the target were due on either end of its month."""
        ends: dict[datetime.date, dict[int, Stand]] = {due: {} for due in self.dues}
        for line in self._lines:
            if line.counts:
                ends[line.due][line.body.pk] = self._stand(line, line.met)
        return [(due, Tally.of(stands.values())) for due, stands in ends.items()]

    @property
    def is_certain(self) -> bool:
        """Whether it is the same at both ends of the month."""
        return len({tally for _, tally in self.at_each_end}) == 1

    @property
    def tally(self) -> "Tally":
        """How many of the counted bodies stand how."""
        return Tally.of(each.stand for each in self.counted)


@dataclass(frozen=True)
class Tally:
    """How many bodies there are, and how many of them stand how. The two ways to meet a target are never added up."""

    bodies: int = 0
    signed: int = 0
    working: int = 0
    not_yet: int = 0
    late: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, stands: Iterable[Stand]) -> "Tally":
        """The count of some."""
        found = Counter(each.verdict for each in stands)
        return cls(sum(found.values()), *(found[verdict] for verdict in ORDER))

    def of_verdict(self, verdict: Verdict) -> int:
        """The number of those that stand so."""
        return (self.signed, self.working, self.not_yet, self.late, self.unknown)[ORDER.index(verdict)]


ORDER = (Verdict.SIGNED, Verdict.WORKING, Verdict.NOT_YET, Verdict.LATE, Verdict.UNKNOWN)


def by_kind(bodies: Iterable[Body]) -> list[tuple[Kind, Tally]]:
    """Each kind with its tally, by title: trusts and councils apart."""
    found: dict[Kind, list[Stand]] = defaultdict(list)
    for each in bodies:
        found[each.kind].append(each.stand)
    return [(kind, Tally.of(stands)) for kind, stands in sorted(found.items(), key=lambda row: row[0].title)]


def without_compact(target: SignupTarget, on: datetime.date) -> QuerySet[Area]:
    """The counties and unitary areas of England without an agreed Compact of the kind on the day, of their own or their
    region's.

    `begun`: one was being worked on.
    """
    there = LocalCompact.objects.filter(kind=target.compact_kind)
    there = there.filter(Q(lapsed_on=None) | Q(lapsed_on__gt=on))
    here = there.filter(Q(area=OuterRef("pk")) | Q(area=OuterRef("parent")))
    english = Q(gss_code=None) | Q(gss_code__startswith="E")
    areas = Area.objects.in_force(on).filter(english, kind=AreaKind.COUNTY)
    areas = areas.exclude(Exists(here.filter(agreed_on__lte=on))).annotate(begun=Exists(here.filter(begun_on__lte=on)))
    return areas.select_related("parent").order_by("name")  # type: ignore[return-value]
