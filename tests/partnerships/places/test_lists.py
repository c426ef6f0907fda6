"""The lists of overlaps, tiers and points: every row accounted for, a second time nothing changes, a newer one does."""

import datetime
from functools import partial

import pytest

from core import clock
from core.acts import Refused
from core.imports.actions import run_import
from core.imports.looking import batches
from core.imports.models import ImportRun
from core.mail.models import Mail
from core.trail.models import Event
from partnerships.duplicates.actions import merge_organisations
from partnerships.organisations.models import Area, Identifier, Organisation, Scheme
from partnerships.places import import_actions
from partnerships.places.actions import carry_out_boundary_change, judge_pairs, propose_count, void_boundary_change
from partnerships.places.models import AreaPoint, BoundaryAlert, CouncilTier, Pair, SmallAreaCount
from partnerships.places.reading import list_under_way
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor
from tests.factories.places import CountyFactory, HealthBodyFactory
from tests.partnerships.organisations.imports.files import HOUSE, as_csv, counts, said

pytestmark = pytest.mark.django_db
OVERLAPS = ["ccg_ods", "ccg_ons", "ccg_name", "lad_gss", "lad_name", "lsoas", "percent_of_ccg", "percent_of_lad"]
TIERS = ["LTLA17CD", "LTLA17NM", "UTLA17CD", "UTLA17NM", "FID"]
POINTS = ["gss-code", "official-name", "lat", "long"]
FIRST, LATER = datetime.date(2013, 4, 1), datetime.date(2015, 4, 1)
ROWS = [
    ("5CN", "", "Herefordshire PCT", "E06000019", "Herefordshire", "116", "100.0", "100.0"),
    ("5PL", "", "Worcestershire PCT", "E07000235", "Malvern Hills", "45", "36.59", "100.0"),
    ("5PL", "", "Worcestershire PCT", "E07000238", "Wychavon", "78", "63.41", "100.0"),
]


def overlaps(*rows):
    return as_csv([OVERLAPS, *rows])


@pytest.fixture
def register(db):
    """The two bodies and the areas of the two counties, nothing counted yet."""
    with clock.at(datetime.date(2016, 1, 4)):
        worcester = CountyFactory(name="Worcestershire", gss_code="E10000034")
        CountyFactory(name="Herefordshire", gss_code="E06000019")
        for name, gss in (("Malvern Hills", "E07000235"), ("Wychavon", "E07000238")):
            AreaFactory(name=name, gss_code=gss, parent=worcester)
        HealthBodyFactory(name="Herefordshire PCT", ods="5CN")
        HealthBodyFactory(name="Worcestershire PCT", ods="5PL")
        yield


def judged():
    """Every pair: (body, area, shared, verdict, from, to)."""
    rows = Pair.objects.order_by("organisation__name", "area__name", "starts")
    return [
        (each.organisation.code, each.area.name, each.shared, each.verdict, each.starts, each.ends) for each in rows
    ]


def test_it_is_taken_once_and_judged_and_a_second_time_changes_nothing(register, lists):
    preview = lists.look("overlaps", overlaps(*ROWS), name="o.csv", published_on=FIRST)
    assert (preview.summary, Pair.objects.count()) == ("read=3 created=3 updated=0 unchanged=0 refused=0", 0)
    run = lists.take("overlaps", overlaps(*ROWS), name="o.csv", published_on=FIRST)
    assert (run.summary, said(run)) == ("read=3 created=3 updated=0 unchanged=0 refused=0", [])
    assert judged() == [
        ("5CN", "Herefordshire", 116, "yes", FIRST, None),
        ("5PL", "Worcestershire", 123, "yes", FIRST, None),
    ]
    before = list(SmallAreaCount.objects.order_by("pk").values())
    assert counts(lists.take("overlaps", overlaps(*ROWS), name="o.csv", published_on=LATER)) == (0, 0, 3, 0)
    assert (list(SmallAreaCount.objects.order_by("pk").values()), BoundaryAlert.objects.count()) == (before, 0)
    assert SmallAreaCount.objects.first().source == "Overlaps of health bodies and councils, published 1 April 2013"


