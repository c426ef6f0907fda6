"""The pages of places as people see them, and what they ask of the database."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from partnerships.duplicates.actions import merge_organisations
from partnerships.organisations.models import Lineage, Organisation
from partnerships.places import actions
from partnerships.places.judging import LONG_AGO
from partnerships.places.keeping import renew_pairs
from partnerships.places.models import AreaPoint, BoundaryAlert, Pair
from tests.consultation.pages import words
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.places import CountyFactory, HealthBodyFactory, PairFactory, counted

pytestmark = pytest.mark.django_db
DAY = datetime.date(2015, 4, 1)
WHY = {"reason": "The practices joined the other body.", "source": "Order of 2015"}


def page_of(browser, where, status=200):
    response = browser.get(where)
    assert response.status_code == status
    return response.content.decode()


def queries(browser, where):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page_of(browser, where)
    return len(asked)


def test_a_change_is_proposed_looked_at_and_carried_out_in_the_browser(two, client_for):
    browser = client_for(make_actor("secretariat"))
    typed = {"first_day_day": "1", "first_day_month": "4", "first_day_year": "2015", "organisation": "5PL",
             "area": "E07000235", "small_areas": "8", "to_organisation": "5CN", **WHY,
             "once": "00000000-0000-4000-8000-00000000000a"}  # fmt: skip
    shown = browser.post("/partners/boundary-changes/move/", typed, follow=True)
    page = words(shown)
    assert "8 small areas of Malvern Hills from Worcestershire PCT to Herefordshire PCT" in page
    assert "Co-terminous on 1 April 2015: 2 of 2 pairs, 100%. If it is carried out: 0 of 3 pairs, 0%." in page
    assert "2 pairs would stop being co-terminous." in page
    where = shown.redirect_chain[-1][0]
    too_many = browser.post(
        "/partners/boundary-changes/move/",
        typed | {"small_areas": "46", "once": "00000000-0000-4000-8000-00000000000b"},
        follow=True,
    )
    assert "no more than these can move" in words(too_many)
    assert Pair.objects.on(DAY).filter(verdict="yes").count() == 2
    withdraw = words(browser.get(f"{where}void/"))
    assert ("Nothing was changed by it" in withdraw, "What it ended" in withdraw) == (True, False)
    browser.post(f"{where}carry-out/", {"once": "00000000-0000-4000-8000-00000000000c"})
    void = words(browser.get(f"{where}void/"))
    assert ("Nothing was changed by it" in void, "What it ended goes on as before" in void) == (False, True)
    assert Pair.objects.on(DAY).filter(verdict="yes").count() == 0
    alert = words(browser.get(BoundaryAlert.objects.get().get_absolute_url()))
    assert "2 pairs no longer co-terminous" in alert
    assert "93.548% of the body, 100% of the council" in alert
    page_of(client_for(make_actor("member")), where, 403)


def test_the_page_of_an_area_tells_who_serves_it_its_parts_and_its_former_self_on_the_day(two, client_for):
    old = AreaFactory(name="Hereford and Worcester", kind="county", ends=datetime.date(1998, 3, 31))
    before = OrganisationFactory(name="Old County Council", area=old, kind__code="county", kind__sector="council")
    Lineage.objects.create(
        ancestor=before, descendant=two.hereford.home_of.get(), kind="split", on=datetime.date(1998, 4, 1)
    )
    browser = client_for(make_actor("visitor"))
    page = words(browser.get(f"/partners/areas/{two.hereford.pk}/"))
    assert "Herefordshire Council : its council" in page.replace("Council:", "Council :")
    assert "Hereford and Worcester , until 31 March 1998" in page.replace("Worcester,", "Worcester ,")
    assert "Herefordshire PCT 116 100% 100% Co-terminous" in page
    county = words(browser.get(f"/partners/areas/{two.worcester.pk}/?as_at=2010-01-01"))
    assert "As at 1 January 2010" in county
    assert "Malvern Hills Wychavon" in county
    assert "Part of West Midlands" in county
    district = words(browser.get(f"/partners/areas/{two.malvern.pk}/"))
    assert "Worcestershire PCT 45 36.585% 100%" in district
    for bad in ("?as_at=yesterday", "?as_at=9999-12-31", "?as_at=0001-01-01"):
        page_of(browser, f"/partners/areas/{two.worcester.pk}/{bad}")
    page_of(browser, "/partners/areas/99999999999999/", 404)


def test_an_organisation_shows_the_councils_of_the_pages_day(two, client_for):
    browser = client_for(make_actor("visitor"))
    office = make_actor("secretariat")
    change = actions.propose_move(by=office, first_day=DAY, organisation=two.east, area=two.malvern, small_areas=8,
                                  to_organisation=two.west, **WHY)  # fmt: skip
    actions.carry_out_boundary_change(by=office, change=change)
    now = words(browser.get(f"/partners/{two.west.pk}/"))
    assert "not co-terminous, 93.548% of the health body and 100% of the council" in now
    then = words(browser.get(f"/partners/{two.west.pk}/?as_at=2015-03-31"))
    assert "Herefordshire : co-terminous, 100% of the health body" in then.replace("Herefordshire:", "Herefordshire :")
    council = words(browser.get(f"/partners/{two.hereford.home_of.get().pk}/?as_at=2015-03-31"))
    assert "Herefordshire PCT : co-terminous" in council.replace("PCT:", "PCT :")


def test_the_map_tells_by_shape_and_its_list_says_the_same(two, client_for):
    AreaPoint.objects.create(area=two.hereford, latitude="52.08", longitude="-2.74")
    AreaPoint.objects.create(area=two.worcester, latitude="52.2", longitude="-2.16")
    far = CountyFactory(name="Cornwall", parent=AreaFactory(name="South West", kind="region"))
    counted(two.west, far, 3)
    renew_pairs(LONG_AGO)
    browser = client_for(make_actor("visitor"))
    page = page_of(browser, "/partners/areas/map/")
    assert page.count('<circle class="app-map__yes"') == 3  # two of the map, one of its legend
    assert "<title>Worcestershire: co-terminous</title>" in page
    assert "3 council areas by whether they are co-terminous with a health body: 2 co-terminous, 0 not" in page
    assert page.count('<text class="app-map__name"') == 2  # there is room for both names
    listed = words(browser.get("/partners/areas/map/"))
    assert "Cornwall South West Not determinable Herefordshire PCT: 2.586% of it, not known of the council" in listed
    narrowed = words(browser.get(f"/partners/areas/map/?region={two.region.pk}&as_at=2010-01-01"))
    assert ("Cornwall" in narrowed, "2 of 2 pairs, 100%" in narrowed) == (False, True)
    wrong = words(browser.get("/partners/areas/map/?region=x&as_at=32/13/2001"))
    assert "Enter the day like 20/11/2003." in wrong
    assert "Choose a region from the list." in wrong


@pytest.mark.parametrize("where", ["/partners/areas/map/", "/reports/co-terminosity/", "area", "organisation"])
def test_the_pages_ask_as_much_of_many_as_of_few(two, where):
    browser = signed_in(make_actor("secretariat"))
    where = {"area": f"/partners/areas/{two.hereford.pk}/", "organisation": f"/partners/{two.west.pk}/"}.get(
        where, where
    )
    few = [queries(browser, where) for _ in range(2)][-1]  # what is asked once, for a chart that is not drawn, is apart
    for number in range(12):
        body = HealthBodyFactory()
        PairFactory(organisation=body, area=two.hereford)
        PairFactory(organisation=two.west)
        counted(body, two.hereford, number + 1)
    assert [queries(browser, where) for _ in range(2)][-1] <= few


def test_the_report_tells_the_share_by_region_and_over_time(two, client_for):
    office = make_actor("secretariat")
    change = actions.propose_move(by=office, first_day=DAY, organisation=two.east, area=two.malvern, small_areas=8,
                                  to_organisation=two.west, **WHY)  # fmt: skip
    actions.carry_out_boundary_change(by=office, change=change)
    with clock.at(datetime.date(2015, 6, 1)):
        page = words(client_for(make_actor("analyst")).get("/reports/co-terminosity/"))
    assert "West Midlands 0% 0 3 0" in page
    assert "1 April 2014 100% 2 2 0" in page
    assert "1 April 2015 0% 0 3 0" in page


def test_a_council_that_was_entered_twice_is_no_former_self(two, client_for):
    kept = Organisation.objects.get(name="Herefordshire Council")
    twice = OrganisationFactory(name="Council of Malvern", area=two.malvern, kind=kept.kind)
    office = make_actor("secretariat")
    merge_organisations(
        by=office, suggestion=SuggestionFactory(first=kept, second=twice), keep=kept, why="Typed by mistake."
    )
    for area in (two.hereford, two.malvern):
        page = page_of(client_for(office), f"/partners/areas/{area.pk}/")
        assert not [each for each in ("What it was before", "What became of it") if each in page]
