"""Adding, changing and ending dated rules: done, and refused in plain words."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.acts import Conflict, Refused
from core.trail.models import Event
from partnerships.organisations.models import Area, AreaKind
from partnerships.standards import actions
from partnerships.standards.models import Standard, StandardKind
from tests.factories.consultation import ConsultationFactory
from tests.factories.people import make_actor
from tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
NOTICE = {
    "kind": StandardKind.NOTICE_OF_ENDING_FUNDING,
    "amount": 3,
    "unit": "months",
    "words": "Three months' notice.",
    "source": "Compact, 4.3",
}


@pytest.fixture
def by():
    return make_actor("secretariat")


def test_the_secretariat_adds_a_rule(by):
    made = actions.add_standard(by=by, starts=DAY(2010, 12, 16), **NOTICE)
    assert str(made) == "Notice before funding ends: 3 months"
    assert Event.objects.of(made).get().detail == {
        "rule": "Notice before funding ends: 3 months", "where": "Everywhere", "starts": "2010-12-16",
    }  # fmt: skip


@pytest.mark.parametrize("role", ["visitor", "member", "administrator", "commissioner", "analyst", "auditor"])
def test_nobody_else_adds_changes_or_ends_one(role):
    actor, rule = make_actor(role), StandardFactory(ends=None)
    for act in (
        lambda: actions.add_standard(by=actor, starts=DAY(2010, 12, 16), **NOTICE),
        lambda: actions.edit_standard(by=actor, standard=rule, version=1, words="Other"),
        lambda: actions.end_standard(by=actor, standard=rule, ends=DAY(2030, 1, 1)),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_second_rule_of_a_kind_in_one_place_at_a_time_is_refused(by):
    actions.add_standard(by=by, starts=DAY(2010, 12, 16), **NOTICE)
    with pytest.raises(ValidationError) as refusal:
        actions.add_standard(by=by, starts=DAY(2026, 1, 1), **NOTICE)
    assert refusal.value.message_dict == {
        "starts": ["A rule of 3 months holds everywhere from 16 December 2010 on. Enter its last day first."]
    }
    with pytest.raises(ValidationError) as refusal:
        actions.add_standard(by=by, ends=DAY(2010, 12, 15), starts=DAY(2010, 12, 16), **NOTICE)
    assert refusal.value.message_dict == {"ends": ["The last day must not be before the first day."]}
    area = Area.objects.create(name="Herefordshire", kind=AreaKind.COUNTY)
    assert actions.add_standard(by=by, area=area, starts=DAY(2026, 1, 1), **NOTICE).place == "Herefordshire"
    assert actions.add_standard(by=by, starts=DAY(2003, 1, 1), ends=DAY(2010, 12, 15), **NOTICE).pk


def test_a_rule_follows_another_once_that_has_its_last_day(by):
    old = actions.add_standard(by=by, starts=DAY(2010, 12, 16), **NOTICE)
    actions.end_standard(by=by, standard=old, ends=DAY(2026, 3, 31))
    with pytest.raises(Refused, match="already, on 31 March 2026"):
        actions.end_standard(by=by, standard=old, ends=DAY(2026, 4, 30))
    new = actions.add_standard(by=by, starts=DAY(2026, 4, 1), **NOTICE | {"amount": 6})
    kind = StandardKind.NOTICE_OF_ENDING_FUNDING
    assert Standard.objects.rule(kind, DAY(2026, 3, 31)) == old
    assert Standard.objects.rule(kind, DAY(2026, 4, 1)) == new
    with pytest.raises(ValidationError) as refusal:
        actions.end_standard(by=by, standard=new, ends=DAY(2026, 3, 31))
    assert refusal.value.message_dict == {"ends": ["It holds from 1 April 2026 on, so it cannot end before."]}


def test_an_amount_of_nought_is_refused(by):
    with pytest.raises(ValidationError, match="Enter a number greater than 0"):
        actions.add_standard(by=by, starts=DAY(2010, 12, 16), **NOTICE | {"amount": 0})


def test_what_a_rule_asks_is_changed_only_while_nothing_was_judged_by_it(by):
    rule = StandardFactory(kind=StandardKind.REPLY_AFTER_CONSULTATION, amount=8, unit="weeks")
    actions.edit_standard(by=by, standard=rule, version=1, amount=10)
    ConsultationFactory(standard=rule)
    with pytest.raises(Refused, match="Something was judged by this rule already"):
        actions.edit_standard(by=by, standard=rule, version=2, amount=12)
    actions.edit_standard(by=by, standard=rule, version=2, amount=10, words="Ten weeks.", source="Compact, 11.1")
    rule.refresh_from_db()
    assert (rule.amount, rule.words, rule.source) == (10, "Ten weeks.", "Compact, 11.1")


def test_a_rule_is_not_moved_onto_another(by):
    one = StandardFactory(starts=DAY(2006, 1, 1), ends=DAY(2006, 12, 31))
    StandardFactory(starts=DAY(2007, 1, 1), ends=DAY(2007, 12, 31))
    with pytest.raises(ValidationError) as refusal:
        actions.edit_standard(by=by, standard=one, version=1, ends=DAY(2007, 1, 1))
    assert refusal.value.message_dict == {
        "starts": [
            "A rule of 3 months holds everywhere from 1 January 2007 to 31 December 2007. "
            "Choose days on which it does not hold."
        ]
    }


def test_two_people_who_change_one_at_once_conflict(by):
    rule = StandardFactory()
    actions.edit_standard(by=by, standard=rule, version=1, words="First")
    with pytest.raises(Conflict):
        actions.edit_standard(by=by, standard=rule, version=1, words="Second")
