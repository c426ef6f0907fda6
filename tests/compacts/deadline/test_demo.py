"""The demonstration's target of April 2004: the page turns, a paper came late, and March's report stays as it was."""

import csv
import datetime
import io

from compacts.chasing.models import SignupChaser
from compacts.deadline.coverage import Coverage, Tally, without_compact
from compacts.deadline.models import SignupTarget
from core.reports.models import ReportRun
from tests.story import of_the_story

pytestmark = of_the_story
DATE = datetime.date
HOW = ("Met by signing", "Met by actively working towards it", "Not met yet")


def test_april_2004_is_told():
    target = SignupTarget.objects.get(closed_on__isnull=False)
    march, april = (Coverage(target, on) for on in (DATE(2004, 3, 31), DATE(2004, 4, 30)))
    assert march.tally == Tally(bodies=6, signed=2, working=1, not_yet=2, unknown=1)
    assert april.tally == Tally(bodies=6, signed=3, working=1, not_yet=1, unknown=1)
    assert Coverage(target, DATE(2004, 5, 31)).tally == Tally(bodies=6, signed=3, working=1, late=1, unknown=1)
    assert [each.name for each in without_compact(target, DATE(2004, 4, 30))] == ["Coventry"]
    assert kept_of_march() == {"Met by signing": "1", "Met by actively working towards it": "1", "Not met yet": "3"}
    assert [str(each.organisation) for each in SignupChaser.objects.all()] == [
        "NHS Herefordshire and Worcestershire Integrated Care Board, QGH"
    ]


def kept_of_march() -> dict[str, str]:
    """What the report says that was kept in April: the paper of March that was keyed in June is not in it."""
    run = ReportRun.objects.get(report="compact-signup")
    rows = list(csv.reader(io.StringIO(run.csv.path.read_text("utf-8-sig"))))
    return {
        row[0]: row[1] for row in rows if row and row[0] in ("Met by signing", "Not met yet") or row[:1] == [WORKING]
    }


WORKING = "Met by actively working towards it"
