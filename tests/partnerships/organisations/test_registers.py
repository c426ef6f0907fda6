"""The lists of partners, terms, kinds, areas and members: what they show, and how they are narrowed."""

import datetime
from html import unescape

import pytest
from django.http import QueryDict

from core import clock
from core.registers.register import REGISTERS
from core.registers.selection import Selection
from partnerships.organisations.models import (
    AreaServed,
    Described,
    KindSpell,
    OrganisationName,
    PartnerSpell,
    UmbrellaMembership,
)
from partnerships.terms.choices import flags
from tests.factories.organisations import (
    AreaFactory,
    KindFactory,
    OrganisationFactory,
    PublicBodyFactory,
    TermFactory,
)

DAY = datetime.date(2005, 6, 1)
ENDED = datetime.date(2013, 3, 31)
HOSTILE = ["!!!", "' OR 1=1 --", '"', "a\x00b", "\ud800", "%", "w" * 5000, "a b c d e f g h i j"]


@pytest.fixture
def partners(db):
    """Five bodies, each found by another filter."""
    hereford, malvern = AreaFactory(name="Herefordshire"), AreaFactory(name="Malvern Hills")
    council = KindFactory(code="county-council", title="County council", sector="council")
    made = {
        "trust": PublicBodyFactory(
            name="Herefordshire PCT", ods="5CN", area=hereford, closed=datetime.date(2013, 3, 31)
        ),
        "council": OrganisationFactory(name="Worcestershire Council", kind=council, opened=datetime.date(1998, 4, 1)),
        "carers": OrganisationFactory(name="Carers Link", partner=True, area=malvern, confirm_by=DAY),
        "elders": OrganisationFactory(name="Elders", partner=True, confirm_by=datetime.date(2099, 1, 1)),
        "group": OrganisationFactory(name="Wye Group"),
    }
    AreaServed.objects.create(organisation=made["group"], area=hereford)
    AreaServed.objects.create(organisation=made["elders"], area=hereford, ends=datetime.date(2004, 1, 1))
    return made


def names(query, actor, register="organisations"):
    selection = Selection(REGISTERS[register], actor, QueryDict(query))
    place = [each.name for each in selection.columns].index("name") if register == "organisations" else 0
    return [row[2 + place] for row in selection.page(selection.columns).rows]


@pytest.mark.parametrize(
    "query, found",
    [
        ("standing=partner", ["Carers Link", "Elders"]),
        ("standing=stale", ["Carers Link"]),
        ("kind=county-council", ["Worcestershire Council"]),
        ("sector=council", ["Worcestershire Council"]),
        ("sector=nhs", ["Herefordshire PCT"]),
        ("area=herefordshire", ["Herefordshire PCT", "Wye Group"]),
        ("area=mal", ["Carers Link"]),
        ("state=closed", ["Herefordshire PCT"]),
        ("state=open&sector=nhs", []),
        ("as_at=2005-06-01&sector=nhs", ["Herefordshire PCT"]),
        ("as_at=01/06/1997", ["Carers Link", "Elders", "Herefordshire PCT", "Wye Group"]),
        ("as_at=2003-06-01&area=herefordshire", ["Elders", "Herefordshire PCT", "Wye Group"]),
        ("as_at=2003-06-01&standing=partner", []),
        ("q=5cn", ["Herefordshire PCT"]),
        ("q=here", ["Herefordshire PCT"]),
        ("q=care&standing=partner", ["Carers Link"]),
        ("q=care&standing=stale&state=closed", []),
    ],
)
def test_each_filter_finds_what_it_says(partners, actor, query, found):
    with clock.at(datetime.date(2020, 1, 1)):
        assert names(query, actor("visitor")) == found


def test_groups_and_flags_are_those_of_the_day(partners, actor):
    older, led = TermFactory(title="Older"), TermFactory(vocabulary="led_by", title="BME-led")
    Described.objects.create(organisation=partners["elders"], term=older)
    Described.objects.create(organisation=partners["carers"], term=led, ends=datetime.date(2004, 1, 1))
    visitor = actor("visitor")
    assert names(f"group={older.pk}", visitor) == ["Elders"]
    assert names(f"flag={led.pk}", visitor) == []
    assert names(f"flag={led.pk}&as_at=2003-01-01", visitor) == ["Carers Link"]


def test_a_flag_to_choose_says_whose_it_is_once(db):
    serves, led = (
        TermFactory(vocabulary="serves", title="Serves Poles"),
        TermFactory(vocabulary="led_by", title="Poles"),
    )
    offered = dict(flags())
    assert (offered[serves.pk], offered[led.pk]) == ("Serves Poles", "Led by: Poles")


def test_as_at_a_day_shows_the_kind_and_the_mark_of_that_day(db, actor):
    trust, foundation = KindFactory(code="nhs-trust", title="NHS trust"), KindFactory(code="ft", title="NHS FT")
    body = OrganisationFactory(name="Two Rivers", kind=foundation)
    body.kinds.all().delete()
    KindSpell.objects.create(organisation=body, kind=trust, ends=datetime.date(2004, 3, 31))
    KindSpell.objects.create(organisation=body, kind=foundation, starts=datetime.date(2004, 4, 1))
    PartnerSpell.objects.create(organisation=body, starts=datetime.date(2000, 1, 1), ends=datetime.date(2003, 1, 1))
    register = REGISTERS["organisations"]

    def shown(query):
        selection = Selection(register, actor("visitor"), QueryDict(query))
        return [
            row[2:]
            for row in selection.page([each for each in selection.columns if each.name in ("kind", "partner")]).rows
        ]

    assert shown("") == [("NHS FT", False)]
    assert shown("as_at=2002-01-01") == [("NHS trust", True)]
    assert shown("kind=nhs-trust") == []
    assert shown("kind=nhs-trust&as_at=2002-01-01") == [("NHS trust", True)]


