"""Pages by key."""

import datetime
from decimal import Decimal

import pytest
from django.http import QueryDict

from core.registers.paging import Place, turn
from core.registers.register import REGISTERS
from core.registers.selection import Selection
from partnerships.organisations.models import Organisation
from partnerships.people.models import Membership
from tests.factories.people import MembershipFactory

NAME = 4
"""Where a row of all columns holds the name: after its key, its order, its id and its version."""

HOSTILE = [
    "",
    "~",
    "x~1",
    '"a"~',
    '"a"~-1',
    '"a"~１',
    '"a"~9999999999999999999',
    "[]~1",
    "null~1",
    '{"a":1}~1',
    "NaN~1",
    "1.5~1",
    '"\\u0000"~1',
    '"\\ud800"~1',
    f'"{"a" * 1001}"~1',
    f"{'9' * 5000}~1",
    f"{'[' * 5000}~1",
]


def walk(actor, size=2, **query):
    """The names on each page, from the first to the last and back again."""
    register = REGISTERS["organisations"]
    pages, back, place = [], [], {}
    while True:
        address = QueryDict(mutable=True)
        address.update({**query, **place})
        found = Selection(register, actor, address).page(register.columns, size)
        (back if "before" in place else pages).append([row[NAME] for row in found.rows])
        if "before" not in place and found.next_place:
            place = {"after": found.next_place}
        elif found.previous_place:
            place = {"before": found.previous_place}
        else:
            return pages, back


def test_pages_go_on_and_come_back(names, visitor):
    names("Echo", "Alpha", "Delta", "Bravo", "Charlie")
    pages, back = walk(visitor)
    assert pages == [["Alpha", "Bravo"], ["Charlie", "Delta"], ["Echo"]]
    assert back == [["Charlie", "Delta"], ["Alpha", "Bravo"]]


def test_pages_of_a_falling_order(names, visitor):
    names("Echo", "Alpha", "Delta", "Bravo", "Charlie")
    pages, back = walk(visitor, order="-name")
    assert pages == [["Echo", "Delta"], ["Charlie", "Bravo"], ["Alpha"]]
    assert back == [["Charlie", "Bravo"], ["Echo", "Delta"]]


@pytest.mark.parametrize("query", [{}, {"q": "carers"}])
@pytest.mark.parametrize("order", ["name", "-name", "kind", "-kind", "code", "-code", "area", "-area"])
def test_rows_of_the_same_name_each_come_once(names, visitor, order, query):
    made = {each.pk for each in names(*["Carers"] * 5)}
    register, place, seen = REGISTERS["organisations"], {}, []
    for _ in range(3):
        address = QueryDict(mutable=True)
        address.update({"order": order, **query, **place})
        found = Selection(register, visitor, address).page(register.columns, 2)
        seen += [row[0] for row in found.rows]
        place = {"after": found.next_place}
    assert seen == sorted(made)
    address = QueryDict(mutable=True)
    address.update({"order": order, **query, "before": f"{place_of(register, visitor, order, seen[3])}"})
    assert [row[0] for row in Selection(register, visitor, address).page(register.columns, 2).rows] == seen[1:3]


def place_of(register, visitor, order, pk):
    """The place of one row in this order."""
    selection = Selection(register, visitor, QueryDict(f"order={order}"))
    rows = selection.with_order(selection.filtered)
    return Place(*rows.filter(pk=pk).values_list(selection.sorted_by, "pk")[0])


def test_letters_beyond_ascii_sort_by_their_folded_name(names, visitor):
    names("Éclair", "Zebra", "eden", "Ökohaus", "Œuvre")
    pages, _ = walk(visitor, size=10)
    assert pages == [["Éclair", "eden", "Ökohaus", "Zebra", "Œuvre"]]


def test_words_and_pages_go_together(names, visitor):
    names("Carers A", "Carers B", "Carers C", "Mind")
    pages, back = walk(visitor, q="care")
    assert pages == [["Carers A", "Carers B"], ["Carers C"]]
    assert back == [["Carers A", "Carers B"]]


@pytest.mark.parametrize("place", HOSTILE)
@pytest.mark.parametrize("side", ["after", "before"])
def test_a_place_that_is_none_shows_the_first_page(names, visitor, place, side):
    names("Alpha", "Bravo")
    address = QueryDict(mutable=True)
    address[side] = place
    register = REGISTERS["organisations"]
    assert [row[NAME] for row in Selection(register, visitor, address).page(register.columns).rows] == [
        "Alpha",
        "Bravo",
    ]


@pytest.mark.parametrize("place", ["5~1", "true~1", '"zzz"~5'])
def test_a_strange_place_that_could_be_one_is_no_error(names, visitor, place):
    names("Alpha", "Bravo")
    address = QueryDict(mutable=True)
    address["before"] = place
    register = REGISTERS["organisations"]
    found = Selection(register, visitor, address).page(register.columns)
    assert len(found.rows) in (0, 2)


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+23:59",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "2003-11-20T09:00:00+23:59",
    ],
)
@pytest.mark.parametrize("side", ["after", "before"])
def test_a_moment_beyond_the_calendar_is_no_error(client_for, actor, moment, side):
    reply = client_for(actor("secretariat")).get("/people/", {"order": "made", side: f'"{moment}"~5'})
    assert reply.status_code == 200


@pytest.mark.parametrize(
    "value, text",
    [
        ("Ärzte ~ für", '"Ärzte ~ für"~7'),
        (12, "12~7"),
        (datetime.date(2003, 11, 20), '"2003-11-20"~7'),
        (Decimal("1.50"), '"1.50"~7'),
    ],
)
def test_a_place_reads_back(value, text):
    place = Place(value, 7)
    assert str(place) == text
    assert str(Place.read(text)) == text


def test_a_page_beyond_the_end_says_so_and_leads_back(names, client):
    names("Alpha")
    answer = client.get("/partners/", {"after": '"zzzz"~1'})
    assert "There is nothing more on this page." in answer.content.decode()
    assert 'href="/partners/"' in answer.content.decode()


@pytest.mark.django_db
def test_a_list_sorted_by_a_moment_has_no_place_without_a_time_zone():
    held = MembershipFactory()
    before = {"2004-01-01": [], "2004-01-01T12:00:00": [], "2004-01-01T12:00:00+00:00": [held]}
    rows = Membership.objects.filter(pk=held.pk)
    assert {text: list(turn(rows, "added_at", down=False, after=Place(text, 0))) for text in before} == before


def test_a_name_that_reads_like_a_day_is_a_name(names):
    made = names("2004-01-01", "2004-01-02")
    rows = Organisation.objects.filter(pk__in=[each.pk for each in made])
    assert [each.name for each in turn(rows, "name", down=False, after=Place("2004-01-01", made[0].pk))] == [
        "2004-01-02"
    ]
