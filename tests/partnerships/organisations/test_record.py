"""The record of one organisation, the confirmation of its entry, and what reminds of it."""

import datetime
import re

import pytest
from django.urls import reverse

from core import clock
from core.deadlines.pressing import for_actor
from core.deadlines.registry import DEADLINES
from core.home import sections_for
from partnerships.organisations.models import (
    AreaServed,
    Described,
    Identifier,
    KindSpell,
    Lineage,
    OrganisationName,
    UmbrellaMembership,
)
from partnerships.organisations.sections import SECTIONS
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory, TermFactory

TODAY = datetime.date(2006, 5, 4)


def filled(organisation, count):
    """An organisation with so many of each kind of dated fact, predecessors and members."""
    for number in range(count):
        Identifier.objects.create(organisation=organisation, scheme="org-id", value=f"GB-X-{organisation.pk}-{number}")
        OrganisationName.objects.create(organisation=organisation, name=f"Old {number}", kind="former")
        AreaServed.objects.create(organisation=organisation, area=AreaFactory())
        Described.objects.create(organisation=organisation, term=TermFactory())
        other = OrganisationFactory()
        UmbrellaMembership.objects.create(member=other, umbrella=organisation, membership_class="member")
        Lineage.objects.create(ancestor=other, descendant=organisation, kind="merger", on=TODAY)
        Lineage.objects.create(ancestor=organisation, descendant=OrganisationFactory(), kind="split", on=TODAY)


@pytest.mark.parametrize("count", [1, 10])
def test_the_record_costs_the_same_statements_whatever_it_holds(count, client_for, actor, django_assert_num_queries):
    body = OrganisationFactory(name="Wye Group")
    filled(body, count)
    browser = client_for(actor("secretariat"))
    assert [each.title for each in SECTIONS] == [
        "Reorganisations",
        "Co-terminosity", "Where it sits", "What it convenes", "Agreements", "Compacts it signed or works towards",
        "Codes of good practice it adopted", "Disputes about a Compact", "Contracts and grants", "Evidence it sent in",
        "Commissioning it took part in", "Entries that may be the same",
    ]  # fmt: skip
    with django_assert_num_queries(3 + 4 + 1):
        page = browser.get(f"/partners/{body.pk}/").content.decode()
    assert page.count("Called Old") == count


def test_as_at_a_day_it_is_what_it_was(db, client):
    trust, foundation = KindFactory(code="nhs-trust", title="NHS trust"), KindFactory(code="ft", title="NHS FT")
    body = PublicBodyFactory(name="Two Rivers", ods="R1A", kind=foundation)
    body.kinds.all().delete()
    KindSpell.objects.create(organisation=body, kind=trust, ends=datetime.date(2004, 3, 31))
    KindSpell.objects.create(organisation=body, kind=foundation, starts=datetime.date(2004, 4, 1))
    Identifier.objects.create(organisation=body, scheme="ods", value="OLD", ends=datetime.date(2004, 3, 31))
    then = client.get(f"/partners/{body.pk}/?as_at=2003-11-20").content.decode()
    assert "As at 20 November 2003, by what is known now." in then
    assert ("NHS trust, R1A" in then, "ODS code OLD" in then) == (True, True)
    now = client.get(f"/partners/{body.pk}/").content.decode()
    assert ("NHS FT, R1A" in now, "ODS code OLD" in now, "NHS trust, to 31 March 2004" in now) == (True, False, True)


def test_a_day_that_is_none_shows_today(db, client):
    page = client.get(f"/partners/{OrganisationFactory().pk}/?as_at=tomorrow")
    assert (page.status_code, "As at" in page.content.decode()) == (200, False)


@pytest.fixture
def forum(db):
    return OrganisationFactory(name="Malvern Carers", partner=True, confirm_by=TODAY - datetime.timedelta(days=1))


@pytest.fixture
def administrator(actor, forum):
    return actor("administrator", organisation=forum)


