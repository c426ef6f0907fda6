"""Reviews of a Compact: begun, written, concluded with a score; and what they asked for, until it is done."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.local import actions as local
from compacts.local.scores import chart_of, scores_of
from compacts.review_actions import actions as asking
from compacts.review_actions.models import ActionState, ReviewAction
from compacts.reviews import actions
from compacts.reviews.models import CompactReview, ReviewState
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.deadlines.registry import DEADLINES
from core.pages.words import date
from tests.compacts.local.test_actions import refused, verbs
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.compacts import (
    AGREED,
    DUE,
    LAPSED,
    LAUNCHED,
    REFRESHED,
    REVIEWED,
    CompactFactory,
    ReviewActionFactory,
    ReviewFactory,
)
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
GROUP = "The Compact group"
NOTHING_ASKED = "Nothing is entered yet that anybody is to do."
FINDINGS = "Write what the review found."


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def office(by):
    return signed_in(by)


def conclude(by, review, **more):
    return actions.conclude_review(by=by, review=review, **{"score": 46, "on": REFRESHED, "review_due": DUE} | more)


def test_from_its_first_day_to_its_conclusion(by):
    compact = CompactFactory(launched=True)
    review = actions.begin_review(by=by, compact=compact, led_by=f" {GROUP} ", began_on=REVIEWED)
    assert refused(conclude, by=by, review=review) == [FINDINGS, NOTHING_ASKED]
    actions.edit_review(by=by, review=review, version=1, findings="Payments come late.")
    assert refused(conclude, by=by, review=review)[0] == NOTHING_ASKED
    conclude(by, review, refreshed=True, reason="All was done before.")
    review.refresh_from_db()
    compact.refresh_from_db()
    assert (review.led_by, review.score, review.concluded_on, review.refreshed) == (GROUP, 46, REFRESHED, True)
    assert (compact.review_due, verbs(compact)) == (DUE, ["review begun", "refreshed"])
    assert verbs(review) == ["begun", "changed", "concluded", "concluded with a reason"]
    told = "It was concluded on 9 November 2005. If that is not the day, change it in the entry."
    assert refused(conclude, by=by, review=review, reason="x")[0] == told
    second = actions.begin_review(by=by, compact=compact, led_by=GROUP)
    assert second.began_on == clock.today()
    ReviewActionFactory(review=second)
    actions.edit_review(by=by, review=second, version=None, findings="Kept.")
    conclude(by, second, score=58, on=clock.today())
    assert verbs(compact)[2:] == ["review begun", "reviewed"]  # it was not refreshed
    assert CompactReview.objects.get(pk=second.pk).state == ReviewState.CONCLUDED


def test_its_days_are_in_order(by):
    compact = CompactFactory(launched=True)

    def begin(on):
        return refused(actions.begin_review, by=by, compact=compact, led_by=GROUP, began_on=on)

    launched = "The Compact was launched on 14 May 2003. Enter that day or a later one."
    assert begin(LAUNCHED - DAY) == {"began_on": [launched]}
    assert "Enter a day that has come." in begin(clock.today() + DAY)["began_on"][0]
    review = ReviewFactory(compact=compact, findings="Kept.")
    early = "It began on 18 April 2005. Enter that day or a later one."
    assert refused(conclude, by=by, review=review, on=REVIEWED - DAY, reason="x") == {"on": [early]}
    assert refused(conclude, by=by, review=review, review_due=REFRESHED, reason="x") == {
        "review_due": ["Enter a day after the one on which this review was concluded."]
    }
    assert refused(conclude, by=by, review=review, score=101, reason="x") == {
        "__all__": ["Enter a score from 0 to 100."]
    }
    conclude(by, review, reason="x")
    within = "Another review went from 18 April 2005 to 9 November 2005. Enter days outside it."
    assert begin(REFRESHED) == {"began_on": [within]}
    later = actions.begin_review(by=by, compact=compact, led_by=GROUP, began_on=REFRESHED + DAY)
    for wrong, told in (
        ({"began_on": REVIEWED}, {"began_on": [within]}),
        ({"score": 0}, ["A review is concluded on a page of its own. Here only what is known "
                                           "already is put right."]),
    ):  # fmt: skip
        assert refused(actions.edit_review, by=by, review=later, version=None, **wrong) == told
    for name in ("concluded_on", "score"):
        told = refused(actions.edit_review, by=by, review=review, version=None, **{name: None})
        assert told == ["A conclusion is not taken back. If the review never was, declare it void, and begin another."]
    wrong = {"concluded_on": REVIEWED - DAY}
    assert refused(actions.edit_review, by=by, review=review, version=None, **wrong) == {
        "concluded_on": ["It began on 18 April 2005. Enter that day or a later one."]
    }
    actions.edit_review(by=by, review=review, version=None, concluded_on=REFRESHED - DAY, score=47)
    assert CompactReview.objects.get(pk=review.pk).score == 47
    with pytest.raises(Conflict):
        actions.edit_review(by=by, review=review, version=1, findings="Other.")


def test_a_void_review_never_was_and_asks_nobody(by):
    compact = CompactFactory(refreshed=True)
    review = compact.reviews.get()
    action = ReviewActionFactory(review=review)
    assert refused(actions.void_review, by=by, review=review, reason=" ") == {"__all__": ["Say why it is void."]}
    actions.void_review(by=by, review=review, reason="Of another Compact.")
    assert compact.state_on(REFRESHED) == "launched"
    assert list(ReviewAction.objects.open()) == []
    assert refused(asking.finish_review_action, by=by, action=action) == [
        "This review was declared void. Begin another."
    ]
    assert refused(actions.void_review, by=by, review=review, reason="x") == ["This was declared void already."]
    local.lapse_compact(by=by, compact=compact, on=REVIEWED, reason="So.")


def test_a_void_review_puts_back_the_day_it_set(by):
    compact, asked = CompactFactory(launched=True), {"reason": "All is done."}
    entered = compact.review_due
    first, second = (actions.record_review(
        by=by, compact=compact, led_by=GROUP, findings="Kept.", score=50, began_on=day, concluded_on=day,
        review_due=due,
    ) for day, due in ((REVIEWED, LAPSED), (REFRESHED, DUE)))  # fmt: skip

    def due():
        compact.refresh_from_db()
        return compact.review_due

    assert (due(), second.next_due) == (DUE, DUE)
    third = actions.begin_review(by=by, compact=compact, led_by=GROUP, began_on=LAPSED)
    actions.edit_review(by=by, review=third, version=None, findings="Kept.")
    conclude(by, third, on=LAPSED, review_due=DUE + DAY, **asked)
    assert due() == DUE + DAY
    actions.void_review(by=by, review=third, reason="Of another Compact.")
    assert due() == DUE
    actions.void_review(by=by, review=first, reason="Of another Compact.")
    assert due() == DUE
    actions.void_review(by=by, review=second, reason="Of another Compact.")
    assert due() == entered


def test_a_review_that_is_over_is_entered_before_a_later_one(by, office):
    compact = CompactFactory(refreshed=True)
    due = compact.review_due
    ReviewFactory(compact=compact, began_on=LAPSED)  # one that goes on now
    told = refused(actions.begin_review, by=by, compact=compact, led_by=GROUP, began_on=LAUNCHED)
    assert "goes on. Conclude it first." in str(told)
    where, earlier = reverse("review_record", args=[compact.pk]), REVIEWED - DAY
    typed = {"led_by": GROUP, "findings": "Kept.", "score": "40", **day("review_due", LAPSED)}
    page = send(office, where, **typed, **day("began_on", LAUNCHED), **day("concluded_on", REVIEWED))
    within = "Another review went from 18 April 2005 to 9 November 2005. Enter days outside it."
    assert within in words(page)
    send(office, where, **typed, **day("began_on", LAUNCHED), **day("concluded_on", earlier))
    entered = CompactReview.objects.get(began_on=LAUNCHED)
    compact.refresh_from_db()
    assert (entered.score, entered.concluded_on, entered.next_due, compact.review_due) == (40, earlier, LAPSED, due)
    assert compact.state_on(LAUNCHED) == "under_review"
    sent = {"compact": compact.pk, "led_by": GROUP, "findings": "Kept.", "score": 1, "began_on": "2005-04-18",
            "concluded_on": "2005-04-18"}  # fmt: skip
    refusal = office.post(reverse("api_review_record"), sent, "application/json")
    assert (refusal.status_code, refusal.json()["errors"][0]["detail"]) == (400, within)


def test_what_a_void_review_found_is_the_office_s(office):
    review = ReviewFactory(mistaken=True)
    action = ReviewActionFactory(review=review, due_on=LAPSED, note="A desk answers.")
    for reader, reads in ((Client(), False), (office, True)):
        page = words(reader.get(review.get_absolute_url()))
        assert "Why it is void Of another Compact." in page
        assert [each in page for each in ("Payments come late.", "46 of 100", "Pay grants")] == [reads] * 3
        [row] = listed("reviews", reader)
        assert (row["state"], row["void_reason"]) == ("Void", "Of another Compact.")
        shown = ("Payments come late.", 46, GROUP) if reads else (None, None, None)
        assert tuple(row[name] or None for name in ("findings", "score", "led_by")) == shown
        page = words(reader.get(action.get_absolute_url()))
        assert ("The review is void" in page, "Overdue" in page, "A desk answers." in page) == (True, False, reads)
        assert "Overdue" not in words(reader.get(review.get_absolute_url()))


def test_somebody_is_reminded_of_what_a_review_asked_for(by):
    trust = PublicBodyFactory(name="Wye Trust", closed=DUE)
    given = {"by": by, "review": ReviewFactory(findings="Kept."), "what": "Pay", "owner": trust}
    assert refused(asking.add_review_action, **given, due_on=DUE + DAY) == {
        "owner": [f"Wye Trust closed on {date(DUE)}. Enter who does it now, or an earlier day."]
    }
    action = asking.add_review_action(**given, due_on=DUE)
    later = PublicBodyFactory(name="New Trust", opened=DUE)
    told = refused(asking.edit_review_action, by=by, action=action, version=None, owner=later, due_on=DUE - DAY)
    assert told == {"owner": [f"New Trust opens on {date(DUE)}. Enter another organisation, or a later day."]}
    reminded = DEADLINES["review_action"].holders([action])
    assert by.user.pk not in reminded[action.pk]
    with clock.at(DUE + DAY):
        assert by.user.pk in DEADLINES["review_action"].holders([action])[action.pk]
    asking.drop_review_action(by=by, action=action, reason="The money went.")
    assert refused(conclude, by=by, review=given["review"])[0] == NOTHING_ASKED


def test_what_it_asks_for_is_ticked_off_by_whoever_does_it(by):
    trust = PublicBodyFactory(name="Wye Trust")
    review = ReviewFactory()
    given = {"what": " Pay  in time ", "owner": trust, "due_on": DUE}
    early = {"due_on": ["The review began on 18 April 2005. Enter a later day."]}
    assert refused(asking.add_review_action, by=by, review=review, **given | {"due_on": REVIEWED - DAY}) == early
    action = asking.add_review_action(by=by, review=review, **given)
    assert "asks this organisation for that already" in str(
        refused(asking.add_review_action, by=by, review=review, **given)
    )
    assert refused(asking.edit_review_action, by=by, action=action, version=1, due_on=REVIEWED - DAY) == early
    chair, stranger = make_actor("approver", organisation=trust), make_actor("approver")
    assert [each.what for each in DEADLINES["review_action"].open(chair)] == ["Pay in time"]
    assert list(DEADLINES["review_action"].open(stranger)) == []
    with pytest.raises(NotVisible):
        asking.finish_review_action(by=stranger, action=action)
    for refusing in (asking.drop_review_action, asking.edit_review_action):
        with pytest.raises(PermissionDenied):
            refusing(
                by=chair,
                action=action,
                **({"reason": "x"} if refusing is asking.drop_review_action else {"version": 1}),
            )
    assert refused(asking.finish_review_action, by=chair, action=action, on=REVIEWED - DAY) == {
        "on": ["The review that asked for it began on 18 April 2005. Enter that day or a later one."]
    }
    asking.finish_review_action(by=chair, action=action, on=REFRESHED, note=" A desk answers. ")
    action.refresh_from_db()
    assert (action.done_on, action.note, action.state) == (REFRESHED, "A desk answers.", ActionState.DONE)
    assert list(DEADLINES["review_action"].open(chair)) == []
    done = ["It was done on 9 November 2005. If it was not, say so on its page."]
    assert refused(asking.finish_review_action, by=chair, action=action) == done
    asking.reopen_review_action(by=by, action=action)
    assert refused(asking.reopen_review_action, by=by, action=action) == ["It is still to do."]
    assert "Say why it was given up." in str(refused(asking.drop_review_action, by=by, action=action, reason=" "))
    asking.drop_review_action(by=by, action=action, reason="The grants went.")
    assert ReviewAction.objects.get().state == ActionState.DROPPED


STATES = [
    ({}, DUE, ActionState.OPEN),
    ({}, DUE + DAY, ActionState.OVERDUE),
    ({"done_on": DUE}, DUE - DAY, ActionState.OPEN),
    ({"done_on": DUE}, DUE + DAY, ActionState.DONE),
    ({"given_up": True}, LAPSED, ActionState.DROPPED),
]


@pytest.mark.parametrize(("days", "on", "state"), STATES)
def test_how_an_action_stands_follows_from_its_days_in_python_and_in_the_database(days, on, state):
    action = ReviewActionFactory(**days)
    found = {each.value for each in ActionState if ReviewAction.objects.in_state(each.value, on).exists()}
    assert (action.state_on(on), found) == (state, {state.value})


@pytest.mark.parametrize(
    "days",
    [
        {"led_by": ""},
        {"concluded_on": REFRESHED},
        {"score": 40},
        {"refreshed": True},
        {"concluded": True, "score": 101},
        {"concluded": True, "concluded_on": REVIEWED - DAY},
        {"concluded": True, "findings": ""},
        {"voided_on": LAPSED},
    ],
)
def test_the_database_refuses_what_cannot_be(days):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewFactory(**days)


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_two_people_begin_a_review_at_the_same_moment():
    compact, people = CompactFactory(launched=True), [make_actor("secretariat") for _ in range(2)]

    def begin(by):
        try:
            return actions.begin_review(by=by, compact=compact, led_by=GROUP).pk
        finally:
            connections.close_all()

    found = at_once(*[lambda each=each: begin(each) for each in people])
    assert CompactReview.objects.count() == 1
    [problem] = [each for each in found if isinstance(each, Refused)]
    assert "goes on. Conclude it first." in problem.messages[0]


def test_the_secretariat_reviews_it_on_its_pages_and_everybody_reads_what_was_concluded(office):
    compact = CompactFactory(title="County Compact", refreshed=True)
    PublicBodyFactory(name="Wye Trust")
    where = compact.get_absolute_url()
    send(office, reverse("review_begin", args=[compact.pk]), led_by=GROUP, **day("began_on", REFRESHED + DAY))
    review = CompactReview.objects.last()

    def at(name):
        return reverse(f"review_{name}", args=[review.pk])

    hidden = Client().get(where)
    assert "From 10 November 2005, going on" in words(hidden)
    assert review.get_absolute_url() not in hidden.content.decode()
    assert Client().get(review.get_absolute_url()).status_code == 404
    assert FINDINGS in words(office.get(at("conclude")))
    send(office, at("findings"), findings="Grants come late.")
    send(office, at("action_add"), what="Pay in time", owner="Wye Trust", **day("due_on", DUE))
    assert "Enter the score." in words(send(office, at("conclude"), **day("review_due", DUE)))
    send(office, at("conclude"), score="71", **day("review_due", DUE))
    page = words(Client().get(review.get_absolute_url()))
    assert "Findings Grants come late. Score 71 of 100" in page
    assert "Pay in time : Wye Trust, by" in page
    shown = words(Client().get(where))
    assert "From 18 April 2005 to 9 November 2005: 46 of 100; the Compact was refreshed" in shown
    assert "How far it was kept, review by review" in shown
    action = ReviewAction.objects.get()
    send(office, reverse("review_action_finish", args=[action.pk]), note="Paid.")
    assert "Done" in words(Client().get(action.get_absolute_url()))
    assert verbs(action) == ["asked for", "done"]


def test_scores_are_drawn_where_there_are_two():
    compact = CompactFactory(refreshed=True)
    assert chart_of(compact) is None
    ReviewFactory(compact=compact, concluded=True, score=71, began_on=LAPSED, concluded_on=LAPSED)
    ReviewFactory(compact=compact, mistaken=True, score=2)
    assert scores_of(compact) == [("9 November 2005", 46), ("31 March 2008", 71)]
    assert [each["value"] for each in chart_of(compact)["data"]["values"]] == [46, 71]


@pytest.mark.parametrize("count", [1, 10])
def test_a_review_that_asks_for_much_costs_a_visitor_as_little(count):
    review = ReviewFactory(concluded=True)
    for number in range(count):
        ReviewActionFactory(review=review, what=f"Step {number}")
    with CaptureQueriesContext(connection) as asked:
        page = Client().get(review.get_absolute_url())
    assert (len(asked), words(page).count("Step ")) == (3, count)


def listed(name, client=None, **query):
    return (client or Client()).get(reverse(f"api_{name}"), query).json()["results"]


def test_the_lists_are_narrowed_and_true_as_at_a_day(office):
    first = ReviewFactory(concluded=True, compact__title="County Compact", compact__launched=True)
    going_on = ReviewFactory(compact__title="Wye Compact", compact__launched=True)
    ReviewActionFactory(review=first, owner=PublicBodyFactory(name="Wye Trust"))
    ReviewActionFactory(review=going_on, what="Visit", owner=OrganisationFactory(name="Wye Group"))
    assert [row["compact"] for row in listed("reviews")] == ["County Compact"]
    assert [row["compact"] for row in listed("reviews", office, state="going_on")] == ["Wye Compact"]
    assert [row["state"] for row in listed("reviews", compact="county", as_at=REVIEWED.isoformat())] == ["Going on"]
    assert listed("reviews", as_at=(REVIEWED - DAY).isoformat()) == []
    area = first.compact.area.name
    assert [row["score"] for row in listed("reviews", area=area)] == [46]
    assert [row["owner"] for row in listed("review_actions")] == ["Wye Trust"]
    assert [row["what"] for row in listed("review_actions", office, owner="wye group", compact="wye")] == ["Visit"]
    late = listed("review_actions", state="overdue", as_at=(DUE + DAY).isoformat())
    assert [row["state"] for row in late] == ["Overdue"]
    compacts = {row["title"]: row["state"] for row in listed("compacts", as_at=REFRESHED.isoformat())}
    assert compacts == {"County Compact": "Launched", "Wye Compact": "Under review"}


def test_a_program_does_the_same_with_the_same_words_of_refusal(office):
    def post(name, *args, **sent):
        return office.post(reverse(f"api_review_{name}", args=args), sent, "application/json")

    compact, trust = CompactFactory(launched=True), PublicBodyFactory()
    made = post("begin", compact=compact.pk, led_by=GROUP, began_on="2005-04-18").json()
    told = post("conclude", made["id"], score=46, review_due="2030-03-31")
    assert (told.status_code, told.json()["errors"][0]["detail"]) == (400, FINDINGS)
    assert post("edit", made["id"], version=made["version"], findings="Kept.").json()["findings"] == "Kept."
    action = post("action_add", review=made["id"], what="Pay", owner=trust.pk, due_on="2030-01-01").json()
    assert post("action_edit", action["id"], version=1, what="Pay in time").json()["what"] == "Pay in time"
    assert post("action_finish", action["id"], on="2006-01-01").json()["done_on"] == "2006-01-01"
    assert post("action_reopen", action["id"]).json()["done_on"] is None
    assert post("action_drop", action["id"], reason="The grants went.").json()["note"] == "The grants went."
    done = post("conclude", made["id"], score=46, review_due="2030-03-31", on="2005-11-09", reason="It went.").json()
    assert (done["score"], done["concluded_on"]) == (46, "2005-11-09")
    assert post("void", made["id"], reason="By mistake.").json()["void_reason"] == "By mistake."


@pytest.mark.parametrize("role", ["visitor", "administrator", "commissioner", "auditor"])
def test_nobody_but_the_secretariat_reviews(role):
    actor, review = make_actor(role), ReviewFactory(concluded=True)
    for act in (
        lambda: actions.begin_review(by=actor, compact=CompactFactory(launched=True), led_by=GROUP),
        lambda: actions.edit_review(by=actor, review=review, version=1, findings="x"),
        lambda: actions.void_review(by=actor, review=review, reason="x"),
        lambda: asking.add_review_action(by=actor, review=review, what="x", owner=OrganisationFactory(), due_on=DUE),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert review.compact.state_on(AGREED) == "agreed"
