"""Whose statements are kept: they give each person their own rows, and each text its own."""

import datetime
from urllib.parse import quote_plus

import pytest
from django.core.cache import caches
from django.http import QueryDict

from core import clock
from core.registers import selection
from core.registers.register import REGISTERS
from core.registers.selection import Selection
from partnerships.people.actors import Actor
from tests.factories.bodies import DecisionFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
ORGANISATIONS = "organisations"


def asked(actor, text: str, register: str = ORGANISATIONS) -> Selection:
    return Selection(REGISTERS[register], actor, QueryDict(text))


def names(found: Selection) -> tuple[list[str], int]:
    [name] = [each for each in found.columns if each.name == "name"]
    return [row[2] for row in found.page([name]).rows], found.counted


def test_other_words_are_asked_by_the_same_statement_and_find_their_own():
    for name in ("Malvern Carers", "Malvern Lifts", "Wye Advice"):
        OrganisationFactory(name=name)
    first = names(asked(Actor(), "q=malvern"))
    kept = len(selection.STATEMENTS)
    others = [names(asked(make_actor("secretariat"), f"q={text}")) for text in ("wye", "malvern lif", "nothing", "%21")]
    assert first == (["Malvern Carers", "Malvern Lifts"], 2)
    assert others == [(["Wye Advice"], 1), (["Malvern Lifts"], 1), ([], 0), ([], 0)]
    assert len(selection.STATEMENTS) == kept


USUAL = [
    "",
    "q=malvern",
    "order=-code",
    "q=malvern&order=area",
    "as_at=",
    "before=&after=",
    "sector=voluntary&standing=partner",
]


@pytest.mark.parametrize("text", USUAL)
def test_a_list_that_was_narrowed_by_choosing_alone_is_usual(text):
    assert asked(Actor(), text).is_usual


@pytest.mark.parametrize("text", ["area=wye", "as_at=2003-11-20", "kind=nonsense", "q=%21"])
def test_one_that_was_narrowed_otherwise_is_not(text):
    assert not asked(Actor(), text).is_usual


@pytest.mark.parametrize("narrowed", ["", "&q=malvern"])
def test_pages_further_on_are_asked_by_one_statement_each_way(narrowed):
    for letter in "ABCDEFG":
        OrganisationFactory(name=f"{letter} Malvern")

    def page(order: str, end: str = "", place: str = "") -> tuple[str, str, str]:
        found = asked(Actor(), f"order={order}{narrowed}" + (f"&{end}={quote_plus(place)}" if end else ""))
        shown = found.page([each for each in found.columns if each.name == "name"], 2)
        return "".join(row[2][0] for row in shown.rows), shown.next_place, shown.previous_place

    def walk(order: str) -> list[str]:
        first = page(order)
        second = page(order, "after", first[1])
        third = page(order, "after", second[1])
        return [first[0], second[0], third[0], page(order, "before", third[2])[0], page(order, "before", second[2])[0]]

    assert walk("name") == ["AB", "CD", "EF", "CD", "AB"]
    assert walk("-name") == ["GF", "ED", "CB", "ED", "GF"]
    kept = len(selection.STATEMENTS)
    assert (walk("name"), walk("-name")) == (["AB", "CD", "EF", "CD", "AB"], ["GF", "ED", "CB", "ED", "GF"])
    assert len(selection.STATEMENTS) == kept


def test_a_list_that_goes_on_by_a_day_is_built_each_time():
    for day in (1, 2, 3):
        DecisionFactory(decided_on=datetime.date(2005, 6, day), what=f"Of day {day}")
    found = asked(make_actor("secretariat"), "order=decided_on&after=%222005-06-02%22~0", "decisions")
    kept = len(selection.STATEMENTS)
    [what] = [each for each in found.columns if each.name == "what"]
    assert [row[2] for row in found.page([what]).rows] == ["Of day 2", "Of day 3"]
    assert len(selection.STATEMENTS) == kept


def test_what_was_chosen_finds_its_own_as_long_as_the_list_is_the_same():
    charity, trust = OrganisationFactory(name="Malvern Carers"), PublicBodyFactory(name="Wye Trust")
    chosen = {each.name: f"kind={each.kind.code}" for each in (charity, trust)}
    assert {name: names(asked(Actor(), text)) for name, text in chosen.items()} == {
        each: ([each], 1) for each in chosen
    }
    kept = len(selection.STATEMENTS)
    assert names(asked(Actor(), chosen["Wye Trust"])) == (["Wye Trust"], 1)
    assert len(selection.STATEMENTS) == kept
    caches["local"].clear()  # the lists are made again
    assert names(asked(Actor(), chosen["Wye Trust"])) == (["Wye Trust"], 1)
    assert len(selection.STATEMENTS) == kept + 2


def test_a_list_of_a_moment_is_built_each_time():
    OrganisationFactory(name="Malvern Carers", closed=clock.today())
    kept = len(selection.STATEMENTS)
    assert [names(asked(Actor(), f"state={state}"))[1] for state in ("open", "closed")] == [1, 0]
    assert len(selection.STATEMENTS) == kept


@pytest.mark.parametrize("register", ["consultations", "responses", "imports", "umbrella_members"])
def test_nor_is_one_whose_rows_are_of_a_moment_or_of_a_person(register):
    assert not asked(make_actor("secretariat"), "", register).is_usual


def test_no_more_are_kept_than_so_many(monkeypatch):
    monkeypatch.setattr(selection, "MOST_KEPT", 3)
    selection.STATEMENTS.clear()
    found = [asked(Actor(), "").page(asked(Actor(), "").page_columns, size) for size in range(1, 6)]
    assert ([len(each.rows) for each in found], len(selection.STATEMENTS)) == ([0] * 5, 2)
