"""What keeps a plan as it was endorsed: its end, its days, its boards, and what is told of it afterwards."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from commissioning.endorsements import actions as boards
from commissioning.plans import actions
from commissioning.plans.models import CommissioningPlan, PlanState, Priority
from commissioning.plans.reports import GAP, PlanCoverage, PlansReport
from commissioning.priorities import actions as priorities
from commissioning.refreshes import actions as refreshes
from commissioning.requirements import actions as requirements
from commissioning.requirements.models import PlanRequirement
from commissioning.stages import actions as stages
from core.acts import Refused
from partnerships.bodies import actions as bodies
from partnerships.organisations.models import Lineage
from tests.commissioning.partners import AGREED, HEARD, OPENED, SIGNED, Partners, at, on, refused
from tests.consultation.pages import words
from tests.factories.bodies import BodyFactory, DecisionFactory
from tests.factories.commissioning_plans import (
    BEGUN,
    ENDORSED,
    FIRST,
    LAST,
    SUBMITTED,
    NeedFactory,
    PlanFactory,
    PlannedCycleFactory,
    PlanRequirementFactory,
    heard,
)
from tests.factories.organisations import AreaFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LATER = datetime.date(2006, 2, 1)


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


def now(plan: CommissioningPlan) -> CommissioningPlan:
    """The plan as it is now."""
    return CommissioningPlan.objects.get(pk=plan.pk)


def test_what_was_withdrawn_or_had_expired_is_not_endorsed(by, cycle):
    plan = PlanFactory(cycle=cycle, title="Three years", stands="submitted")
    decision = DecisionFactory(body=plan.boards.get().body, decided_on=ENDORSED - DAY)
    with on(ENDORSED):
        actions.withdraw_plan(by=by, plan=plan, reason="Given up.")
        said = "The plan was withdrawn on 22 March 2005. Begin another in its cycle."
        assert refused(boards.record_endorsement, by=by, plan=plan, decision=decision) == [said]
        assert (now(plan).state, now(plan).endorsed_version) == (PlanState.WITHDRAWN, None)
    late = PlanFactory(cycle=cycle, title="Late", stands="submitted")
    board = late.boards.get().body
    with on(LAST + 30 * DAY):
        after = DecisionFactory(body=board, decided_on=LAST + DAY)
        said = (
            "The plan expired on 31 March 2008. Choose a decision of that day or an earlier one, or begin the plan "
            "that follows it."
        )
        assert refused(boards.record_endorsement, by=by, plan=late, decision=after) == [said]
        in_time = DecisionFactory(body=board, decided_on=LAST)
        assert now(boards.record_endorsement(by=by, plan=late, decision=in_time)).endorsed_version.endorsed_on == LAST


def test_the_days_of_an_endorsed_plan_stay_while_its_next_version_is_worked_on(by, cycle):
    plan = PlanFactory(cycle=cycle, stands="endorsed")
    with on(LATER):
        actions.begin_version(by=by, plan=plan, text="Second.")
        said = (
            "Version 1 was endorsed for 1 April 2005 to 31 March 2008, so these days stay. Begin the plan that follows "
            "it, or withdraw this one and begin another."
        )
        assert refused(actions.edit_plan, by=by, plan=plan, version=None, ends=LATER - DAY) == [said]
        actions.edit_plan(by=by, plan=plan, version=None, title="Renamed", starts=FIRST, ends=LAST)
    assert (now(plan).state_on(LATER), now(plan).ends, now(plan).title) == (PlanState.IN_PLACE, LAST, "Renamed")


def test_the_days_of_a_plan_are_bounded_and_money_of_what_was_dropped_does_not_hold_them(by, cycle, trust):
    with on(SUBMITTED):
        given = {"by": by, "cycle": cycle, "title": "Long"}
        years = "Enter a day from 1990 to 2100."
        ages = {"starts": datetime.date(1, 1, 1), "ends": datetime.date(9999, 12, 31)}
        assert refused(actions.begin_plan, **given, **ages) == {"starts": [years], "ends": [years]}
        assert refused(actions.begin_plan, **given, starts=FIRST, ends=datetime.date(2026, 4, 1)) == {
            "ends": ["A plan is for 20 years at most. Enter an earlier last day, and go on with a further plan."]
        }
        for due, said in (
            (LAST + DAY, "The plan ends on 31 March 2008. Enter a day up to that, or leave it empty."),
            (FIRST, "Enter a day after 1 April 2005."),
        ):
            wrong = refused(actions.begin_plan, **given, starts=FIRST, ends=LAST, refresh_due=due)
            assert wrong == {"refresh_due": [said]}
        plan = actions.begin_plan(**given, starts=FIRST, ends=LAST, refresh_due=LATER)
        assert refused(actions.edit_plan, by=by, plan=plan, version=None, refresh_due=LAST + DAY) == {
            "refresh_due": ["The plan ends on 31 March 2008. Enter a day up to that, or leave it empty."]
        }
        priority = priorities.add_priority(by=by, plan=plan, title="Homes", needs=[NeedFactory(cycle=cycle)])
        priorities.set_budget(by=by, priority=priority, budget=[(trust, 2007, Decimal(5))])
        short = {"by": by, "plan": plan, "version": None, "ends": datetime.date(2007, 3, 31)}
        assert refused(actions.edit_plan, **short) == {
            "ends": ["Priorities have money in 2007-08. Take that out first, or enter days that include it."]
        }
        priorities.drop_priority(by=by, priority=Priority.objects.get(), reason="Another plan's.")
        assert actions.edit_plan(**short).ends == datetime.date(2007, 3, 31)
    endorsed = PlanFactory(cycle=cycle, stands="endorsed")
    with on(LATER):
        refreshes.refresh_plan(by=by, plan=endorsed, notes="Read.")
        edit = {"by": by, "plan": endorsed, "version": None}
        assert refused(actions.edit_plan, **edit, refresh_due=LATER) == {
            "refresh_due": ["Enter a day after 1 February 2006."]
        }
        assert actions.edit_plan(**edit, refresh_due=LATER + DAY).refresh_due == LATER + DAY


def test_reports_tell_of_a_past_day_what_stood_then(by, cycle):
    plan = PlanFactory(cycle=cycle, title="Three years", stands="endorsed")
    with on(LATER):
        actions.withdraw_plan(by=by, plan=plan, reason="Quashed.")
    for day, count in ((LATER - DAY, 1), (LATER, 0)):
        _, grid = PlanCoverage().sections(by, day, area="Wye", first_year=2005)
        cells = [row[1] for row in grid.all_rows()]
        assert (cells.count("Three years"), len(cells) - cells.count(GAP)) == (count, count)
        assert PlansReport().sections(by, day, area="Wye")[0].figures[0][1] == count


def test_a_withdrawn_plan_meets_nothing_and_another_can_be_named(by, cycle, trust):
    required = PlanRequirementFactory(organisation=trust, client_group=cycle.client_group, due_on=LATER)
    plan, other = (PlanFactory(cycle=cycle, stands="endorsed") for _ in range(2))
    client = signed_in(by)
    with on(ENDORSED):
        required = requirements.meet_requirement(by=by, required=required, plan=plan)
    with on(LATER + DAY):
        outstanding = PlanRequirement.objects.outstanding()
        assert (required.standing, outstanding.count()) == (("Met", "green"), 0)
        actions.withdraw_plan(by=by, plan=plan, reason="Quashed.")
        required = PlanRequirement.objects.get()
        assert (required.standing, PlanRequirement.objects.outstanding().get()) == (("Overdue", "red"), required)
        rows = {
            state: client.get(reverse("api_plan_requirements"), {"state": state}).json()["results"]
            for state in ("met", "overdue")
        }
        assert (rows["met"], [each["met_on"] for each in rows["overdue"]]) == ([], [None])
        then = client.get(reverse("api_plan_requirements"), {"state": "met", "as_at": LATER.isoformat()}).json()[
            "results"
        ]
        assert [each["title"] for each in then] == [required.title]
        assert "Say which plan meets it" in words(client.get(required.get_absolute_url()))
        requirements.edit_plan_requirement(by=make_actor("secretariat"), required=required, version=None, source="Act")
        assert requirements.meet_requirement(by=by, required=required, plan=other).standing == ("Met", "green")


def test_a_board_that_dissolves_midway_is_replaced_while_the_plan_lies_before_the_others(by, cycle):
    plan = PlanFactory(cycle=cycle, stands="submitted")
    first = plan.boards.get()
    gone, new = BodyFactory(name="Joint Group"), BodyFactory(name="New Joint Group")
    second = plan.boards.create(body=gone, place=2)
    with on(ENDORSED):
        named = {"by": by, "plan": plan, "body": new}
        assert "Wait for the boards" in refused(boards.name_board, **named)[0]
        boards.record_endorsement(by=by, plan=plan, decision=DecisionFactory(body=first.body, decided_on=SUBMITTED))
        gone.ends, gone.end_reason = SUBMITTED, "Merged."
        gone.save()
        said = "Name the board that does the work of Joint Group now first: another is to decide."
        assert refused(boards.drop_board, by=by, board=second) == [said]
        boards.name_board(**named)
        assert "Wait until it has decided." in refused(boards.drop_board, by=by, board=plan.boards.get(body=new))[0]
        assert "Take out Joint Group" in words(signed_in(by).get(plan.get_absolute_url()))
        boards.drop_board(by=by, board=second)
        boards.record_endorsement(by=by, plan=plan, decision=DecisionFactory(body=new, decided_on=ENDORSED))
        assert now(plan).state == PlanState.ENDORSED
        first.body.ends, first.body.end_reason = ENDORSED - DAY, "Merged."
        first.body.save()
        actions.begin_version(by=by, plan=plan, text="Second.")
        with pytest.raises(Refused, match="Take it out, and name the board that does its work now."):
            boards.submit_plan(by=by, plan=plan)
        heir = BodyFactory(name="Heir")
        boards.name_board(by=by, plan=plan, body=heir)
        boards.submit_plan(by=by, plan=plan)
        for body in (new, heir):
            boards.record_endorsement(by=by, plan=plan, decision=DecisionFactory(body=body, decided_on=ENDORSED))
        assert now(plan).endorsed_version.number == 2


def test_a_void_decision_does_not_keep_a_submission_from_being_taken_back(by, cycle):
    plan = PlanFactory(cycle=cycle, stands="submitted")
    plan.boards.create(body=BodyFactory(), place=2)
    with on(ENDORSED):
        decision = DecisionFactory(body=plan.boards.first().body, decided_on=SUBMITTED)
        boards.record_endorsement(by=by, plan=plan, decision=decision)
        with pytest.raises(ValidationError, match="A board has decided on this version."):
            boards.recall_plan(by=by, plan=plan)
        bodies.void_decision(by=make_actor("secretariat"), decision=decision, reason="Of another plan.")
        boards.recall_plan(by=by, plan=plan)
        assert now(plan).state_on(BEGUN) == PlanState.IN_DEVELOPMENT
        assert now(plan).working.submitted_on is None


def test_a_decision_on_which_an_endorsement_rests_is_neither_void_nor_another(by, cycle):
    plan = PlanFactory(cycle=cycle, title="Three years", stands="submitted")
    office = make_actor("secretariat")
    decision = DecisionFactory(body=plan.boards.get().body, decided_on=SUBMITTED)
    with on(ENDORSED):
        boards.record_endorsement(by=by, plan=plan, decision=decision)
        said = "It endorsed version 1 of the plan 'Three years'. Withdraw that plan first."
        assert refused(bodies.void_decision, by=office, decision=decision, reason="Never met.") == [said]
        correct = {"by": office, "decision": decision, "version": None}
        for change in ({"outcome": "not_agreed"}, {"decided_on": SUBMITTED - DAY}):
            [said] = refused(bodies.correct_decision, **correct, **change)
            assert said.startswith("It is recorded with version 1 of the plan 'Three years', which counts on its day")
        assert bodies.correct_decision(**correct, reference="Minute 9").reference == "Minute 9"
        actions.withdraw_plan(by=by, plan=plan, reason="The board never met.")
        assert bodies.void_decision(by=office, decision=decision, reason="Never met.").voided_on == ENDORSED


def test_a_decision_on_which_a_later_board_built_is_not_void_before_that_ones(by, cycle):
    plan = PlanFactory(cycle=cycle, title="Three years", stands="submitted")
    for place in (2, 3):
        plan.boards.create(body=BodyFactory(name=f"Board {place}"), place=place)
    office = make_actor("secretariat")
    with on(ENDORSED):
        made = [DecisionFactory(body=each.body, decided_on=SUBMITTED) for each in plan.boards.all()[:2]]
        for each in made:
            boards.record_endorsement(by=by, plan=plan, decision=each)
        said = "Board 2 decided after it on version 1 of the plan 'Three years'. Declare that decision void first."
        assert refused(bodies.void_decision, by=office, decision=made[0], reason="Never met.") == [said]
        for each in reversed(made):
            bodies.void_decision(by=office, decision=each, reason="Never met.")


def test_a_decision_that_signs_off_a_stage_is_void_only_once_that_is_open_again():
    they = Partners()
    with on(OPENED):
        cycle = they.begin()
    with on(HEARD):
        they.hear(at(cycle))
        they.answer_all(at(cycle))
    decision = DecisionFactory(decided_on=SIGNED)
    with on(AGREED):
        for each in (they.of_trust, they.of_council):
            stages.decide_stage(by=each, stage=at(cycle), decision=decision)
        said = "It signs off Analyse of the cycle 'Learning disability 2005 to 2008'. Open that stage again first."
        void = {"by": they.secretary, "decision": decision, "reason": "Never met."}
        assert refused(bodies.void_decision, **void) == [said]
        correct = {"by": they.secretary, "decision": decision, "version": None, "outcome": "not_agreed"}
        assert refused(bodies.correct_decision, **correct) == [said]
        stages.reopen_stage(by=they.of_trust, stage=at(cycle), reason="The board never met.")
        assert bodies.void_decision(**void).voided_on == AGREED


def test_who_left_the_cycle_or_split_off_a_partner_reads_no_drafts(by, cycle, trust):
    council = cycle.partners.exclude(organisation=trust).get()
    parted, closed = PublicBodyFactory(name="Split off"), PublicBodyFactory(name="Went on")
    Lineage.objects.create(ancestor=trust, descendant=parted, kind="split", on=BEGUN)
    Lineage.objects.create(ancestor=council.organisation, descendant=closed, kind="split", on=LATER)
    plan = PlanFactory(cycle=cycle, stands="written")
    priority = priorities_of(by, plan)
    whose = {each: make_actor("commissioner", organisation=each) for each in (council.organisation, parted, closed)}

    def reads() -> list[bool]:
        found = []
        for actor in (by, *whose.values()):
            answers = {signed_in(actor).get(row.get_absolute_url()).status_code == 200 for row in (plan, priority)}
            listed = {row.__class__.objects.visible_to(actor).filter(pk=row.pk).exists() for row in (plan, priority)}
            [seen] = answers | listed
            found.append(seen)
        return found

    with on(LATER):
        assert reads() == [True, True, False, False]
        council.organisation.closed = LATER - DAY
        council.organisation.save(update_fields=["closed"])
        whose[closed] = make_actor("commissioner", organisation=closed)
        assert reads()[3] is True
        council.ends = LATER - DAY
        council.save(update_fields=["ends"])
        assert (reads()[0], reads()[1], reads()[3]) == (True, False, False)


def priorities_of(by, plan: CommissioningPlan) -> Priority:
    """A priority of a plan that is worked on."""
    with on(SUBMITTED):
        return priorities.add_priority(by=by, plan=plan, title="Homes", needs=[NeedFactory(cycle=plan.cycle)])


def test_who_reads_no_drafts_is_told_of_priorities_as_they_were_endorsed(by, cycle, trust):
    plan = PlanFactory(cycle=cycle, stands="endorsed", published_on=ENDORSED)
    plan.priorities.update(published_on=ENDORSED)
    before = plan.priorities.get()
    with on(LATER):
        actions.begin_version(by=by, plan=plan, text="Second.")
        change = {"by": by, "priority": before, "version": None}
        priorities.edit_priority(**change, title="Close the day centre", demand="Nobody asks.")
        priorities.drop_priority(by=by, priority=before, reason="Not in the second.")
        outsider, partner, office = (signed_in(each) for each in (make_actor("member"), by, make_actor("secretariat")))
        for client, told in (
            (outsider, before.title),
            (partner, "Close the day centre"),
            (office, "Close the day centre"),
        ):
            page = words(client.get(before.get_absolute_url()))
            hidden = told == before.title
            assert (told in page, "Close the day" in page, "ropped" in page) == (True, not hidden, not hidden)
            assert ("Not in the second." in page, "Nobody asks." in page) == (not hidden, not hidden)
            [row] = client.get(reverse("api_priorities")).json()["results"]
            listed = (row["title"], row["dropped_on"], row["drop_reason"], row["total"] is None)
            kept = ("Close the day centre", LATER.isoformat(), "Not in the second.", False)
            assert listed == ((before.title, None, "", True) if hidden else kept)
            sheet = b"".join(client.get(reverse("priorities_csv")).streaming_content)
            assert (b"Close the day" in sheet, b"Not in the second" in sheet) == (not hidden, not hidden)
            found = client.get(reverse("api_priorities"), {"state": "dropped"}).json()["results"]
            assert len(found) == (0 if hidden else 1)
