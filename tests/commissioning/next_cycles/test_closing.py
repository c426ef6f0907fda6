"""The last signature of Review opens the next cycle, unless whoever gives it chooses not to or it cannot be."""

import pytest
from django.db import connections
from django.urls import reverse

from commissioning.cycles import actions as cycles
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.lessons import actions as lessons
from commissioning.next_cycles import actions
from commissioning.stages import actions as stages
from core.trail.models import Event
from tests.commissioning.partners import DAY, ENDS, STARTS, Partners, at, on, signer
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.bodies import BodyFactory, DecisionFactory
from tests.factories.commissioning_plans import NeedFactory, PlannedCycleFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db
CLOSED, NEXT = DAY(2008, 6, 12), DAY(2008, 6, 16)
TITLE = "Learning disability 2008 to 2011"


@pytest.fixture
def they():
    return Partners()


def at_review(they):
    """A cycle whose Review waits for the partners' signatures: one need is not met."""
    cycle = they.begin()
    cycle.needs.all().delete()
    NeedFactory(cycle=cycle, title="Friends", unmet="Half of it.")
    Stage.objects.filter(cycle=cycle).update(opened_on=DAY(2005, 4, 4), signed_off_on=DAY(2005, 9, 14))
    Stage.objects.filter(cycle=cycle, kind=StageKind.REVIEW).update(opened_on=ENDS, signed_off_on=None)
    with on(CLOSED):
        they.answer_all(at(cycle, StageKind.REVIEW))
        lessons.record_lesson(by=they.of_trust, cycle=cycle, kind="lesson", text="A year is too short.")
    return cycle


@pytest.fixture
def cycle(they):
    return at_review(they)


def sign(by, cycle, **more):
    return stages.sign_stage(by=by, stage=at(cycle, StageKind.REVIEW), **more)


def following(cycle):
    return CommissioningCycle.objects.filter(follows=cycle).first()


def told(cycle):
    """Why it did not open, as the trail has it."""
    rows = Event.objects.of(cycle).filter(verb="next cycle not opened").order_by("pk")
    return [each.detail["because"] for each in rows]


def test_it_opens_with_the_last_signature_and_not_before(they, cycle):
    with on(CLOSED):
        sign(they.of_trust, cycle)
        assert following(cycle) is None
    with on(NEXT):
        sign(they.of_council, cycle)
        sign(they.of_council, cycle)  # twice is once
        made = following(cycle)
    assert (made.title, made.starts, made.ends) == (TITLE, DAY(2008, 4, 1), DAY(2011, 3, 31))
    assert (at(made).opened_on, [each.title for each in made.needs.all()]) == (NEXT, ["Friends"])
    assert sorted(each.organisation.name for each in made.partners.all()) == [
        "Herefordshire Council", "Herefordshire Primary Care Trust",
    ]  # fmt: skip
    assert (CommissioningCycle.objects.count(), told(cycle)) == (2, [])
    page = words(signed_in(they.director).get(at(cycle, StageKind.REVIEW).get_absolute_url()))
    assert f"The next cycle was opened {TITLE}" in page


def test_who_signs_last_can_choose_not_to_and_open_it_later(they, cycle):
    with on(CLOSED):
        sign(they.of_trust, cycle)  # the choice of the last one counts
        sign(they.of_council, cycle, open_next=False)
        assert (at(cycle, StageKind.REVIEW).signed_off_on, following(cycle), told(cycle)) == (CLOSED, None, [])
        assert actions.open_next_cycle(by=they.of_trust, cycle=cycle, title="Otherwise").follows == cycle


def test_a_decision_of_a_board_that_comes_last_opens_it_too(they, cycle):
    board = BodyFactory(name="Learning Disability Programme Board", area=they.area)
    decision = DecisionFactory(body=board, decided_on=CLOSED, outcome="agreed")
    with on(NEXT):
        sign(they.of_trust, cycle)
        stages.decide_stage(by=they.of_council, stage=at(cycle, StageKind.REVIEW), decision=decision)
        assert following(cycle).title == TITLE


def test_who_may_not_open_cycles_signs_all_the_same_and_is_told(they, cycle):
    chair = signer(they.council, "approver", "Chair")
    with on(CLOSED):
        sign(they.of_trust, cycle)
        browser = signed_in(chair)
        page = browser.get(reverse("stage_sign", args=[at(cycle, StageKind.REVIEW).pk]))
        shown = words(page)
        assert "The next cycle does not open with this signature." in shown
        assert "a commissioner of one of the partners, or the Forum secretariat, opens the next one" in shown
        assert "open_next" not in page.content.decode()
        sign(chair, cycle)
        assert (at(cycle, StageKind.REVIEW).signed_off_on, following(cycle)) == (CLOSED, None)
        assert told(cycle)[0].startswith("You sign off Review, but do not open cycles")
        assert actions.open_next_cycle(by=they.of_council, cycle=cycle).title == TITLE


