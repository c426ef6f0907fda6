"""What is due, for whom, and on which day."""

import datetime
from dataclasses import replace
from unittest.mock import Mock

import pytest

from core import clock, deadlines
from core.work.models import WorkRow
from tests.core.deadlines.conftest import due_rows
from tests.core.people import a_user, somebody

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


def utc(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("value", "due"),
    [
        (day("2003-11-20"), "2003-11-20"),
        (utc("2003-11-21T00:00"), "2003-11-20"),  # midnight in London closes the day before
        (utc("2003-11-21T00:01"), "2003-11-21"),
        (utc("2003-07-20T23:00"), "2003-07-20"),  # midnight in London in summer
        (utc("2003-07-20T22:59"), "2003-07-20"),
        (utc("2003-07-20T23:01"), "2003-07-21"),
    ],
)
def test_the_day_on_which_something_is_due(value, due):
    assert deadlines.due_day(value) == day(due)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (3, "in 3 days"), (-2, "2 days ago")],
)
def test_how_far_away_in_words(days, words):
    assert deadlines.in_words(days) == words


def test_what_is_due_for_somebody_soonest_first(things, thing):
    ann, bob = a_user(), a_user("bob@example.org")
    late = thing("2003-11-18", ann, "the late one")
    soon = thing("2003-11-22", ann, "the soon one")
    thing("2003-11-21", bob, "another's")
    WorkRow.objects.filter(pk=thing("2003-11-21", ann, "the done one").pk).update(
        state="done", finished_at=clock.true_now()
    )
    thing("2005-01-01", ann, "the far one")
    with clock.at(day("2003-11-20")):
        found = deadlines.for_actor(somebody(user=ann))
        assert [item.days_left() for item in found] == [-2, 2]
        assert [item.in_words() for item in found] == ["2 days ago", "in 2 days"]
    assert [(item.row, item.sentence, item.link) for item in found] == [
        (late, "Do the late one", f"/things/{late.pk}/"),
        (soon, "Do the soon one", f"/things/{soon.pk}/"),
    ]


def test_a_due_date_holds_until_the_end_of_its_day_in_london(things, thing):
    ann = a_user()
    thing("2003-07-20", ann)
    for moment, days in [("2003-07-20T22:59:59", 0), ("2003-07-20T23:00:00", -1)]:
        with clock.at(utc(moment)):
            assert [item.days_left() for item in deadlines.for_actor(somebody(user=ann))] == [days]


def test_one_statement_for_all_kinds_and_one_for_each_of_which_there_is_any(things, thing, django_assert_num_queries):
    ann = a_user()
    for name in ("other", "third"):
        deadlines.add(replace(things, name=name, queryset=lambda actor: due_rows(actor).filter(key="never")))
    with clock.at(day("2003-11-20")):
        with django_assert_num_queries(1):
            assert deadlines.for_actor(somebody(user=ann)) == []
        for number in range(5):
            thing("2003-11-18", ann, f"thing {number}")
        with django_assert_num_queries(2):
            assert len(deadlines.for_actor(somebody(user=ann))) == 5


def of_whoever_may(rows):
    """A kind of due date of which a permission says whose it is."""
    deadlines.add(
        deadlines.Deadline(
            name="theirs",
            title="Theirs",
            queryset=deadlines.theirs(rows, "core.see_to_things"),
            date_field="not_before",
            sentence=lambda row: row.key,
            holders=lambda rows: {},
        )
    )


def test_what_is_asked_is_kept_for_its_day_and_for_whoever_asks_again(no_deadlines, thing):
    rows = Mock(side_effect=lambda: WorkRow.objects.filter(kind="thing"))
    of_whoever_may(rows)
    ann, bob = [somebody("core.see_to_things", user=a_user(f"{name}@example.org")) for name in ("ann", "bob")]
    thing("2003-11-18", name="near")
    found = []
    for on in ("2003-08-01", "2003-11-20", "2003-11-20"):
        with clock.at(day(on)):
            found.append([(len(deadlines.for_actor(each)), rows.call_count) for each in (ann, bob, somebody())])
    assert found == [  # how many are due, and how often their rows were asked for by then
        [(0, 1), (0, 2), (0, 3)],
        [(1, 5), (1, 7), (0, 8)],
        [(1, 8), (1, 8), (0, 8)],  # in the words of the last time
    ]


def test_a_question_of_the_moment_is_asked_anew(no_deadlines, thing):
    of_whoever_may(lambda: WorkRow.objects.filter(not_before__gt=clock.now()))
    thing("2003-11-18", name="near")
    ann = somebody("core.see_to_things", user=a_user())
    found = []
    for moment in ("2003-11-18T23:59:59", "2003-11-19T00:00:01"):
        with clock.at(utc(moment)):
            found.append(len(deadlines.for_actor(ann)))
    assert found == [1, 0]


def test_the_first_so_many_of_all_kinds_are_the_soonest(things, thing):
    ann = a_user()
    deadlines.add(replace(things, name="other", title="Others", sentence=lambda row: f"Look at {row.key}"))
    for day_of_month in (19, 17, 18):
        thing(f"2003-11-{day_of_month}", ann, str(day_of_month))
    with clock.at(day("2003-11-20")):
        everything = [item.sentence for item in deadlines.for_actor(somebody(user=ann))]
        first = [[item.sentence for item in deadlines.for_actor(somebody(user=ann), most=most)] for most in range(7)]
    assert everything == ["Look at 17", "Do 17", "Look at 18", "Do 18", "Look at 19", "Do 19"]
    assert first == [everything[:most] for most in range(7)]


def test_two_deadlines_of_one_name_are_refused(things):
    with pytest.raises(ValueError, match="Two deadlines are called thing"):
        deadlines.add(things)


def test_a_date_without_time_is_compared_as_a_date(things):
    from core.deadlines.models import Reminder

    dated = deadlines.Deadline(
        name="dated",
        title="Dated",
        queryset=lambda actor: Reminder.objects.all(),
        date_field="due_date",
        sentence=str,
        link=lambda row: "/",
        holders=lambda rows: {},
    )
    ann = a_user()
    for number, text in enumerate(["2003-11-19", "2003-11-20", "2003-11-21"]):
        Reminder.objects.create(
            deadline="x", object_id=number, due_date=day(text), step=1, user=ann, created_at=clock.true_now()
        )
    rows = dated.between(dated.open(None), day("2003-11-20"), day("2003-11-20"))
    assert [row.object_id for row in rows] == [1]
    assert dated.item(rows[0]).due == day("2003-11-20")
