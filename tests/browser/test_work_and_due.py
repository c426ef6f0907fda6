"""Background work, due dates and the demonstration's mail in a browser."""

import datetime

import pytest
from playwright.sync_api import expect

from core import clock
from core.mail.actions import write_mail
from core.work import actions
from core.work.models import State, WorkRow
from tests.browser.steps import follow
from tests.core.deadlines.conftest import no_deadlines, thing, things
from tests.core.work.conftest import only_these_kinds, sums

__all__ = ["no_deadlines", "only_these_kinds", "sums", "thing", "things"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def as_person(browser_page, client_for, live_server):
    """The browser, signed in as an actor."""

    def sign_in(actor):
        session = client_for(actor).cookies["sessionid"].value
        browser_page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return browser_page

    return sign_in


def test_background_work(as_person, actor, sums, assert_accessible, widths):
    office = actor("secretariat")
    page = as_person(office)
    page.goto("/work/")
    expect(page.get_by_role("heading", name="Nothing has failed")).to_be_visible()
    assert_accessible(page)

    failed = actions.ask(office, "sum", numbers=[])
    WorkRow.objects.update(state=State.FAILED, error="The sheet was empty.", finished_at=clock.true_now())
    waiting = actions.ask(office, "sum", numbers=[1, 2])
    page.goto("/work/")
    assert_accessible(page)
    widths(page)
    follow(page.get_by_role("button", name=f"Try again: number {failed.pk}"))
    expect(page.get_by_role("alert")).to_contain_text("'Add up' will be tried again.")

    page.goto(f"/work/{waiting.pk}/?still")
    assert_accessible(page)
    widths(page)
    actions.run_row(waiting.pk)
    follow(page.get_by_role("link", name="See how far it is now"))
    expect(page.get_by_role("link", name="The sum is 3.")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_accessible_name("2 of 2 done")
    assert_accessible(page)


def test_a_page_of_waiting_work_renews_itself(as_person, actor, sums, one_at_a_time):
    member = actor("member")
    page = as_person(member)
    row = actions.ask(member, "sum", numbers=[1, 2])
    page.goto(f"/work/{row.pk}/")
    expect(page.get_by_text("You can leave this page")).to_be_visible()
    with one_at_a_time:
        actions.run_row(row.pk)
    expect(page.get_by_role("link", name="The sum is 3.")).to_be_visible(timeout=60_000)


def test_due(as_person, actor, things, thing, assert_accessible, widths):
    member = actor("member")
    page = as_person(member)
    page.goto("/due/")
    expect(page.get_by_role("heading", name="Nothing is due")).to_be_visible()
    assert_accessible(page)
    for days, name in [(-3, "the minutes"), (2, "the accounts"), (30, "the tea")]:
        thing((clock.today() + datetime.timedelta(days=days)).isoformat(), member.user, name)
    page.goto("/due/")
    expect(page.get_by_role("heading", level=2)).to_contain_text(
        ["Overdue", "In the next 7 days", "Later", "In your own calendar"]
    )
    assert_accessible(page)
    widths(page)


def test_the_mail_of_the_demonstration(browser_page, settings, assert_accessible, widths):
    settings.DEMO = True
    write_mail(to="ann@example.org", subject="Your answer", body="Thank you.", key="1", link="/due/" + "long/" * 40)
    page = browser_page
    page.goto("/demo/mail/")
    expect(page.get_by_role("heading", name="Your answer")).to_be_visible()
    assert_accessible(page)
    widths(page)