def test_it_waits_for_a_lesson_and_stands_in_the_way_of_no_signature(they, cycle):
    lessons.void_lesson(by=they.of_trust, lesson=cycle.lessons.get(), reason="Of another cycle.")
    with on(CLOSED):
        page = words(signed_in(they.of_council).get(reverse("stage_sign", args=[at(cycle, StageKind.REVIEW).pk])))
        assert "does not open with this signature. Record what this cycle taught." in page
        sign(they.of_trust, cycle)
        sign(they.of_council, cycle)
    assert (following(cycle), told(cycle)) == (None, ["Record what this cycle taught."])


def test_where_the_act_itself_refuses_the_signature_stands(they, cycle):
    CommissioningCycle.objects.filter(pk=cycle.pk).update(starts=DAY(2085, 4, 1), ends=DAY(2099, 3, 31))
    with on(CLOSED):
        sign(they.of_trust, cycle)
        sign(they.of_council, cycle)
    assert at(cycle, StageKind.REVIEW).signed_off_on == CLOSED
    assert (following(cycle), told(cycle)) == (None, ["Enter a year from 1948 to 2100."])


def test_taken_back_and_signed_anew_it_opens_again_and_never_twice(they, cycle):
    with on(CLOSED):
        sign(they.of_trust, cycle)
        sign(they.of_council, cycle)
        stages.reopen_stage(by=they.of_trust, stage=at(cycle, StageKind.REVIEW), reason="A figure came late.")
        assert following(cycle).title == TITLE
        page = words(signed_in(they.of_trust).get(reverse("stage_sign", args=[at(cycle, StageKind.REVIEW).pk])))
        assert f"{TITLE} was opened with what this one taught." in page
        sign(they.of_trust, cycle)
        sign(they.of_council, cycle)
        assert CommissioningCycle.objects.filter(title=TITLE).count() == 1
        stages.reopen_stage(by=they.of_trust, stage=at(cycle, StageKind.REVIEW), reason="Once more.")
        actions.void_next_cycle(by=they.of_council, cycle=following(cycle), reason="Opened too soon.")
        assert following(cycle) is None
        sign(they.of_trust, cycle)
        sign(they.of_council, cycle)
    assert following(cycle).voided_on is None
    assert [each.title for each in following(cycle).needs.all()] == ["Friends"]


def test_who_leaves_last_opens_nothing(they, cycle):
    with on(CLOSED):
        sign(they.of_trust, cycle)
        partner = cycle.partners.get(organisation=they.council)
        cycles.end_partner(by=they.of_council, partner=partner)
        assert (at(cycle, StageKind.REVIEW).signed_off_on, following(cycle)) == (CLOSED, None)


def test_the_page_shows_what_goes_over_and_the_box_is_ticked(they, cycle):
    where = reverse("stage_sign", args=[at(cycle, StageKind.REVIEW).pk])
    with on(CLOSED):
        trust, council = signed_in(they.of_trust), signed_in(they.of_council)
        page = council.get(where)
        for sentence in (
            f"With the last signature the next cycle opens at Analyse: {TITLE}, from 1 April 2008 to 31 March 2011.",
            "It is commissioned by Herefordshire Council and Herefordshire Primary Care Trust.",
            "What goes over Lesson: A year is too short. Unmet need: Friends : Half of it.",
            "Open the next cycle now",
        ):
            assert sentence in words(page)
        assert send(trust, where, open_next="on").status_code == 302
        assert send(council, where).status_code == 302  # the box was cleared
        assert following(cycle) is None
    other = PlannedCycleFactory(title="Older people", partners=[they.trust], starts=STARTS, ends=ENDS)
    assert "Open the next cycle now" not in words(trust.get(reverse("stage_sign", args=[at(other).pk])))


def test_a_program_opens_it_with_the_last_signature_unless_it_says_otherwise(they, cycle):
    where = reverse("api_stage_sign", args=[at(cycle, StageKind.REVIEW).pk])
    with on(CLOSED):
        for by, sent in ((they.of_trust, {"open_next": True}), (they.of_council, {})):
            found = signed_in(by).post(where, sent, "application/json")
            assert found.status_code == 200, found.content
    assert (found.json()["state"], following(cycle).title) == ("signed_off", TITLE)


def test_somebody_of_no_partner_neither_signs_nor_opens(they, cycle):
    stranger = make_actor("commissioner")
    where = reverse("stage_sign", args=[at(cycle, StageKind.REVIEW).pk])
    assert signed_in(stranger).post(where, {"open_next": "on"}).status_code == 403
    assert following(cycle) is None


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_two_people_who_sign_at_the_same_moment_open_one():
    they = Partners()
    cycle = at_review(they)
    stage, people = (
        at(cycle, StageKind.REVIEW),
        [they.of_trust, signer(they.trust), they.of_council, signer(they.council)],
    )

    def act(by):
        try:
            return stages.sign_stage(by=by, stage=stage).pk
        finally:
            connections.close_all()

    assert at_once(*[lambda each=each: act(each) for each in people]) == [stage.pk] * 4
    assert CommissioningCycle.objects.filter(follows=cycle).count() == 1
    assert CommissioningCycle.objects.count() == 2