def test_a_newer_list_ends_what_it_no_longer_has_and_lowers_the_share_with_an_alert(register, lists):
    MembershipFactory(role="secretariat")
    lists.take("overlaps", overlaps(*ROWS), name="o.csv", published_on=FIRST)
    newer = [
        ("5CN", "", "Herefordshire PCT", "E06000019", "Herefordshire", "116", "72.05", "100.0"),
        ("5CN", "", "Herefordshire PCT", "E07000235", "Malvern Hills", "45", "27.95", "100.0"),
        ("5PL", "", "Worcestershire PCT", "E07000238", "Wychavon", "78", "100.0", "100.0"),
    ]
    looked = lists.look("overlaps", overlaps(*newer), name="o.csv", published_on=LATER)
    assert [plan.changes for plan in looked.updated] == [["The list has nothing of it in Malvern Hills any more."]]
    run = lists.take("overlaps", overlaps(*newer), name="o.csv", published_on=LATER)
    assert counts(run) == (1, 1, 1, 0)
    until = LATER - datetime.timedelta(days=1)
    assert judged() == [
        ("5CN", "Herefordshire", 116, "yes", FIRST, until),
        ("5CN", "Herefordshire", 116, "no", LATER, None),
        ("5CN", "Worcestershire", 45, "no", LATER, None),
        ("5PL", "Worcestershire", 123, "yes", FIRST, until),
        ("5PL", "Worcestershire", 78, "no", LATER, None),
    ]
    alert = BoundaryAlert.objects.get()
    assert (alert.judged_on, alert.coterminous_before, alert.coterminous_after, alert.lost.count()) == (LATER, 2, 0, 2)
    assert Mail.objects.count() == 1
    assert Event.objects.filter(verb="small areas counted", channel="import").count() == 5
    older = lists.take("overlaps", overlaps(*ROWS), name="o.csv", published_on=FIRST)
    assert counts(older) == (0, 0, 3, 0)
    assert "does not replace" in dict(said(older))[3]  # Malvern Hills is in the other body since
    undated = lists.take("overlaps", overlaps(*ROWS), name="o.csv")
    assert (counts(undated), len(judged())) == ((0, 0, 3, 0), 5)


def test_rows_are_refused_with_what_to_do_and_sent_again_complete_the_whole(register, lists):
    HealthBodyFactory(name="Other", ods="5MX")
    OrganisationFactory(name="A charity", ods="XX1")
    rows = [
        *ROWS,
        ("5ZZ", "", "Unknown", "E06000019", "Herefordshire", "1", "1.0", "0.85"),
        ("5CN", "", "Herefordshire PCT", "E06999999", "Nowhere", "4", "3.33", "100.0"),
        ("XX1", "", "A charity", "E06000019", "Herefordshire", "1", "100.0", "0.85"),
        ("5MX", "", "Other", "E10000034", "Worcestershire", "1", "100.0", "0.8"),
        ("5PL", "", "Worcestershire PCT", "E07000238", "Wychavon", "78", "63.41", "100.0"),
        ("5PL", "", "Worcestershire PCT", "E07000239", "Wyre Forest", "=1+1", "63.41", "100.0"),
        ("5PL", "", "Worcestershire PCT", "E07000239", "Wyre Forest", "5", "163.41", "100.0"),
    ]
    rows[0] = ("5CN", "", "Herefordshire PCT", "E06000019", "Herefordshire", "\uff11\uff11\uff16", "96.67", "98.31")
    run = lists.take("overlaps", overlaps(*rows), name="o.csv", published_on=FIRST)
    assert (counts(run), run.total) == ((3, 0, 0, 7), 10)
    reasons = [reason for _, reason in said(run, "refused")]
    for begins, reason in zip(
        ["No body with the ODS code 5ZZ", "No area with the GSS code E06999999", "A charity is no body of the NHS",
         "Worcestershire is divided into districts", "Line 4 is about the same", "The number of small areas '=1+1'",
         "The share '163.41'"], reasons, strict=True,
    ):  # fmt: skip
        assert reason.startswith(begins)
    assert [row[:4] for row in judged()][0] == ("5CN", "Herefordshire", 116, "yes")  # of 120, as the refused rows say
    CountyFactory(name="Nowhere", gss_code="E06999999")
    again = lists.take("overlaps", overlaps(rows[4]), name="o.csv", published_on=FIRST)
    assert counts(again) == (1, 0, 0, 0)
    assert "Its total stays" in said(again)[0][1]
    assert [str(each.of_organisation) for each in Pair.objects.filter(organisation__code="5CN").order_by("pk")] == [
        "96.666", "3.333"
    ]  # fmt: skip


