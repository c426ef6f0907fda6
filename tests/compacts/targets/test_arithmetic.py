"""How a measure of a target stands, by figures alone."""

import datetime
from decimal import Decimal

import pytest

from compacts.targets.arithmetic import Baseline, Latest, Task, expected_on, judge
from compacts.targets.kinds import Status

DAY = datetime.date
DUE = DAY(2006, 3, 31)
BASE = Baseline(Decimal(100_000), DAY(2002, 4, 1), DAY(2003, 3, 31))


def task(kind="growth", aim="5", **more):
    given = {"due": DUE, "baseline": BASE} | more
    return Task(kind=kind, aim=None if aim is None else Decimal(aim), **given)


def year(first: int, value, count=1):
    return Latest(Decimal(value), DAY(first, 4, 1), DAY(first + 1, 3, 31), count)


def status(asked, latest, on=DUE, **more):
    return judge(asked, latest, on, **more).status


@pytest.mark.parametrize(
    ("value", "found", "said"),
    [
        ("105000", Status.MET, "2005-06 came to 105000, 5% more than the baseline. The aim was 5% more than the "
         "baseline by 31 March 2006."),
        ("104995", Status.MISSED, "2005-06 came to 104995, 4.995% more than the baseline. The aim was 5% more than the "
         "baseline by 31 March 2006."),
        ("104999.9999", Status.MISSED, "2005-06 came to 104999.9999, 4.999% more than the baseline. The aim was 5% "
         "more than the baseline by 31 March 2006."),
        ("90000", Status.MISSED, "2005-06 came to 90000, 10% less than the baseline. The aim was 5% more than the "
         "baseline by 31 March 2006."),
    ],
)  # fmt: skip
def test_five_per_cent_is_met_and_4_995_is_not(value, found, said):
    judgement = judge(task(), year(2005, value), DUE)
    assert (judgement.status, judgement.reason) == (found, said)
    assert judgement.goal == 105_000


@pytest.mark.parametrize(
    ("baseline", "found", "said"),
    [
        (None, Status.NO_BASELINE, "Nobody has recorded yet from which figure, of which period, it counts."),
        (0, Status.NOT_MEASURABLE, "The baseline is 0: there is no percentage of that to grow by."),
        (-5, Status.NOT_MEASURABLE, "The baseline is -5: there is no percentage of that to grow by."),
    ],
)
def test_a_baseline_of_nought_missing_or_below_nought_is_never_nought_per_cent(baseline, found, said):
    base = None if baseline is None else Baseline(Decimal(baseline), BASE.starts, BASE.ends)
    judgement = judge(task(baseline=base), year(2005, 105), DUE)
    assert (judgement.status, judgement.reason, judgement.change) == (found, said, None)


def test_an_increase_counts_from_nought_as_well():
    base = Baseline(Decimal(0), BASE.starts, BASE.ends)
    assert status(task("increase", "1", baseline=base), year(2005, "1")) == Status.MET
    assert status(task("increase", "1", baseline=None), year(2005, "1")) == Status.NO_BASELINE


def test_a_share_does_not_grow():
    judgement = judge(task(is_share=True), year(2005, 12), DUE)
    assert (judgement.status, judgement.reason) == (
        Status.NOT_MEASURABLE, "A share is never shown as growth. Set an increase by points instead.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("latest", "partly", "said"),
    [
        (None, False, "There is no figure of a whole period since 2002-03, its baseline."),
        (None, True, "There are figures since 2002-03, its baseline, but each covers only a part of its period."),
        (year(2002, 1), False, "There is no figure of a whole period since 2002-03, its baseline."),
        (year(2004, 104_000), False, "The figure up to 31 March 2006 is missing. 2004-05 came to 104000, 4% more than "
         "the baseline."),
    ],
)  # fmt: skip
def test_without_a_figure_there_is_no_verdict(latest, partly, said):
    judgement = judge(task(), latest, DUE, partly=partly)
    assert (judgement.status, judgement.reason) == (Status.NO_DATA, said)


@pytest.mark.parametrize(
    ("starts", "ends", "due", "found"),
    [
        (DAY(2005, 10, 1), DAY(2005, 12, 31), DAY(2006, 3, 31), Status.NO_DATA),  # 92 days, then 90
        (DAY(2006, 1, 1), DAY(2006, 3, 31), DAY(2006, 3, 31), Status.MET),
        (DAY(2006, 1, 1), DAY(2006, 1, 31), DAY(2006, 2, 28), Status.NO_DATA),
        (DAY(2006, 2, 1), DAY(2006, 2, 28), DAY(2006, 3, 28), Status.MET),  # March has not ended
        (DAY(2004, 4, 1), DAY(2005, 3, 31), DAY(2006, 3, 30), Status.MET),
        (DAY(2006, 3, 6), DAY(2006, 3, 12), DAY(2006, 3, 19), Status.NO_DATA),  # weeks
        (DAY(2006, 3, 6), DAY(2006, 3, 12), DAY(2006, 3, 18), Status.MET),
    ],
)
def test_whether_a_further_period_has_ended_goes_by_months_where_periods_are_months(starts, ends, due, found):
    latest = Latest(Decimal(120_000), starts, ends, 5)
    assert status(task(due=due), latest, on=due + datetime.timedelta(days=1)) == found


