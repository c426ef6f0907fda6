"""The home page: what waits, what is due and what is open, for each kind of user."""

import datetime
import html
import re
from collections import defaultdict

import pytest
from django.urls import reverse

from core import clock, home
from core.deadlines.registry import Deadline, Item
from core.home import Line
from partnerships.invitations.actions import invite_person
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(monkeypatch):
    """Adds a line for this test only."""
    monkeypatch.setattr(home, "_sources", [*home._sources])
    return home.add


def main_of(reply) -> str:
    assert reply.status_code == 200
    return reply.content.decode().split("<main")[1]


def links_of(words) -> dict[str, list[str]]:
    """The names of the links of a page, by where they lead."""
    found = defaultdict(list)
    for href, inner in re.findall(r'(?s)<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', words):
        found[href].append(" ".join(html.unescape(re.sub(r"<[^>]+>", "", inner)).split()))
    return found


def test_a_visitor_sees_what_is_public_and_how_to_begin(client):
    words = main_of(client.get("/"))
    assert "Who the partners are" in words
    assert "Sign in" in words
    assert "Accounts are made by invitation." in words
    assert "Waiting for me" not in words


def test_each_section_says_what_it_is_for_while_it_is_empty():
    words = main_of(signed_in(make_actor("approver")).get("/"))
    assert words.index("Waiting for me") < words.index(">Due<") < words.index("Open to me")
    assert "Work that needs you appears here" in words


def test_a_line_has_its_one_next_step(line):
    line("waiting", 5, lambda actor: [Line("The answer to 'Market days'", "/x/", "Send it", "Written by Jo Price")])
    words = main_of(signed_in(make_actor("approver")).get("/"))
    assert "The answer to &#39;Market days&#39;" in words
    assert '<div class="app-muted">Written by Jo Price</div>' in words
    assert links_of(words)["/x/"] == ["The answer to 'Market days': Send it"]


def test_two_lines_that_read_alike_are_told_apart_by_their_hints(line):
    alike = [Line("Support for carers", f"/{name}/", "Read it", f"{name} asks.") for name in ("Ludlow", "Ledbury")]
    other = Line("Support for carers", "/draft/", "Publish it", "A draft.")
    line("open", 5, lambda actor: alike)
    line("waiting", 5, lambda actor: [other])
    found = links_of(main_of(signed_in(make_actor("approver")).get("/")))
    assert [found[href] for href in ("/Ludlow/", "/Ledbury/", "/draft/")] == [
        ["Support for carers: Read it. Ludlow asks."],
        ["Support for carers: Read it. Ledbury asks."],
        ["Support for carers: Publish it"],
    ]


def test_what_waits_and_is_due_stands_once_with_its_day(line):
    forum = OrganisationFactory(name="Malvern Carers")
    by = make_actor("administrator", organisation=forum)
    invite_person(by=by, email="jo@example.org", name="Jo Price", place=forum, roles=["member"])
    people = reverse("organisation_people", args=[forum.pk])
    line("waiting", 5, lambda actor: [Line("Jo Price", people, "Ring her"), Line("The tea", "/tea/", "Make it")])
    words = main_of(signed_in(by).get("/"))
    assert links_of(words)[people] == ["Jo Price: Ring her", "The people of Malvern Carers: See or invite people"]
    assert words.count("Due in 14 days") == 1
    assert words.index("Due in 14 days") < words.index(">Due<")
    assert "Jo Price has not accepted" in signed_in(by).get(reverse("due")).content.decode()


def test_as_many_due_dates_are_shown_however_many_wait_already(line):
    forum = OrganisationFactory(name="Malvern Carers")
    by = make_actor("administrator", organisation=forum)
    waiting, due = [f"/{number}/" for number in range(3)], [f"/due/{number}/" for number in range(12)]
    line("waiting", 5, lambda actor: [Line(f"Waiting {link}", link, "Do it") for link in waiting])
    things = [
        Item(Deadline("x", "X", lambda _: None, "due", str, lambda _: {}, str), link, clock.today())
        for link in (*waiting, *due)
    ]
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home, "for_actor", lambda actor, most: asked.append(most) or things[:most])
        found = {section.name: section.lines for section in home.sections_for(by)}
    assert asked == [home.MOST + 3]
    assert [each.link for each in found["due"]] == due[: home.MOST]


def test_a_section_that_is_not_there_is_refused(line):
    with pytest.raises(ValueError, match="no section 'later'"):
        line("later", 5, lambda actor: [])


def test_no_more_than_ten_lines_of_a_source(line):
    line("open", 5, lambda actor: [Line(f"Thing {number}.", "/x/", "Look") for number in range(30)])
    words = main_of(signed_in(make_actor("approver")).get("/"))
    assert ("Thing 9." in words, "Thing 10." in words) == (True, False)


def test_an_administrator_sees_their_people_and_what_is_due():
    forum = OrganisationFactory(name="Malvern Carers")
    by = make_actor("administrator", organisation=forum)
    invite_person(by=by, email="jo@example.org", name="Jo Price", place=forum, roles=["member"])
    words = main_of(signed_in(by).get("/"))
    assert "The people of Malvern Carers" in words
    assert "Jo Price has not accepted the invitation to Malvern Carers" in words
    assert "Due in 14 days" in words
    other = main_of(signed_in(make_actor("member", organisation=forum)).get("/"))
    assert "Jo Price" not in other


def test_somebody_without_a_role_is_told_what_to_do():
    user = MembershipFactory(role="member", role__ends=datetime.date(2005, 3, 31)).user
    from django.test import Client

    browser = Client()
    browser.force_login(user)
    words = main_of(browser.get("/"))
    assert "hold no role at the moment" in words
    assert "Waiting for me" not in words


def test_it_costs_the_same_whatever_there_is():
    forum = OrganisationFactory()
    by = make_actor("administrator", organisation=forum)
    browser = signed_in(by)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    invite_person(by=by, email="ada@example.org", name="Ada", place=forum, roles=["member"])
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for number in range(5):
        invite_person(by=by, email=f"jo{number}@example.org", name=f"Jo {number}", place=forum, roles=["member"])
        MembershipFactory(organisation=forum, role="member")
    with CaptureQueriesContext(connection) as many:
        browser.get("/")
    assert len(many) == len(few) <= 9


@pytest.mark.parametrize("role", ["member", "drafter", "commissioner", "analyst", "secretariat", "auditor"])
def test_every_kind_of_user_has_one(role):
    reply = signed_in(make_actor(role)).get("/")
    assert (reply.status_code, "Open to me" in reply.content.decode()) == (200, True)
