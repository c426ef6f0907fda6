"""A commissioning plan, from its first words through its boards to the next version."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioning.cycles import checklist
from commissioning.cycles.models import StageKind
from commissioning.endorsements import actions as boards
from commissioning.plans import actions
from commissioning.plans.models import CommissioningPlan, Content, PlanState, PlanVersion, Priority
from commissioning.plans.reports import GAP, PlanCoverage, PlansReport
from commissioning.priorities import actions as priorities
from commissioning.refreshes import actions as refreshes
from commissioning.requirements import actions as requirements
from core import clock
from core.acts import Conflict, Refused
from core.gates import Gate, Obstacle
from core.home import sections_for
from core.trail.models import Event
from partnerships.bodies.models import Outcome
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.bodies import BodyFactory, DecisionFactory
from tests.factories.commissioning_plans import (
    BEGUN,
    CONSULTED,
    ENDORSED,
    FIRST,
    LAST,
    SUBMITTED,
    NeedFactory,
    PlanFactory,
    PlannedCycleFactory,
    PlanRequirementFactory,
    PriorityFactory,
    evidence_of,
    heard,
    ready,
)
from tests.factories.measures import MeasureFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WRITTEN = datetime.datetime(2005, 1, 10, 10, tzinfo=datetime.UTC)


def at(on: datetime.date):
    """As on that day."""
    return clock.at(datetime.datetime.combine(on, datetime.time(10), tzinfo=datetime.UTC))


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Wye Trust")


@pytest.fixture
def by(trust):
    return make_actor("commissioner", organisation=trust)


@pytest.fixture
def cycle(trust):
    group = TermFactory(title="People with a learning disability")
    partners = [trust, PublicBodyFactory(name="Wye Council")]
    made = PlannedCycleFactory(title="The cycle", client_group=group, area=AreaFactory(name="Wye"), partners=partners)
    return heard(made)


@pytest.mark.parametrize(
    ("stands", "on", "state"),
    [
        (None, BEGUN, PlanState.NOT_STARTED),
        ("written", BEGUN - DAY, PlanState.NOT_STARTED),
        ("written", BEGUN, PlanState.IN_DEVELOPMENT),
        ("consulted", CONSULTED, PlanState.CONSULTATION),
        ("submitted", SUBMITTED, PlanState.SUBMITTED),
        ("endorsed", ENDORSED - DAY, PlanState.SUBMITTED),
        ("endorsed", ENDORSED, PlanState.ENDORSED),
        ("endorsed", FIRST, PlanState.IN_PLACE),
        ("endorsed", LAST, PlanState.IN_PLACE),
        ("endorsed", LAST + DAY, PlanState.EXPIRED),
        ("returned", SUBMITTED + DAY, PlanState.IN_DEVELOPMENT),
        ("withdrawn", SUBMITTED, PlanState.WITHDRAWN),
        ("withdrawn", SUBMITTED - DAY, PlanState.IN_DEVELOPMENT),
    ],
)
def test_how_a_plan_stands_follows_from_its_days_in_python_and_in_the_database(stands, on, state):
    far = {"returned": "submitted", "withdrawn": "written"}.get(stands, stands)
    plan = PlanFactory(stands=far, withdrawn=stands == "withdrawn")
    if stands == "returned":
        plan.versions.update(returned_on=SUBMITTED + DAY, return_notes="More on work.")
        PlanVersion.objects.create(plan=plan, number=2, text="So.", begun_on=SUBMITTED + DAY)
    plan = CommissioningPlan.objects.get(pk=plan.pk)
    found = {each.value for each in PlanState if CommissioningPlan.objects.in_state(each.value, on).exists()}
    assert (plan.state_on(on), found) == (state, {state.value})


def test_a_plan_goes_through_its_boards_in_their_order_and_what_was_endorsed_stays(by, cycle, trust):
    """The story of a plan: refused for all it lacks, submitted, endorsed by two boards, changed in a next version."""
    with at(BEGUN):
        plan = actions.begin_plan(by=by, cycle=cycle, title="Three years", starts=FIRST, ends=LAST)
        with pytest.raises(Refused) as refusal:
            boards.submit_plan(by=by, plan=plan)
        assert refusal.value.messages == [
            "Write the first version of its text.",
            "Say where in the plan it is, or why it is not there: Preventative care; Volunteering; Social inclusion; "
            "Demand and supply; Money and services planned together.",
            "Add its first priority.",
            "Name the boards that endorse it, in their order: a programme board, then the joint commissioning group.",
        ]
        actions.begin_version(by=by, plan=plan, text="Aims\n\nHomes first.")
        answers = {each.value: ("Section 2", "") for each in Content}
        answers[Content.VOLUNTEERING] = ("", "Volunteers have a plan of their own.")
        actions.answer_contents(by=by, plan=plan, answers=answers)
        programme, group = BodyFactory(name="Programme Board"), BodyFactory(name="Joint Group")
        for body in (programme, group):
            boards.name_board(by=by, plan=plan, body=body)
        priority = priorities.add_priority(
            by=by, plan=plan, title="Supported living", needs=[NeedFactory(cycle=cycle, title="Homes")]
        )
        with pytest.raises(Refused) as refusal:
            boards.submit_plan(by=by, plan=plan)
        assert refusal.value.messages == [
            "Say what these are to bring: 1. Supported living.",
            "Say which partner pays what for these, and in which year: 1. Supported living.",
        ]
        priorities.add_outcome(by=by, priority=priority, what="Forty people choose where they live.")
        priorities.set_budget(by=by, priority=priority, budget=[(trust, 2005, 120_000), (trust, 2006, 130_000)])
        with pytest.raises(Refused, match="Say how the outcomes of these are measured: 1. Supported living."):
            boards.submit_plan(by=by, plan=plan)
        priorities.edit_outcome(by=by, outcome=priority.outcomes.get(), measured_by="Tenancies", aim="40 by 2008")
    with at(SUBMITTED):
        boards.submit_plan(by=by, plan=plan)
        with pytest.raises(Refused, match="Version 1 was submitted on 14 February 2005. Wait for the boards"):
            priorities.edit_priority(by=by, priority=priority, version=None, title="Else")
        with pytest.raises(Refused, match="Wait for the boards"):
            actions.write_version(by=by, plan=plan, text="Else")
    first, second = plan.boards.order_by("place")
    with at(ENDORSED):
        of_group = DecisionFactory(body=group, decided_on=ENDORSED, what="The plan is endorsed.")
        with pytest.raises(Refused, match="Programme Board decides first. Record what it decided."):
            boards.record_endorsement(by=by, plan=plan, board=second, decision=of_group)
        with pytest.raises(Refused, match="This is no decision of Programme Board. Choose one of its own."):
            boards.record_endorsement(by=by, plan=plan, board=first, decision=of_group)
        early = DecisionFactory(body=programme, decided_on=SUBMITTED - DAY)
        with pytest.raises(Refused, match="Version 1 was submitted on 14 February 2005. Choose a decision of that day"):
            boards.record_endorsement(by=by, plan=plan, decision=early)
        boards.record_endorsement(by=by, plan=plan, decision=DecisionFactory(body=programme, decided_on=SUBMITTED))
        assert plan_of(plan).state == PlanState.SUBMITTED
        boards.record_endorsement(by=by, plan=plan, decision=of_group)
        plan = plan_of(plan)
        assert (plan.state, plan.published_on, plan.endorsed_version.endorsed_on) == (
            PlanState.ENDORSED, ENDORSED, ENDORSED,
        )  # fmt: skip
        with pytest.raises(Refused, match="The plan was endorsed with its priorities as they are. Begin its next"):
            priorities.set_budget(by=by, priority=priority, budget=[])
        with pytest.raises(Refused, match="What was endorsed stays as it was. Begin the next version to change it."):
            actions.write_version(by=by, plan=plan, text="Else")
    with at(FIRST):
        actions.begin_version(by=by, plan=plan, text="Aims\n\nWork first.", note="Work before homes.")
        priorities.edit_priority(by=by, priority=priority, version=None, title="Paid work")
        plan = plan_of(plan)
        [then] = plan.endorsed_version.priorities_then
        assert (plan.state, then["title"], then["total"]) == (PlanState.IN_PLACE, "Supported living", "250000.00")
        assert then["outcomes"] == [
            {"what": "Forty people choose where they live.", "measured": "Tenancies: 40 by 2008"}
        ]
        member, partner = signed_in(make_actor("member")), signed_in(by)
        told = words(member.get(plan.get_absolute_url()))
        assert ("Supported living" in told, "Paid work" in told) == (True, False)
        assert "Paid work" in words(partner.get(plan.get_absolute_url()))
        lists = [each.get(reverse("api_priorities")).json()["results"][0] for each in (member, partner)]
        assert [(row["total"], row["outcomes"]) for row in lists] == [(None, None), (lists[1]["total"], 1)]
        assert Decimal(lists[1]["total"]) == 250_000
        assert "As it was endorsed." in words(member.get(priority.get_absolute_url()))
        pages = [reverse("plan_version", args=[plan.pk, number]) for number in (1, 2)]
        assert [member.get(each).status_code for each in pages] == [200, 404]
        assert "Supported living, £250,000" in words(partner.get(pages[0]))
    verbs = [each.verb for each in Event.objects.of(plan)]
    assert verbs[:4] == ["version begun", "endorsed", "opened to all", "board decided"]


def plan_of(plan: CommissioningPlan) -> CommissioningPlan:
    """The plan as it is now."""
    return CommissioningPlan.objects.get(pk=plan.pk)


def test_a_board_that_had_ended_on_that_day_endorses_nothing(by, cycle):
    plan = PlanFactory(cycle=cycle, stands="submitted")
    board = plan.boards.get()
    decision = DecisionFactory(body=board.body, decided_on=ENDORSED)
    board.body.name, board.body.ends, board.body.end_reason = "Old Board", SUBMITTED, "Merged."
    board.body.save()
    said = (
        "Old Board ended on 14 February 2005, so it decided nothing on 22 March 2005. Name the board that did its work "
        "that day among those that endorse the plan."
    )
    with at(ENDORSED):
        with pytest.raises(Refused, match=said):
            boards.record_endorsement(by=by, plan=plan, decision=decision)
        reply = signed_in(by).post(
            reverse("api_plan_decide", args=[plan.pk]), {"decision": decision.pk}, "application/json"
        )
        assert (reply.status_code, reply.json()["errors"][0]["detail"]) == (400, said)
        page = send(signed_in(by), reverse("plan_decide", args=[plan.pk]), board=board.pk, decision=decision.pk)
        assert (page.status_code, said in words(page)) == (422, True)
    other = PlanFactory(cycle=cycle, stands="written")
    said = "Old Board ended on 14 February 2005. Choose the board that does its work now."
    with at(ENDORSED), pytest.raises(ValidationError, match=said):
        boards.name_board(by=by, plan=other, body=board.body)


def test_a_plan_that_is_sent_back_begins_anew_with_the_notes_and_goes_to_all_its_boards(cycle):
    office = make_actor("secretariat")
    plan = PlanFactory(cycle=cycle, stands="submitted")
    minute = {"decided_on": ENDORSED, "reference": "Minute 4", "what": "More on work."}
    with at(ENDORSED):
        with pytest.raises(ValidationError) as refusal:
            boards.record_endorsement(by=office, plan=plan)
        assert set(refusal.value.message_dict) == {"decided_on", "reference", "what"}
        with pytest.raises(Refused, match="The board did not agree: write in the notes what is to change."):
            boards.record_endorsement(by=office, plan=plan, outcome=Outcome.NOT_AGREED, **minute)
        deferred = minute | {"reference": "Minute 3"}
        boards.record_endorsement(by=office, plan=plan, outcome=Outcome.DEFERRED, **deferred)
        assert plan_of(plan).state == PlanState.SUBMITTED
        boards.record_endorsement(by=office, plan=plan, outcome=Outcome.NOT_AGREED, notes="Add work.", **minute)
        plan = plan_of(plan)
        before, after = plan.versions.all()
        assert (before.returned_on, before.return_notes, after.number, after.text) == (
            ENDORSED, "Add work.", 2, before.text,
        )  # fmt: skip
        assert (plan.state, plan.working) == (PlanState.IN_DEVELOPMENT, after)
        told = words(signed_in(office).get(plan.get_absolute_url()))
        assert "Version 1, sent back on 22 March 2005 . To change: Add work." in told
        boards.submit_plan(by=office, plan=plan)
        boards.recall_plan(by=office, plan=plan)
        boards.submit_plan(by=office, plan=plan)
        boards.record_endorsement(by=office, plan=plan, **minute | {"reference": "Minute 5"})
        assert plan_of(plan).state == PlanState.ENDORSED
        with pytest.raises(Refused, match="Submit the version that is worked on first."):
            boards.record_endorsement(by=office, plan=plan, **minute | {"reference": "Minute 6"})


def test_a_plan_waits_for_whom_the_stage_plan_asks_to_take_part(by, cycle, monkeypatch):
    plan = ready(PlanFactory(cycle=cycle, stands="written"))
    asked = Gate("The sector spoke", "S3-06", lambda stage, on: Obstacle(f"Ask the sector about {stage.cycle.title}."))
    monkeypatch.setitem(checklist.LINES, StageKind.PLAN, [*checklist.LINES[StageKind.PLAN]])
    checklist.add(StageKind.PLAN, 100, asked)
    with at(SUBMITTED):
        with pytest.raises(Refused, match="Ask the sector about The cycle."):
            boards.submit_plan(by=by, plan=plan)
        monkeypatch.undo()
        boards.submit_plan(by=by, plan=plan)


def test_four_lines_of_the_stage_plan_turn_true_with_the_plan(by, cycle):
    stage = cycle.stages.get(kind=StageKind.PLAN)
    titles = (
        "Its priorities say their outcomes", "A joint commissioning plan is produced", "Spending priorities are set",
        "Stakeholders agree on the plan",
    )  # fmt: skip
    ours = [each for each in checklist.lines_of(StageKind.PLAN) if each.title in titles]
    assert [each(stage).message for each in ours] == [
        "Begin a plan, and add its priorities.", "No plan of the cycle is endorsed yet.",
        "Begin a plan, and add its priorities.", "Begin a plan, and let its boards endorse it.",
    ]  # fmt: skip
    plan = PlanFactory(cycle=cycle, stands="submitted")
    board = plan.boards.get().body.name
    assert [found.message if (found := each(stage, SUBMITTED)) else None for each in ours] == [
        None, "No plan of the cycle is endorsed yet.", None, f"It waits for {board}.",
    ]  # fmt: skip
    plan.versions.update(endorsed_on=ENDORSED)
    assert [each(stage, ENDORSED) for each in ours] == [None] * 4
    PriorityFactory(plan=plan)
    assert [bool(each(stage, ENDORSED)) for each in ours] == [True, False, True, False]


def test_a_priority_needs_a_need_of_its_cycle_and_money_of_partners_within_the_plan(by, cycle, trust):
    plan = PlanFactory(cycle=cycle, stands="written")
    elsewhere, gone = NeedFactory(title="Elsewhere"), NeedFactory(cycle=cycle, title="Gone", withdrawn=True)
    with at(BEGUN):
        for needs, sentence in (
            ([], "Choose at least one need that it comes from."),
            ([elsewhere], "These are needs of another cycle: Elsewhere. Choose those of this one."),
            ([gone], "These needs were withdrawn: Gone. Choose others."),
        ):
            with pytest.raises(ValidationError, match=sentence):
                priorities.add_priority(by=by, plan=plan, title="Homes", needs=needs)
        rows = [
            priorities.add_priority(by=by, plan=plan, title=title, needs=[NeedFactory(cycle=cycle)])
            for title in ("Homes", "Work", "Friends")
        ]
        for budget, sentence in (
            ([(PublicBodyFactory(), 2005, 5)], "Only partners of the cycle pay for its priorities."),
            ([(trust, 2008, 5)], "The plan does not touch 2008-09. Enter years from 2005-06 to 2007-08, or change"),
            ([(trust, 2005, 5), (trust, 2005, 6)], "Enter one amount for each partner and year."),
            ([(trust, 2005, -5)], "Enter an amount above nothing"),
        ):
            with pytest.raises(ValidationError, match=sentence):
                priorities.set_budget(by=by, priority=rows[0], budget=budget)
        priorities.set_budget(by=by, priority=rows[0], budget=[(trust, 2007, 5)])
        with pytest.raises(ValidationError, match="Priorities have money in 2007-08. Take that out first"):
            actions.edit_plan(by=by, plan=plan, version=None, ends=datetime.date(2007, 3, 31))
        with pytest.raises(ValidationError, match="Enter a place from 1 to 3."):
            priorities.move_priority(by=by, priority=rows[2], place=4)
        priorities.move_priority(by=by, priority=rows[2], place=1)
        priorities.drop_priority(by=by, priority=rows[1], reason="No money.")
        with pytest.raises(Refused, match="It was dropped on 10 January 2005."):
            priorities.add_outcome(by=by, priority=rows[1], what="Jobs")
    found = Priority.objects.filter(plan=plan).order_by("number")
    assert [(each.number, each.title) for each in found] == [(1, "Friends"), (2, "Homes"), (3, "Work")]
    assert [each.title for each in found.counting()] == ["Friends", "Homes"]


def test_a_plan_that_expired_or_was_withdrawn_gets_no_priority(by, cycle):
    plan, need = PlanFactory(cycle=cycle, stands="written"), NeedFactory(cycle=cycle)
    with at(LAST + DAY), pytest.raises(Refused, match="The plan expired on 31 March 2008. Begin the plan that follows"):
        priorities.add_priority(by=by, plan=plan, title="Homes", needs=[need])
    with at(BEGUN):
        actions.withdraw_plan(by=by, plan=plan, reason="Another takes its place.")
        with pytest.raises(Refused, match="The plan was withdrawn on 10 January 2005. Begin another in its cycle."):
            priorities.add_priority(by=by, plan=plan, title="Homes", needs=[need])
        assert actions.begin_plan(by=by, cycle=cycle, title=plan.title, starts=FIRST, ends=LAST).pk != plan.pk


def test_the_pages_take_a_plan_with_its_priority_and_money(by, cycle, trust):
    browser, need = signed_in(by), NeedFactory(cycle=cycle, title="Homes")
    measure = MeasureFactory(title="Tenancies")
    with at(BEGUN):
        url = reverse("plan_begin", args=[cycle.pk])
        page = send(browser, url, title="Three years", **day("starts", LAST), **day("ends", FIRST))
        assert (page.status_code, "The last day is before the first day." in words(page)) == (422, True)
        send(browser, url, title="Three years", **day("starts", FIRST), **day("ends", LAST))
        plan = CommissioningPlan.objects.get()
        told = words(browser.get(plan.get_absolute_url()))
        assert ("Plans for 3 years" in told, "Write the first version of its text." in told) == (True, False)
        send(browser, reverse("plan_version_begin", args=[plan.pk]), text="Aims\n\nHomes.")
        told = words(browser.get(plan.get_absolute_url()))
        assert "Before you go on" in told
        page = send(
            browser, reverse("plan_contents", args=[plan.pk]),
            **{"1_prevention_where": "Section 2", "1_prevention_why_not": "No."},
        )  # fmt: skip
        assert (page.status_code, "one of the two." in words(page)) == (422, True)
        typed = {f"{each.value}_where": "Section 2" for each in Content}
        assert send(browser, reverse("plan_contents", args=[plan.pk]), **typed).status_code == 302
        driver = {"title": "Valuing People", "publisher": "Department of Health", "year": "2001"}
        send(browser, reverse("plan_driver_name", args=[plan.pk]), requirement="Choice.", **driver)
        send(browser, reverse("plan_board_name", args=[plan.pk]), body=BodyFactory(name="Joint Group").pk)
        page = send(browser, reverse("priority_add", args=[plan.pk]), title="Supported living")
        assert (page.status_code, "Choose the needs it comes from." in words(page)) == (422, True)
        send(browser, reverse("priority_add", args=[plan.pk]), title="Supported living", needs=[need.pk])
        priority = Priority.objects.get()
        outcome = {"what": "People choose.", "measure": measure.pk, "aim": "40 by 2008"}
        send(browser, reverse("priority_outcome_add", args=[priority.pk]), **outcome)
        council = cycle.partners.exclude(organisation=trust).get().organisation
        page = send(browser, reverse("priority_budget", args=[priority.pk]), **{f"a{trust.pk}_2005": "much"})
        assert " pays in 2005-06 must be an amount in pounds, like 1,200 or 1,200.50." in words(page)
        money = {f"a{trust.pk}_2005": "120,000", f"a{council.pk}_2007": "80000.50"}
        send(browser, reverse("priority_budget", args=[priority.pk]), **money)
        told = words(browser.get(plan.get_absolute_url()))
        assert "Valuing People (Department of Health, 2001): Choice." in told
        assert "Wye Council £0 £0 £80,000.50 £80,000.50" in told
        assert "Together £120,000 £0 £80,000.50 £200,000.50" in told
        assert "People choose. (Tenancies: 40 by 2008)" in told
        assert send(browser, reverse("plan_submit", args=[plan.pk])).status_code == 302
        assert plan_of(plan).state == PlanState.SUBMITTED
        page = browser.get(reverse("plan_decide", args=[plan.pk]))
        assert ("It is the turn of Joint Group" in words(page), 'name="reference"' in page.content.decode()) == (
            True, False,
        )  # fmt: skip
        lines = {line.text for section in sections_for(by) for line in section.lines if section.name == "waiting"}
        assert "Three years" in lines


def test_consultation_opens_a_plan_to_whoever_is_signed_in(by, cycle):
    plan = PlanFactory(cycle=cycle, stands="written")
    priority = PriorityFactory(plan=plan, title="Homes")
    member = signed_in(make_actor("member"))
    assert [member.get(each.get_absolute_url()).status_code for each in (plan, priority)] == [404, 404]
    with at(CONSULTED):
        actions.consult_on_plan(by=by, plan=plan)
        with pytest.raises(Refused, match="Version 1 was sent out on 17 January 2005."):
            actions.consult_on_plan(by=by, plan=plan)
        assert plan_of(plan).state == PlanState.CONSULTATION
        further = priorities.add_priority(by=by, plan=plan, title="Work", needs=[NeedFactory(cycle=cycle)])
    pages = (plan, priority, further)
    assert [member.get(each.get_absolute_url()).status_code for each in pages] == [200, 200, 404]


def test_two_people_who_write_at_once_do_not_overwrite_one_another(by, cycle):
    plan = PlanFactory(cycle=cycle, stands="written")
    with at(BEGUN):
        actions.write_version(by=by, plan=plan, version=1, text="Mine.")
        with pytest.raises(Conflict):
            actions.write_version(by=by, plan=plan, version=1, text="Theirs.")
        with pytest.raises(Refused, match="Version 1 is being worked on. Change that one."):
            actions.begin_version(by=by, plan=plan, text="Another.")
        with pytest.raises(PermissionDenied, match="is not a partner in this."):
            actions.write_version(by=make_actor("commissioner"), plan=published(plan), text="Strange.")
    assert plan.versions.get().text == "Mine."


def published(plan: CommissioningPlan) -> CommissioningPlan:
    """A plan that everybody signed in may read."""
    plan.published_on = BEGUN
    plan.save(update_fields=["published_on"])
    return plan


def test_the_pages_of_a_plan_and_a_need_cost_the_same_with_more_on_them(by, cycle):
    plan, need, browser = PlanFactory(cycle=cycle, stands="submitted"), NeedFactory(cycle=cycle), signed_in(by)
    evidence_of(need)
    plan.drivers.create(title="Policy", publisher="The Department", year=2000, requirement="Choice.")

    def statements() -> list[int]:
        found = []
        for each in (plan, need):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(each.get_absolute_url()).status_code == 200
            found.append(len(asked))
        return found

    statements()
    few = statements()
    for number in range(6):
        priority = PriorityFactory(plan=plan, whole=True, published_on=CONSULTED)
        priority.needs.add(need)
        evidence_of(need, statement=f"Number {number}")
        plan.boards.create(body=BodyFactory(), place=number + 2)
        plan.drivers.create(title=f"Policy {number}", publisher="The Department", year=2001, requirement="Choice.")
    assert statements() == few == [15, 12]


def test_while_it_is_written_its_checklist_reads_its_priorities_once(by, cycle):
    """However many it has, and whatever they lack: five lines of the checklist, one statement."""
    plan, browser = PlanFactory(cycle=cycle, stands="written"), signed_in(by)
    for number, title in enumerate(("Homes", "Work", "Evenings", "Health"), start=1):
        PriorityFactory(plan=plan, number=number, title=title)

    def page() -> tuple[str, int]:
        with at(BEGUN), CaptureQueriesContext(connection) as asked:
            said = words(browser.get(plan.get_absolute_url()))
        counting = [each["sql"] for each in asked if "dropped_on" in each["sql"].split("WHERE", 1)[-1]]
        return said, len(counting)

    page()
    said, few = page()
    four = "1. Homes; 2. Work; 3. Evenings; and others."
    for lacking in (f"Say from which needs these come: {four}", f"Say what these are to bring: {four}",
                    f"Say which partner pays what for these, and in which year: {four}"):  # fmt: skip
        assert lacking in said
    plan.priorities.first().outcomes.create(what="A home of one's own.")
    PriorityFactory(plan=plan, number=5, title="Transport", whole=True)
    PriorityFactory(plan=plan, number=6, title="Dropped", dropped_on=BEGUN, dropped_in=1, drop_reason="No.")
    said, more = page()
    assert "Say how the outcomes of these are measured: 1. Homes." in said
    assert "Say what these are to bring: 2. Work; 3. Evenings; 4. Health." in said
    assert few == more == 2  # for the checklist, and for what the page shows of them


def test_a_plan_is_refreshed_by_three_tests_and_the_next_day_is_due(by, cycle):
    plan, being_written = PlanFactory(cycle=cycle, stands="endorsed"), PlanFactory(cycle=cycle, stands="written")
    on, following = datetime.date(2006, 5, 9), datetime.date(2007, 5, 9)
    with at(on):
        with pytest.raises(Refused, match="A plan is refreshed once it was endorsed."):
            refreshes.refresh_plan(by=by, plan=being_written, notes="Read.")
        for given, sentence in (
            ({"refreshed_on": on + DAY}, "Enter a day that has come."),
            (
                {"refreshed_on": ENDORSED - DAY},
                "The plan was endorsed on 22 March 2005. Enter that day or a later one.",
            ),
            ({"next_due": on}, "Enter a day after 9 May 2006."),
            ({"next_due": LAST + DAY}, "The plan ends on 31 March 2008. Enter a day up to that, or leave it empty."),
            ({"notes": " "}, "Write what was looked at"),
        ):
            with pytest.raises(ValidationError, match=sentence):
                refreshes.refresh_plan(by=by, plan=plan, **{"notes": "Read."} | given)
        page = send(
            signed_in(by), reverse("plan_refresh", args=[plan.pk]), notes="Work is missing.", fit_for_purpose="on",
            reflects_strategies="on", **day("next_due", following),
        )  # fmt: skip
        assert page.status_code == 302
        plan.refresh_from_db()
        assert (plan.refresh_due, plan.refreshes.get().passed) == (following, 2)
        told = words(signed_in(by).get(plan.get_absolute_url()))
        assert "9 May 2006: 2 of 3 tests met; not met: informs the section 75 agreement. Work is missing." in told
        refreshes.refresh_plan(by=by, plan=plan, notes="Earlier.", refreshed_on=FIRST, next_due=on)
        plan.refresh_from_db()
        assert plan.refresh_due == following


def test_a_required_plan_is_met_by_an_endorsed_one_of_its_body_group_and_length(by, cycle, trust):
    required = PlanRequirementFactory(organisation=trust, client_group=cycle.client_group, years=3)
    stranger = PlanFactory(stands="written", ends=FIRST + 400 * DAY)
    with pytest.raises(ValidationError) as refusal:
        requirements.meet_requirement(by=by, required=required, plan=stranger)
    assert refusal.value.messages == [
        f"It is for {stranger.cycle.client_group.title}, not for People with a learning disability. Wye Trust is no "
        "partner in its cycle. It plans for 1.1 years, and 3 are asked for. It is not endorsed yet. Choose another "
        "plan, or put that right first."
    ]
    fit = PlanFactory(cycle=cycle, stands="endorsed")
    assert requirements.meet_requirement(by=by, required=required, plan=fit).met_on == ENDORSED
    assert required.__class__.objects.outstanding().count() == 0
    with pytest.raises(Refused, match=f"It is met by: {fit.title}."):
        requirements.meet_requirement(by=by, required=required, plan=fit)
    office = make_actor("secretariat")
    with pytest.raises(ValidationError, match="It plans for 3 years, and 5 are"):
        requirements.edit_plan_requirement(by=office, required=required, version=None, years=5)
    with pytest.raises(PermissionDenied):
        requirements.add_plan_requirement(by=by, organisation=trust, title="Plan", client_group=cycle.client_group)
    late = PlanRequirementFactory(organisation=trust, due_on=FIRST)
    rows = signed_in(by).get(reverse("api_plan_requirements"), {"state": "overdue", "as_at": "2006-01-01"})
    assert [row["title"] for row in rows.json()["results"]] == [late.title]
    requirements.void_requirement(by=office, required=late, reason="By mistake.")
    assert "By mistake." in words(signed_in(by).get(late.get_absolute_url()))


def test_the_coverage_grid_shows_which_plan_covers_which_year_and_the_gaps(by, cycle):
    PlanFactory(cycle=cycle, title="Three years", stands="endorsed")
    elders = PlannedCycleFactory(client_group=TermFactory(title="Elders"), area=cycle.area, partners=[by.organisation])
    PlanFactory(cycle=elders, title="Growing old", stands="written", starts=FIRST, ends=datetime.date(2012, 3, 31))
    PlanFactory(title="Of another county", stands="endorsed", cycle__client_group=cycle.client_group)
    figures, table = PlanCoverage().sections(by, ENDORSED, area="Wye", first_year=2004)
    assert table.headings == ["Client group", *["2004-05", "2005-06", "2006-07", "2007-08", "2008-09", "2009-10"]]
    rows = {row[0]: row[1:] for row in table.all_rows()}
    assert rows["People with a learning disability"] == [GAP, *["Three years"] * 3, GAP, GAP]
    assert rows["Elders"] == [GAP, *["Growing old (in development)"] * 5]
    assert figures.figures[0][1] == 3
    _, table = PlanCoverage().sections(by, datetime.date(2013, 1, 1), area="Wye", first_year=2011)
    assert {row[0]: row[1] for row in table.all_rows()}["Elders"] == "Growing old (never endorsed)"
    figures, *_, listed = PlansReport().sections(by, ENDORSED, area="Wye")
    assert [each[1] for each in figures.figures] == [2, 0.5, 0.5, 0]
    assert [row[-2:] for row in listed.all_rows()] == [[7.0, "In development"], [3.0, "Endorsed"]]
