"""What the page of a target shows of each of its measures: figures, reasons, the way there as a table and a chart."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from compacts.measures.periods import DAY, Figure, period_words
from compacts.targets.arithmetic import CUT, Judgement, Latest, Task, change_of, expected_on, way
from compacts.targets.counting import latest_of, series_of
from compacts.targets.kinds import COLOURS, TargetKind, Trajectory
from compacts.targets.models import Contribution, Target
from compacts.targets.reading import MEASURED, judged, task_of
from core.acts import Actor
from core.charts import specs
from core.pages import words
from core.reports.declaration import percent

TOO_FEW = "too few figures"
RATE = Decimal("0.01")
REACHED, WANTED = "It came to", "It was to be"


@dataclass(frozen=True)
class Shown:
    """One measure of a target as pages and reports show it."""

    contribution: Contribution
    task: Task
    judgement: Judgement
    series: Sequence[Figure]
    judged_by: Latest | None = None

    @property
    def count(self) -> int:
        """How many figures of whole periods there are since the baseline."""
        return self.judged_by.whole_periods if self.judged_by else 0

    @property
    def latest(self) -> str:
        """The latest figure of a whole period, with the period."""
        found = self.judged_by
        return f"{self.amount(found.value)} in {period_words(found.starts, found.ends)}" if found else ""

    @property
    def in_prices(self) -> str:
        """The unit and the prices, after the name of the measure."""
        measure = self.contribution.measure
        return f" ({measure.unit}{f', {measure.prices}' if measure.prices else ''})"

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.judgement.status]

    @property
    def readings(self) -> str:
        """The address of the figures behind it."""
        return f"{reverse('readings')}?{urlencode({'measure': self.contribution.measure.code} | self.whose)}"

    @property
    def whose(self) -> dict[str, str]:
        """The list of figures narrowed to those of the body; of several bodies it has all."""
        target: Any = self.contribution.target
        if target.kind == TargetKind.GAP or target.organisation_id is not None:
            return {"state": "counting"}
        return {"of": target.area.gss_code or target.area.name, "state": "counting"}

    def amount(self, value: Decimal | None) -> str:
        """A figure with its unit."""
        return "" if value is None else self.contribution.measure.amount(value)

    def change(self, value: Decimal) -> str:
        """How much more or less than the baseline a figure is."""
        found = change_of(self.task, value)
        if found is None or self.judgement.change is None:
            return ""
        if self.task.kind == TargetKind.GROWTH:
            return f"{'+' if found > 0 else ''}{percent(found)}"
        return f"{'+' if found > 0 else ''}{self.amount(found)}"

    @property
    def change_in_words(self) -> str:
        """How much more or less than the baseline the latest figure is; begins with no sign, for sheets."""
        change = self.change(self.judged_by.value) if self.judged_by else ""
        return f"{change.lstrip('+-')} {'less' if change.startswith('-') else 'more'}" if change else ""

    def facts(self) -> list[dict[str, Any]]:
        """What is recorded and what came of it, line by line."""
        measure, found, base = self.contribution.measure, self.judgement, self.task.baseline
        return [
            {"key": "Measure", "value": measure.title, "href": measure.get_absolute_url()},
            {"key": "Unit", "value": f"{measure.unit}{f', {measure.prices}' if measure.prices else ''}"},
            {"key": "Counted by", "value": measure.source},
            {
                "key": "Baseline",
                "value": f"{self.amount(base.value)} in {self.contribution.baseline_period}" if base else "",
                "nothing": "No baseline is recorded",
            },
            {"key": "Source of the baseline", "value": self.contribution.baseline_source},
            {"key": "To be reached", "value": self.amount(found.goal)},
            {
                "key": "Latest figure",
                "value": self.latest,
                "href": self.readings,
                "nothing": "No figure of a whole period",
            },
            {"key": "Speed so far", "value": self.rate(found.rate_so_far)},
            {"key": "Speed needed", "value": self.rate(found.rate_needed, still=True)},
        ]

    def rate(self, rate: Decimal | None, *, still: bool = False) -> str:
        """A speed in words."""
        if self.judgement.change is None or self.task.kind == TargetKind.GAP:
            return ""
        if self.judgement.rate_so_far is None:
            return "" if still else f"{TOO_FEW}: from 4 whole periods on"
        return "" if rate is None else f"{self.amount(rate.quantize(RATE))} a year"

    def rows(self) -> list[list[Any]]:
        """The periods, each with its figure, where it was to be, and the change on the baseline; and between them the
        days on the way that no period ends on."""
        periods = {
            each.ends: [
                {"text": named(each), "href": self.behind(each)},
                self.amount(each.value),
                self.wanted(each),
                self.grown(each),
                coverage(each),
            ]
            for each in self.series
        }
        days = {day: [self.said_of(day), "", self.amount(value.quantize(CUT)), "", ""] for day, value in self.way}
        return [row for _, row in sorted((days | periods).items())]

    @property
    def way(self) -> list[tuple[datetime.date, Decimal]]:
        """The days on the way, each with where it was to be; nothing where there is no figure to be reached."""
        return [] if self.judgement.goal is None else way(self.task)

    def said_of(self, day: datetime.date) -> str:
        """What a day on the way is."""
        base = self.task.baseline
        if base is not None and day == base.ends:
            return f"Baseline, {self.contribution.baseline_period}"
        return f"{'Due' if day == self.task.due else 'By'} {words.date(day)}"

    def behind(self, figure: Figure) -> str:
        """The address of the figures behind one period."""
        return f"{self.readings}&{urlencode({'since': figure.starts, 'until': figure.ends})}"

    def wanted(self, figure: Figure) -> str:
        """Where it was to be by the end of a period."""
        base = self.task.baseline
        if self.judgement.goal is None or (base and figure.ends <= base.ends):
            return ""
        found = expected_on(self.task, figure.ends)
        return "" if found is None else self.amount(found.quantize(CUT))

    def grown(self, figure: Figure) -> str:
        """The change of a whole period on the baseline."""
        base = self.task.baseline
        late = base is not None and figure.ends > base.ends
        return self.change(figure.value) if figure.whole and figure.value is not None and late else ""

    def chart(self) -> dict[str, Any] | None:
        """The way as lines: what each whole period came to by its end, and where it was to be. A line is broken where
        a period has no figure, or one of a part only."""
        reached: list[specs.Point] = []
        last = None
        for each in self.series:
            if last is not None and each.starts > last + DAY:
                reached.append((last + DAY, REACHED, None))
            reached.append((each.ends, REACHED, each.value if each.whole else None))
            last = each.ends
        if not any(value is not None for _, _, value in reached):
            return None
        measure = self.contribution.measure
        title = f"{measure.title}: {self.contribution.target.of}"
        steps = [WANTED] if self.task.trajectory == Trajectory.STEPPED else []
        wanted = [(day, WANTED, value) for day, value in self.way]
        return specs.line(title, [*reached, *wanted], steps=steps, y_title=measure.unit)


def named(figure: Figure) -> str:
    """A period in words."""
    return period_words(figure.starts, figure.ends)


def coverage(figure: Figure) -> str:
    """Whether a figure covers its period."""
    return "the whole period" if figure.whole else "part of it: compared with nothing"


def shown(contributions: Sequence[Contribution], on: datetime.date) -> list[Shown]:
    """How these measures of targets stand on a day. Two statements, however many there are."""
    keys = [each.pk for each in contributions]
    counted, series = latest_of(keys, on), series_of(keys, on)
    found = []
    for each in contributions:
        latest = counted[each.pk].latest if each.pk in counted else None
        judgement = judged(each, counted.get(each.pk), on)
        found.append(Shown(each, task_of(each), judgement, series[each.pk], latest))
    return found


def shown_of(target: Target, actor: Actor, on: datetime.date) -> list[Shown]:
    """The measures of a target, as they stand on a day."""
    rows = MEASURED.visible_to(actor).filter(target=target).order_by("measure__sort_name", "pk")  # type: ignore[attr-defined]
    return shown(list(rows), on)
