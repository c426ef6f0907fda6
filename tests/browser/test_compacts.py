"""Local Compacts and who signed them, in a real browser: empty, filled and refused, on a telephone and on a desk."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import follow
from tests.factories.compacts import CompactFactory, SignupFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def secretary(browser_page, client_for, live_server):
    """The page of somebody of the secretariat."""
    session = client_for(make_actor("secretariat")).cookies["sessionid"].value
    browser_page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return browser_page


@pytest.fixture
def in_order(secretary, assert_accessible, widths):
    """A function that looks at the page as it stands: accessible, and no wider than a telephone."""

    def look() -> None:
        assert_accessible(secretary)
        widths(secretary)

    return look


def test_a_compact_is_begun_and_says_what_it_waits_for(secretary, in_order):
    AreaFactory(name="Herefordshire")
    page = secretary
    page.goto(reverse("compacts"))
    expect(page.get_by_text("Begin a Compact when a locality starts to work on one.")).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Begin a Compact").first)
    follow(page.get_by_role("button", name="Begin it"))
    expect(page.get_by_role("alert").get_by_role("link", name="Enter the title.")).to_be_visible()
    in_order()
    page.get_by_label("Title").fill("Herefordshire Compact")
    page.get_by_label("Locality").fill("Herefordshire")
    page.get_by_label("What it is about").fill("What health bodies and voluntary groups promise each other.")
    follow(page.get_by_role("button", name="Begin it"))
    expect(page.get_by_role("heading", name="Herefordshire Compact")).to_be_visible()
    expect(page.get_by_role("link", name="Enter who its Compact Manager is.")).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Enter when it was agreed"))
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    in_order()


def test_who_works_towards_it_names_both_whom_it_works_with(secretary, in_order):
    compact = CompactFactory(title="Worcestershire Compact", launched=True)
    PublicBodyFactory(name="Wyre Forest Primary Care Trust")
    page = secretary
    page.goto(reverse("compact", args=[compact.pk]))
    follow(page.get_by_role("link", name="Record who works towards it"))
    in_order()
    page.get_by_label("Organisation", exact=True).fill("Wyre Forest Primary Care Trust")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Organisation", exact=True)).to_have_value("Wyre Forest Primary Care Trust")
    in_order()


def test_everybody_reads_who_signed(browser_page, assert_accessible, widths):
    signed = SignupFactory(organisation__name="Herefordshire Primary Care Trust")
    page = browser_page
    page.goto(reverse("compact", args=[signed.compact_id]))
    expect(page.get_by_text("Herefordshire Primary Care Trust, signed on 14 May 2003")).to_be_visible()
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("link", name="Herefordshire Primary Care Trust"))
    expect(page.get_by_text("The signed copy.")).to_be_visible()
    page.goto(reverse("signups"))
    expect(page.get_by_text("1 sign-up", exact=True)).to_be_visible()
    assert_accessible(page)
    widths(page)
