"""How a Local Compact stands on a day, and the order of days that the database keeps."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from compacts.local.models import LocalCompact, State
from core import clock
from tests.factories.compacts import (
    AGREED,
    BEGUN,
    DUE,
    LAPSED,
    LAUNCHED,
    REFRESHED,
    REVIEWED,
    CompactFactory,
    ReviewFactory,
)
from tests.factories.organisations import AreaFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHOLE = {"agreed_on": AGREED, "launched_on": LAUNCHED, "lapsed_on": LAPSED}
FIRST = (REVIEWED, REFRESHED, True)
AGAIN = (datetime.date(2007, 6, 1), datetime.date(2007, 9, 28), False)
STATES = [
    # its days, those of its reviews (begun, concluded, refreshed), the day on which it is looked at, how it stands
    ({}, (), clock.LATEST, State.IN_DEVELOPMENT),
    ({"agreed_on": AGREED}, (), AGREED, State.AGREED),
    ({"agreed_on": AGREED}, (), AGREED - DAY, State.IN_DEVELOPMENT),
    (WHOLE, (FIRST,), BEGUN, State.IN_DEVELOPMENT),
    (WHOLE, (FIRST,), LAUNCHED - DAY, State.AGREED),
    (WHOLE, (FIRST,), LAUNCHED, State.LAUNCHED),
    (WHOLE, (FIRST,), REVIEWED - DAY, State.LAUNCHED),
    (WHOLE, (FIRST,), REVIEWED, State.UNDER_REVIEW),
    (WHOLE, (FIRST,), REFRESHED - DAY, State.UNDER_REVIEW),
    (WHOLE, (FIRST,), REFRESHED, State.REFRESHED),
    (WHOLE, (FIRST,), LAPSED - DAY, State.REFRESHED),
    (WHOLE, (FIRST,), LAPSED, State.LAPSED),
    (WHOLE, ((REVIEWED, REVIEWED, True),), REVIEWED, State.REFRESHED),  # begun and concluded on one day
    (WHOLE, ((REVIEWED, REFRESHED, False),), REFRESHED, State.LAUNCHED),  # it stays as it was
    (WHOLE, ((REVIEWED, None, False),), LAPSED - DAY, State.UNDER_REVIEW),
    # a day within the earlier of two reviews, between them, within the later one, and after it
    (WHOLE, (FIRST, AGAIN), REVIEWED, State.UNDER_REVIEW),
    (WHOLE, (FIRST, AGAIN), AGAIN[0] - DAY, State.REFRESHED),
    (WHOLE, (FIRST, AGAIN), AGAIN[0], State.UNDER_REVIEW),
    (WHOLE, (FIRST, AGAIN), AGAIN[1], State.REFRESHED),
    ({"lapsed_on": LAPSED}, (), LAPSED, State.LAPSED),
]


def made(**days):
    reason = "Another took its place." if days.get("lapsed_on") else ""
    return CompactFactory(begun_on=BEGUN, review_due=DUE, lapse_reason=reason, **days)


@pytest.mark.parametrize(("days", "reviews", "on", "state"), STATES)
def test_how_it_stands_follows_from_its_days_in_python_and_in_the_database(days, reviews, on, state):
    compact = made(**days)
    for began, concluded, refreshed in reviews:
        done = {"findings": "Kept.", "score": 60} if concluded else {}
        ReviewFactory(compact=compact, began_on=began, concluded_on=concluded, refreshed=refreshed, **done)
    if days.get("launched_on"):
        ReviewFactory(compact=compact, mistaken=True, began_on=LAUNCHED, concluded_on=LAPSED)  # it never was
    assert compact.state_on(on) == state
    found = {each.value for each in State if LocalCompact.objects.in_state(each.value, on).exists()}
    assert found == {state.value}


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"agreed_on": BEGUN - DAY}, "It cannot be agreed before the work on it began."),
        ({"launched_on": LAUNCHED}, "It cannot be launched before it is agreed."),
        ({"agreed_on": AGREED, "launched_on": AGREED - DAY}, "It cannot be launched before it is agreed."),
        ({**WHOLE, "lapsed_on": LAUNCHED - DAY}, "It cannot lapse before the latest of its other days."),
        ({**WHOLE, "review_due": LAUNCHED - DAY}, "The next review cannot be due before it is launched."),
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
