"""The secretariat's desk in a real browser: without script, on a telephone, and with the rules of accessibility."""

import datetime
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consultation.responses.models import Response
from core import clock
from tests.browser.steps import follow
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import a_consultation, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def days(number):
    return clock.today() + datetime.timedelta(days=number)


@pytest.fixture
def closed():
    """It closed three days ago: the browser's server lives in the present."""
    return a_consultation(
        title="Support for carers", opens_on=days(-90), closes_on=days(-3), published_at=clock.start_of(days(-95))
    )


@pytest.fixture
def forum():
    return OrganisationFactory(name="Malvern Talking Newspaper")


@pytest.fixture
def secretary(browser, client_for, live_server):
    """Opens a page as the secretariat; script is off where it is not asked for."""
    opened = []
    session = client_for(make_actor("secretariat")).cookies["sessionid"].value

    def sign_in(script=False):
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=script, viewport={"width": 320, "height": 800}
        )
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        opened.append(context)
        return context.new_page()

    yield sign_in
    for context in opened:
        context.close()


def day_boxes(page, day) -> None:
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(value))


def test_a_letter_is_keyed_in_and_recorded_without_script_on_a_telephone(secretary, closed, tmp_path):
    scan = tmp_path / "letter.txt"
    scan.write_text("Dear Sirs")
    page = secretary()
    page.goto(reverse("consultation", args=[closed.pk]))
    follow(page.get_by_role("link", name="Key in an answer"))
    page.get_by_label("By post").check()
    page.get_by_label("A letter in the writer's own order").check()
    day_boxes(page, days(-5))
    page.get_by_label("Name, as it stands on the letter or form").fill("Orchard Lane Tenants")
    page.get_by_label("Scan of it").set_input_files(scan)
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_label("What the letter says").fill("Dear Sirs,\n\nthe bus does not come.")
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="Check and record")).to_be_visible()
    page.get_by_label("Do not publish our answer.").check()
    follow(page.get_by_role("button", name="Record the answer"))
    expect(page.get_by_text("Counts, unverified")).to_be_visible()
    expect(page.get_by_text("the bus does not come.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="letter.txt").click()
    assert download.value.path().read_text() == "Dear Sirs"
    response = Response.objects.get()
    assert (response.counts, response.versions.get().late) == (True, False)


def test_the_pages_of_keying_in_are_accessible_empty_filled_and_in_error(secretary, closed, assert_accessible, widths):
    page = secretary(script=True)
    response = keyed(closed, name="Orchard Lane Tenants", received_on=days(-1), at=clock.now(), record=False)
    for name, key in (
        ("response_key", closed.pk),
        ("response_letter", response.pk),
        ("response_answer", response.pk),
        ("response_answer_check", response.pk),
        ("response_correct", response.pk),
        ("scan_add", response.pk),
        ("response_void", response.pk),
    ):
        page.goto(reverse(name, args=[key]))
        assert_accessible(page)
        widths(page)
    for name, key, button in (
        ("response_key", closed.pk, "Save and go on"),
        ("response_answer_check", response.pk, "Record the answer"),
        ("scan_add", response.pk, "Attach"),
        ("response_void", response.pk, "Declare it void"),
    ):
        page.goto(reverse(name, args=[key]))
        follow(page.get_by_role("button", name=button))
        expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
        assert_accessible(page)
        widths(page)


def test_the_desk_and_its_lists_are_accessible_empty_and_full(secretary, closed, forum, assert_accessible, widths):
    page = secretary(script=True)
    lists = ("intake_desk", "late_responses", "unmatched_responses", "half_keyed_responses", "responses_set_aside")
    for full in (False, True):
        for name in lists:
            page.goto(reverse(name))
            assert_accessible(page)
            widths(page)
        if not full:
            sent(closed, forum, at=clock.now())
            from_guest(closed, at=clock.start_of(days(-9)))
            keyed(closed, received_on=days(-9), at=clock.now(), record=False)
    page.goto(reverse("home"))
    expect(page.get_by_role("link", name="1 answer received late")).to_be_visible()


def test_who_sent_it_is_matched_with_a_button_and_all_answers_are_shown(
    secretary, closed, forum, assert_accessible, widths
):
    sent(closed, forum, at=clock.start_of(days(-8)))
    guest = from_guest(closed, "Malvern Talking News", at=clock.start_of(days(-9)), charity_number="1093617")
    page = secretary(script=True)
    page.goto(reverse("unmatched_responses"))
    follow(page.get_by_role("link", name="Malvern Talking News"))
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("button", name="Compare", exact=True))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Organisation").fill("malvern talk")  # only a part of its name
    follow(page.get_by_role("button", name="Compare", exact=True))
    expect(page.get_by_role("radio", name="Malvern Talking Newspaper")).to_be_visible()
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("link", name="Compare with Malvern Talking Newspaper"))
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("button", name="Match", exact=True))
    expect(page.get_by_text("Another answer counts for them; this one is shown beside it.")).to_be_visible()
    expect(page.get_by_role("heading", name="Other answers of this organisation")).to_be_visible()
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("link", name="Take the match back"))
    assert_accessible(page)
    page.get_by_label("Why was the match wrong?").fill("Another group of that name.")
    follow(page.get_by_role("button", name="Take it back"))
    expect(page).to_have_url(re.compile("/match/$"))
    guest.refresh_from_db()
    assert (guest.organisation, guest.counts) == (None, True)


def test_a_late_answer_is_decided_on(secretary, closed, forum, assert_accessible, widths):
    response = sent(closed, forum, at=clock.now())
    page = secretary(script=True)
    page.goto(reverse("late_responses"))
    follow(page.get_by_role("link", name="Malvern Talking Newspaper"))
    assert_accessible(page)
    follow(page.get_by_role("link", name="Decide whether it counts"))
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("button", name="Save the decision"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Yes, it counts as if it had come in time").check()
    page.get_by_label("Why?").fill("The post office confirms it.")
    follow(page.get_by_role("button", name="Save the decision"))
    expect(page.get_by_text("Whoever sent it is told by e-mail.")).to_be_visible()
    assert_accessible(page)
    response.refresh_from_db()
    assert response.counts