@pytest.mark.parametrize(
    "query, sentence",
    [
        ("kind=zoo", "Choose one from the list 'Kind'."),
        ("standing=x", "Choose one from the list 'Partners'."),
        ("group=999999", "Choose one from the list 'Client group'."),
        ("as_at=tomorrow", "Enter the day like 20/11/2003."),
        ("as_at=2003-02-30", "Enter the day like 20/11/2003."),
        ("area=" + "a" * 101, "must be 100 characters or fewer"),
    ],
)
def test_a_wrong_filter_is_refused_in_a_sentence_and_nothing_is_listed(partners, client, query, sentence):
    page = unescape(client.get(f"/partners/?{query}").content.decode())
    assert sentence in page
    assert "Herefordshire PCT" not in page


def test_a_former_name_is_found_too(db, actor):
    body = OrganisationFactory(name="New Name", search_text="new name old words")
    OrganisationName.objects.create(organisation=body, name="Old Words", kind="former")
    assert names("q=old", actor("visitor")) == ["New Name"]


@pytest.mark.parametrize(
    "text", ["!!!", "' OR 1=1 --", '"', "a\x00b", "\ud800", "%", "w" * 5000, "a b c d e f g h i j"]
)
def test_hostile_words_find_nothing_and_break_nothing(partners, actor, text):
    address = QueryDict(mutable=True)
    address["q"] = text
    selection = Selection(REGISTERS["organisations"], actor("visitor"), address)
    assert selection.page(selection.columns).rows == []


def test_more_than_a_thousand_are_counted_no_further(db, client):
    kind = KindFactory()
    from partnerships.organisations.models import Organisation

    Organisation.objects.bulk_create(
        Organisation(name=f"Group {number}", sort_name=f"group {number:05}", kind=kind) for number in range(1001)
    )
    assert "More than 1,000 organisations" in client.get("/partners/").content.decode()


def test_the_list_names_kind_and_code(partners, client):
    page = client.get("/partners/?q=5cn").content.decode()
    assert ">Herefordshire PCT</a>" in page
    assert 'data-label="Code">5CN</td>' in page
    assert 'data-label="Kind">Primary care trust</td>' in page


def test_what_people_typed_is_shown_as_they_typed_it(db, client):
    kind = KindFactory(code="odd", title='<i>Trust</i> & "Co" 100%')
    OrganisationFactory(name="<script>50%s</script> {{ 1 }}", kind=kind)
    page = client.get("/partners/").content.decode()
    assert ">&lt;script&gt;50%s&lt;/script&gt; {{ 1 }}</a>" in page
    assert ">&lt;i&gt;Trust&lt;/i&gt; &amp; &#34;Co&#34; 100%</td>" in page
    assert ("<script>50" in page, "<i>Trust" in page) == (False, False)
    narrowed = client.get("/partners/?area=%3Cb%3E%22").content.decode()
    assert 'name="area" value="&lt;b&gt;&#34;"' in narrowed


@pytest.mark.parametrize("count", [5, 50])
def test_the_page_costs_two_statements_beyond_the_floor(count, client_for, actor, django_assert_num_queries):
    browser = client_for(actor("secretariat"))
    OrganisationFactory.create_batch(count)
    browser.get("/partners/?kind=charity")
    with django_assert_num_queries(5):
        assert browser.get("/partners/?kind=charity&q=group").status_code == 200


def test_an_umbrella_lists_its_members(partners, client):
    umbrella = OrganisationFactory(name="Alliance", ods="ALL")
    join = UmbrellaMembership.objects.create
    join(member=partners["carers"], umbrella=umbrella, membership_class="member", starts=DAY)
    join(member=partners["elders"], umbrella=umbrella, membership_class="affiliate", starts=DAY)
    join(member=partners["group"], umbrella=umbrella, membership_class="member", ends=datetime.date(2004, 1, 1))
    record = client.get(f"/partners/{umbrella.pk}/").content.decode()
    assert "1 member and 1 affiliate" in record
    listed = client.get("/partners/umbrella-members/", {"umbrella": "Alliance, ALL", "as_at": "2006-01-01"})
    page = listed.content.decode()
    assert ("Carers Link" in page, "Elders" in page, "Wye Group" in page) == (True, True, False)
    assert "Member of" in client.get(f"/partners/{partners['carers'].pk}/").content.decode()


@pytest.mark.parametrize("path", ["terms", "kinds", "areas", "umbrella-members", "funding"])
def test_the_other_lists_have_a_page_and_sheets(path, client_for, actor, db):
    browser = client_for(actor("secretariat"))
    assert browser.get(f"/partners/{path}/").status_code == 200
    assert b"".join(browser.get(f"/partners/{path}/export.csv").streaming_content)[:3] == b"\xef\xbb\xbf"
    assert browser.get(f"/partners/{path}/export.xlsx").content[:2] == b"PK"


def test_kinds_tell_what_bodies_do_and_when_there_were_such(db, client):
    page = client.get("/partners/kinds/?order=title").content.decode()
    assert "Strategic health authority" in page
    assert "31 March 2013" in page