def test_the_organisation_confirms_its_own_entry_and_is_not_asked_for_a_year(client_for, forum, administrator):
    with clock.at(TODAY):
        browser = client_for(administrator)
        record = browser.get(f"/partners/{forum.pk}/").content.decode()
        page = browser.get(f"/partners/{forum.pk}/confirm/").content.decode()
        browser.post(f"/partners/{forum.pk}/confirm/", {"acting_as": administrator.membership_id})
        after = browser.get(f"/partners/{forum.pk}/").content.decode()
    assert ("To be confirmed" in record, "To be confirmed" in after) == (True, False)
    assert page.count("Not given") == 14
    for path in ("edit", "describe", "areas", "codes/add", "umbrellas/add"):
        assert f'href="/partners/{forum.pk}/{path}/"' in page
    forum.refresh_from_db()
    assert (forum.confirmed_on, forum.confirm_by) == (TODAY, datetime.date(2007, 5, 4))


def test_the_administrator_has_it_among_what_is_due_with_reminders(forum, administrator, actor):
    with clock.at(TODAY):
        due = [(item.sentence, item.link, item.days_left()) for item in for_actor(administrator)]
        others = [for_actor(each) for each in (actor("member", organisation=forum), actor("administrator"))]
    assert due == [("Confirm your entry: Malvern Carers", f"/partners/{forum.pk}/confirm/", -1)]
    assert others == [[], []]
    deadline = DEADLINES["organisation_confirmation"]
    assert deadline.reminders == (28, 7, 0)
    assert {key: set(users) for key, users in deadline.holders([forum]).items()} == {forum.pk: {administrator.user_id}}


def test_closed_bodies_and_those_that_are_no_partners_are_not_asked(administrator, forum):
    with clock.at(TODAY):
        forum.closed = TODAY
        forum.save()
        assert for_actor(administrator) == []


def test_the_secretariat_sees_how_many_are_to_confirm(forum, actor, client_for):
    secretary = actor("secretariat")
    with clock.at(TODAY):
        [line] = [each for each in sections_for(secretary)[0].lines if "to confirm" in each.text]
        listed = client_for(secretary).get(line.link).content.decode()
        visitor = [each.text for each in sections_for(actor("visitor"))[0].lines]
    assert (line.text, line.link) == ("1 partner to confirm", "/partners/?standing=stale")
    assert ("Malvern Carers" in listed, "1 organisation found" in listed) == (True, True)
    assert visitor == []


def test_an_edit_is_refused_beside_its_field_and_loses_no_words(client_for, forum, administrator):
    page = client_for(administrator).post(
        f"/partners/{forum.pk}/edit/",
        {
            "version": 1,
            "name": "Malvern Carers",
            "email": "nobody",
            "about": "We sit\nwith people.",
            "closed_day": "31",
        },
    )
    shown = page.content.decode()
    assert page.status_code == 422
    assert "Enter an e-mail address in the right form, like name@example.org." in shown
    assert "The last day must include a month and a year." in shown
    assert "We sit\nwith people." in shown


@pytest.mark.parametrize("name", ["edit", "describe", "areas", "add_code", "join_umbrella", "partner", "succession"])
def test_the_way_back_from_a_form_is_the_list_and_the_entry_by_its_name(client_for, actor, name):
    body = OrganisationFactory(name="Wye Group", code="1000001")
    html = client_for(actor("secretariat")).get(reverse(f"organisation_{name}", args=[body.pk])).content.decode()
    way = re.findall(r'<a class="nhsuk-breadcrumb__link" href="([^"]+)">([^<]+)</a>', html)
    assert way == [("/partners/", "Partners"), (f"/partners/{body.pk}/", "Wye Group")]


def test_the_way_back_from_a_new_entry_is_the_list(client_for, actor):
    html = client_for(actor("secretariat")).get("/partners/add/").content.decode()
    assert re.findall(r'<a class="nhsuk-breadcrumb__link" href="([^"]+)">([^<]+)</a>', html) == [
        ("/partners/", "Partners")
    ]
