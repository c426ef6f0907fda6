"""Answering without an account in a real browser: at a telephone's width, without script, until the receipt."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse

from consultation.responses.models import Response
from core import clock
from core.work.testing import run_all
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
    page.get_by_role("button", name="Send me the link").click()
    assert page.get_by_role("heading", name="Look in your e-mail").is_visible()


def open_link(page):
    page.goto(reverse("guest_open", args=[last_token()]))
    page.get_by_role("button", name="Go on").click()


def test_from_the_public_page_to_the_receipt_and_back_without_script(phone, consultation):
    page = phone()
    page.goto(reverse("consultation", args=[consultation.pk]))
    page.get_by_role("link", name="Answer without an account").click()
    page.get_by_role("button", name="Send me the link").click()
    assert page.get_by_role("alert").get_by_role("link", name="Enter your e-mail address.").is_visible()
    begin(page, consultation)
    open_link(page)
    page.get_by_role("link", name="1. What about 1?").click()
    page.get_by_role("textbox", name="What about 1?").fill("Lunch matters.")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("group", name="2a. What about 2a?").get_by_label("Yes").check()
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_role("heading", name="1 question not answered").is_visible()
    page.get_by_role("button", name="Send the answers").click()
    assert (
        page.get_by_role("alert").get_by_role("link", name="Choose whether your answer may be published").is_visible()
    )
    page.get_by_label("Publish our answer without our name").check()
    page.get_by_role("button", name="Send the answers").click()
    response = Response.objects.get()
    assert page.get_by_text(f"Reference: {response.reference}").is_visible()
    page.get_by_role("link", name="See or change your answer").click()
    page.get_by_role("button", name="Change the answers").click()
    page.get_by_role("link", name="1. What about 1?").click()
    page.get_by_role("textbox", name="What about 1?").fill("Lunch matters a lot.")
    page.get_by_role("button", name="Save and go to all questions").click()
    page.get_by_role("button", name="Finish in this browser").click()
    assert page.get_by_text("Whoever uses this browser next does not see your answer.").is_visible()
    other = phone()
    other.goto(reverse("consultation", args=[consultation.pk]))
    other.get_by_role("link", name="Answer without an account").click()
    other.get_by_role("link", name="Get a new link to your answer").click()
    other.get_by_role("textbox", name="Your e-mail address").fill(CLUB.upper())
    other.get_by_role("button", name="Send me a new link").click()
    run_all()
    open_link(other)
    other.get_by_role("button", name="Check your answers before sending").click()
    other.get_by_role("button", name="Send again").click()
    assert other.get_by_role("heading", name="Your changed answer has been sent (version 2)").is_visible()
    other.get_by_role("link", name="See or change your answer").click()
    other.get_by_role("link", name="Withdraw the answer").click()
    other.get_by_label("Why do you withdraw it?").fill("The committee has not met.")
    other.get_by_role("button", name="Withdraw the answer").click()
    assert other.get_by_text("The committee has not met.").is_visible()
    response.refresh_from_db()
    kept = [[each.text for each in version.answers.order_by("question__key")] for version in response.versions.all()]
    assert kept == [["Lunch matters.", ""], ["Lunch matters a lot.", ""]]
    assert (response.counts, response.withdrawal_reason) == (False, "The committee has not met.")


def test_the_time_runs_out_while_somebody_writes(phone, consultation):
    page = phone()
    begin(page, consultation)
    open_link(page)
    page.get_by_role("link", name="1. What about 1?").click()
    page.get_by_role("textbox", name="What about 1?").fill("Four hours of thought.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_role("heading", name="Your time ran out, and your words are kept").is_visible()
    page.get_by_role("textbox", name="Your e-mail address").fill(CLUB)
    page.get_by_role("button", name="Send me a new link").click()
    run_all()
    open_link(page)
    assert page.get_by_text("Four hours of thought.").first.is_visible()
    page.get_by_role("button", name="Send it again").click()
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
    page.get_by_role("button", name="Send me a new link").click()
    look()
    page.get_by_role("textbox", name="Your e-mail address").fill("a" * 60 + "@example.org")
    page.get_by_role("button", name="Send me a new link").click()
    look()
    for name in ("guest_return", "guest_begin"):
        page.goto(reverse(name, args=[consultation.pk]))
        look()
        page.get_by_role("button", name="Send me").click()
        look()
    begin(page, consultation, name="Averylongnameofaclub" * 10)
    look()
    link = reverse("guest_open", args=[last_token()])
    page.goto(link)
    look()
    page.get_by_role("button", name="Go on").click()
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
    page.get_by_role("button", name="Save and go on").click()
    page.goto(reverse("response_answer_check", args=[response.pk]))
    look()
    page.get_by_label("Do not publish our answer").check()
    page.get_by_role("button", name="Send the answers").click()
    look()
    page.goto(response.get_absolute_url())
    look()
    page.goto(reverse("guest_answers"))
    look()
    page.get_by_role("button", name="Finish in this browser").click()
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
    assert page.get_by_role("heading", name="You are signed in").is_visible()
    assert_accessible(page)
