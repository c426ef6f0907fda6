"""The way of a target on its page: drawn as lines, and told in the table below them."""

import datetime
from decimal import Decimal

import pytest

from compacts.targets.models import Step
from compacts.targets.page import REACHED, WANTED, shown
from compacts.targets.progress_actions import compute_progress
from compacts.targets.reading import MEASURED
from tests.factories.measures import ReadingFactory
from tests.factories.targets import DUE, ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date


def a_way(trajectory: str, *years: int, **more):
    """A measure counted from 100 people to 110 by March 2006, with a step of 2% by June 2004, and figures of years."""
    target = TargetFactory(trajectory=trajectory, aim=Decimal(10))
    if trajectory != "linear":
        Step.objects.create(target=target, on=DAY(2004, 6, 30), aim=Decimal(2))
    one = ContributionFactory(target=target, **more)
    for year in years:
        ReadingFactory(measure=one.measure, area=target.area, year=year, value=Decimal(100 + year - 2002))
    sum(compute_progress(on=DUE))
    [found] = shown(list(MEASURED.filter(pk=one.pk)), DUE)
    return found


def drawn(chart: dict) -> list[tuple]:
    """The lines of a chart: the series, how it goes from point to point, and its points."""
    lines = []
    for layer in chart["layer"]:
        values = layer["data"]["values"]
        points = [(each["label"], each["value"]) for each in values]
        lines.append((values[0]["series"], layer["mark"]["interpolate"], points))
    return lines


START, STEP, END = ("2003-03-31", 100.0), ("2004-06-30", 102.0), ("2006-03-31", 110.0)


@pytest.mark.parametrize(
    ("trajectory", "way", "points"),
    [
        ("linear", "linear", [START, END]),
        ("stepped", "step-after", [START, STEP, END]),
        ("given", "linear", [START, STEP, END]),
    ],
)
def test_each_way_is_drawn_as_it_is_meant_beside_what_it_came_to(trajectory, way, points):
    found = drawn(a_way(trajectory, 2003, 2005).chart())
    came_to = [("2004-03-31", 101.0), ("2004-04-01", None), ("2006-03-31", 103.0)]  # of 2004-05 nobody knows
    assert found == [(REACHED, "linear", came_to), (WANTED, way, points)]


def test_the_table_has_every_point_that_is_drawn():
    rows = a_way("stepped", 2003).rows()
    assert [[str(cell["text"] if isinstance(cell, dict) else cell) for cell in row[:3]] for row in rows] == [
        ["Baseline, 2002-03", "", "100 people"],
        ["2003-04", "101 people", "100 people"],
        ["By 30 June 2004", "", "102 people"],
        ["Due 31 March 2006", "", "110 people"],
    ]


def test_nothing_is_drawn_without_a_figure_and_no_way_without_a_baseline():
    assert a_way("linear").chart() is None
    unknown = {f"baseline_{name}": None for name in ("value", "starts", "ends")} | {"baseline_source": ""}
    [line] = drawn(a_way("linear", 2003, **unknown).chart())
    assert line == (REACHED, "linear", [("2004-03-31", 101.0)])
