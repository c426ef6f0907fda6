"""Rows that are written together with their event."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from core.trail.actions import save_changes, save_new
from core.trail.models import Event
from partnerships.organisations.models import Organisation
from tests.factories.organisations import KindFactory, OrganisationFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 10, 10)


def test_a_new_row_has_its_event():
    by, made = make_actor("secretariat"), Organisation(name="Drivers", sort_name="drivers", kind=KindFactory())
    save_new(by, "added", made, name=made.name)
    event = Event.objects.of(made).get()
    assert (event.verb, event.detail, event.user_id) == ("added", {"name": "Drivers"}, by.user_id)


def test_a_change_counts_the_version_and_tells_what_changed():
    thing = OrganisationFactory(name="Drivers", opened=DAY)
    assert save_changes(make_actor("secretariat"), "changed", thing, {"name": "Lifts", "opened": DAY}) == {
        "name": ["Drivers", "Lifts"]
    }
    thing.refresh_from_db()
    assert (thing.name, thing.version) == ("Lifts", 2)
    assert Event.objects.of(thing).get().detail == {"name": ["Drivers", "Lifts"]}


def test_nothing_changed_is_nothing_written(django_assert_num_queries):
    by, thing = make_actor("secretariat"), OrganisationFactory(name="Drivers")
    with django_assert_num_queries(0):
        assert save_changes(by, "changed", thing, {"name": "Drivers"}) == {}
    assert (thing.version, Event.objects.of(thing).count()) == (1, 0)


def test_what_a_constraint_forbids_is_refused_in_its_words():
    thing = OrganisationFactory(opened=DAY)
    with pytest.raises(ValidationError) as refusal:
        save_changes(make_actor("secretariat"), "changed", thing, {"closed": DAY - datetime.timedelta(days=1)})
    assert refusal.value.messages == ["The last day is before the day it opened."]
    with pytest.raises(ValidationError):
        save_new(make_actor("secretariat"), "added", Organisation(name="", sort_name="", kind=KindFactory()))
