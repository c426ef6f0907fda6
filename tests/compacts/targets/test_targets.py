"""Targets: set, measured, counted from a baseline, given up; refused in words; and their pages."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.targets import actions
from compacts.targets.models import Contribution, Target
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.trail.models import Event
from partnerships.organisations.models import AreaKind
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.targets import DUE, ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
BASE = {
    "baseline_value": Decimal(100), "baseline_starts": DAY(2002, 4, 1), "baseline_ends": DAY(2003, 3, 31),
    "baseline_source": "Yearly return",
}  # fmt: skip


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def office(by):
    return signed_in(by)


def set_by(by, **more):
    given = {
        "title": "More activity", "kind": "growth", "aim": Decimal(5), "scope": "area", "due": DUE, "source": "MPW",
        "owners": [OrganisationFactory(name="Trust"), OrganisationFactory(name="Council")],
    } | more  # fmt: skip
    return actions.add_target(by=by, **({"area": AreaFactory()} | given))


def test_it_is_set_with_two_owners_or_not_at_all(by):
    target = set_by(by)
    assert Event.objects.of(target).get().detail["owners"] == ["Council", "Trust"]
    one = OrganisationFactory()
    for owners in ([], [one], [one, one]):
        with pytest.raises(Refused, match="Name two organisations or more that answer for it together"):
            set_by(by, title="Alone", owners=owners)
    with pytest.raises(Refused, match="Name two organisations or more"):
        actions.edit_target(by=by, target=target, version=None, owners=[one])


def test_two_who_change_only_the_owners_conflict(by):
    target = set_by(by)
    others = [OrganisationFactory(name="Group"), OrganisationFactory(name="Forum")]
    actions.edit_target(by=by, target=target, version=1, owners=others)
    with pytest.raises(Conflict):
        actions.edit_target(by=by, target=target, version=1, owners=[others[0], OrganisationFactory(name="Third")])
    assert sorted(each.name for each in target.owners.all()) == ["Forum", "Group"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"aim": None}, "Enter the percentage, the level or the amount. A gap that must not widen has none."),
        ({"aim": Decimal(0)}, "Enter by how much it is to grow: more than 0."),
        ({"kind": "increase", "aim": Decimal(-1)}, "Enter by how much it is to grow: more than 0."),
        ({"area": None}, "Name the organisation where it is a target of one, and otherwise the area."),
        ({"scope": "organisation"}, "Name the organisation where it is a target of one, and otherwise the area."),
        ({"kind": "gap", "aim": None}, "For a gap, and for nothing else, name two different areas: its own and the one "
         "it is compared with."),
        ({"kind": "gap"}, "Enter the percentage, the level or the amount. A gap that must not widen has none."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_said(by, more, sentence):
    with pytest.raises(ValidationError) as refusal:
        set_by(by, **more)
    assert sentence in refusal.value.messages


@pytest.mark.parametrize(
    ("scope", "kind", "said"),
    [
        ("national", AreaKind.COUNTY, "Devon is not a nation. Name one that is."),
        ("region", AreaKind.NATION, "Devon is not a region. Name one that is."),
        ("area", AreaKind.REGION, "Devon is not a county, unitary area or district. Name one that is."),
    ],
)
def test_its_area_is_of_its_scope(by, scope, kind, said):
    with pytest.raises(Refused) as refusal:
        set_by(by, scope=scope, area=AreaFactory(name="Devon", kind=kind))
    assert refusal.value.messages == [said]


def test_every_scope_and_kind_can_be_set(by):
    places = {"national": AreaKind.NATION, "region": AreaKind.REGION, "area": AreaKind.COUNTY}
    for number, (scope, kind) in enumerate(places.items()):
        set_by(by, title=f"Level {number}", kind="level", scope=scope, area=AreaFactory(kind=kind))
    set_by(by, title="One", kind="increase", scope="organisation", area=None, organisation=OrganisationFactory())
    set_by(by, title="Gap", kind="gap", aim=None, compared_area=AreaFactory())
    assert Target.objects.count() == 5
    with pytest.raises(ValidationError, match="There is a target of that title and day already"):
        set_by(by, title="gap", kind="gap", aim=None, compared_area=AreaFactory())


def test_a_share_is_not_to_grow_and_an_amount_has_one_unit(by):
    grows, level = TargetFactory(), TargetFactory(kind="level", aim=Decimal(18))
    with pytest.raises(Refused, match="A share is never shown as growth. Choose another measure"):
        actions.attach_measure(by=by, target=grows, measure=MeasureFactory(share=True))
    with pytest.raises(Refused, match="Of this measure less is better, so it is not to grow"):
        actions.attach_measure(by=by, target=grows, measure=MeasureFactory(better="lower"))
    for measure in (MeasureFactory(), MeasureFactory(money=True)):
        actions.attach_measure(by=by, target=grows, measure=measure)
    with pytest.raises(ValidationError, match="The target is measured by this already"):
        actions.attach_measure(by=by, target=grows, measure=measure)
    actions.attach_measure(by=by, target=level, measure=MeasureFactory(better="lower"))
    with pytest.raises(Refused, match="The aim of this target is in the unit of its measure, so it has one"):
        actions.attach_measure(by=by, target=level, measure=MeasureFactory())


def test_a_baseline_has_its_period_and_source_and_another_stays_in_the_history(by):
    one = ContributionFactory(uncounted=True, measure=MeasureFactory(title="Grants", money=True))
    with pytest.raises(ValidationError, match="A baseline has a figure, a period and a source: enter all of them"):
        actions.record_baseline(by=by, contribution=one, **(BASE | {"baseline_source": " "}))
    with pytest.raises(Refused, match="Enter a period that ended before 31 March 2006."):
        actions.record_baseline(by=by, contribution=one, **(BASE | {"baseline_ends": DUE}))
    actions.record_baseline(by=by, contribution=one, **BASE)
    actions.record_baseline(by=by, contribution=one, **(BASE | {"baseline_value": Decimal(90)}))
    said = [each.detail["baseline"] for each in Event.objects.of(one.target).order_by("pk")]
    assert said == ["£100", "£90"]
    one.refresh_from_db()
    with pytest.raises(Refused, match="A baseline is recorded for this measure, so it stays"):
        actions.detach_measure(by=by, contribution=one)


def test_a_measure_without_baseline_can_be_taken_away(by):
    one = ContributionFactory(uncounted=True)
    actions.detach_measure(by=by, contribution=one)
    assert Contribution.objects.count() == 0


def test_steps_are_for_a_way_that_has_them_and_lie_before_the_due_day(by):
    evenly, stepped = TargetFactory(), TargetFactory(trajectory="stepped")
    steps = [(DAY(2005, 3, 31), Decimal("2.5")), (DAY(2004, 3, 31), Decimal(1))]
    with pytest.raises(Refused, match="The target goes evenly from its baseline to the due day"):
        actions.set_steps(by=by, target=evenly, steps=steps)
    actions.set_steps(by=by, target=stepped, steps=steps)
    actions.set_steps(by=by, target=stepped, steps=steps)
    assert [str(each) for each in stepped.steps.all()] == [f"{stepped}, 2004-03-31", f"{stepped}, 2005-03-31"]
    for wrong, said in (
        ([(DUE, Decimal(5))], "31 March 2006 is not before the due day, 31 March 2006."),
        ([steps[0], steps[0]], "One day stands there twice. Enter one figure for each day."),
    ):
        with pytest.raises(Refused) as refusal:
            actions.set_steps(by=by, target=stepped, steps=wrong)
        assert refusal.value.messages == [said]


def test_what_was_given_up_stays_as_it_was(by):
    target = TargetFactory()
    with pytest.raises(ValidationError, match="Say why it was given up"):
        actions.end_target(by=by, target=target, reason=" ")
    with clock.at(DAY(2005, 1, 10)):
        actions.end_target(by=by, target=target, reason="Another took its place.")
    with pytest.raises(Refused, match="It was given up on 10 January 2005. Set another target in its place."):
        actions.edit_target(by=by, target=target, version=None, title="Other")
    assert list(Target.objects.going_on()) == []


def test_only_the_secretariat_sets_and_others_see_no_target_of_another_organisation(by):
    theirs, of_area = TargetFactory(of_one=True), TargetFactory()
    member = make_actor("member")
    with pytest.raises(PermissionDenied):
        set_by(member)
    with pytest.raises(NotVisible):
        actions.end_target(by=member, target=theirs, reason="Mine.")
    own = TargetFactory(of_one=True, organisation=member.organisation)
    assert set(Target.objects.visible_to(member)) == {own, of_area}


def test_on_the_pages_from_no_baseline_to_met(office):
    AreaFactory(name="Herefordshire", gss_code="E06000019")
    OrganisationFactory(name="Wye Trust", ods="5CN")
    OrganisationFactory(name="Wye Council")
    measure = MeasureFactory(title="Grants awarded", code="grants", money=True)
    typed = {"title": "More activity", "kind": "growth", "aim": "5", "scope": "area", "area": "E06000019",
             "organisation": "", "compared_area": "", "trajectory": "linear", "source": "MPW", "about": "",
             "owners": "5CN\nwye council"}  # fmt: skip
    send(office, reverse("target_add"), **typed, **day("due", DUE))
    target = Target.objects.get()
    at = target.get_absolute_url()
    assert "No data" in words(office.get(at))
    assert "Nobody has said yet by which measure it is judged." in words(office.get(at))
    send(office, reverse("target_measure", args=[target.pk]), measure="grants")
    text = words(office.get(at))
    assert "Owners Wye Council Wye Trust" in text
    assert "Grants awarded No baseline Nobody has recorded yet from which figure, of which period, it counts." in text
    one = Contribution.objects.get()
    period = day("baseline_starts", DAY(2002, 4, 1)) | day("baseline_ends", DAY(2003, 3, 31))
    base = {"baseline_value": "£100,000", "baseline_source": "The council's accounts"}
    send(office, reverse("target_baseline", args=[target.pk, one.pk]), **base, **period)
    for year, value in ((2003, 101_000), (2004, 103_000), (2005, 105_000)):
        ReadingFactory(measure=measure, area=target.area, year=year, value=Decimal(value))
    text = words(office.get(at))
    assert "Met 2005-06 came to £105,000, 5% more than the baseline. The aim was 5% more than the baseline by" in text
    assert "Unit £, cash" in text
    assert "Baseline £100,000 in 2002-03 Source of the baseline The council's accounts To be reached £105,000" in text
    assert "Speed so far too few figures: from 4 whole periods on" in text
    assert "2004-05 £103,000 £103,334.85 +3% the whole period" in text
    assert f"/readings/?measure=grants&amp;of={target.area.gss_code}&amp;state=counting&amp;since=2004-04-01" in (
        office.get(at).content.decode()
    )
    sum(compute_progress(on=clock.today()))
    rows = office.get(reverse("api_targets"), {"status": "met"}).json()["results"]
    assert [(row["title"], row["status"]) for row in rows] == [("More activity", "Met")]
    assert set(rows[0]["owners"].split("; ")) == {"Wye Council", "Wye Trust"}  # SQLite sorts them not
    send(office, reverse("target_edit", args=[target.pk]), **{k: typed[k] for k in ("title", "aim", "trajectory")},
         source="MPW, 2", about="", owners="5CN\nWye Council", **day("due", DUE))  # fmt: skip
    send(office, reverse("target_end", args=[target.pk]), reason="Reached.")
    text = words(office.get(at))
    assert ("Given up" in text, "Why it was given up Reached." in text, "Record the baseline" in text) == (
        True, True, False,
    )  # fmt: skip


def test_speed_is_shown_from_four_whole_periods_on(office):
    one = ContributionFactory(target=TargetFactory(due=DAY(2029, 3, 31)))
    for year in range(2003, 2007):
        ReadingFactory(measure=one.measure, area=one.target.area, year=year, value=Decimal(98 + year - 2002))
    sum(compute_progress(on=clock.today()))
    text = words(office.get(one.target.get_absolute_url()))
    assert "Speed so far 0.5 people a year Speed needed 0.14 people a year" in text


def test_steps_and_measures_on_their_pages(office):
    target = TargetFactory(trajectory="given")
    one = ContributionFactory(target=target, uncounted=True)
    at = reverse("target_steps", args=[target.pk])
    refused = send(office, at, steps="31/03/2005 2.5\nsome day 3")
    assert "'some day 3' cannot be read. Write a day and a figure, like 31/03/2005 2.5." in words(refused)
    send(office, at, steps="31/03/2005 2.5\n\n31 March 2004 1")
    assert "Steps 1 by 31 March 2004 2.5 by 31 March 2005" in words(office.get(target.get_absolute_url()))
    assert "31/03/2004 1" in office.get(at).content.decode()
    send(office, reverse("target_detach", args=[target.pk, one.pk]))
    assert Contribution.objects.count() == 0
    other = ContributionFactory()
    assert office.get(reverse("target_baseline", args=[target.pk, other.pk])).status_code == 404


def test_an_owner_that_nobody_knows_is_named(office):
    OrganisationFactory(name="Wye Trust")
    page = send(office, reverse("target_add"), title="X", owners="Wye Trust\nSome & 100% other")
    assert "'Some & 100% other': No organisation in the register is called or coded 'Some & 100% other'." in words(page)


def test_the_lists_are_narrowed(office):
    area = AreaFactory(name="Devon", gss_code="E10000008")
    owner = OrganisationFactory(name="Owning Trust")
    TargetFactory(title="A", area=area, owners=[owner, OrganisationFactory()])
    TargetFactory(title="B", of_one=True, organisation__name="Wye Trust", organisation__code="5CN", due=DAY(2010, 1, 1))
    TargetFactory(title="C", gap=True, ended=True)
    ContributionFactory(target=Target.objects.get(title="A"), measure=MeasureFactory(code="grants"), uncounted=True)
    ContributionFactory(target=Target.objects.get(title="B"))
    sum(compute_progress(on=clock.today()))

    def titles(**query):
        return sorted(row["title"] for row in office.get(reverse("api_targets"), query).json()["results"])

    assert titles() == ["A", "B", "C"]
    assert (titles(status="no_baseline"), titles(status="no_data")) == (["A"], ["B", "C"])
    assert (titles(kind="gap"), titles(scope="organisation")) == (["C"], ["B"])
    assert (titles(of="dev"), titles(of="5cn"), titles(of="wye"), titles(of="e10000008")) == (
        ["A"],
        ["B"],
        ["B"],
        ["A"],
    )
    assert (titles(owner="owning"), titles(due_by="2007-01-01")) == (["A"], ["A", "C"])
    assert (titles(state="on"), titles(state="ended")) == (["A", "B"], ["C"])

    def measured(**query):
        return [row["target"] for row in office.get(reverse("api_target_measures"), query).json()["results"]]

    assert (measured(), measured(measure="grants"), measured(status="no_baseline")) == (["A", "B"], ["A"], ["A"])
    assert (measured(of="wye"), measured(of="e10000008")) == (["B"], ["A"])


def test_a_page_with_more_measures_asks_no_more(office):
    def statements(target):
        with CaptureQueriesContext(connection) as asked:
            office.get(target.get_absolute_url())
        return len(asked)

    def measured(target):
        one = ContributionFactory(target=target)
        ReadingFactory(measure=one.measure, area=target.area, year=2003, value=Decimal(5), covers_to=DAY(2003, 5, 1))

    one, many = TargetFactory(), TargetFactory()
    measured(one)
    for _ in range(10):
        measured(many)
    sum(compute_progress(on=DUE))
    first = [statements(one), statements(one)][1]
    assert statements(many) == first


def test_programs_set_measure_and_count(office):
    area, owners = AreaFactory(), [OrganisationFactory().pk, OrganisationFactory().pk]
    sending = {"title": "More", "kind": "growth", "aim": "5", "scope": "area", "area": area.pk, "due": "2006-03-31",
               "trajectory": "given", "source": "MPW", "owners": owners}  # fmt: skip

    def post(name, data, *args):
        return office.post(reverse(f"api_target_{name}", args=args), data, content_type="application/json")

    made = post("add", sending)
    assert (made.status_code, made.json()["owners"]) == (200, owners)
    pk = made.json()["id"]
    assert "Name two organisations or more" in post("add", sending | {"owners": owners[:1]}).content.decode()
    assert post("measure", {"measure": MeasureFactory().pk}, pk).status_code == 200
    one = Contribution.objects.get()
    plain = {name: str(value) for name, value in BASE.items()}
    assert post("baseline", plain, pk, one.pk).status_code == 200
    assert post("steps", {"steps": [{"on": "2004-03-31", "aim": "1"}]}, pk).status_code == 200
    assert post("edit", {"version": 2, "aim": "6"}, pk).json()["aim"] == "6.0000"
    assert post("detach", {}, pk, one.pk).status_code == 400
    assert post("end", {"reason": "Reached."}, pk).json()["end_reason"] == "Reached."
