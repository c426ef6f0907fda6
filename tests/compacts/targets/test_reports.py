"""The Forum's progress report: what it says of each target, and that a kept one stays as it was."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from compacts.measures import actions as readings
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.files.actions import open_stored
from core.reports import registry
from core.reports.actions import keep_report
from core.reports.asking import Asked, query_of
from core.reports.declaration import Linked, plain
from core.work.testing import run_all
from tests.consultation.pages import words
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.targets import DUE, ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def grants():
    """A target that is met by one measure and has no baseline for another."""
    target = TargetFactory(title="More activity", area__name="Herefordshire")
    one = ContributionFactory(target=target, measure=MeasureFactory(title="Grants", money=True))
    ContributionFactory(target=target, measure=MeasureFactory(title="People"), uncounted=True)
    ReadingFactory(measure=one.measure, area=target.area, year=2004, value=Decimal(103))
    ReadingFactory(measure=one.measure, area=target.area, year=2005, value=Decimal(110))
    sum(compute_progress(on=DUE))
    return one


def sections(by, as_at=DUE, **params):
    return registry.get("target-progress").sections(by, as_at, **params)


def test_each_measure_is_told_for_itself(by, grants):
    totals, chart, standing, figures = sections(by)
    assert [each[:2] for each in totals.figures] == [("Targets that go on", 1), ("No baseline", 1)]
    assert {row[0]: row[1] for row in chart.table.rows}["No baseline"] == 1
    assert [[plain(cell) for cell in row] for row in standing.rows] == [
        ["More activity", "Herefordshire", DUE, "Grants", "Met", "2005-06 came to £110, 10% more than the baseline. "
         "The aim was 5% more than the baseline by 31 March 2006."],
        ["More activity", "Herefordshire", DUE, "People", "No baseline",
         "Nobody has recorded yet from which figure, of which period, it counts."],
    ]  # fmt: skip
    assert [[plain(cell) for cell in row] for row in figures.rows] == [
        ["More activity", "Grants (£, cash)", "£100 in 2002-03", "£110 in 2005-06", "10% more", 2],
        ["More activity", "People (people)", "no baseline", "none", "none", 0],
    ]
    assert isinstance(figures.rows[0][3], Linked)
    assert "4.995% is less than 5%" in standing.note


def latest(by, as_at=DUE):
    """The status by the first measure, and its latest figure."""
    standing, figures = sections(by, as_at)[2:]
    return standing.rows[0][4], plain(figures.rows[0][3])


def test_it_is_as_at_its_day_and_narrowed_by_scope(by, grants):
    assert latest(by, DAY(2005, 6, 1)) == ("Off course", "£103 in 2004-05")
    assert sections(by, scope="national")[2].rows == []
    TargetFactory(title="Without a measure")
    assert [plain(cell) for cell in sections(by)[2].rows[-1]][3:] == [
        "none", "No data", "Nobody has said yet by which measure it is judged.",
    ]  # fmt: skip


def test_the_figures_of_today_open_to_the_list(by, grants):
    page = signed_in(by).get(reverse("report", args=["target-progress"]))
    assert "/targets/?status=no_baseline&amp;state=on" in page.content.decode()
    assert "Progress to the targets" in words(page)


def test_a_kept_report_reprints_as_it_was_while_the_page_follows_a_correction(by, grants):
    report = registry.get("target-progress")
    with clock.at(DAY(2006, 6, 1)):
        run, _ = keep_report(by=by, asked=Asked(report, by, query_of({"as_at": [DUE.isoformat()]})))
        run_all()
    late = grants.measure.readings.get(starts=DAY(2005, 4, 1))
    readings.correct_reading(by=by, reading=late, value=Decimal(104), reason="A return was wrong.")
    run.refresh_from_db()
    with open_stored(run.csv) as file:
        assert "£110 in 2005-06" in file.read().decode("utf-8-sig")
    assert latest(by) == ("Missed", "£104 in 2005-06")
