"""A published list imported in a browser: every page of it, with errors and without."""

import importlib

import pytest
from django.apps import apps
from playwright.sync_api import expect

from core.imports.models import ImportRun
from core.work.testing import run_all
from tests.browser.steps import follow
from tests.factories.people import make_actor, signed_in
from tests.partnerships.organisations.imports.files import ods, ods_row, pct

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOTH = pct(["E16", "5PL", "Worcestershire"], ["E16000015", "5CN", "Herefordshire"], ["E16000015", "5CN", "Hereford"])


@pytest.fixture
def office(browser_page, live_server, settings, tmp_path):
    """The browser of somebody of the secretariat, where the kinds of organisation are known."""
    settings.MEDIA_ROOT = tmp_path / "kept"
    importlib.import_module("partnerships.migrations.0003_kinds_and_terms").forwards(apps, None)
    session = signed_in(make_actor("secretariat")).cookies["sessionid"].value
    browser_page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return browser_page


@pytest.fixture
def sheet(tmp_path):
    def write(content, name="list.csv"):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


def test_a_list_is_sent_looked_at_and_taken_in(office, sheet, assert_accessible, widths):
    page = office
    page.goto("/partners/imports/")
    expect(page.get_by_text("Fill the register from a published list")).to_be_visible()
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("link", name="Import a published list").first)
    assert_accessible(page)
    widths(page)

    follow(page.get_by_role("button", name="Check the file"))
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert_accessible(page)

    page.get_by_label("Primary care trusts (2012)").check()
    page.locator("input[type=file]").set_input_files(sheet(ods(ods_row("05F", "NHS HEREFORDSHIRE CCG"))))
    follow(page.get_by_role("button", name="Check the file"))
    page.get_by_role("link", name="This is not the list 'Primary care trusts (2012)'").click()
    expect(page.locator("#id_file")).to_be_focused()
    assert_accessible(page)

    page.locator("input[type=file]").set_input_files(sheet(BOTH))
    follow(page.get_by_role("button", name="Check the file"))
    expect(page.get_by_role("heading", name="What this import would do")).to_be_visible()
    assert_accessible(page)
    widths(page)

    follow(page.get_by_role("button", name="Import this file"))
    expect(page.get_by_text("The file is waiting to be imported")).to_be_visible()
    still = f"/partners/imports/{ImportRun.objects.get().pk}/?still"
    expect(page.get_by_role("link", name="Stop refreshing")).to_have_attribute("href", still)
    page.goto(still)  # a click might come just as the page refreshes
    assert_accessible(page)
    run_all()
    follow(page.get_by_role("link", name="Refresh this page automatically"))
    expect(page.get_by_text("The file has been imported, but 1 row was refused.")).to_be_visible()
    assert_accessible(page)
    widths(page)

    follow(page.get_by_role("button", name="Mark line 2 as corrected"))
    expect(page.get_by_role("heading", name="Corrected since")).to_be_visible()
    assert_accessible(page)
    follow(page.get_by_role("link", name="All imports", exact=True))
    expect(page.get_by_role("link", name="list.csv")).to_be_visible()
    assert_accessible(page)
    widths(page)
