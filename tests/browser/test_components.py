"""Every component and error page in each of its states: accessible, and as wide as a small telephone."""

import os
import pathlib
import re

import pytest
from playwright.sync_api import expect

from core.pages import nav
from tests.browser.steps import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("example_pages")]


def look(page, name):
    """Keep pictures for people to look at, where SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=pathlib.Path(folder) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/", "Home"),
        ("/components/", "Add an organisation"),
        ("/conflicting/", "Add an organisation"),
        ("/parts/", "Herefordshire Primary Care Trust Open"),
        ("/refused/", "You may not do this"),
        ("/nowhere/", "Page not found"),
        ("/conflict/", "This cannot be done as things stand"),
        ("/csrf/", "Please send this again"),
        ("/bad/", "This could not be read"),
    ],
)
def test_page_is_accessible_and_fits_a_small_telephone(browser_page, assert_accessible, widths, path, heading):
    browser_page.goto(path)
    expect(browser_page.get_by_role("heading", level=1)).to_have_text(heading)
    assert_accessible(browser_page, colours=True)
    widths(browser_page)
    look(browser_page, f"page{path.replace('/', '-')}")


def test_the_frame_at_its_fullest(browser_page, assert_accessible, widths, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr(nav, "_places", [])
    monkeypatch.setattr(nav, "_footer", [])
    for order, title in enumerate(["Partners", "Compacts", "Commissioning", "Contracts", "Consultations", "Reports"]):
        nav.add(order, title, "shell" if title == "Partners" else "home", "core.view_public_page")
    nav.add_to_footer(1, "Accessibility", "home")
    browser_page.goto("/shell/")
    assert_accessible(browser_page, colours=True)
    widths(browser_page)
    look(browser_page, "shell")
    more = browser_page.get_by_role("button", name="More")
    expect(more).to_be_hidden()
    browser_page.set_viewport_size({"width": 320, "height": 800})
    more.click()
    expect(browser_page.get_by_role("link", name="Reports")).to_be_visible()
    assert_accessible(browser_page, colours=True)
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    capacity = "Approver and organisation administrator, Leominster and District Carers' Circle"
    expect(browser_page.get_by_text(f"You are acting as {capacity}.")).to_be_visible()
    expect(browser_page.locator("input[name=acting_as]")).to_have_value("7")
    expect(browser_page.get_by_role("link", name="Partners", exact=True).first).to_have_attribute(
        "aria-current", "true"
    )
    expect(browser_page.get_by_role("link", name="Change who you are acting as")).to_be_visible()


def test_errors_lead_to_their_fields_and_keep_the_words(browser_page, assert_accessible, widths):
    browser_page.goto("/components/")
    browser_page.get_by_label("Charity number").fill("12 or so")
    browser_page.get_by_label("What you do").fill("\nFirst line\n  second line")
    browser_page.get_by_label("Month").fill("Febuary")
    browser_page.get_by_label("Day", exact=True).fill("30")
    browser_page.get_by_label("Year").fill("2003")
    follow(browser_page.get_by_role("button", name="Add the organisation"))
    expect(browser_page).to_have_title(re.compile("^Error: "))
    expect(browser_page.get_by_label("Charity number")).to_have_value("12 or so")
    expect(browser_page.get_by_label("What you do")).to_have_value("\nFirst line\n  second line")
    browser_page.get_by_role("link", name="Enter the name of the organisation.").click()
    expect(browser_page.get_by_label("Name of the organisation")).to_be_focused()
    browser_page.get_by_role("link", name="The day you began must be a real date, like 20 November 2003.").click()
    expect(browser_page.get_by_label("Month")).to_be_focused()
    browser_page.get_by_role("link", name="Answer the question: Do you employ anybody?").click()
    expect(browser_page.get_by_label("Yes")).to_be_focused()
    assert_accessible(browser_page, colours=True)
    widths(browser_page)
    look(browser_page, "errors")


def test_everything_works_without_script(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/components/")
    follow(page.get_by_role("button", name="Add the organisation"))
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Search names").fill("Leominster")
    follow(page.get_by_role("button", name="Search", exact=True))
    expect(page.get_by_text("You searched for Leominster")).to_be_visible()
    context.close()


def test_a_one_line_pick_offers_what_matches(browser_page):
    browser_page.goto("/components/")
    browser_page.get_by_label("Lead partner").press_sequentially("citizens")
    offered = browser_page.locator("#id_partner-suggestions option")
    expect(offered).to_have_count(1)
    expect(offered).to_have_attribute("value", "Hereford Citizens Advice, 1012345")


def test_a_mistake_of_ours_has_a_page(browser_page, assert_accessible, widths, client):
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    browser_page.set_content(answer.content.decode())
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Something went wrong")


def test_words_come_back_when_a_form_is_no_longer_valid(browser_page, assert_accessible, widths):
    browser_page.goto("/components/")
    browser_page.get_by_label("Name of the organisation").fill("Leominster Carers")
    browser_page.get_by_label("What you do").fill("\nWe sit with <people>.\n\nOn Tuesdays.")
    browser_page.get_by_label("Password", exact=True).fill("kept to myself")
    browser_page.context.clear_cookies()
    shown = follow(browser_page.get_by_role("button", name="Add the organisation"))
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Please send this again")
    expect(browser_page.get_by_text("Leominster Carers", exact=True).first).to_be_visible()
    assert "kept to myself" not in shown.text()
    assert_accessible(browser_page, colours=True)
    widths(browser_page)
    look(browser_page, "csrf-words")
    follow(browser_page.get_by_role("button", name="Send it again"))
    expect(browser_page.get_by_label("Name of the organisation")).to_have_value("Leominster Carers")
    expect(browser_page.get_by_label("What you do")).to_have_value("\nWe sit with <people>.\n\nOn Tuesdays.")
