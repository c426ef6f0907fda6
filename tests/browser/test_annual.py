"""Annual agreements in a real browser: what is missing, sent, monitored, and carried forward; at both widths."""

import datetime

from django.urls import reverse
from playwright.sync_api import expect

from compacts.agreements.models import Agreement
from tests.browser.steps import follow
from tests.browser.test_compacts import in_order, pytestmark, secretary  # noqa: F401
from tests.factories.annual import annual_of


def test_from_what_is_missing_to_the_next_year(secretary, in_order):  # noqa: F811
    annual, page = annual_of(parts=5), secretary
    page.goto(reverse("annuals"))
    in_order()
    follow(page.get_by_role("link", name="services for older people"))
    expect(page.get_by_text("5 of 6 components complete").first).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Add what is done, who leads it, and by when."))
    follow(page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    in_order()
    page.get_by_label("What is done").fill("Open a clinic")
    page.get_by_label("Who leads").select_option(index=1)
    for name, typed in (("Day", "30"), ("Month", "9"), ("Year", "2008")):
        page.get_by_role("group", name="By when").get_by_label(name).fill(typed)
    follow(page.get_by_role("button", name="Add", exact=True))
    follow(page.get_by_role("link", name="Send it for signing"))
    in_order()
    follow(page.get_by_role("button", name="Send it"))
    expect(page.get_by_role("heading", name="Services for older people: annual agreement 2008")).to_be_visible()
    Agreement.objects.filter(pk=annual.agreement_id).update(in_force_on=datetime.date(2008, 4, 1))
    page.goto(annual.get_absolute_url())
    expect(page.get_by_role("table", name="Work plan")).to_be_visible()
    in_order()
    follow(page.get_by_role("link", name="Open a clinic"))
    follow(page.get_by_role("link", name="Note progress"))
    page.get_by_label("State").select_option("Under way")
    page.get_by_label("What was done").fill("A room is found.")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("A room is found.")).to_be_visible()
    in_order()
    page.goto(annual.get_absolute_url())
    follow(page.get_by_role("link", name="Begin the next year's from this one"))
    in_order()
    follow(page.get_by_role("button", name="Begin it"))
    follow(page.get_by_role("link", name="See what changed since the year before"))
    expect(page.get_by_text("Changed", exact=True)).to_be_visible()
    in_order()
