"""How far many targets are, worked out of their readings by the database."""

import datetime
import threading
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.measures import actions as readings
from compacts.targets import actions
from compacts.targets.counting import latest_of, series_of
from compacts.targets.kinds import Status
from compacts.targets.models import Contribution, Snapshot, Strand, Target
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.work.jobs import run_job_now
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.organisations.models import Lineage
from tests.consultation.pages import words
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.targets import DUE, ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def by():
    return make_actor("secretariat")


def computed(on=DUE):
    """The snapshots of a day, worked out now, by measure of a target."""
    sum(compute_progress(on=on))
    return {each.contribution_id: each for each in Snapshot.objects.filter(on=on)}


def reading(contribution, year, value, **more):
    body = {"area": contribution.target.area} | more
    return ReadingFactory(measure=contribution.measure, year=year, value=Decimal(value), **body)


@pytest.mark.parametrize(
    ("value", "status"), [("105", Status.MET), ("104.995", Status.MISSED), ("104.9999", Status.MISSED)]
)
def test_exactly_five_per_cent_is_met_on_either_database(value, status):
    one = ContributionFactory()
    reading(one, 2005, value)
    found = computed()[one.pk]
    assert (found.status, found.value, found.goal) == (status, Decimal(value), 105)
    assert found.change == Decimal(value) / 100 - 1


def test_the_latest_whole_period_counts_and_a_part_never_does():
    one = ContributionFactory()
    reading(one, 2003, 103)
    reading(one, 2004, 104, covers_to=DAY(2004, 8, 12))
    found = computed(DAY(2005, 6, 1))[one.pk]
    assert (found.starts, found.value, found.whole_periods) == (DAY(2003, 4, 1), 103, 1)
    late = computed()[one.pk]
    assert (late.status, late.reason) == (
        Status.NO_DATA,
        "The figure up to 31 March 2006 is missing. 2003-04 came to 103 people, 3% more than the baseline.",
    )
    only_a_part = ContributionFactory()
    reading(only_a_part, 2005, 200, covers_from=DAY(2005, 10, 1))
    assert computed()[only_a_part.pk].reason == (
        "There are figures since 2002-03, its baseline, but each covers only a part of its period."
    )


def test_periods_of_another_length_and_what_was_replaced_do_not_count():
    one = ContributionFactory()
    reading(one, 2003, 103)
    quarter = {"starts": DAY(2004, 4, 1), "ends": DAY(2004, 6, 30)}
    ReadingFactory(measure=one.measure, area=one.target.area, value=Decimal(30), **quarter)
    reading(one, 2005, 200, replaced_on=DAY(2006, 4, 1), replaced_reason="Wrong.")
    ReadingFactory(measure=one.measure, year=2005, value=Decimal(300))  # of another area
    found = computed(DAY(2005, 6, 1))[one.pk]
    assert (found.value, found.status) == (103, Status.ON_COURSE)


def test_measures_of_one_target_stand_each_for_itself(by):
    target = TargetFactory()
    money, people, volunteers = (
        ContributionFactory(target=target, measure=MeasureFactory(money=True)),
        ContributionFactory(target=target, uncounted=True),
        ContributionFactory(target=target),
    )
    reading(money, 2005, 110)
    reading(people, 2005, 110)
    found = computed()
    assert [found[each.pk].status for each in (money, people, volunteers)] == ["met", "no_baseline", "no_data"]
    assert found[money.pk].reason.startswith("2005-06 came to £110, 10% more than the baseline.")


def test_a_gap_is_that_of_two_areas_over_the_same_period():
    one = ContributionFactory(target=TargetFactory(gap=True), baseline_value=Decimal("2.5"))
    reading(one, 2005, "76.1")
    assert computed()[one.pk].status == Status.NO_DATA
    reading(one, 2005, "78.5", area=one.target.compared_area)
    found = computed()[one.pk]
    assert (found.status, found.value) == (Status.MET, Decimal("2.4"))


def of_one(**more):
    """A measure of a target of one organisation, and a function that records what an organisation came to."""
    one = ContributionFactory(target=TargetFactory(of_one=True, **more))

    def came_to(body, year, value, **days):
        return reading(one, year, value, area=None, organisation=body, **days)

    return one, one.target.organisation, came_to


