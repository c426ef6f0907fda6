"""The partner register in a real browser: every page in its states, at a telephone's width, by the rules."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from partnerships.organisations.models import Lineage, UmbrellaMembership
from tests.browser.steps import follow
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def forum(db):
    """A partner with a trust before and after it, and an umbrella body."""
    area = AreaFactory(name="Herefordshire")
    made = OrganisationFactory(name="Malvern Carers", partner=True, area=area, confirm_by=datetime.date(2004, 1, 1))
    trust = PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN", area=area)
    board = PublicBodyFactory(name="Integrated Care Board", ods="QGH")
    Lineage.objects.create(ancestor=trust, descendant=board, kind="merger", on=datetime.date(2013, 4, 1), share=60)
    UmbrellaMembership.objects.create(member=made, umbrella=board, membership_class="affiliate")
    made.trust = trust
    return made


@pytest.fixture
def signed(browser_page, live_server):
    """Lets a person look through the browser."""

    def sign_in(actor):
        key = signed_in(actor).cookies["sessionid"].value
        browser_page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        return browser_page

    return sign_in


def test_every_page_of_the_secretariat_is_accessible_and_fits_a_telephone(forum, signed, assert_accessible, widths):
    page = signed(make_actor("secretariat"))
    term, pk, trust = TermFactory(title="Young carers"), forum.pk, forum.trust.pk
    paths = [
        "", "?q=zzzz", "?kind=zoo&as_at=x", "?as_at=2003-11-20", "funding/", "terms/", "terms/add/",
        f"terms/{term.pk}/",
        f"terms/{term.pk}/edit/", f"terms/{term.pk}/end/", "kinds/", "areas/", "umbrella-members/", "upload/", "add/",
        f"{trust}/", f"{trust}/?as_at=2003-11-20", f"{pk}/", f"{pk}/edit/", f"{pk}/describe/", f"{pk}/areas/",
        f"{pk}/codes/add/", f"{pk}/umbrellas/add/", f"{pk}/confirm/", f"{pk}/partner/", f"{trust}/succession/add/",
        f"{trust}/codes/drop/", f"{trust}/kind/", f"{pk}/funding/add/",
    ]  # fmt: skip
    for path in paths:
        assert page.goto(f"/partners/{path}").status == 200, path
        assert_accessible(page, colours=path in ("", f"{pk}/", f"{pk}/edit/"))
        widths(page)
        widths(page, 800)


def test_a_volunteer_corrects_the_entry_with_the_keyboard_and_confirms_it(forum, signed, assert_accessible):
    page = signed(make_actor("administrator", organisation=forum))
    page.goto("/")
    follow(page.get_by_role("link", name=re.compile("Check it")).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this still right?")
    follow(page.get_by_role("link", name="Change Telephone"), "Enter")
    page.get_by_label("E-mail address for the public").fill("nobody")
    follow(page.get_by_role("button", name="Save"), "Enter")
    assert_accessible(page)
    summary = page.get_by_role("alert").get_by_role("link", name=re.compile("Enter an e-mail address"))
    summary.press("Enter")
    expect(page.get_by_label("E-mail address for the public")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("office@example.org")
    follow(page.get_by_role("button", name="Save"), "Enter")
    expect(page.get_by_text("office@example.org")).to_be_visible()
    page.goto(f"/partners/{forum.pk}/confirm/")
    follow(page.get_by_role("button", name="Yes, this is right"), "Enter")
    expect(page.get_by_text("Thank you. The entry of Malvern Carers is confirmed.")).to_be_visible()
    expect(page.get_by_text("To be confirmed")).to_have_count(0)


def test_a_sheet_with_a_wrong_cell_says_which(forum, signed, assert_accessible, widths):
    page = signed(make_actor("secretariat"))
    page.goto("/partners/upload/")
    send = page.locator("input[type=file]")
    send.set_input_files({"name": "sheet.csv", "mimeType": "text/csv", "buffer": b"Name,Knd\nA,charity\n"})
    follow(page.get_by_role("button", name="Look at the sheet"))
    expect(page.get_by_role("alert")).to_contain_text("Did you mean 'Kind'?")
    assert_accessible(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "sheet.csv", "mimeType": "text/csv", "buffer": b"Name,Kind\nWye Group,charity\nOther,zoo\n"}
    )
    follow(page.get_by_role("button", name="Look at the sheet"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 thing to correct")
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("link", name="send it again"))
    page.locator("input[type=file]").set_input_files(
        {"name": "sheet.csv", "mimeType": "text/csv", "buffer": b"Name,Kind\nWye Group,charity\n"}
    )
    follow(page.get_by_role("button", name="Look at the sheet"))
    assert_accessible(page)
    follow(page.get_by_role("button", name="Save all of it"))
    expect(page.get_by_text("Saved: 1 added, 0 changed, 0 unchanged.")).to_be_visible()


def test_the_list_is_narrowed_without_script(forum, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/partners/")
    page.get_by_label("Partners", exact=True).select_option("partner")
    follow(page.get_by_role("button", name="Filter"))
    expect(page.get_by_role("row")).to_have_count(2)
    follow(page.get_by_role("link", name="Malvern Carers"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Malvern Carers")
    context.close()


def test_on_a_telephone_the_filters_are_folded_while_none_is_set(forum, browser_page, browser, live_server, widths):
    page = browser_page
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/partners/")
    kind = page.get_by_label("Partners", exact=True)
    expect(kind).to_be_hidden()
    page.get_by_text("Filter partners").press("Enter")
    expect(kind).to_be_visible()
    kind.select_option("partner")
    follow(page.get_by_role("button", name="Filter"))
    expect(page.get_by_role("link", name="Clear filters")).to_be_visible()
    page.goto("/partners/")
    expect(kind).to_be_hidden()
    page.set_viewport_size({"width": 1200, "height": 800})
    expect(kind).to_be_visible()
    expect(page.get_by_text("Filter partners")).to_be_hidden()
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    plain = context.new_page()
    plain.goto("/partners/")
    expect(plain.get_by_label("Partners", exact=True)).to_be_visible()
    context.close()
