import datetime
from types import SimpleNamespace

import pytest

from core import clock
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.places import CountyFactory, HealthBodyFactory, judged
from tests.partnerships.organisations.imports.files import Importer

TODAY = datetime.date(2015, 6, 1)


@pytest.fixture
def lists(tmp_path):
    return Importer(tmp_path)


@pytest.fixture
def two(db):
    """Two health bodies that each serve one county: a unitary one, and one that is divided into two districts."""
    with clock.at(TODAY):
        region = AreaFactory(name="West Midlands", kind="region", gss_code="E12000005")
        hereford = CountyFactory(name="Herefordshire", gss_code="E06000019", parent=region)
        worcester = CountyFactory(name="Worcestershire", gss_code="E10000034", parent=region)
        malvern = AreaFactory(name="Malvern Hills", gss_code="E07000235", parent=worcester)
        wychavon = AreaFactory(name="Wychavon", gss_code="E07000238", parent=worcester)
        west = HealthBodyFactory(name="Herefordshire PCT", ods="5CN")
        east = HealthBodyFactory(name="Worcestershire PCT", ods="5PL")
        OrganisationFactory(name="Herefordshire Council", area=hereford, kind__code="unitary", kind__sector="council")
        judged(
            (west, hereford, 116), (east, malvern, 45), (east, wychavon, 78),
            (west, None, 116), (east, None, 123), (None, hereford, 116), (None, malvern, 45), (None, wychavon, 78),
        )  # fmt: skip
        yield SimpleNamespace(
            region=region, hereford=hereford, worcester=worcester, malvern=malvern, wychavon=wychavon,
            west=west, east=east,
        )  # fmt: skip
