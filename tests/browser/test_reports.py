"""Reports as people see them: every state can be read by everybody, on a small telephone too."""

import pytest
from django.conf import settings as product
from playwright.sync_api import expect

from core.reports import registry
from core.reports.models import ReportRun
from core.work.testing import run_all
from tests.browser.steps import follow, stop_time
from tests.core.reports.example import Grants
from tests.factories.people import make_actor, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.pdf, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser_page, live_server, monkeypatch, settings, tmp_path):
    """A browser in which an analyst is signed in, and one report with everything in it."""
    monkeypatch.setattr(registry, "_REPORTS", {})
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    registry.add(Grants)
    client = signed_in(make_actor("analyst"))
    cookie = {"name": product.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": live_server.url}
    browser_page.context.add_cookies([cookie])
    return browser_page


def test_the_pages_of_a_report_in_all_their_states(page, assert_accessible, widths, one_at_a_time):
    page.goto("/reports/")
    page.get_by_text("Choose what to show").click()
    expect(page.get_by_role("button", name="Show the report")).to_be_visible()
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("link", name="Grants to <voluntary> bodies"))
    expect(page.get_by_text("The chart is being drawn.")).to_be_visible()
    assert_accessible(page)
    with one_at_a_time:
        run_all()
    page.reload()
    expect(page.get_by_role("img", name="Bodies, drawn")).to_be_visible()
    expect(page.get_by_role("cell", name="£1,234.50")).to_be_visible()
    assert_accessible(page)
    widths(page)


def test_the_chart_comes_by_itself_where_scripts_run(page, assert_accessible):
    stop_time(page)
    page.goto("/reports/grants/")
    expect(page.get_by_text("The chart is being drawn.")).to_be_visible()
    run_all()
    page.clock.run_for(1000)
    expect(page.get_by_role("img", name="Bodies, drawn")).to_be_visible()  # without a click
    expect(page.get_by_text("The chart is being drawn.")).to_have_count(0)
    page.clock.resume()  # axe waits by the page's clock
    assert_accessible(page)


def test_a_wrong_day_is_shown_with_a_link_to_its_box(page, assert_accessible, widths):
    page.goto("/reports/grants/?as_at_day=31&as_at_month=2&as_at_year=2003")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    assert_accessible(page)
    widths(page)


def test_keeping_a_report_leads_to_its_files(page, assert_accessible, widths, one_at_a_time):
    page.goto("/reports/grants/?format=pdf")
    assert_accessible(page)
    follow(page.get_by_role("button", name="Make a PDF and a Word document, and keep them"))
    with one_at_a_time:
        run_all()
    page.goto(f"/reports/kept/{ReportRun.objects.get().pk}/")
    expect(page.get_by_role("link", name="PDF")).to_be_visible()
    assert_accessible(page)
    widths(page)