def test_an_organisation_that_merged_is_followed_without_a_jump():
    one, merged, came_to = of_one()
    merged.opened = DAY(2004, 10, 1)
    merged.save()
    first, second = (OrganisationFactory(closed=DAY(2004, 9, 30)) for _ in range(2))
    for each in (first, second):
        Lineage.objects.create(ancestor=each, descendant=merged, kind="merger", on=DAY(2004, 10, 1))
    for body, value in ((first, 60), (second, 41)):
        came_to(body, 2003, value)
    came_to(first, 2004, 30, covers_to=DAY(2004, 9, 30))
    came_to(second, 2004, 21, covers_to=DAY(2004, 9, 30))
    came_to(merged, 2004, 52, covers_from=DAY(2004, 10, 1))
    came_to(merged, 2005, 105)
    found = computed()[one.pk]
    assert (found.status, found.value, found.whole_periods) == (Status.MET, 105, 3)
    series = series_of([one.pk], DUE)[one.pk]
    assert [(each.starts.year, each.value, each.whole) for each in series] == [
        (2003, 101, True), (2004, 103, True), (2005, 105, True),
    ]  # fmt: skip


def test_without_the_figure_of_one_predecessor_the_period_is_not_whole():
    one, merged, came_to = of_one()
    for each in (OrganisationFactory(), OrganisationFactory()):
        Lineage.objects.create(ancestor=each, descendant=merged, kind="merger", on=DAY(2004, 4, 1))
    came_to(each, 2003, 60)
    computed()
    assert [(figure.value, figure.whole) for figure in series_of([one.pk], DUE)[one.pk]] == [(60, False)]


def test_a_share_of_a_body_that_was_divided_counts_for_that_share():
    one, heir, came_to = of_one()
    old, other = OrganisationFactory(name="Old Trust"), OrganisationFactory()
    step = Lineage.objects.create(ancestor=old, descendant=heir, kind="split", on=DAY(2004, 4, 1), share=Decimal(60))
    Lineage.objects.create(ancestor=old, descendant=other, kind="split", on=DAY(2004, 4, 1), share=Decimal(40))
    came_to(old, 2003, 170)
    came_to(heir, 2005, 105)
    assert computed()[one.pk].status == Status.MET
    assert series_of([one.pk], DUE)[one.pk][0].value == 102
    Lineage.objects.filter(pk=step.pk).update(share=None)
    found = computed()[one.pk]
    assert (found.status, found.reason) == (
        Status.NOT_DETERMINABLE,
        "It is not recorded which share of Old Trust passed on. Enter the share on its page.",
    )
    assert Strand.objects.filter(contribution=one).count() == 0


def test_what_became_of_it_is_followed_unless_its_work_is_mixed_with_that_of_others():
    one, old, came_to = of_one()
    heirs = [OrganisationFactory(name="Wye Trust", opened=DAY(2004, 4, 1)), OrganisationFactory(opened=DAY(2004, 4, 1))]
    for each in heirs:
        Lineage.objects.create(ancestor=old, descendant=each, kind="split", on=DAY(2004, 4, 1))
        came_to(each, 2005, "52.5")
    assert computed()[one.pk].status == Status.MET
    other = OrganisationFactory()
    mixed = Lineage.objects.create(ancestor=other, descendant=heirs[0], kind="merger", on=DAY(2004, 4, 1))
    said = (
        "Since 1 April 2004 its work has been in Wye Trust together with that of others. Set a target for Wye Trust: "
        "it is counted with what came before."
    )
    assert (computed()[one.pk].status, computed()[one.pk].reason) == (Status.NOT_DETERMINABLE, said)
    mixed.delete()
    heirs[0].opened = DAY(1999, 1, 1)
    heirs[0].save()
    assert computed()[one.pk].reason == said


def test_twice_is_once_and_a_past_day_says_what_the_readings_now_say(by):
    one = ContributionFactory()
    first = reading(one, 2005, 104)
    assert computed()[one.pk].status == Status.MISSED
    readings.correct_reading(by=by, reading=first, value=Decimal(106), reason="A late return.")
    computed()
    assert computed()[one.pk].status == Status.MET
    assert Snapshot.objects.count() == 1


def test_what_was_given_up_is_left_alone():
    ContributionFactory(target=TargetFactory(ended=True))
    assert computed() == {}


def test_more_targets_cost_no_more_statements():
    def statements():
        with CaptureQueriesContext(connection) as asked:
            computed()
        return len(asked)

    reading(ContributionFactory(), 2005, 105)
    computed()
    first = statements()
    for year in range(2003, 2006):
        for _ in range(4):
            reading(ContributionFactory(), year, 105)
    computed()
    assert statements() == first
    assert latest_of([], DUE) == {}
    assert series_of([], DUE) == {}


