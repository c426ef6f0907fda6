"""Targets of sign-up: begun, changed, their day taken, closed; done and refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from compacts.deadline import actions
from compacts.deadline.models import SignupTarget, TargetKind
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.trail.models import Event
from tests.factories.deadline import FIRST, LAST, SignupTargetFactory, trusts
from tests.factories.organisations import KindFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
TOLD = datetime.date(2004, 2, 10)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def council():
    return KindFactory(code="county-council", sector="council", is_public_body=True)


def begin(by, **more):
    given = {
        "title": "Sign-up of trusts",
        "compact_kind": "local_compact",
        "month": 4,
        "year": 2004,
        "counted": [trusts()],
    }
    return actions.begin_signup_target(by=by, **given | more)


def test_a_target_knows_its_month_and_whom_it_counts(by, council):
    target = begin(by, beside=[council], source="A plan")
    target = SignupTarget.objects.get()
    assert (target.due_first, target.due_last, target.due_on, target.day) == (FIRST, LAST, FIRST, None)
    assert (target.counted, target.beside, target.due_in_words) == ([trusts()], [council], "April 2004")
    assert Event.objects.of(target).get().detail == {
        "title": "Sign-up of trusts", "due": "April 2004", "counted": ["Primary care trusts"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"month": 13}, "month", "Choose the month from January to December."),
        ({"month": 0}, "month", "Choose the month from January to December."),
        ({"year": 20004}, "year", "Enter a year from 1900 to 2200."),
        ({"counted": []}, "counted", "Choose at least one kind of organisation that the target counts."),
    ],
)
def test_what_makes_no_target_is_refused_in_words(by, more, field, sentence):
    with pytest.raises(Refused) as refusal:
        begin(by, **more)
    assert refusal.value.message_dict == {field: [sentence]}
    assert SignupTarget.objects.count() == 0


def test_a_kind_is_counted_or_shown_beside_and_never_both(by):
    with pytest.raises(Refused, match="Primary care trusts are counted already"):
        begin(by, beside=[trusts()])
    target = begin(by)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetKind.objects.create(target=target, kind=trusts(), counts=False)


def test_february_of_a_leap_year_has_its_last_day(by):
    assert begin(by, month=2).due_last == datetime.date(2004, 2, 29)


def test_the_day_taken_is_a_decision_with_its_reason_who_and_when(by):
    target = begin(by)
    with clock.at(TOLD):
        actions.decide_signup_day(by=by, target=target, day=LAST, reason=" The last keeps the promise. ")
    target.refresh_from_db()
    assert (target.day, target.due_on, target.due_in_words) == (LAST, LAST, "30 April 2004")
    assert (target.day_reason, target.day_decided_on) == ("The last keeps the promise.", TOLD)
    assert target.day_decided_by == by.user
    told = Event.objects.of(target).get(verb="day taken").detail
    assert (told["day"], told["day_decided_by"]) == ([None, "2004-04-30"], "changed")  # who acted, the event says
    actions.decide_signup_day(by=by, target=target, day=FIRST, reason="It was meant so.")
    target.refresh_from_db()
    assert (target.day, target.due_on) == (FIRST, FIRST)


def test_a_day_without_a_reason_or_of_another_month_is_refused(by):
    target = begin(by)
    with pytest.raises(ValidationError, match="Say why that day is taken."):
        actions.decide_signup_day(by=by, target=target, day=LAST, reason=" ")
    for day in (FIRST - datetime.timedelta(days=1), LAST + datetime.timedelta(days=1)):
        with pytest.raises(Refused) as refusal:
            actions.decide_signup_day(by=by, target=target, day=day, reason="So.")
        assert refusal.value.message_dict == {"day": ["It is due in April 2004. Take a day of that month."]}
    target.refresh_from_db()
    assert target.day is None


def test_its_month_does_not_move_away_from_the_day_taken(by):
    target = SignupTargetFactory(taken=LAST)
    with pytest.raises(ValidationError, match="The day taken lies outside the month in which it is due."):
        actions.edit_signup_target(by=by, target=target, version=None, month=5)


def test_changing_whom_it_counts_is_a_change_others_must_have_seen(by, council):
    target = begin(by, beside=[council])
    actions.edit_signup_target(by=by, target=target, version=1, counted=[council], beside=[trusts()])
    target = SignupTarget.objects.get()
    assert (target.counted, target.beside, target.version) == ([council], [trusts()], 2)
    assert Event.objects.of(target).get(verb="kinds chosen").detail["counted"] == ["County councils"]
    with pytest.raises(Conflict):
        actions.edit_signup_target(by=by, target=target, version=1, title="Another")
    actions.edit_signup_target(by=by, target=target, version=2, title="Another")
    assert SignupTarget.objects.get().sort_name == "another"
    assert Event.objects.of(target).filter(verb="kinds chosen").count() == 1


def test_the_same_title_is_taken_until_the_target_is_closed(by):
    first = begin(by)
    with pytest.raises(ValidationError, match="There is a target of that title already."):
        begin(by)
    actions.close_signup_target(by=by, target=first, reason="Its trusts are gone.")
    assert begin(by).pk != first.pk


def test_what_is_closed_stays_as_it_was(by):
    target = begin(by)
    with pytest.raises(ValidationError, match="Say why it is closed."):
        actions.close_signup_target(by=by, target=target, reason=" ")
    with pytest.raises(ValidationError, match="Enter a day that has come."):
        actions.close_signup_target(by=by, target=target, reason="So.", on=clock.today() + datetime.timedelta(days=1))
    actions.close_signup_target(by=by, target=target, reason="So.", on=datetime.date(2006, 12, 31))
    for act in (
        lambda: actions.edit_signup_target(by=by, target=target, version=None, title="Another"),
        lambda: actions.decide_signup_day(by=by, target=target, day=LAST, reason="So."),
        lambda: actions.close_signup_target(by=by, target=target, reason="So."),
    ):
        with pytest.raises(Refused, match="It was closed on 31 December 2006. Begin a new target in its place."):
            act()


@pytest.mark.parametrize("role", ["visitor", "approver", "commissioner", "analyst", "auditor"])
def test_nobody_but_the_secretariat_changes_a_target(role):
    actor, target = make_actor(role), SignupTargetFactory()
    for act in (
        lambda: begin(actor),
        lambda: actions.edit_signup_target(by=actor, target=target, version=None, title="Another"),
        lambda: actions.decide_signup_day(by=actor, target=target, day=LAST, reason="So."),
        lambda: actions.close_signup_target(by=actor, target=target, reason="So."),
    ):
        with pytest.raises((PermissionDenied, NotVisible)):
            act()
    assert SignupTarget.objects.get().version == 1


def test_programs_do_the_same_with_the_same_words(by):
    program = signed_in(by)

    def send(name, *args, **sent):
        answer = program.post(reverse(name, args=args), sent, content_type="application/json")
        return answer.status_code, answer.json()

    trusts()
    new = {
        "title": "Sign-up",
        "compact_kind": "local_compact",
        "month": 4,
        "year": 2004,
        "counted": ["primary-care-trust"],
    }
    status, made = send("api_signup_target_begin", **new)
    assert (status, made["due_first"], made["due_last"], made["day"]) == (200, "2004-04-01", "2004-04-30", None)
    status, refused = send("api_signup_target_decide", made["id"], day="2004-05-01", reason="So.")
    assert (status, refused["errors"][0]["detail"]) == (400, "It is due in April 2004. Take a day of that month.")
    assert send("api_signup_target_decide", made["id"], day="2004-04-30", reason="So.")[1]["day"] == "2004-04-30"
    assert send("api_signup_target_edit", made["id"], version=2, title="Trusts")[1]["title"] == "Trusts"
    assert send("api_signup_target_edit", made["id"], version=2, title="Bodies")[0] == 409
    assert send("api_signup_target_close", made["id"], reason="So.", on="2006-12-31")[1]["closed_on"] == "2006-12-31"