def test_shares_that_contradict_the_counts_are_said_and_without_them_nothing_is_determined(register, lists):
    wrong = [(*ROWS[0][:6], "100.0", "62.0"), (*ROWS[1][:6], "63.41", "100.0"), ROWS[2]]
    run = lists.take("overlaps", overlaps(*wrong), name="o.csv", published_on=FIRST)
    assert [(line, reason[:39]) for line, reason in said(run)] == [
        (2, "It is said to be 62.0% of the council, "), (3, "It is said to be 63.41% of the health b"),
    ]  # fmt: skip
    assert [row[3] for row in judged()] == ["unknown", "yes"]
    bare = lists.take("overlaps", overlaps((*ROWS[0][:6], "", "")), name="o.csv", published_on=LATER)
    assert (counts(bare), judged()[0][3]) == ((0, 0, 1, 0), "unknown")


def test_a_list_of_tiers_moves_a_district_and_boroughs_are_their_own_upper_tier(register, lists):
    Identifier.objects.create(
        organisation=OrganisationFactory(area=CountyFactory(name="Gateshead")), scheme=Scheme.GSS, value="E08000020"
    )
    rows = [
        ("E07000235", "Malvern Hills", "E10000034", "Worcestershire", "1"),
        ("E08000020", "Gateshead", "E11000007", "Tyne and Wear", "2"),  # a former code, and a county without a council
        ("E07999999", "Nowhere", "E10000034", "Worcestershire", "3"),
    ]
    run = lists.take("council-tiers", as_csv([TIERS, *rows]), name="t.csv", published_on=FIRST)
    assert counts(run) == (2, 0, 0, 1)
    assert [(each.area.name, each.upper.name) for each in CouncilTier.objects.order_by("pk")] == [
        ("Malvern Hills", "Worcestershire"), ("Gateshead", "Gateshead")
    ]  # fmt: skip
    lists.take("overlaps", overlaps(*ROWS), name="o.csv", published_on=FIRST)
    moved = [("E07000235", "Malvern Hills", "E06000019", "Herefordshire", "1")]
    assert counts(lists.take("council-tiers", as_csv([TIERS, *moved]), name="t.csv")) == (0, 0, 1, 0)  # of which day?
    assert counts(lists.take("council-tiers", as_csv([TIERS, *moved]), name="t.csv", published_on=LATER)) == (
        0,
        1,
        0,
        0,
    )
    assert BoundaryAlert.objects.get().judged_on == LATER


def test_points_are_drawn_moved_and_refused_where_they_are_none(register, lists):
    rows = [("E06000019", "Herefordshire", "52.08", "-2.74"), ("", "Long gone", "", ""),
            ("E10000034", "Worcestershire", "nan", "-2.16"), ("E07000238", "Wychavon", "99", "0")]  # fmt: skip
    assert counts(lists.take("council-points", as_csv([POINTS, *rows]), name="p.csv")) == (1, 0, 1, 2)
    again = [("E06000019", "Herefordshire", "52.08260000001", "-2.74")]
    assert counts(lists.take("council-points", as_csv([POINTS, *again]), name="p.csv")) == (0, 1, 0, 0)
    assert counts(lists.take("council-points", as_csv([POINTS, *again]), name="p.csv")) == (0, 0, 1, 0)
    assert str(AreaPoint.objects.get().latitude) == "52.082600"


def test_a_council_by_a_former_code_is_drawn_once(register, lists):
    """A statement that writes one area at two points is refused by PostgreSQL, and would stop the whole list."""
    council = OrganisationFactory(name="Wychavon Council", area=Area.objects.get(name="Wychavon"))
    Identifier.objects.create(organisation=council, scheme=Scheme.GSS, value="E07000998")
    rows = [("E07000238", "Wychavon", "52.1", "-2.1"), ("E07000998", "Wychavon, formerly", "52.2", "-2.2")]
    run = lists.take("council-points", as_csv([POINTS, *rows]), name="p.csv")
    assert (run.state, counts(run)) == ("done", (1, 0, 0, 1))
    assert str(AreaPoint.objects.get().latitude) == "52.100000"


