"""The pages of a record, and an act in the API: seen, done, refused."""

import datetime
from contextlib import redirect_stdout
from io import StringIO

import pytest
from django.core.management import call_command

from core.registers.columns import Column
from core.registers.records import posted
from core.registers.register import REGISTERS, Register, add
from partnerships.organisations.models import Organisation
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.registers.example")]
DAY = {"opened_day": "1", "opened_month": "4", "opened_year": "2006", "version": "1"}


@pytest.fixture
def group():
    return OrganisationFactory(name="Drivers", about="Drives", opened=datetime.date(2004, 4, 1), area=AreaFactory())


@pytest.fixture
def browser():
    return signed_in(make_actor("secretariat"))


def test_a_record_shows_its_facts_acts_checklist_and_way_back(browser, group):
    page = browser.get(f"/example/{group.pk}/").content.decode()
    for shown in (
        "1 April 2004",
        str(group.kind),
        group.area.name,
        "Open it",
        "It says what it does",
        "Partners",
        "No",
    ):
        assert shown in page
    assert f'href="/example/{group.pk}/open/"' in page
    assert "Latest yearly income" not in page


def test_who_may_not_act_is_offered_no_act(group):
    page = signed_in(make_actor("member")).get(f"/example/{group.pk}/").content.decode()
    assert f"/example/{group.pk}/open/" not in page


def test_an_act_is_done_and_leads_to_the_record(browser, group):
    reply = browser.post(f"/example/{group.pk}/open/", DAY)
    assert (reply.status_code, reply.url) == (302, group.get_absolute_url())
    assert Organisation.objects.get(pk=group.pk).opened == datetime.date(2006, 4, 1)


def test_a_refusal_shows_the_form_again_with_the_checklist(browser):
    group = OrganisationFactory()
    reply = browser.post(f"/example/{group.pk}/open/", DAY)
    page = reply.content.decode()
    assert (reply.status_code, page.count("Write what it does.")) == (422, 2)
    assert 'value="2006"' in page


def test_what_somebody_else_changed_meanwhile_is_shown_beside(browser, group):
    Organisation.objects.filter(pk=group.pk).update(version=2, opened=datetime.date(2005, 4, 1))
    reply = browser.post(f"/example/{group.pk}/open/", DAY | {"version": "1"})
    page = reply.content.decode()
    assert (reply.status_code, "1 April 2005" in page, "1 April 2006" in page) == (409, True, True)


def test_a_button_alone_is_a_post(rf):
    """A form without fields, sent without a word, is sent all the same."""
    assert posted(rf.post("/")) == {}
    assert posted(rf.get("/")) is None


def test_the_page_asks_its_own_permission_of_the_record(group):
    stranger = signed_in(make_actor("administrator"))
    assert stranger.get(f"/example/{group.pk}/open/").status_code == 403
    assert stranger.post(f"/example/{group.pk}/open/", DAY).status_code == 403


def test_the_act_in_the_api_gives_what_it_made(browser, group):
    reply = browser.post(f"/api/example/{group.pk}/open/")
    assert (reply.status_code, reply.json()) == (200, {"id": group.pk, "name": "Drivers", "about": "Drives"})


def test_the_api_refuses_in_the_same_words(browser):
    group = OrganisationFactory()
    reply = browser.post(f"/api/example/{group.pk}/open/")
    assert (reply.status_code, reply.json()["errors"][0]["detail"]) == (400, "Write what it does.")
    assert browser.post("/api/example/999999/open/").status_code == 404


def test_the_schema_describes_the_act():
    out = StringIO()
    with redirect_stdout(out):
        call_command("spectacular", urlconf="tests.core.registers.example", fail_on_warn=True)
    assert "operationId: open_organisation" in out.getvalue()
    assert "PartnershipsOrganisationOpenOrganisation" in out.getvalue()


def test_the_api_asks_the_permission(group):
    assert signed_in(make_actor("member")).post(f"/api/example/{group.pk}/open/").status_code == 403
    assert signed_in(make_actor("administrator")).post(f"/api/example/{group.pk}/open/").status_code == 403


def test_a_register_whose_rows_lead_by_no_column_of_its_own_is_refused():
    class Wrong(Register):
        name, columns, link, link_by = "wrong", (Column("name", "Name"),), "organisation", "organisation_id"

    with pytest.raises(ValueError, match="lead by organisation_id, which is none of its columns"):
        add(Wrong)
    assert "wrong" not in REGISTERS
