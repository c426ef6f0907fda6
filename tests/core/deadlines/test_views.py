"""The Due page and the calendar feed."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from icalendar import Calendar

from core import clock
from core.deadlines import views
from core.trail.models import Event

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2003, 11, 20)


@pytest.fixture(autouse=True)
def real_actors(settings):
    settings.PERSON_ACTORS = "partnerships.people.actors.actors_of"


@pytest.fixture
def member(actor):
    return actor("member")


def entries(response):
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_what_is_due_under_its_heading(client_for, member, things, thing):
    for due, name in [("2003-11-19", "the late"), ("2003-11-27", "the <soon>"), ("2003-11-28", "the far")]:
        thing(due, member.user, name)
    client = client_for(member)
    with clock.at(TODAY):
        page = client.get(reverse("due")).content.decode()
    marks = [
        "Overdue",
        "Do the late",
        "yesterday",
        "In the next 7 days",
        "Do the &lt;soon&gt;",
        "in 7 days",
        "Later",
        "Do the far",
    ]
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "19 November 2003" in page


def test_nothing_due_says_what_the_page_is_for(client_for, member, things):
    assert "Nothing is due" in client_for(member).get(reverse("due")).content.decode()


@pytest.fixture
def many(member, things, thing):
    """Five dates, of which a page shows two."""
    return [thing(f"2003-11-{19 + number}", member.user, f"number {number}") for number in range(5)]


def test_a_long_list_leads_on_to_all_of_it(client_for, member, many, monkeypatch):
    monkeypatch.setattr(views, "MOST", 2)
    client, address, found, pages = client_for(member), "", [], []
    with clock.at(TODAY):
        while address is not None:
            page = client.get(reverse("due") + address).content.decode()
            found += re.findall(r"Do (number \d)", page)
            pages.append(re.search(r"Page \d", page)[0])
            onward = re.search(r'href="([^"]+)" rel="next"', page)
            address = onward and onward[1]
        assert 'href="?page=2" rel="prev"' in page
    assert pages == ["Page 1", "Page 2", "Page 3"]
    assert found == [row.key for row in many]


def test_a_list_that_fits_has_no_pages_and_says_how_far_it_reaches(client_for, member, many):
    with clock.at(TODAY):
        page = client_for(member).get(reverse("due")).content.decode()
    assert page.count("Do number") == 5
    assert "Pages of due dates" not in page
    assert "Dates after 20 February 2004 are shown nearer the time." in page


@pytest.mark.parametrize("asked", ["0", "-1", "x", "²", "1" * 30, ""])
def test_what_is_no_page_is_the_first(client_for, member, many, asked):
    with clock.at(TODAY):
        assert b"Do number 0" in client_for(member).get(reverse("due"), {"page": asked}).content


def test_a_page_of_which_everything_was_done_leads_to_the_first(client_for, member, many, monkeypatch):
    monkeypatch.setattr(views, "MOST", 5)
    with clock.at(TODAY):
        response = client_for(member).get(reverse("due"), {"page": 2})
    assert (response.status_code, response["Location"]) == (302, reverse("due"))


def test_the_calendar_holds_every_date_however_many(client, member, many, monkeypatch):
    monkeypatch.setattr(views, "MOST", 2)
    with clock.at(TODAY):
        found = entries(client.get(reverse("calendar", args=[member.user.calendar_key])))
    assert [entry["SUMMARY"] for entry in found] == [f"Do {row.key}" for row in many]


def test_a_visitor_has_no_due_page(client):
    assert client.get(reverse("due")).status_code == 302


def test_the_calendar_by_its_secret_address(client, member, things, thing):
    row = thing("2003-11-27", member.user, "the accounts")
    with clock.at(TODAY):
        response = client.get(reverse("calendar", args=[member.user.calendar_key]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    [entry] = entries(response)
    assert entry["SUMMARY"] == "Do the accounts"
    assert entry["DTSTART"].dt == datetime.date(2003, 11, 27)
    assert entry["URL"] == f"http://127.0.0.1:8000/things/{row.pk}/"
    assert entry["UID"] == f"thing-{row.pk}@127.0.0.1"


def test_a_person_with_two_capacities_sees_each_thing_once(client, actor, member, things, thing):
    actor("drafter", user=member.user)
    thing("2003-11-27", member.user)
    with clock.at(TODAY):
        assert len(entries(client.get(reverse("calendar", args=[member.user.calendar_key])))) == 1


def test_any_other_address_does_not_exist(client, member):
    assert client.get(reverse("calendar", args=[uuid.uuid4()])).status_code == 404


def test_a_closed_account_has_no_calendar(client, member):
    member.user.is_active = False
    member.user.save(update_fields=["is_active"])
    assert client.get(reverse("calendar", args=[member.user.calendar_key])).status_code == 404


def test_a_person_without_a_role_has_an_empty_calendar(client, member, things, thing):
    thing("2003-11-27", member.user)
    member.membership.roles.update(revoked_at=clock.true_now())
    with clock.at(TODAY):
        assert entries(client.get(reverse("calendar", args=[member.user.calendar_key]))) == []


def test_a_new_address_ends_the_old_one(client, client_for, member):
    old = reverse("calendar", args=[member.user.calendar_key])
    browser = client_for(member)
    assert old in browser.get(reverse("due")).content.decode()
    page = browser.post(reverse("calendar_reset"), follow=True).content.decode()
    assert old not in page
    assert "You have a new calendar address." in page
    assert client.get(old).status_code == 404
    member.user.refresh_from_db()
    assert client.get(reverse("calendar", args=[member.user.calendar_key])).status_code == 200
    event = Event.objects.get(verb="reset the calendar address")
    assert str(member.user.calendar_key) not in str(event.detail)
