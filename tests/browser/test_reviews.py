"""Reviewing and signing a Local Compact in a real browser: refused, filled and concluded."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import follow
from tests.browser.test_compacts import in_order, secretary  # noqa: F401
from tests.compacts.signatures.test_signing import signatory
from tests.factories.compacts import EditionFactory, ReviewActionFactory, ReviewFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_review_says_what_it_waits_for_and_is_concluded(secretary, in_order):  # noqa: F811
    review = ReviewFactory(compact__title="County Compact", compact__launched=True)
    ReviewActionFactory(review=review, owner__name="Wye Trust")
    page = secretary
    page.goto(reverse("review_conclude", args=[review.pk]))
    expect(page.get_by_role("link", name="Write what the review found.")).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Write what the review found."))
    page.get_by_label("Findings").fill("Grants come late.")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Wye Trust, by 31 March 2030")).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Conclude the review"))
    follow(page.get_by_role("button", name="Conclude it"))
    expect(page.get_by_role("alert").get_by_role("link", name="Enter the score.")).to_be_visible()
    in_order()


def test_a_body_signs_the_edition_it_has_read(browser_page, client_for, live_server, assert_accessible, widths):
    trust = PublicBodyFactory(name="Wye Trust", area=AreaFactory(name="Herefordshire"))
    compact = EditionFactory(compact__title="County Compact", compact__area=trust.area).compact
    session = client_for(signatory(trust)).cookies["sessionid"].value
    browser_page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = browser_page
    page.goto(reverse("compact", args=[compact.pk]))
    follow(page.get_by_role("link", name="Sign it for your organisation"))
    expect(page.get_by_role("link", name="Read edition 1 of 14 May 2003")).to_be_visible()
    assert_accessible(page)
    widths(page)
    page.get_by_label("What allows you to sign").fill("Decision of the board of 3 March")
    follow(page.get_by_role("button", name="Sign it"))
    expect(page.get_by_text("edition 1 of the document.")).to_be_visible()
    assert_accessible(page)
    widths(page)
