"""Answering in a real browser: the page saves by itself, says so, and never takes the focus or a word."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consultation.responses import actions
from consultation.responses.models import Answer, Response
from core import clock
from tests.browser.test_consultation import as_person, consultation, days, forum, trust
from tests.factories.consultation import given, of_every_kind
from tests.factories.people import make_actor

__all__ = ["as_person", "consultation", "forum", "trust"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"^Saved at (\d{1,2}(:\d\d)?[ap]m|midday)\.$")


def question(consultation, key="q1"):
    return reverse("answer_question", args=[consultation.pk, key])


def line(page):
    """What the page says of its saving."""
    return page.locator("[data-saves]")


def says(page, text):
    expect(line(page)).to_have_text(text, timeout=20_000)


def test_words_are_saved_after_a_pause_and_the_writer_is_not_disturbed(
    as_person, consultation, forum, assert_accessible
):
    page = as_person(make_actor("drafter", organisation=forum), script=True)
    page.goto(question(consultation))
    box = page.get_by_role("textbox", name="What about 1?")
    box.click()
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    says(page, "Nothing was written, so nothing is saved.")
    page.keyboard.type("We agree.")
    says(page, SAVED)
    assert line(page).get_attribute("role") == "status"
    assert box.evaluate("box => document.activeElement === box")
    assert box.evaluate("box => box.selectionStart") == len("We agree.")
    assert Answer.objects.get().text == "We agree."
    page.keyboard.type(" Mostly.")
    expect(page.locator("input[name=q1_edition]")).to_have_value("2", timeout=20_000)
    assert_accessible(page)
    assert box.input_value().strip() == "We agree. Mostly."
    page.keyboard.type(" All of us.")
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_role("heading", name="Question 2").is_visible()
    assert Answer.objects.get().text == "We agree. Mostly. All of us."


def test_a_press_of_the_button_waits_for_what_is_being_saved(as_person, consultation, forum):
    """Otherwise the page would be overtaken by itself."""
    page = as_person(make_actor("drafter", organisation=forum), script=True)
    page.goto(question(consultation))
    held = []
    page.route("**/questions/q1/", lambda route: held.append(route) if is_script(route) else route.continue_())
    with page.expect_request(lambda request: "x-autosave" in request.headers):
        page.get_by_role("textbox", name="What about 1?").type("First")
    page.get_by_role("textbox", name="What about 1?").type(" and second")
    page.get_by_role("button", name="Save and go on").click()
    assert len(held) == 1
    held.pop().continue_()
    page.get_by_role("heading", name="Question 2").wait_for()
    assert Answer.objects.get().text == "First and second"


def is_script(route):
    return "x-autosave" in route.request.headers


def test_two_who_write_at_once_are_told_and_see_both(as_person, consultation, forum):
    drafter, approver = (make_actor(role, organisation=forum) for role in ("drafter", "approver"))
    page = as_person(approver, script=True)
    page.goto(question(consultation))
    actions.save_answers(
        by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Words of the drafter")]
    )
    box = page.get_by_role("textbox", name="What about 1?")
    box.type("Words of the approver")
    says(page, re.compile(f"^Not saved. {drafter.user} changed this answer after you opened the page."))
    assert box.input_value().strip() == "Words of the approver"
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_role("cell", name="Words of the drafter").is_visible()
    assert page.get_by_role("textbox", name="What about 1?").input_value().strip() == "Words of the approver"
    assert Answer.objects.get().text == "Words of the drafter"


def test_a_saving_that_fails_says_so_and_the_words_are_saved_later(as_person, consultation, forum):
    page = as_person(make_actor("drafter", organisation=forum), script=True)
    page.goto(question(consultation))
    page.route("**/questions/q1/", lambda route: route.abort() if is_script(route) else route.continue_())
    box = page.get_by_role("textbox", name="What about 1?")
    box.type("Four hours of work")
    says(page, re.compile("^Not saved: the site cannot be reached. Your words are still here"))
    assert Response.objects.count() == 0
    page.unroute("**/questions/q1/")
    box.type(", kept")
    says(page, SAVED)
    assert Answer.objects.get().text == "Four hours of work, kept"


def test_whoever_is_signed_out_meanwhile_is_told_and_keeps_the_words(as_person, consultation, forum):
    page = as_person(make_actor("drafter", organisation=forum), script=True)
    page.goto(question(consultation))
    page.context.clear_cookies(name="sessionid")
    box = page.get_by_role("textbox", name="What about 1?")
    box.type("Four hours of work")
    says(page, re.compile("^Not saved: you may have been signed out."))
    assert box.input_value().strip() == "Four hours of work"
    assert Response.objects.count() == 0


def test_a_refusal_is_said_and_a_file_is_left_to_the_button(as_person, trust, forum):
    made = of_every_kind(host=trust, opens_on=days(-10), closes_on=days(30), published_at=clock.now())
    page = as_person(make_actor("drafter", organisation=forum), script=True)
    page.goto(question(made, "q3"))
    page.get_by_role("textbox", name="What about 3?").type("twelve")
    says(page, "Not saved. The answer to question 3 must be a number, like 12.5.")
    page.get_by_role("textbox", name="What about 3?").fill("12.5")
    says(page, SAVED)
    page.clock.install()
    page.goto(question(made, "q5"))
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("input[type=file]").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Our plan"}
    )
    page.clock.run_for(60_000)
    assert (sent, line(page).text_content()) == ([], "")
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_role("link", name="plan.txt").is_visible()


def test_without_script_the_line_is_empty_and_the_button_saves(as_person, consultation, forum):
    page = as_person(make_actor("drafter", organisation=forum))
    page.goto(question(consultation))
    assert line(page).text_content() == ""
    page.get_by_role("textbox", name="What about 1?").fill("We agree.")
    page.get_by_role("button", name="Save and go to all questions").click()
    assert page.get_by_text("Your answer to question 1 is saved.").is_visible()
    assert Answer.objects.get().text == "We agree."