def test_what_cannot_be_followed_cannot_be_determined():
    judgement = judge(task(problem="Its work is in another."), year(2005, 105_000), DUE)
    assert (judgement.status, judgement.reason) == (Status.NOT_DETERMINABLE, "Its work is in another.")


@pytest.mark.parametrize(
    ("value", "found", "then"),
    [("101669.7", Status.OFF_COURSE, "On the way it was to be 101669.71 by then"),
     ("101669.8", Status.ON_COURSE, "On the way it was to be 101669.71 by then"),
     ("105000", Status.ON_COURSE, "which is as far as it is to be")],
)  # fmt: skip
def test_before_the_due_day_it_is_on_course_or_off_it_and_not_met_yet(value, found, then):
    judgement = judge(task(), year(2003, value), DAY(2004, 6, 1))
    assert judgement.status == found
    assert then in judgement.reason


def test_a_level_needs_no_baseline_once_it_is_due_or_reached():
    weeks = task("level", "18", baseline=None, lower_is_better=True)
    assert status(weeks, year(2005, 18)) == Status.MET
    assert status(weeks, year(2005, "18.1")) == Status.MISSED
    assert status(weeks, year(2003, 17), DAY(2004, 6, 1)) == Status.ON_COURSE
    assert status(weeks, year(2003, 25), DAY(2004, 6, 1)) == Status.NO_BASELINE
    assert status(weeks, None, DAY(2004, 6, 1)) == Status.NO_DATA
    falls = task("level", "18", lower_is_better=True, baseline=Baseline(Decimal(30), BASE.starts, BASE.ends))
    assert [status(falls, year(2003, value), DAY(2004, 6, 1)) for value in (25, 27)] == [
        Status.ON_COURSE, Status.OFF_COURSE,
    ]  # fmt: skip


def test_a_gap_may_close_and_must_not_widen():
    gap = task("gap", None, baseline=Baseline(Decimal("2.5"), BASE.starts, BASE.ends))
    assert [status(gap, year(2005, value)) for value in ("2.5", "2.4", "-1", "2.6")] == [
        Status.MET, Status.MET, Status.MET, Status.MISSED,
    ]  # fmt: skip
    judgement = judge(gap, year(2003, "2.6"), DAY(2004, 6, 1))
    assert (judgement.status, judgement.goal, judgement.rate_so_far) == (Status.OFF_COURSE, Decimal("2.5"), None)
    assert judgement.reason.endswith("The aim is a gap no wider than 2.5 by 31 March 2006.")


STEPS = ((DAY(2004, 3, 31), Decimal(1)), (DAY(2005, 3, 31), Decimal(4)))


@pytest.mark.parametrize(
    ("trajectory", "on", "expected"),
    [
        ("linear", DAY(2003, 3, 31), 100_000),
        ("linear", DAY(2004, 9, 29), Decimal(102_500)),
        ("linear", DUE, 105_000),
        ("stepped", DAY(2004, 3, 30), 100_000),
        ("stepped", DAY(2004, 3, 31), 101_000),
        ("stepped", DAY(2005, 3, 30), 101_000),
        ("stepped", DAY(2005, 4, 1), 104_000),
        ("given", DAY(2003, 9, 30), 100_500),
        ("given", DAY(2004, 3, 31), 101_000),
        ("given", DAY(2006, 1, 1), 104_756),
    ],
)
def test_where_it_was_to_be_on_the_way(trajectory, on, expected):
    found = expected_on(task(trajectory=trajectory, steps=STEPS), on)
    assert found is not None
    assert round(found) == round(Decimal(expected))


def test_before_its_first_figure_nobody_can_say_where_it_was_to_be():
    given = task("level", "18", baseline=None, trajectory="given", steps=((DAY(2004, 3, 31), Decimal(25)),))
    assert expected_on(given, DAY(2003, 3, 31)) is None
    assert (
        status(given, Latest(Decimal(17), DAY(2002, 4, 1), DAY(2003, 3, 31)), DAY(2003, 6, 1))
        == Status.NOT_DETERMINABLE
    )


def test_a_way_in_steps_without_steps_is_not_measurable_until_it_is_due():
    stepped = task(trajectory="stepped")
    assert status(stepped, year(2003, 1), DAY(2004, 6, 1)) == Status.NOT_MEASURABLE
    assert status(stepped, year(2005, 105_000)) == Status.MET


def test_rates_are_told_from_four_whole_periods_on():
    few = judge(task(due=DAY(2008, 3, 31)), year(2004, 102_000, 3), DAY(2005, 6, 1))
    assert (few.rate_so_far, few.rate_needed) == (None, None)
    enough = judge(task(due=DAY(2008, 3, 31)), year(2005, 102_000, 4), DAY(2006, 6, 1))
    assert enough.rate_so_far is not None and enough.rate_needed is not None
    assert (round(enough.rate_so_far, 1), round(enough.rate_needed, 1)) == (Decimal("666.5"), Decimal("1499.0"))
    assert judge(task(), year(2005, 102_000, 4), DUE).rate_needed is None
