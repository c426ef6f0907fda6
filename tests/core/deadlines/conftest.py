"""Due dates that exist only while a test runs. Work rows stand in for records that are due: they have dates and people.

`not_before` is the instant at which one is over; `key` is its title; `asked_by` is whose it is.
"""

import datetime

import pytest
from django.db.models import Q

from core import clock, deadlines
from core.work.models import WorkRow


@pytest.fixture(autouse=True)
def our_actors(settings):
    settings.WORK_ACTOR = "tests.core.people.actor_for_work"
    settings.PERSON_ACTORS = "tests.core.deadlines.conftest.actors_of"


def actors_of(user):
    """What settings.PERSON_ACTORS names in these tests: two capacities, which see the same."""
    from tests.core.people import somebody

    return [somebody(user=user), somebody(user=user, membership_id=2)]


@pytest.fixture
def no_deadlines():
    """An empty registry, put back afterwards."""
    saved = dict(deadlines.DEADLINES)
    deadlines.DEADLINES.clear()
    yield deadlines.DEADLINES
    deadlines.DEADLINES.clear()
    deadlines.DEADLINES.update(saved)


def due_rows(actor):
    """The thing due: one's own, or everybody's."""
    rows = WorkRow.objects.filter(kind="thing")
    return rows if actor is None else rows.filter(asked_by_id=actor.user_id)


@pytest.fixture
def things(no_deadlines):
    """The deadline 'thing', reminded of 14, 7 and 2 days before."""
    return deadlines.add(
        deadlines.Deadline(
            name="thing",
            title="Things",
            queryset=due_rows,
            date_field="not_before",
            sentence=lambda row: f"Do {row.key}",
            link=lambda row: f"/things/{row.pk}/",
            holders=lambda rows: {row.pk: [row.asked_by_id] for row in rows if row.asked_by_id},
            done=Q(state="done"),
        )
    )


@pytest.fixture
def thing(db):
    """Makes a thing due until 24:00 of a day."""

    def make(due, user=None, name="the accounts"):
        day = datetime.date.fromisoformat(due)
        return WorkRow.objects.create(
            kind="thing",
            key=name,
            asked_by=user,
            not_before=clock.end_of(day),
            created_at=clock.true_now(),
            channel="web",
        )

    return make
