"""How a Local Compact stands on a day, and the order of days that the database keeps."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from compacts.local.models import LocalCompact, State
from core import clock
from tests.factories.compacts import AGREED, BEGUN, DUE, LAPSED, LAUNCHED, REFRESHED, REVIEWED, CompactFactory
from tests.factories.organisations import AreaFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHOLE = {
    "agreed_on": AGREED,
    "launched_on": LAUNCHED,
    "review_began_on": REVIEWED,
    "refreshed_on": REFRESHED,
    "lapsed_on": LAPSED,
}
AGAIN = datetime.date(2007, 6, 1)
STATES = [
    # its days, the day on which it is looked at, how it stands
    ({}, clock.LATEST, State.IN_DEVELOPMENT),
    ({"agreed_on": AGREED}, AGREED, State.AGREED),
    ({"agreed_on": AGREED}, AGREED - DAY, State.IN_DEVELOPMENT),
    (WHOLE, BEGUN, State.IN_DEVELOPMENT),
    (WHOLE, AGREED, State.AGREED),
    (WHOLE, LAUNCHED - DAY, State.AGREED),
    (WHOLE, LAUNCHED, State.LAUNCHED),
    (WHOLE, REVIEWED - DAY, State.LAUNCHED),
    (WHOLE, REVIEWED, State.UNDER_REVIEW),
    (WHOLE, REFRESHED - DAY, State.UNDER_REVIEW),
    (WHOLE, REFRESHED, State.REFRESHED),
    (WHOLE, LAPSED - DAY, State.REFRESHED),
    (WHOLE, LAPSED, State.LAPSED),
    ({**WHOLE, "refreshed_on": REVIEWED}, REVIEWED, State.REFRESHED),  # begun and ended on one day
    ({**WHOLE, "refreshed_on": None}, LAPSED - DAY, State.UNDER_REVIEW),
    # a second review: of the first only its end is known
    ({**WHOLE, "review_began_on": AGAIN}, REFRESHED, State.REFRESHED),
    ({**WHOLE, "review_began_on": AGAIN}, AGAIN - DAY, State.REFRESHED),
    ({**WHOLE, "review_began_on": AGAIN}, AGAIN, State.UNDER_REVIEW),
    ({"lapsed_on": LAPSED}, LAPSED, State.LAPSED),
]


def made(**days):
    reason = "Another took its place." if days.get("lapsed_on") else ""
    return CompactFactory(begun_on=BEGUN, review_due=DUE, lapse_reason=reason, **days)


@pytest.mark.parametrize(("days", "on", "state"), STATES)
def test_how_it_stands_follows_from_its_days_in_python_and_in_the_database(days, on, state):
    compact = made(**days)
    assert compact.state_on(on) == state
    found = {each.value for each in State if LocalCompact.objects.in_state(each.value, on).exists()}
    assert found == {state.value}


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"agreed_on": BEGUN - DAY}, "It cannot be agreed before the work on it began."),
        ({"launched_on": LAUNCHED}, "It cannot be launched before it is agreed."),
        ({"agreed_on": AGREED, "launched_on": AGREED - DAY}, "It cannot be launched before it is agreed."),
        ({"agreed_on": AGREED, "review_began_on": REVIEWED}, "It cannot be reviewed before it is launched."),
        ({**WHOLE, "review_began_on": LAUNCHED - DAY}, "It cannot be reviewed before it is launched."),
        ({**WHOLE, "review_began_on": None}, "It cannot be launched again without a review."),
        ({**WHOLE, "refreshed_on": LAUNCHED - DAY}, "It cannot be launched again before it was launched."),
        ({**WHOLE, "lapsed_on": REFRESHED - DAY}, "It cannot lapse before the latest of its other days."),
        ({**WHOLE, "review_due": LAUNCHED - DAY}, "The next review cannot be due before it was last launched."),
        ({**WHOLE, "lapsed_on": None, "review_due": None}, "Enter by when it is to be reviewed."),
        ({"lapsed_on": LAPSED, "lapse_reason": ""}, "Say why it lapsed."),
        ({"lapse_reason": "Nobody came."}, "Say why it lapsed."),
        ({"agreed_on": AGREED, "manager_name": ""}, "A Compact that is agreed has a Compact Manager: enter the name."),
    ],
)
def test_the_database_refuses_what_cannot_be(days, sentence):
    reason = "Another took its place." if days.get("lapsed_on") else ""
    fields = {"review_due": DUE, "lapse_reason": reason} | days
    with pytest.raises(IntegrityError), transaction.atomic():
        CompactFactory(**fields)
    wrong = CompactFactory.build(area=AreaFactory(), **fields)
    with pytest.raises(ValidationError) as refusal:
        wrong.validate_constraints()
    assert sentence in refusal.value.messages


def test_a_locality_has_one_of_a_title_until_that_lapses():
    first = CompactFactory(title="Herefordshire Compact")
    second = CompactFactory.build(title="Herefordshire compact", area=first.area)
    with pytest.raises(ValidationError, match="has a Compact of that title already"):
        second.validate_constraints()
    first.lapsed_on, first.lapse_reason = LAPSED, "Another took its place."
    first.save()
    second.validate_constraints()


@pytest.mark.parametrize(
    ("state", "falls_due"),
    [
        ("agreed", False),
        ("launched", True),
        ("under_review", False),
        ("refreshed", True),
        ("lapsed", False),
    ],
)
def test_a_review_falls_due_of_what_is_in_use_and_not_reviewed_already(state, falls_due):
    compact = CompactFactory(**{state: True})
    assert list(LocalCompact.objects.to_review()) == ([compact] if falls_due else [])
