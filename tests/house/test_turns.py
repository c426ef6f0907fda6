"""What is asked of which database: all of it, and a share where both are asked together (ADR 30)."""

from types import SimpleNamespace

import pytest

from tests import turns

LETTERS = list("abcdefgh")


def running(monkeypatch, served, together):
    monkeypatch.setattr(turns, "SERVED", served)
    monkeypatch.setattr(turns, "IN_TURN", together)


@pytest.mark.parametrize("served", [False, True])
def test_all_of_it_is_asked_of_one_alone(monkeypatch, served):
    running(monkeypatch, served, False)
    assert turns.in_turn(LETTERS, "organisations") == LETTERS


def test_together_every_third_question_is_asked_of_postgresql_and_the_others_of_sqlite(monkeypatch):
    names = [str(each) for each in range(9)]
    running(monkeypatch, True, True)
    here = [turns.in_turn(LETTERS, name) for name in names]
    assert {"".join(each) for each in here} == {"adg", "beh", "cf"}
    running(monkeypatch, False, True)
    there = [turns.in_turn(LETTERS, name) for name in names]
    assert [sorted(one + other) for one, other in zip(here, there, strict=True)] == [LETTERS] * 9


def a_test(name, *marks, asks=("db",)):
    marked = {*marks} & {"served", "embedded", "browser", "at_once", "asks_in_turn", "django_db"}
    return SimpleNamespace(
        nodeid=f"tests/test_file.py::{name}", fixturenames=list(asks), get_closest_marker=lambda mark: mark in marked
    )


SPECIAL = [
    a_test("pure", asks=()),
    a_test("served", "served", asks=()),
    a_test("embedded", "embedded"),
    a_test("browser", "browser", "django_db"),
    a_test("at once", "browser", "at_once"),
    a_test("demonstration", "django_db", asks=("the_story",)),
    a_test("matrix", "asks_in_turn", "django_db", asks=()),
]
PLAIN = [a_test(f"plain {each}") for each in LETTERS]


@pytest.mark.parametrize(
    ("served", "together", "out"),
    [
        (False, False, ["served"]),
        (True, False, ["embedded"]),
        (False, True, ["served"]),
        (True, True, ["pure", "embedded", "browser", "demonstration"]),
    ],
)
def test_each_form_leaves_out_what_belongs_to_the_other(monkeypatch, served, together, out):
    running(monkeypatch, served, together)
    found = turns.left_out(SPECIAL)
    assert [each.nodeid.partition("::")[2] for each in SPECIAL if each.nodeid in found] == out


def test_together_postgresql_runs_all_that_both_could_and_sqlite_every_fifth_of_it(monkeypatch):
    running(monkeypatch, True, True)
    assert turns.left_out(PLAIN) == set()
    running(monkeypatch, False, True)
    out = turns.left_out(list(reversed(PLAIN)))
    assert out == turns.left_out(PLAIN)  # whatever the order they come in
    left = "".join(each.nodeid[-1] for each in PLAIN if each.nodeid not in out)
    assert left in ("af", "bg", "ch", "d", "e")


def test_alone_each_runs_all_that_both_could(monkeypatch):
    for served in (False, True):
        running(monkeypatch, served, False)
        assert turns.left_out(PLAIN) == set()
