"""Inviting organisations and seeing whom a consultation reached, in a real browser: without script, on a telephone."""

import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consultation.coverage.actions import invite_organisations
from core import clock
from core.mail.models import Mail
from core.work.testing import run_all
from tests.browser.steps import follow
from tests.factories.consultation import a_consultation, sent
from tests.factories.organisations import KindFactory, OrganisationFactory
from tests.factories.people import make_actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Support for carers"


@pytest.fixture
def asked():
    """Open for four more weeks: the browser's server lives in the present."""
    today, days = clock.today(), datetime.timedelta(days=1)
    return a_consultation(
        title=TITLE, opens_on=today - 60 * days, closes_on=today + 28 * days,
        published_at=clock.start_of(today - 61 * days),
    )  # fmt: skip


@pytest.fixture
def partners():
    enterprise = KindFactory(code="social-enterprise")
    OrganisationFactory(name="Golden Valley Lifts", partner=True, email="lifts@example.org")
    OrganisationFactory(name="Malvern Talking Newspaper", partner=True, kind=enterprise, email="paper@example.org")


@pytest.fixture
def secretary(browser, client_for, live_server):
    """Opens a page as the secretariat; script is off where it is not asked for."""
    opened = []
    session = client_for(make_actor("secretariat")).cookies["sessionid"].value

    def sign_in(script=False, width=320):
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=script, viewport={"width": width, "height": 800}
        )
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        opened.append(context)
        return context.new_page()

    yield sign_in
    for context in opened:
        context.close()


def test_organisations_are_invited_and_reminded_without_script_on_a_telephone(secretary, asked, partners):
    page = secretary()
    page.goto(reverse("consultation", args=[asked.pk]))
    expect(page.get_by_role("link", name="Remind those who have not answered")).to_have_count(0)
    follow(page.get_by_role("link", name="Invite organisations"))
    page.get_by_label("Kind").select_option("Social enterprise")
    follow(page.get_by_role("button", name="Show whom that is"))
    expect(page.get_by_role("heading", name="1 organisation to invite")).to_be_visible()
    expect(page.get_by_text("Malvern Talking Newspaper, Social enterprise")).to_be_visible()
    follow(page.get_by_role("button", name="Invite them"))
    expect(page.get_by_role("heading", name="Invitations to answer")).to_be_visible()
    run_all()
    page.goto(reverse("consultation", args=[asked.pk]))
    follow(page.get_by_role("link", name="Invite organisations"))
    follow(page.get_by_role("link", name="Invite one organisation by its name"))
    page.get_by_label("Organisation", exact=True).fill("Golden Valley Lifts")
    follow(page.get_by_role("button", name="Invite", exact=True))
    expect(page.get_by_text("2 invited organisations found")).to_be_visible()
    run_all()
    page.goto(reverse("consultation", args=[asked.pk]))
    follow(page.get_by_role("link", name="Remind those who have not answered"))
    expect(
        page.get_by_text("2 of 2 invited organisations have not answered, or have withdrawn their answers.")
    ).to_be_visible()
    follow(page.get_by_role("button", name="Remind them"))
    expect(page.get_by_role("heading", name="Reminders to the silent")).to_be_visible()
    run_all()
    keys = [key.partition(":")[0] for key in Mail.objects.order_by("pk").values_list("key", flat=True)]
    assert keys == ["consultation-invitation"] * 2 + ["consultation-chase"] * 2


def test_the_pages_of_coverage_in_all_their_states(secretary, asked, partners, assert_accessible, widths):
    page = secretary(script=True, width=1280)

    def look(where: str) -> None:
        page.goto(where)
        assert_accessible(page)
        widths(page)

    invite = reverse("consultation_invite", args=[asked.pk])
    about = f"consultation={asked.pk}"
    report = f"{reverse('report', args=['consultation-coverage'])}?{about}"
    for where in (
        invite,
        f"{invite}?sector=",
        f"{invite}?everybody=on",
        f"{invite}?sector=choir",
        f"{reverse('progress')}?{about}",
        report,
    ):
        look(where)
    look(reverse("consultation_invite_one", args=[asked.pk]))
    follow(page.get_by_role("button", name="Invite", exact=True))
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    lifts, paper = OrganisationFactory(name="Lugg Elders"), OrganisationFactory(name="Wye Advocates")
    invite_organisations(by=make_actor("secretariat"), consultation=asked, organisations=[lifts.pk, paper.pk])
    sent(asked, lifts, at=clock.now())
    page.goto(report)
    run_all()
    look(report)
    expect(page.get_by_role("img", name="Asked and answered, by kind of organisation")).to_be_visible()
    for where in (
        f"{reverse('progress')}?{about}",
        f"{reverse('invitees')}?{about}",
        reverse("consultation_chase", args=[asked.pk]),
        reverse("consultation", args=[asked.pk]),
    ):
        look(where)
