"""Consultations in a real browser: written by a commissioner, answered by two members, read by everybody."""

import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consultation.responses.models import Response
from core import clock
from tests.browser.steps import follow
from tests.factories.consultation import ConsultationFactory, SectionFactory, a_consultation, sent
from tests.factories.organisations import FundingFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")


@pytest.fixture
def forum():
    return OrganisationFactory(name="Malvern Carers Forum")


def days(number):
    return clock.today() + datetime.timedelta(days=number)


@pytest.fixture
def consultation(trust):
    """Open now: the browser's server lives in the present."""
    made = a_consultation(
        host=trust, title="Support for carers", opens_on=days(-10), closes_on=days(30), published_at=clock.now()
    )
    SectionFactory(consultation=made, title="Why", text="# Aims\n\n- **one**\n- [two](https://example.org)")
    return made


@pytest.fixture
def as_person(browser, client_for, live_server):
    """A browser of its own for each person; script is off where it is not asked for."""
    opened = []

    def sign_in(actor=None, script=False):
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=script, viewport={"width": 1280, "height": 900}
        )
        opened.append(context)
        if actor is not None:
            session = client_for(actor).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    yield sign_in
    for context in opened:
        context.close()


def test_two_members_answer_without_script_in_two_browsers(as_person, consultation, forum):
    one, two = (as_person(make_actor(role, organisation=forum)) for role in ("drafter", "approver"))
    for page in (one, two):
        page.goto(reverse("consultation", args=[consultation.pk]))
        follow(page.get_by_role("button", name="Start answering"))
    follow(one.get_by_role("link", name="1. What about 1?"))
    follow(two.get_by_role("link", name="1. What about 1?"))
    one.get_by_role("textbox", name="What about 1?").fill("The treasurer's words")
    follow(one.get_by_role("button", name="Save and go on"))
    one.get_by_role("group", name="2a. What about 2a?").get_by_label("No").check()
    follow(one.get_by_role("button", name="Save and go on"))
    expect(one.get_by_text("Your answers are saved. An approver of your organisation sends them")).to_be_visible()
    two.get_by_role("textbox", name="What about 1?").fill("The chair's words")
    follow(two.get_by_role("button", name="Save and go on"))
    expect(two.get_by_role("heading", name="Somebody else changed this while you had it open")).to_be_visible()
    expect(two.get_by_role("cell", name="The treasurer's words")).to_be_visible()
    expect(two.get_by_role("textbox", name="What about 1?")).to_have_value("The chair's words")
    two.get_by_role("textbox", name="What about 1?").fill("The treasurer's and the chair's words")
    follow(two.get_by_role("button", name="Save and go to all questions"))
    follow(two.get_by_role("button", name="Check your answers before sending"))
    expect(two.get_by_role("heading", name="1 question not answered")).to_be_visible()
    two.get_by_label("Publish our answer with our name").check()
    follow(two.get_by_role("button", name="Send the answers"))
    expect(two.get_by_role("heading", name="Your answer has been sent")).to_be_visible()
    response = Response.objects.get()
    expect(two.get_by_text(f"Reference: {response.reference}")).to_be_visible()
    kept = {each.question.key: (each.yes, each.text) for each in response.counted_version.answers.all()}
    assert kept == {"q1": (None, "The treasurer's and the chair's words"), "q2a": (False, "")}


def test_the_pages_of_answering_are_readable_by_everybody(
    as_person, consultation, trust, forum, assert_accessible, widths
):
    FundingFactory(funder=trust, funded=forum)
    page = as_person(make_actor("approver", organisation=forum), script=True)

    def look():
        assert_accessible(page)
        widths(page)

    for name in ("consultation", "consultation_print", "answer", "answer_check"):
        page.goto(reverse(name, args=[consultation.pk]))
        look()
    page.goto(reverse("answer_question", args=[consultation.pk, "q2"]))
    look()
    page.goto(reverse("answer_question", args=[consultation.pk, "q1"]))
    page.get_by_role("textbox", name="What about 1?").fill("x" * 100_001)
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    look()
    page.get_by_role("textbox", name="What about 1?").fill("Averylongword" * 30)
    follow(page.get_by_role("button", name="Save and go on"))
    page.goto(reverse("answer_check", args=[consultation.pk]))
    look()
    follow(page.get_by_role("button", name="Send the answers"))
    expect(
        page.get_by_role("alert").get_by_role("link", name="Choose whether your answer may be published")
    ).to_be_visible()
    look()
    page.get_by_label("Do not publish our answer").check()
    follow(page.get_by_role("button", name="Send the answers"))
    look()
    page.goto(Response.objects.get().get_absolute_url())
    look()
    follow(page.get_by_role("button", name="Change the answers"))
    look()
    page.goto(Response.objects.get().get_absolute_url())
    look()


def test_the_pages_of_writing_are_readable_by_everybody(as_person, trust, assert_accessible, widths):
    draft = ConsultationFactory(host=trust, opens_on=days(1), closes_on=days(60), contact_name="", summary="")
    page = as_person(make_actor("commissioner", organisation=trust), script=True)

    def look():
        assert_accessible(page)
        widths(page)

    page.goto(reverse("consultation_add"))
    look()
    follow(page.get_by_role("button", name="Save and go on"))
    look()
    page.goto(reverse("consultation_prepare", args=[draft.pk]))
    look()
    follow(page.get_by_role("button", name="Add a question"))
    page.get_by_role("textbox", name="Question", exact=True).fill("Breaks for carers")
    page.get_by_label("A heading: its parts are answered").check()
    follow(page.get_by_role("button", name="Add the question"))
    follow(page.get_by_role("link", name="Add a part to question 1").first)
    page.get_by_role("textbox", name="Question", exact=True).fill("Which kind is missing?")
    page.get_by_label("Choose one", exact=True).check()
    page.get_by_label("Choices").fill("Alone")
    follow(page.get_by_role("button", name="Add the part"))
    expect(page.get_by_role("alert").get_by_role("link", name="Give at least two choices")).to_be_visible()
    look()
    page.get_by_label("Choices").fill("A night\nA week")
    follow(page.get_by_role("button", name="Add the part"))
    look()
    for name in (
        "consultation_preview",
        "consultation_propose",
        "consultation_publish",
        "consultation_withdraw",
        "section_add",
    ):
        page.goto(reverse(name, args=[draft.pk]))
        look()


def test_the_lists_are_readable_by_everybody(as_person, consultation, trust, assert_accessible, widths):
    page = as_person(make_actor("analyst", organisation=trust), script=True)
    page.goto(reverse("responses"))
    expect(page.get_by_text("Answers appear here as soon as organisations send them.")).to_be_visible()
    assert_accessible(page)
    answer = sent(consultation, at=clock.now())
    for where in (reverse("responses"), reverse("consultations"), answer.get_absolute_url()):
        page.goto(where)
        assert_accessible(page, colours=True)
        widths(page)
