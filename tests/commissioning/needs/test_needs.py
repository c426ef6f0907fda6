"""Needs of a cycle, the evidence that shows them, and what its analysis found beside them."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commissioning.analysis import actions as analysis
from commissioning.analysis.models import AnalysisEntry
from commissioning.cycles import checklist
from commissioning.cycles.models import StageKind
from commissioning.needs import actions
from commissioning.needs.figures import charts_of, pieces_of, rows_of
from commissioning.needs.models import Need, NeedState
from commissioning.needs.reading import LOADED
from commissioning.plans.actions import withdraw_plan
from commissioning.priorities.actions import add_priority, edit_priority
from core import clock
from core.acts import Refused
from core.charts.pictures import draw
from core.trail.models import Event
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.commissioning_plans import (
    BEGUN,
    SUBMITTED,
    AnalysisEntryFactory,
    NeedFactory,
    PlanFactory,
    PlannedCycleFactory,
    PriorityFactory,
    evidence_of,
)
from tests.factories.organisations import AreaFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
COUNTED = datetime.date(2004, 3, 31)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.VAR_DIR = tmp_path


@pytest.fixture
def council():
    return PublicBodyFactory(name="Wye Council")


@pytest.fixture
def by(council):
    return make_actor("commissioner", organisation=council)


@pytest.fixture
def cycle(council):
    group = TermFactory(title="People with a learning disability")
    partners = [council, PublicBodyFactory(name="Wye Trust")]
    return PlannedCycleFactory(
        title="Learning disability", client_group=group, area=AreaFactory(name="Wye"), partners=partners
    )


@pytest.mark.parametrize(
    ("days", "on", "state"),
    [
        ({}, BEGUN, NeedState.OPEN),
        ({"settled": True}, SUBMITTED - DAY, NeedState.OPEN),
        ({"settled": True}, SUBMITTED, NeedState.SETTLED),
        ({"settled": True, "carried_on": SUBMITTED + DAY}, SUBMITTED + DAY, NeedState.CARRIED),
        ({"settled": True, "withdrawn": True}, SUBMITTED, NeedState.WITHDRAWN),
    ],
)
def test_how_a_need_stands_follows_from_its_days_in_python_and_in_the_database(days, on, state):
    need = NeedFactory(**days)
    found = {each.value for each in NeedState if Need.objects.in_state(each.value, on).exists()}
    assert (need.state_on(on), found) == (state, {state.value})


def test_a_need_goes_from_its_first_evidence_to_the_next_cycle(by, cycle):
    """It is settled with evidence of its own place and a word on how far it is unmet, then carried over with both."""
    devon = AreaFactory(name="Devon")
    need = actions.add_need(by=by, cycle=cycle, title="Homes of their own", what="A front door.", people=700)
    assert (need.client_group, need.area, need.state) == (cycle.client_group, cycle.area, NeedState.OPEN)
    actions.add_evidence(
        by=by, need=need, statement="Few live in homes of their own.", source="Survey, 2004", publisher="Devon",
        area=devon,
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        actions.settle_need(by=by, need=need)
    assert refusal.value.messages == [
        "All of its evidence is of other places. Add some of Wye.",
        "Say how far it is not met, or that it is met.",
    ]
    actions.add_evidence(by=by, need=need, statement="Half wait.", source="Register, 2004", publisher="Wye Council")
    actions.edit_need(by=by, need=need, version=None, unmet="For a quarter.", unmet_people=180)
    actions.settle_need(by=by, need=need)
    with pytest.raises(Refused, match="Open it again before you change it."):
        actions.edit_need(by=by, need=need, version=None, people=5)
    other = PlannedCycleFactory(partners=[by.organisation])
    with pytest.raises(ValidationError, match="No cycle follows this one yet. Close its review"):
        actions.carry_need(by=by, need=need, cycle=other)
    page = words(signed_in(by).get(reverse("need_carry", args=[need.pk])))
    assert "Close its review: that opens the next cycle" in page
    following = PlannedCycleFactory(follows=cycle, partners=[by.organisation])
    with pytest.raises(ValidationError, match="does not follow 'Learning disability'. Choose the cycle that does."):
        actions.carry_need(by=by, need=need, cycle=other)
    further = actions.carry_need(by=by, need=need, cycle=following)
    need.refresh_from_db()
    assert (need.state, further.state, further.people, further.unmet_people) == (
        NeedState.CARRIED, NeedState.OPEN, 700, 180,
    )  # fmt: skip
    assert [each.area.name for each in further.evidence.all()] == ["Devon", "Wye"]
    with pytest.raises(Refused, match="It was carried over on"):
        actions.withdraw_need(by=by, need=need, reason="No.")
    assert [each.verb for each in Event.objects.of(need)] == [
        "carried over", "settled", "changed", "evidence added", "evidence added", "added",
    ]  # fmt: skip


def test_figures_stand_with_their_place_and_are_compared_in_one_unit_and_period_only(by, cycle):
    england, need = AreaFactory(name="England"), NeedFactory(cycle=cycle)
    figure = {
        "by": by, "need": need, "statement": "More people over 65 by 2011", "source": "Forecast", "publisher": "ONS",
        "starts": COUNTED - DAY, "ends": COUNTED, "value": 27, "unit": "%", "comparator_area": england,
        "comparator_value": 10,
    }  # fmt: skip
    for there, sentence in (
        ({"comparator_unit": "people"}, "The figure there is in people, the one here in %: they are not comparable."),
        ({"comparator_ends": COUNTED + DAY}, "The figure there is of another period than the one here: they are not"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            actions.add_evidence(**figure, **there)
    for wrong, sentence in (
        ({"unit": ""}, "A figure has a unit and a period"),
        ({"ends": None}, "A figure has a unit and a period"),
        ({"comparator_area": None}, "A figure is compared with that of another place"),
        ({"comparator_area": cycle.area}, "A figure is compared with that of another place"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            actions.add_evidence(**figure | wrong)
    actions.add_evidence(**figure, comparator_unit="%", comparator_ends=COUNTED)
    pieces = pieces_of(need)
    assert rows_of(pieces) == [
        (
            "More people over 65 by 2011",
            "30 March 2004 to 31 March 2004",
            "Wye: 27%",
            "England: 10%",
            "17 percentage points more",
        )
    ]
    [(title, spec)] = charts_of(pieces)
    assert title == "In %, beside other places"
    assert spec["data"]["values"] == [
        {"label": "More people over 65 by 2011", "series": "Wye", "value": 27.0},
        {"label": "More people over 65 by 2011", "series": "England", "value": 10.0},
    ]


def test_what_another_place_says_is_told_apart_and_is_not_drawn(by, cycle):
    need = NeedFactory(cycle=cycle)
    devon, england = AreaFactory(name="Devon"), AreaFactory(name="England")
    evidence_of(
        need, statement="Old carers", area=devon, value=40, unit="%", ends=COUNTED, comparator_area=england,
        comparator_value=30,
    )  # fmt: skip
    page = words(signed_in(by).get(need.get_absolute_url()))
    assert "Old carers Of another place The Council: Census, 2001. Of Devon, 31 March 2004." in page
    assert ("Devon: 40%" in page, charts_of(pieces_of(need))) == (True, [])
    assert "All of its evidence is of other places. Add some of Wye." in page


def test_a_part_of_the_place_shows_its_need_and_the_chart_is_drawn_with_its_table(by, cycle):
    ward = AreaFactory(name="Leominster", parent=cycle.area)
    need = NeedFactory(cycle=cycle, unmet="All of it.")
    evidence_of(need, area=ward, value=12, unit="people", ends=COUNTED, comparator_area=cycle.area, comparator_value=9)
    [(_, spec)] = charts_of(pieces_of(need))
    draw(spec)
    page = signed_in(by).get(need.get_absolute_url())
    assert ("<svg" in page.content.decode(), "3 people more" in words(page)) == (True, True)
    assert actions.settle_need(by=by, need=need).settled_on == clock.today()


def test_a_need_that_a_priority_cites_is_not_withdrawn_and_the_refusal_says_which(by, cycle):
    need = NeedFactory(cycle=cycle, title="Homes")
    plan = PlanFactory(cycle=cycle, title="Three years", ends=clock.today())
    priority = PriorityFactory(plan=plan, title="Supported living")
    priority.needs.add(need)
    said = r"It is cited by: Supported living \(Three years\). Take it out of that priority first."
    with pytest.raises(Refused, match=said):
        actions.withdraw_need(by=by, need=need, reason="It is met.")
    browser = signed_in(by)
    reply = browser.post(reverse("api_need_withdraw", args=[need.pk]), {"reason": "Met."}, "application/json")
    assert (reply.status_code, reply.json()["errors"][0]["detail"]) == (400, said.replace("\\", ""))
    assert said.replace("\\", "") in words(browser.get(reverse("need_withdraw", args=[need.pk])))
    withdraw_plan(by=by, plan=plan, reason="Another takes its place.")  # what stands no more cites nothing
    actions.withdraw_need(by=by, need=need, reason="It is met.")
    need.refresh_from_db()
    assert (need.state, need.withdraw_reason) == (NeedState.WITHDRAWN, "It is met.")
    actions.add_need(by=by, cycle=cycle, title="HOMES", what="Again.")
    with pytest.raises(ValidationError, match="The cycle has a need of that title already."):
        actions.add_need(by=by, cycle=cycle, title="Homes", what="Again.")


def test_a_need_that_was_withdrawn_while_a_form_stood_open_is_not_cited(by, cycle):
    need, plan = NeedFactory(cycle=cycle), PlanFactory(cycle=cycle, stands="written", ends=clock.today())
    adding = {"by": by, "plan": plan, "title": "Homes"}
    priority = add_priority(**adding, needs=[NeedFactory(cycle=cycle)])
    actions.withdraw_need(by=by, need=Need.objects.get(pk=need.pk), reason="It is met.")
    assert need.withdrawn_on is None  # as the form has read it
    for act, given in ((add_priority, adding), (edit_priority, {"by": by, "priority": priority, "version": None})):
        with pytest.raises(Refused, match="These needs were withdrawn: Homes of their own"):
            act(**given, needs=[need])
    assert need.priorities.count() == 0


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_of_two_who_withdraw_a_need_and_cite_it_at_once_one_is_refused(by, cycle):
    plan = PlanFactory(cycle=cycle, stands="written", ends=clock.today())
    needs = [NeedFactory(cycle=cycle) for _ in range(5)]
    for number, need in enumerate(needs):
        found = at_once(
            lambda need=need: actions.withdraw_need(by=by, need=need, reason="It is met."),
            lambda need=need, number=number: add_priority(by=by, plan=plan, title=f"Homes {number}", needs=[need]),
            moment=None,
        )
        assert sorted(type(each).__name__ for each in found)[1] == "Refused", found
    assert not Need.objects.filter(withdrawn_on__isnull=False, priorities__isnull=False).exists()


def test_pages_take_a_need_with_its_evidence_and_keep_two_people_apart(by, cycle):
    browser = signed_in(by)
    url = reverse("need_add", args=[cycle.pk])
    page = send(browser, url, title="Work", what="Paid work.", people="10", unmet_people="11")
    assert (page.status_code, "it is not met for at most as many" in words(page)) == (422, True)
    assert send(browser, url, title="Work", what="Paid work.", people="10", unmet_people="9").status_code == 302
    need = Need.objects.get()
    page = send(
        browser, reverse("need_evidence_add", args=[need.pk]), statement="Few work.", source="Survey",
        publisher="The Trust", value="12", unit="people", **day("ends", COUNTED),
    )  # fmt: skip
    assert page.status_code == 302
    assert "About 10 people; not met for 9 of them" in words(browser.get(need.get_absolute_url()))
    edit = reverse("need_edit", args=[need.pk])
    opened = browser.get(edit)
    actions.edit_need(by=by, need=need, version=None, unmet="For nine.")
    typed = {"version": "1", "title": "Jobs", "what": "Paid work.", "people": "10"}
    assert (opened.status_code, browser.post(edit, typed).status_code) == (200, 409)
    actions.drop_evidence(by=by, evidence=need.evidence.get())
    assert [each.verb for each in Event.objects.of(need)][0] == "evidence taken away"


def test_only_partners_write_and_whoever_is_signed_in_reads(cycle):
    stranger, need = make_actor("commissioner"), NeedFactory(cycle=cycle)
    with pytest.raises(PermissionDenied, match="The organisation you are acting for is not a partner in this."):
        actions.add_need(by=stranger, cycle=cycle, title="Homes", what="Doors.")
    with pytest.raises(PermissionDenied, match="is not a partner in this."):
        analysis.add_analysis(by=stranger, cycle=cycle, kind="risk", title="Age", detail="Old.", source="A")
    assert signed_in(make_actor("member")).get(need.get_absolute_url()).status_code == 200


def test_the_sheet_adds_changes_and_says_what_is_wrong_with_which_cell(by, cycle):
    browser = signed_in(by)
    headings = "Id,Version,Title,Cycle,Area,People,Not met for,What is needed,How far it is not met"

    def sent(*rows, head=headings):
        sheet = SimpleUploadedFile("needs.csv", "\n".join([head, *rows]).encode())
        page = browser.post(reverse("needs_upload"), {"sheet": sheet, "once": str(uuid.uuid4())}, follow=True)
        return page, lambda: browser.post(page.request["PATH_INFO"], {"once": str(uuid.uuid4())}, follow=True)

    page, _ = sent(",,Homes,Learning disability,,1,,Doors,", head=headings.replace("People", "Peopel"))
    assert "There is no column 'Peopel'. Did you mean 'People'?" in words(page)
    page, _ = sent(",,Homes,No such cycle,,1,,Doors,", ",,Work,Learning disability,,many,,Jobs,")
    told = words(page)
    assert "There is no cycle 'No such cycle'." in told
    assert "must be a whole number" in told
    page, save = sent(",,Homes,Learning disability,,700,180,Doors,A quarter", ",,Work,Learning disability,Wye,,,Jobs,")
    assert "2 added, 0 changed, 0 unchanged" in words(page)
    save()
    homes = Need.objects.get(title="Homes")
    assert (homes.people, homes.unmet_people, homes.client_group) == (700, 180, cycle.client_group)
    page, save = sent(f"{homes.pk},1,Homes,Learning disability,,710,180,Doors,A quarter")
    assert "0 added, 1 changed, 0 unchanged" in words(page)
    save()
    homes.refresh_from_db()
    assert homes.people == 710


def test_six_of_the_seven_lines_of_analyse_follow_from_the_records(by, cycle):
    stage = cycle.stages.get(kind=StageKind.ANALYSE)
    titles = {
        "Local needs are evidenced", "Current provision is mapped", "Unmet needs are recorded",
        "National requirements are known", "Risks are identified", "Resources are identified",
    }  # fmt: skip
    ours = [each for each in checklist.lines_of(StageKind.ANALYSE) if each.title in titles]
    assert [each(stage).message for each in ours] == [
        "Add the first need, with its evidence.",
        "Enter at least one service that is provided now, and by whom.",
        "Add the first need, and how far it is not met.",
        "Enter what national policy requires, with its source.",
        "Enter at least one risk, and what is known of it.",
        "Enter what money, staff or buildings there are, and whose.",
    ]
    need = actions.add_need(by=by, cycle=cycle, title="Homes", what="Doors.")
    assert [each(stage).message for each in (ours[0], ours[2])] == [
        "Add evidence of the place itself to: Homes.", "Say how far these are not met: Homes.",
    ]  # fmt: skip
    evidence_of(need)
    actions.edit_need(by=by, need=need, version=None, unmet="Half.")
    for kind in ("provision", "requirement", "risk", "resource"):
        entry = analysis.add_analysis(by=by, cycle=cycle, kind=kind, title=f"A {kind}", detail="So.", source="A plan")
    assert [each(stage) for each in ours] == [None] * 6
    analysis.void_analysis(by=by, entry=entry, reason="Of another county.")
    assert [bool(each(stage)) for each in ours] == [False] * 5 + [True]


def test_an_entry_of_the_analysis_is_money_only_where_it_can_be_and_stays_while_a_need_is_set_against_it(by, cycle):
    given = {"by": by, "cycle": cycle, "title": "Day centres", "detail": "Four.", "source": "Review", "amount": 240_000}
    with pytest.raises(ValidationError, match="An amount is of a service or a resource"):
        analysis.add_analysis(**given, kind="risk")
    entry = analysis.add_analysis(**given, kind="provision")
    with pytest.raises(ValidationError, match="The analysis has an entry of that title already."):
        analysis.add_analysis(**given, kind="provision")
    elsewhere = AnalysisEntryFactory()
    with pytest.raises(ValidationError, match="Choose a service that the analysis of this cycle found."):
        actions.add_need(by=by, cycle=cycle, title="Days", what="Something to do.", provision=elsewhere)
    actions.add_need(by=by, cycle=cycle, title="Days", what="Something to do.", provision=entry)
    with pytest.raises(Refused, match="These needs are set against it: Days. Change them first."):
        analysis.void_analysis(by=by, entry=entry, reason="Closed.")
    page = words(signed_in(by).get(entry.get_absolute_url()))
    assert ("£240,000" in page, "Needs that are set against it Days" in page) == (True, True)
    analysis.edit_analysis(by=by, entry=entry, version=None, title="Day services")
    assert AnalysisEntry.objects.get(pk=entry.pk).sort_name == "day services"


def test_the_list_is_narrowed_by_cycle_state_place_and_whether_a_plan_takes_it_up(by, cycle):
    NeedFactory(cycle=cycle, title="Homes")
    taken = NeedFactory(cycle=cycle, title="Work", settled=True)
    PriorityFactory(plan__cycle=cycle).needs.add(taken)
    NeedFactory(title="Elsewhere")
    browser = signed_in(by)

    def titles(**query):
        return [row["title"] for row in browser.get(reverse("api_needs"), query).json()["results"]]

    assert titles(cycle="learning") == titles(area="wye") == ["Homes", "Work"]
    assert titles(state="settled") == titles(taken_up="yes") == titles(q="work") == ["Work"]
    assert titles(taken_up="no", area="Wye") == ["Homes"]
    assert titles(state="open", as_at=SUBMITTED - DAY, cycle="learning") == ["Homes", "Work"]
    assert LOADED.visible_to(by).count() == 3
