"""Answering without an account in a real browser: at a telephone's width, without script, until the receipt."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from consultation.responses.models import Response
from core import clock
from core.work.testing import run_all
from tests.browser.steps import follow
from tests.factories.consultation import SectionFactory, a_consultation
from tests.factories.guests import last_token
from tests.factories.organisations import PublicBodyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLUB = "club@example.org"
PHONE = {"width": 320, "height": 640}


def days(number):
    return clock.today() + datetime.timedelta(days=number)


@pytest.fixture
def consultation(db):
    """Open now: the browser's server lives in the present."""
    cache.clear()
    made = a_consultation(
        host=PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN"),
        title="Support for carers",
        opens_on=days(-10),
        closes_on=days(30),
        published_at=clock.now(),
        who_may_answer="everybody",
    )
    SectionFactory(consultation=made, title="Why")
    return made


@pytest.fixture
def phone(browser, live_server):
    """Makes a browser of a telephone, in which no script runs."""
    opened = []

    def make(script=False, size=PHONE):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=script, viewport=size)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


def begin(page, consultation, name="Ledbury Luncheon Club"):
    page.goto(reverse("guest_begin", args=[consultation.pk]))
    page.get_by_label("For an organisation").check()
    page.get_by_role("textbox", name="Name of the organisation").fill(name)
    page.get_by_role("textbox", name="Your e-mail address").fill(CLUB)
    follow(page.get_by_role("button", name="Send me the link"))
    expect(page.get_by_role("heading", name="Look in your e-mail")).to_be_visible()


def open_link(page):
    page.goto(reverse("guest_open", args=[last_token()]))
    follow(page.get_by_role("button", name="Go on"))


def test_from_the_public_page_to_the_receipt_and_back_without_script(phone, consultation):
    page = phone()
    page.goto(reverse("consultation", args=[consultation.pk]))
    follow(page.get_by_role("link", name="Answer without an account"))
    follow(page.get_by_role("button", name="Send me the link"))
    expect(page.get_by_role("alert").get_by_role("link", name="Enter your e-mail address.")).to_be_visible()
    begin(page, consultation)
    open_link(page)
    follow(page.get_by_role("link", name="1. What about 1?"))
    page.get_by_role("textbox", name="What about 1?").fill("Lunch matters.")
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_role("group", name="2a. What about 2a?").get_by_label("Yes").check()
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="1 question not answered")).to_be_visible()
    follow(page.get_by_role("button", name="Send the answers"))
    expect(
        page.get_by_role("alert").get_by_role("link", name="Choose whether your answer may be published")
    ).to_be_visible()
    page.get_by_label("Publish our answer without our name").check()
    follow(page.get_by_role("button", name="Send the answers"))
    response = Response.objects.get()
    expect(page.get_by_text(f"Reference: {response.reference}")).to_be_visible()
    follow(page.get_by_role("link", name="See or change your answer"))
    follow(page.get_by_role("button", name="Change the answers"))
    follow(page.get_by_role("link", name="1. What about 1?"))
    page.get_by_role("textbox", name="What about 1?").fill("Lunch matters a lot.")
    follow(page.get_by_role("button", name="Save and go to all questions"))
    follow(page.get_by_role("button", name="Finish in this browser"))
    expect(page.get_by_text("Whoever uses this browser next does not see your answer.")).to_be_visible()
    other = phone()
    other.goto(reverse("consultation", args=[consultation.pk]))
    follow(other.get_by_role("link", name="Answer without an account"))
    follow(other.get_by_role("link", name="Get a new link to your answer"))
    other.get_by_role("textbox", name="Your e-mail address").fill(CLUB.upper())
    follow(other.get_by_role("button", name="Send me a new link"))
    run_all()
    open_link(other)
    follow(other.get_by_role("button", name="Check your answers before sending"))
    follow(other.get_by_role("button", name="Send again"))
    expect(other.get_by_role("heading", name="Your changed answer has been sent (version 2)")).to_be_visible()
    follow(other.get_by_role("link", name="See or change your answer"))
    follow(other.get_by_role("link", name="Withdraw the answer"))
    other.get_by_label("Why do you withdraw it?").fill("The committee has not met.")
    follow(other.get_by_role("button", name="Withdraw the answer"))
    expect(other.get_by_text("The committee has not met.")).to_be_visible()
    response.refresh_from_db()
    kept = [[each.text for each in version.answers.order_by("question__key")] for version in response.versions.all()]
    assert kept == [["Lunch matters.", ""], ["Lunch matters a lot.", ""]]
    assert (response.counts, response.withdrawal_reason) == (False, "The committee has not met.")


def test_the_time_runs_out_while_somebody_writes(phone, consultation):
    page = phone()
    begin(page, consultation)
    open_link(page)
    follow(page.get_by_role("link", name="1. What about 1?"))
    page.get_by_role("textbox", name="What about 1?").fill("Four hours of thought.")
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="Your time ran out, and your words are kept")).to_be_visible()
    page.get_by_role("textbox", name="Your e-mail address").fill(CLUB)
    follow(page.get_by_role("button", name="Send me a new link"))
    run_all()
    open_link(page)
    expect(page.get_by_text("Four hours of thought.").first).to_be_visible()
    follow(page.get_by_role("button", name="Send it again"))
    answer = Response.objects.get().versions.get().answers.get()
    assert answer.text == "Four hours of thought."


def test_every_page_is_readable_by_everybody(phone, consultation, assert_accessible, widths):
    """Empty, filled in and refused; while it is open."""
    page = phone(script=True, size={"width": 1280, "height": 900})

    def look():
        assert_accessible(page)
        widths(page)

    page.goto(reverse("guest_answers"))
    look()
    follow(page.get_by_role("button", name="Send me a new link"))
    look()
    page.get_by_role("textbox", name="Your e-mail address").fill("a" * 60 + "@example.org")
    follow(page.get_by_role("button", name="Send me a new link"))
    look()
    for name in ("guest_return", "guest_begin"):
        page.goto(reverse(name, args=[consultation.pk]))
        look()
        follow(page.get_by_role("button", name="Send me"))
        look()
    begin(page, consultation, name="Averylongnameofaclub" * 10)
    look()
    link = reverse("guest_open", args=[last_token()])
    page.goto(link)
    look()
    follow(page.get_by_role("button", name="Go on"))
    look()
    page.goto(reverse("consultation", args=[consultation.pk]))
    look()
    page.goto(reverse("guest_answers"))
    look()
    page.goto(reverse("guest_begin", args=[consultation.pk]))
    look()
    response = Response.objects.get()
    page.goto(reverse("response_answer_question", args=[response.pk, "q1"]))
    page.get_by_role("textbox", name="What about 1?").fill("Lunch matters.")
    follow(page.get_by_role("button", name="Save and go on"))
    page.goto(reverse("response_answer_check", args=[response.pk]))
    look()
    page.get_by_label("Do not publish our answer").check()
    follow(page.get_by_role("button", name="Send the answers"))
    look()
    page.goto(response.get_absolute_url())
    look()
    page.goto(reverse("guest_answers"))
    look()
    follow(page.get_by_role("button", name="Finish in this browser"))
    look()
    for where in (link, reverse("guest_open", args=["nothing-like-it"])):
        page.goto(where)
        look()


def test_the_page_for_who_is_signed_in_is_readable(
    phone, client_for, live_server, actor, consultation, assert_accessible
):
    page = phone(script=True)
    session = client_for(actor("drafter")).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(reverse("guest_begin", args=[consultation.pk]))
    expect(page.get_by_role("heading", name="You are signed in")).to_be_visible()
    assert_accessible(page)
