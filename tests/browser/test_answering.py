"""Answering in a real browser: the page saves by itself, says so, and never takes the focus or a word."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consultation.responses import actions
from consultation.responses.models import Answer, Response
from core import clock
from tests.browser.steps import PAUSE, follow, stop_time
from tests.browser.test_consultation import as_person, consultation, days, forum, trust
from tests.factories.consultation import given, of_every_kind
from tests.factories.people import make_actor

__all__ = ["as_person", "consultation", "forum", "trust"]
pytestmark = [pytest.mark.browser, pytest.mark.at_once, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"^Saved at (\d{1,2}(:\d\d)?[ap]m|midday)\.$")


def question(consultation, key="q1"):
    return reverse("answer_question", args=[consultation.pk, key])


def line(page):
    """What the page says of its saving."""
    return page.locator("[data-saves]")


@pytest.fixture
def writing(as_person):
    """A page in which somebody writes, and in which no time passes between two steps of a test."""

    def open_page(actor):
        page = as_person(actor, script=True)
        stop_time(page)
        return page

    return open_page


def pause(page):
    page.clock.run_for(PAUSE)


def test_words_are_saved_after_a_pause_and_the_writer_is_not_disturbed(writing, consultation, forum, assert_accessible):
    page = writing(make_actor("drafter", organisation=forum))
    page.goto(question(consultation))
    box = page.get_by_role("textbox", name="What about 1?")
    box.click()
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    pause(page)
    expect(line(page)).to_have_text("Nothing was written, so nothing is saved.")
    page.keyboard.type("We agree.")
    pause(page)
    expect(line(page)).to_have_text(SAVED)
    expect(line(page)).to_have_role("status")
    expect(box).to_be_focused()
    expect(box).to_have_js_property("selectionStart", len("We agree."))
    assert Answer.objects.get().text == "We agree."
    page.keyboard.type(" Mostly.")
    pause(page)
    expect(page.locator("input[name=q1_edition]")).to_have_value("2")
    page.clock.resume()  # axe waits by the page's clock
    assert_accessible(page)
    expect(box).to_have_value("We agree. Mostly.")
    page.keyboard.type(" All of us.")
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    assert Answer.objects.get().text == "We agree. Mostly. All of us."


def test_a_press_of_the_button_waits_for_what_is_being_saved(writing, consultation, forum):
    """Otherwise the page would be overtaken by itself."""
    page = writing(make_actor("drafter", organisation=forum))
    page.goto(question(consultation))
    held = []
    page.route("**/questions/q1/", lambda route: held.append(route) if is_script(route) else route.continue_())
    page.get_by_role("textbox", name="What about 1?").press_sequentially("First")
    with page.expect_request(lambda request: "x-autosave" in request.headers):
        pause(page)
    page.get_by_role("textbox", name="What about 1?").press_sequentially(" and second")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go on").click()
        assert len(held) == 1
        held.pop().continue_()
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    assert Answer.objects.get().text == "First and second"


def is_script(route):
    return "x-autosave" in route.request.headers


def test_two_who_write_at_once_are_told_and_see_both(writing, consultation, forum):
    drafter, approver = (make_actor(role, organisation=forum) for role in ("drafter", "approver"))
    page = writing(approver)
    page.goto(question(consultation))
    actions.save_answers(
        by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Words of the drafter")]
    )
    box = page.get_by_role("textbox", name="What about 1?")
    box.press_sequentially("Words of the approver")
    pause(page)
    expect(line(page)).to_have_text(
        re.compile(f"^Not saved. {drafter.user} changed this answer after you opened the page.")
    )
    expect(box).to_have_value("Words of the approver")
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("cell", name="Words of the drafter")).to_be_visible()
    expect(page.get_by_role("textbox", name="What about 1?")).to_have_value("Words of the approver")
    assert Answer.objects.get().text == "Words of the drafter"


def test_a_saving_that_fails_says_so_and_the_words_are_saved_later(writing, consultation, forum):
    page = writing(make_actor("drafter", organisation=forum))
    page.goto(question(consultation))
    page.route("**/questions/q1/", lambda route: route.abort() if is_script(route) else route.continue_())
    box = page.get_by_role("textbox", name="What about 1?")
    box.press_sequentially("Four hours of work")
    pause(page)
    expect(line(page)).to_have_text(re.compile("^Not saved: the site cannot be reached. Your words are still here"))
    assert not Response.objects.exists()
    page.unroute("**/questions/q1/")
    box.press_sequentially(", kept")
    pause(page)
    expect(line(page)).to_have_text(SAVED)
    assert Answer.objects.get().text == "Four hours of work, kept"


def test_whoever_is_signed_out_meanwhile_is_told_and_keeps_the_words(writing, consultation, forum):
    page = writing(make_actor("drafter", organisation=forum))
    page.goto(question(consultation))
    page.context.clear_cookies(name="sessionid")
    box = page.get_by_role("textbox", name="What about 1?")
    box.press_sequentially("Four hours of work")
    pause(page)
    expect(line(page)).to_have_text(re.compile("^Not saved: you may have been signed out."))
    expect(box).to_have_value("Four hours of work")
    assert not Response.objects.exists()


def test_a_refusal_is_said_and_a_file_is_left_to_the_button(writing, trust, forum):
    made = of_every_kind(host=trust, opens_on=days(-10), closes_on=days(30), published_at=clock.now())
    page = writing(make_actor("drafter", organisation=forum))
    page.goto(question(made, "q3"))
    page.get_by_role("textbox", name="What about 3?").press_sequentially("twelve")
    pause(page)
    expect(line(page)).to_have_text("Not saved. The answer to question 3 must be a number, like 12.5.")
    page.get_by_role("textbox", name="What about 3?").fill("12.5")
    pause(page)
    expect(line(page)).to_have_text(SAVED)
    page.goto(question(made, "q5"))
    sent = []
    page.on("request", lambda request: sent.append(request.headers) if request.method == "POST" else None)
    page.locator("input[type=file]").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Our plan"}
    )
    page.clock.run_for(60_000)
    expect(line(page)).to_have_text("")
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("link", name="plan.txt")).to_be_visible()
    assert ["x-autosave" in headers for headers in sent] == [False]


def test_without_script_the_line_is_empty_and_the_button_saves(as_person, consultation, forum):
    page = as_person(make_actor("drafter", organisation=forum))
    page.goto(question(consultation))
    expect(line(page)).to_have_text("")
    page.get_by_role("textbox", name="What about 1?").fill("We agree.")
    follow(page.get_by_role("button", name="Save and go to all questions"))
    expect(page.get_by_text("Your answer to question 1 is saved.")).to_be_visible()
    assert Answer.objects.get().text == "We agree."
