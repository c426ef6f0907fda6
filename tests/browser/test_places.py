"""Places in a real browser: every page in its states, at a telephone's width, by the rules."""

import datetime

import pytest

from partnerships.places import actions
from partnerships.places.models import AreaPoint, BoundaryAlert
from tests.factories.organisations import AreaFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.places import CountyFactory, HealthBodyFactory, judged

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = {"reason": "The practices joined the other body.", "source": "Order of 2015"}


def test_every_page_is_accessible_and_fits_a_telephone(browser_page, live_server, assert_accessible, widths):
    office = make_actor("secretariat")
    key = signed_in(office).cookies["sessionid"].value
    page = browser_page
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    for path in ("areas/map/", "boundary-alerts/", "boundary-changes/", "co-terminosity/"):  # empty
        assert page.goto(f"/partners/{path}").status == 200, path
        assert_accessible(page)
    region = AreaFactory(name="West Midlands", kind="region")
    hereford = CountyFactory(name="Herefordshire", parent=region)
    cornwall = CountyFactory(name="Cornwall", parent=region)
    for area, latitude in ((hereford, "52.08"), (cornwall, "50.3")):
        AreaPoint.objects.create(area=area, latitude=latitude, longitude="-2.74")
    west, east = HealthBodyFactory(name="Herefordshire PCT"), HealthBodyFactory(name="Worcestershire PCT")
    judged((west, hereford, 116), (west, None, 116), (None, hereford, 116), (east, cornwall, 3))
    first_day = datetime.date(2015, 4, 1)
    given = {"by": office, "organisation": west, "area": hereford, "to_organisation": east, **WHY}
    done = actions.carry_out_boundary_change(
        by=office, change=actions.propose_move(first_day=first_day, small_areas=8, **given)
    )
    waits = actions.propose_move(first_day=datetime.date(2016, 4, 1), small_areas=200, **given)
    alert = BoundaryAlert.objects.get().pk
    paths = (
        "areas/map/", "areas/map/?region=x&as_at=x", "areas/map/?as_at=2010-01-01", f"areas/{hereford.pk}/",
        f"areas/{region.pk}/?as_at=2010-01-01", "co-terminosity/", "co-terminosity/?as_at=x", "boundary-changes/",
        "boundary-changes/move/", "boundary-changes/count/", f"boundary-changes/{waits.pk}/",
        f"boundary-changes/{waits.pk}/carry-out/", f"boundary-changes/{done.pk}/", f"boundary-changes/{done.pk}/void/",
        "boundary-alerts/", f"boundary-alerts/{alert}/", f"boundary-alerts/{alert}/note/", f"{west.pk}/",
    )  # fmt: skip
    for path in paths:
        assert page.goto(f"/partners/{path}").status == 200, path
        assert_accessible(page, colours=path in ("areas/map/", f"boundary-changes/{waits.pk}/"))
        widths(page)
        widths(page, 800)
