"""Closing a review: what a cycle taught and did not meet goes over into the next one; and taking that back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioning.contributions import actions as contributions
from commissioning.cycles import actions as cycles
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.interests import actions as interests
from commissioning.involvement import actions as involving
from commissioning.lessons import actions as lessons
from commissioning.needs import actions as needs
from commissioning.needs.models import Need
from commissioning.next_cycles import actions, carried
from commissioning.next_cycles.home import over
from commissioning.next_cycles.rules import next_title
from commissioning.plans import actions as plans
from commissioning.thread import loose
from commissioning.thread.scope import Scope
from commissioning.thread.strands import forwards
from core.trail.models import Event
from partnerships.organisations.models import Lineage
from tests.commissioning.partners import DAY, ENDS, Partners, at, on, refused
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.commissioning_plans import NeedFactory, evidence_of
from tests.factories.cycles import LessonFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
CLOSED, NEXT = DAY(2008, 6, 12), DAY(2008, 6, 16)


@pytest.fixture
def they():
    return Partners()


@pytest.fixture
def cycle(they):
    """At Review, which the trust has still to sign: two needs are not met, one is, one was withdrawn."""
    made = they.begin()
    made.needs.all().delete()
    for number, (title, unmet) in enumerate((("Friends", "Half of it."), ("Homes", ""), ("Work", "Met."))):
        need = NeedFactory(cycle=made, title=title, unmet=unmet, people=100 + number)
        evidence_of(need, statement=f"{title} are missed.")
    NeedFactory(cycle=made, title="Mistaken", withdrawn=True)
    Stage.objects.filter(cycle=made).update(opened_on=DAY(2005, 4, 4), signed_off_on=DAY(2005, 9, 14))
    Stage.objects.filter(cycle=made, kind=StageKind.REVIEW).update(opened_on=ENDS, signed_off_on=None)
    return made


def close(cycle):
    Stage.objects.filter(cycle=cycle, kind=StageKind.REVIEW).update(signed_off_on=CLOSED)


def learn(they, cycle):
    with on(CLOSED):
        told = "Contracts of a year cost groups their staff."
        lessons.record_lesson(by=they.of_council, cycle=cycle, kind="adjustment", text="Three years for all.")
        return lessons.record_lesson(by=they.of_trust, cycle=cycle, kind="lesson", text=told, source="The review")


def test_the_next_cycle_begins_with_lessons_adjustments_and_unmet_needs(they, cycle):
    opening = {"by": they.of_trust, "cycle": cycle}
    with on(CLOSED):
        assert refused(actions.open_next_cycle, **opening) == [
            "Every partner signs off Review first.", "Record what this cycle taught.",
        ]  # fmt: skip
    learn(they, cycle)
    close(cycle)
    shown = [line.text for line in carried.to_be_carried(they.of_trust, cycle)]
    assert shown == [
        "Lesson: Contracts of a year cost groups their staff", "Adjustment of the plan: Three years for all.",
        "Unmet need: Friends", "Unmet need: Homes",
    ]  # fmt: skip
    with on(NEXT):
        assert [row.title for row in over(they.of_trust)] == [cycle.title]
        assert refused(actions.open_next_cycle, **opening, starts=DAY(2005, 4, 1)) == {
            "starts": ["This cycle begins on 1 April 2005. Enter a later day for the next."]
        }
        met = Need.objects.get(title="Work")
        assert refused(actions.open_next_cycle, **opening, needs=[met]) == {
            "needs": ["These are no unmet needs of this cycle: Work. Choose others."]
        }
        with pytest.raises(PermissionDenied):
            actions.open_next_cycle(by=signer_of_another(), cycle=cycle)
        made = actions.open_next_cycle(**opening)
        assert refused(actions.open_next_cycle, **opening) == [
            f"{made.title} was opened with what this one taught. Add to the analysis of that cycle instead."
        ]
        late = {"by": they.of_trust, "cycle": cycle, "kind": "lesson", "text": "Too late."}
        assert "Add to the analysis of that cycle instead." in refused(lessons.record_lesson, **late)[0]
        assert not over(they.of_trust)
    assert (made.title, made.starts, made.ends) == (
        "Learning disability 2008 to 2011",
        DAY(2008, 4, 1),
        DAY(2011, 3, 31),
    )
    assert (made.follows, made.client_group, made.area) == (cycle, cycle.client_group, cycle.area)
    assert at(made).opened_on == NEXT
    assert sorted(made.partners.values_list("organisation__name", "lead")) == [
        ("Herefordshire Council", ""), ("Herefordshire Primary Care Trust", "Joint commissioning manager"),
    ]  # fmt: skip
    rows = made.needs.order_by("title").values_list("title", "people", "carried_from__cycle", "evidence__statement")
    assert list(rows) == [
        ("Friends", 100, cycle.pk, "Friends are missed."), ("Homes", 101, cycle.pk, "Homes are missed."),
    ]  # fmt: skip
    page = words(signed_in(make_actor("member")).get(at(made).get_absolute_url()))
    for told in (
        "Carried over from the cycle before",
        "Lesson: Contracts of a year cost groups their staff : The review Carried over",
        "Adjustment of the plan: Three years for all. Carried over",
        "Unmet need: Friends : Half of it. Carried over",
    ):
        assert told in page
    assert "Unmet need: Work" not in page
    scope = Scope(they.of_trust, NEXT, root=cycle)
    assert [each.title for each in loose.untaken(scope, forwards(scope, None))] == ["Work"]
    verbs = Event.objects.of(cycle).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["lesson recorded", "lesson recorded", "next cycle opened"]


def signer_of_another():
    return make_actor("commissioner", organisation=PublicBodyFactory(name="Powys Council"))


def test_a_partner_that_was_abolished_is_followed_by_whoever_came_after(they, cycle):
    learn(they, cycle)
    close(cycle)
    heir = PublicBodyFactory(name="Clinical Commissioning Group")
    they.trust.closed = DAY(2008, 5, 31)
    they.trust.save(update_fields=["closed"])
    Lineage.objects.create(ancestor=they.trust, descendant=heir, kind="merger", on=DAY(2008, 6, 1))
    with on(NEXT):
        made = actions.open_next_cycle(by=they.of_council, cycle=cycle, title=" Learning disability, again ", needs=[])
    assert sorted(each.organisation.name for each in made.partners.all()) == [
        "Clinical Commissioning Group", "Herefordshire Council",
    ]  # fmt: skip
    assert (made.title, made.needs.count()) == ("Learning disability, again", 0)


def test_it_is_taken_back_while_nothing_was_built_on_it(they, cycle):
    learn(they, cycle)
    close(cycle)
    with on(NEXT):
        made = actions.open_next_cycle(by=they.of_trust, cycle=cycle)
        taking = {"by": they.of_council, "reason": " Wrong years. "}
        assert refused(actions.void_next_cycle, **taking, cycle=cycle) == [
            "It was begun by itself, not opened by the review of another. Change what is recorded of it.",
            "It has by now: entries of the analysis, lessons, needs of its own, a cycle that follows it. Go on with "
            "it, and change what is wrong.",
        ]
        need = made.needs.get(title="Friends")
        needs.add_evidence(by=they.of_trust, need=need, statement="More.", source="Survey", publisher="The Council")
        told = "It has by now: needs that were changed since. Go on with it, and change what is wrong."
        assert refused(actions.void_next_cycle, **taking, cycle=made) == [told]
        needs.drop_evidence(by=they.of_trust, evidence=need.evidence.get(statement="More."))
        heard = they.hear(at(made))
        assert "It has by now: involvements." in refused(actions.void_next_cycle, **taking, cycle=made)[0]
        heard.delete(), made.interests.all().delete()
        assert actions.void_next_cycle(**taking, cycle=made) == cycle
        made.refresh_from_db()
        assert (made.voided_on, made.void_reason, made.follows, at(made).opened_on) == (
            NEXT,
            "Wrong years.",
            None,
            None,
        )
        assert {each.withdraw_reason for each in made.needs.all()} == {"Its cycle is void: Wrong years."}
        assert not Need.objects.filter(cycle=cycle, carried_on__isnull=False).exists()
        gone = "This cycle was declared void on 16 June 2008: nothing of it changes any more."
        group = OrganisationFactory()
        for act, by, given in (
            (needs.add_need, they.of_trust, {"title": "Work", "what": "Work."}),
            (plans.begin_plan, they.of_trust, {"title": "Plan"}),
            (interests.record_interest, they.of_trust, {"organisation": group, "kind": "none"}),
            (contributions.send_contribution, they.director, {"title": "More", "what": "More."}),
            (cycles.add_partner, they.of_trust, {"organisation": PublicBodyFactory()}),
            (cycles.edit_cycle, they.of_trust, {"version": None, "title": "Other"}),
            (lessons.record_lesson, they.of_trust, {"kind": "lesson", "text": "More."}),
        ):
            assert (act.__name__, refused(act, by=by, cycle=made, **given)) == (act.__name__, [gone])
        assert refused(involving.record_involvement, by=they.of_trust, stage=at(made), organisation=group,
                       capacity="own", way="meeting", happened_on=NEXT, said="More.")  # fmt: skip
        again = actions.open_next_cycle(by=they.of_trust, cycle=cycle)
    assert sorted(again.needs.values_list("title", flat=True)) == ["Friends", "Homes"]
    office = signed_in(they.of_trust)
    listed = {row["title"] for row in office.get(reverse("api_cycles")).json()["results"]}
    assert listed == {cycle.title, again.title}
    page = words(office.get(made.get_absolute_url()))
    assert ("Void" in page, "Wrong years." in page, "Add a partner" in page) == (True, True, False)


def test_a_commissioner_closes_a_review_on_its_pages(they, cycle):
    office, stage = signed_in(they.of_trust), at(cycle, StageKind.REVIEW)
    page = words(office.get(stage.get_absolute_url()))
    assert "What the next cycle begins with Unmet need: Friends : Half of it." in page
    send(office, reverse("lesson_record", args=[cycle.pk]), kind="lesson", text="Pay in advance.", source="")
    wrong = send(office, reverse("lesson_record", args=[cycle.pk]), kind="lesson", text="Of another.", source="")
    send(office, reverse("lesson_void", args=[cycle.lessons.last().pk]), reason="Of another cycle.")
    assert wrong.status_code == 302
    again = {"by": they.of_trust, "lesson": cycle.lessons.get(text="Of another."), "reason": "So."}
    assert refused(lessons.void_lesson, **again)[0].startswith("It was declared void on")
    close(cycle)
    where = reverse("cycle_next", args=[cycle.pk])
    page = words(office.get(where))
    for told in ("Lesson: Pay in advance.", "Unmet need: Homes", "Herefordshire Council", "Unmet needs that go over"):
        assert told in page
    assert "Of another." not in page
    given = {"title": next_title(cycle), "needs": [str(Need.objects.get(title="Homes").pk)]}
    given |= day("starts", DAY(2008, 4, 1)) | day("ends", DAY(2011, 3, 31))
    reply = send(office, where, **given)
    made = CommissioningCycle.objects.get(follows=cycle)
    assert (reply.url, [each.title for each in made.needs.all()]) == (made.get_absolute_url(), ["Homes"])
    page = words(office.get(cycle.get_absolute_url()))
    assert ("The next cycle: Learning disability 2008 to 2011" in page, "open the next cycle" in page) == (True, False)
    reply = send(office, reverse("cycle_void", args=[made.pk]), reason="Too soon.")
    assert (reply.url, CommissioningCycle.objects.filter(follows=cycle).exists()) == (cycle.get_absolute_url(), False)
    reply = office.post(reverse("api_cycle_next", args=[cycle.pk]), {}, content_type="application/json")
    assert (reply.status_code, CommissioningCycle.objects.get(follows=cycle).needs.count()) == (200, 2)


def test_lessons_wait_for_do_and_its_pages_ask_the_same_however_many(they):
    fresh = they.begin()
    given = {"by": they.of_trust, "cycle": fresh, "kind": "lesson", "text": "Nothing yet."}
    assert refused(lessons.record_lesson, **given) == ["Lessons are drawn once Do has opened: sign off Plan first."]
    old = they.begin(title="Older")
    CommissioningCycle.objects.filter(pk=fresh.pk).update(follows=old)
    reader = signed_in(make_actor("member"))

    def count():
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(fresh.get_absolute_url()).status_code == 200
        return len(asked)

    LessonFactory(cycle=old)
    NeedFactory(cycle=fresh, carried_from=NeedFactory(cycle=old))
    before = count()
    for _ in range(5):
        LessonFactory(cycle=old)
        NeedFactory(cycle=fresh, carried_from=NeedFactory(cycle=old))
    assert count() == before
