"""Agreements and targets in a real browser: signed from the home page, and a way that is drawn; at both widths."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from compacts.targets.progress_actions import compute_progress
from core import clock
from core.pages import words
from core.work.testing import run_all
from tests.browser.steps import follow
from tests.compacts.signatures.test_signing import signatory
from tests.factories.agreements import between, signed_by
from tests.factories.measures import ReadingFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor
from tests.factories.targets import DUE, ContributionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def as_somebody(browser_page, client_for, live_server):
    """A function that gives the page of a person who is signed in."""

    def sign_in(actor):
        session = client_for(actor).cookies["sessionid"].value
        browser_page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return browser_page

    return sign_in


@pytest.fixture
def in_order(browser_page, assert_accessible, widths):
    """A function that looks at the page as it stands: accessible, and no wider than a telephone."""

    def look() -> None:
        assert_accessible(browser_page)
        widths(browser_page)

    return look


def test_an_agreement_is_signed_from_the_home_page(as_somebody, in_order):
    group, trust = OrganisationFactory(name="Wye Group"), PublicBodyFactory(name="Wye Trust")
    agreement = between(trust, group, final=True, title="Support for carers")
    signed_by(agreement, agreement.parties.get(organisation=trust))
    page = as_somebody(signatory(group))
    page.goto(reverse("home"))
    in_order()
    follow(page.get_by_role("link", name="Support for carers"))
    expect(page.get_by_text("We plan together.")).to_be_visible()
    in_order()
    follow(page.get_by_role("button", name="Sign draft 1"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    in_order()
    page.get_by_label("What allows you to sign").fill("Decision of the trustees")
    follow(page.get_by_role("button", name="Sign draft 1"))
    expect(page.get_by_text("In force", exact=True).first).to_be_visible()
    in_order()
    page.goto(reverse("agreements"))
    follow(page.get_by_role("link", name="Who signed agreements"))
    expect(page.get_by_role("cell", name="Decision of the trustees")).to_be_visible()
    in_order()
    follow(page.get_by_role("row", name="Wye Trust").get_by_role("link", name="Support for carers"))
    expect(page.get_by_text("Pat Lowe").first).to_be_visible()
    in_order()


def test_a_target_is_drawn_and_its_day_is_due_to_its_owners(as_somebody, in_order):
    council = PublicBodyFactory(name="Wye Council")
    due = clock.today() + datetime.timedelta(days=30)
    owners = [council, OrganisationFactory()]
    one = ContributionFactory(target__title="More volunteers", target__owners=owners, target__due=due)
    for year in (2003, 2004):
        ReadingFactory(measure=one.measure, area=one.target.area, year=year, value=Decimal(100 + year - 2000))
    for day in (DUE, clock.today()):
        sum(compute_progress(on=day))
    page = as_somebody(make_actor("commissioner", organisation=council))
    page.goto(reverse("due"))
    expect(page.get_by_text("Reach the target: More volunteers")).to_be_visible()
    expect(page.get_by_text("Have the figure for 2005-06 entered")).to_be_visible()
    in_order()
    page.goto(reverse("target", args=[one.target_id]))
    expect(page.get_by_text("The chart is being drawn.")).to_be_visible()
    in_order()
    run_all()
    page.goto(reverse("target", args=[one.target_id]))
    expect(page.get_by_role("img", name=one.measure.title)).to_be_visible()
    expect(page.get_by_role("row", name=f"Due {words.date(due)}")).to_contain_text("105 people")
    in_order()
    page.goto(f"{reverse('targets')}?as_at=2006-03-31")
    expect(page.get_by_role("link", name="More volunteers")).to_be_visible()
    in_order()