def test_a_body_or_council_by_two_of_its_codes_is_one(register, lists):
    """A body that was entered twice, and a council whose code changed: the second row of the same two is refused."""
    kept = Organisation.objects.get(code="5CN")
    twice = HealthBodyFactory(name="Herefordshire Primary Care Trust", ods="5CX")
    pair = SuggestionFactory(first=kept, second=twice)
    merge_organisations(by=make_actor("secretariat"), suggestion=pair, keep=kept, why="One trust.")
    council = OrganisationFactory(name="Wychavon Council", area=Area.objects.get(name="Wychavon"))
    Identifier.objects.create(organisation=council, scheme=Scheme.GSS, value="E07000998")
    rows = [
        *ROWS[:2],
        ("5CX", "", "Herefordshire Primary Care Trust", "E06000019", "Herefordshire", "116", "100.0", "100.0"),
        ("5PL", "", "Worcestershire PCT", "E07000998", "Wychavon", "78", "63.41", "50.0"),
        ("5PL", "", "Worcestershire PCT", "E07000238", "Wychavon", "78", "63.41", "50.0"),
    ]
    run = lists.take("overlaps", overlaps(*rows), name="o.csv", published_on=FIRST)
    assert (run.state, counts(run)) == ("done", (3, 0, 0, 2))
    assert [reason for _, reason in said(run, "refused")] == [
        "Line 2 is about the same. Take one of the two rows away.",
        "Line 5 is about the same. Take one of the two rows away.",
    ]


def test_a_list_that_stopped_half_way_is_judged_once_it_is_whole(register, lists, monkeypatch):
    """Neither the night nor a person judges half of it; it goes on, and then gives one alert of the whole."""
    office, day = make_actor("secretariat"), LATER + datetime.timedelta(days=30)
    lists.take("overlaps", overlaps(*ROWS), name="o.csv", published_on=FIRST)
    body, area = (
        Pair.objects.get(organisation__code="5CN").organisation,
        Pair.objects.get(area__name="Herefordshire").area,
    )
    change = propose_count(
        by=office, first_day=day, organisation=body, area=area, small_areas=90, reason="Order", source="Order"
    )
    newer = [
        ("5CN", "", "Herefordshire PCT", "E06000019", "Herefordshire", "100", "86.21", "86.21"),
        ("5PL", "", "Worcestershire PCT", "E06000019", "Herefordshire", "16", "11.51", "13.79"),
        *((*row[:6], "", "") for row in ROWS[1:]),
    ]
    path = lists.write(overlaps(*newer), "o.csv")
    with monkeypatch.context() as half:
        half.setattr("core.imports.actions.batches", partial(batches, size=1))
        half.setattr(import_actions, "take_overlaps", dies_after(1, import_actions.take_overlaps))
        with pytest.raises(MemoryError):
            lists.take("overlaps", path, published_on=LATER)
    run = ImportRun.objects.get(state="running")
    assert (run.read, judge_pairs(), BoundaryAlert.objects.count()) == (1, 2, 0)
    for act in (
        lambda: carry_out_boundary_change(by=office, change=change),
        lambda: void_boundary_change(by=office, change=change, reason="Wrong."),
    ):
        with pytest.raises(Refused, match="o.csv is being imported. Wait until its page says that it is done"):
            act()
    run = run_import(by=HOUSE, run=run, path=path)
    assert (run.state, counts(run)) == ("done", (1, 1, 2, 0))
    assert BoundaryAlert.objects.get().cause == "Overlaps of health bodies and councils, published 1 April 2015"
    assert void_boundary_change(by=office, change=change, reason="Wrong.").voided_on


def test_a_list_that_never_went_on_holds_nothing_up_for_longer_than_a_day(register):
    run = ImportRun.objects.create(source="overlaps", state="running", asked_at=clock.now(), started_at=clock.now())
    assert list_under_way() == run
    with clock.at(clock.now() + datetime.timedelta(hours=25)):
        assert list_under_way() is None


def dies_after(times, act):
    """The act, which stops the process once it was carried out so many times."""
    done = []

    def carried_out(**given):
        if len(done) == times:
            raise MemoryError
        done.append(act(**given))

    return carried_out
