"""The pages in the footer: whom to ask, what is held about people, and how accessible it is."""

from importlib import import_module

import pytest
from django.urls import reverse

from core.privacy import held_about_people
from core.subjects import load, our_apps
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
PAGES = ("help", "privacy", "accessibility")


@pytest.fixture(autouse=True)
def _run_by(settings):
    settings.OPERATOR = "Marches <Forum>"
    settings.CONTACT_NAME = "Ivy Helper"
    settings.CONTACT_EMAIL = "ivy@marches.example.org"
    settings.CONTACT_TELEPHONE = "01632 960 555"


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_reads_whom_to_ask(client, name):
    page = client.get(reverse(name)).content.decode()
    assert "Marches &lt;Forum&gt;" in page
    assert "Ivy Helper" in page
    assert 'href="mailto:ivy@marches.example.org"' in page
    assert "Telephone 01632 960 555" in page


@pytest.mark.parametrize("name", PAGES)
def test_without_a_named_contact_it_says_whom_to_ask_all_the_same(client, settings, name):
    settings.OPERATOR = settings.CONTACT_NAME = settings.CONTACT_EMAIL = settings.CONTACT_TELEPHONE = ""
    page = client.get(reverse(name)).content.decode()
    assert "Ask the person who invited you" in page
    assert "mailto:" not in page


def test_every_page_leads_to_them_signed_in_or_out(client):
    member = signed_in(make_actor("member"))
    for page in (client.get("/"), client.get("/nowhere/"), member.get("/")):
        footer = page.content.decode().split("<footer")[1]
        assert [footer.count(f'href="{reverse(name)}"') for name in PAGES] == [1, 1, 1]


def test_the_notice_tells_what_the_declarations_say(client):
    page = client.get(reverse("privacy")).content.decode()
    table = page.split("<tbody")[1]
    assert "Your account" in table
    assert "the e-mail address: to sign in and to send mail to" in table
    assert "while the account is open, and 7 years after it was closed; then erased<" in table
    assert "the secret that the codes are made of" in table
    assert "the job " not in table  # which job deletes is for whoever runs it
    assert "not used" not in table
    assert table.count("<tr") == len(list(held_about_people()))


def test_whatever_holds_something_about_people_is_on_the_notice():
    told = {each.called for each in held_about_people()}
    for module in (each for app in our_apps() for each in load(app, "privacy")):
        declared = module.FIELDS | getattr(module, "THIRD_PARTY", {})
        for record, fields in declared.items():
            if any(kind in ("personal", "special") and "not used" not in kept for kind, _, kept in fields.values()):
                assert module.CALLED[record] in told, record


def test_one_line_for_each_time_that_something_is_kept(monkeypatch):
    said = {
        "Mail": {
            "to": ("personal", "who it is for", "90 days, then deleted by the job clear"),
            "body": ("personal", "what it says", "90 days, then deleted by the job clear"),
            "again": ("special", "what it says", "90 days, then deleted"),
            "id": ("none", "key", "for ever"),
            "sender": ("personal", "who wrote it", "7 years"),
            "empty": ("personal", "nothing", "not used: mail has no such thing"),
        }
    }
    monkeypatch.setattr(import_module("core.mail.privacy"), "FIELDS", said)
    lines = [tuple(each) for each in held_about_people() if each.called == "E-mail that was sent to you"]
    assert lines == [
        ("E-mail that was sent to you", ["who it is for", "what it says"], "90 days, then deleted"),
        ("E-mail that was sent to you", ["who wrote it"], "7 years"),
    ]
