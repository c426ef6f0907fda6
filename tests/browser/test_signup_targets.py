"""Targets of sign-up in a real browser: empty, refused and filled, and the letter to a lead; at both widths."""

import datetime

from django.urls import reverse
from playwright.sync_api import expect

from compacts.deadline.actions import store_standings
from core import clock
from tests.browser.steps import follow
from tests.browser.test_compacts import in_order, pytestmark, secretary  # noqa: F401
from tests.factories.compacts import SignupFactory
from tests.factories.deadline import LAST, CompactLeadFactory, SignupTargetFactory, trusts
from tests.factories.organisations import PublicBodyFactory


def test_a_target_is_begun_from_an_empty_list(secretary, in_order):  # noqa: F811
    trusts()
    page = secretary
    page.goto(reverse("signup_targets"))
    expect(page.get_by_text("Begin a target where a document says by when")).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Begin a target").first)
    follow(page.get_by_role("button", name="Begin it"))
    expect(page.get_by_role("alert").get_by_role("link", name="Choose the month in which it is due.")).to_be_visible()
    in_order()
    page.get_by_label("Title").fill("Sign-up of trusts")
    page.get_by_label("Month in which it is due").select_option("April")
    page.get_by_label("Year in which it is due").fill("2004")
    page.get_by_role("group", name="Kinds of organisation that it counts").get_by_label("Primary care trust").check()
    follow(page.get_by_role("button", name="Begin it"))
    expect(page.get_by_role("heading", name="Sign-up of trusts", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="April 2004 names no day.")).to_be_visible()
    in_order()


def test_the_page_of_a_target_and_the_letter_from_its_late_list(secretary, in_order):  # noqa: F811
    opened = datetime.date(2002, 4, 1)
    target = SignupTargetFactory(title="Sign-up of trusts", taken=LAST)
    SignupFactory(organisation=PublicBodyFactory(name="Devon Trust", opened=opened), starts=LAST)
    CompactLeadFactory(organisation=PublicBodyFactory(name="Exe Trust", opened=opened))
    store_standings(target.pk, clock.today())
    page = secretary
    page.goto(f"{reverse('signup_target', args=[target.pk])}?as_at=2004-05-31")
    expect(page.get_by_text("Late by 31 days, and not met")).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Write to those who have not met it"))
    in_order()
    follow(page.get_by_role("link", name="Write to its lead"))
    expect(page.get_by_text("Dear Pat Rowe")).to_be_visible()
    in_order()
    follow(page.get_by_role("button", name="Send the e-mail"))
    expect(page.get_by_role("heading", name="Late: Exe Trust and the Local Compact")).to_be_visible()
    in_order()