def test_the_job_works_out_today_from_the_page_and_the_command_any_day(by, capsys):
    one = ContributionFactory()
    reading(one, 2005, 105)
    with clock.at(DAY(2006, 6, 1)):
        run_job_now(by=by, name="compute_target_progress")
        run_all()
        assert WorkRow.objects.get().result["text"] == "1 measure of a target worked out"
        call_command("compute_target_progress")
    call_command("compute_target_progress", "--on", "2005-06-01")
    assert capsys.readouterr().out.split() == ["on=2006-06-01", "computed=1", "on=2005-06-01", "computed=1"]
    assert list(Snapshot.objects.order_by("on").values_list("on", "status")) == [
        (DAY(2005, 6, 1), "no_data"), (DAY(2006, 6, 1), "met"),
    ]  # fmt: skip


def test_a_change_is_worked_out_soon_and_once(by):
    one, other = ContributionFactory(), ContributionFactory()
    for year in (2003, 2004, 2005):
        readings.record_reading(
            by=by, measure=one.measure, area=one.target.area, starts=DAY(year, 4, 1), ends=DAY(year + 1, 3, 31),
            value=Decimal(year), source="Return",
        )  # fmt: skip
    readings.record_reading(
        by=by, measure=MeasureFactory(), area=AreaFactory(), starts=DAY(2003, 4, 1), ends=DAY(2004, 3, 31),
        value=Decimal(1), source="Return",
    )  # fmt: skip
    assert list(WorkRow.objects.values_list("args", flat=True)) == [{"measure": one.measure_id}]
    actions.attach_measure(by=by, target=other.target, measure=MeasureFactory())
    run_all()
    assert Snapshot.objects.get(contribution=one).status == Status.MET
    assert Snapshot.objects.filter(contribution__target=other.target).count() == 2
    assert Contribution.objects.count() == 3


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_twice_at_the_same_moment_it_is_one_snapshot_and_one_set_of_strands():
    one, merged, came_to = of_one()
    for each in (OrganisationFactory(), OrganisationFactory()):
        Lineage.objects.create(ancestor=each, descendant=merged, kind="merger", on=DAY(2004, 4, 1))
    came_to(merged, 2005, 105)
    together, problems = threading.Barrier(2), []

    def run() -> None:
        try:
            together.wait(10)
            sum(compute_progress(on=DUE))
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert problems == []
    assert (Snapshot.objects.get().status, Strand.objects.filter(contribution=one).count()) == (Status.MET, 3)


def test_the_lists_say_what_was_known_on_a_day(by):
    office = signed_in(by)
    one = ContributionFactory(target__title="A", measure__title="Volunteers")
    reading(one, 2003, 103)
    computed(DAY(2005, 6, 1))
    reading(one, 2005, 104)
    computed()
    ContributionFactory(target__title="B")
    Target.objects.filter(title="A").update(ended_on=DUE, end_reason="Another took its place.")

    def listed(name, **query):
        rows = office.get(reverse(f"api_{name}"), query).json()["results"]
        return [(row["status"], row.get("value") and Decimal(row["value"])) for row in rows]

    assert listed("targets", as_at="2005-05-31") == []
    assert listed("targets", as_at="2005-06-01") == [("On course", None)]
    assert listed("targets", as_at="2006-03-31") == [("Missed", None)]
    assert listed("targets", as_at="2006-03-30", status="on_course", state="on") == [("On course", None)]
    assert listed("targets", as_at="2006-03-31", status="on_course") == listed("targets", as_at=DUE, state="on") == []
    Target.objects.update(ended_on=None, end_reason="")
    assert listed("target_measures", as_at="2005-06-01", status="on_course") == [("On course", 103)]
    assert listed("target_measures", as_at="2006-03-31", status="on_course") == []
    page = words(office.get(reverse("targets"), {"as_at": "1/6/2005"}))
    assert "A On course" in page
    assert "It lists what had been set by that day" in page
    with clock.at(DAY(2005, 6, 1)):
        fresh = actions.add_target(
            by=by, title="C", kind="level", aim=Decimal(18), scope="area", area=one.target.area, due=DUE,
            source="A plan", owners=list(one.target.owners.all()),
        )  # fmt: skip
    titles = [row["title"] for row in office.get(reverse("api_targets"), {"as_at": "2005-06-01"}).json()["results"]]
    assert (sorted(titles), listed("targets", as_at="2005-05-31")) == (["A", "C"], [])
    told = office.get(reverse("api_targets"), {"as_at": "2005-06-01"}).json()["results"][titles.index("C")]
    assert (told["status"], told["reason"], fresh.title) == ("No data", "Not worked out yet.", "C")
