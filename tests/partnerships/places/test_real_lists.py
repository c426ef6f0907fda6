"""The real lists of places, where they are at hand: the share of England's bodies and councils of 2015."""

import datetime
import os
from pathlib import Path

import pytest

from core import clock
from partnerships.places.actions import judge_pairs
from partnerships.places.models import AreaPoint, CouncilTier, Pair, SmallAreaCount, Verdict
from partnerships.places.reading import judged_on, share_of
from tests.partnerships.organisations.imports.files import counts, said, the

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
PUBLISHED = datetime.date(2015, 4, 1)
ON = datetime.date(2016, 6, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def england(lists):
    """The register with the councils and the groups of 2015."""
    if not DATA.exists():
        missing = "The published files are not here: ../shared/data beside the project's folder holds them."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    lists.take("ods", DATA / "ods/eccg_2015.csv")
    lists.take("councils", DATA / "geography/uk_local_authorities.csv")
    return lists


def test_england_of_2015_is_judged_against_its_upper_tier_councils(england):
    with clock.at(datetime.date(2026, 1, 5)):
        points = england.take("council-points", DATA / "geography/uk_local_authorities.csv")
        assert counts(points) == (403, 0, 67, 0)  # those closed long ago have no point, and combined ones no area
        tiers = england.take("council-tiers", DATA / "geography/LTLA17_UTLA17_EW.csv", published_on=PUBLISHED)
        assert (counts(tiers), CouncilTier.objects.count()) == ((348, 0, 0, 0), 348)
        path = DATA / "geography/ccg15_lad15_overlap_derived.csv"
        overlaps = england.take("overlaps", path, published_on=PUBLISHED)
        assert (counts(overlaps), said(overlaps)) == ((401, 0, 0, 0), [])
        assert SmallAreaCount.objects.filter(organisation=None).count() == 326
        share = share_of(judged_on(ON))
        assert (share.pairs, share.coterminous) == (241, 92)
        hereford = Pair.objects.on(ON).get(organisation=the("05F"))
        assert (hereford.of_organisation, hereford.of_area, hereford.verdict) == (100, 100, Verdict.YES)
        worcester = Pair.objects.on(ON).get(organisation=the("05T"))
        assert (str(worcester.area), worcester.shared, str(worcester.of_area)) == ("Worcestershire", 186, "51.098")
        before = list(Pair.objects.order_by("pk").values_list())
        assert counts(england.take("overlaps", path, published_on=PUBLISHED)) == (0, 0, 401, 0)
        assert judge_pairs() == 223  # some areas are others by now
        assert list(Pair.objects.order_by("pk").values_list()) == before
        assert AreaPoint.objects.count() == 403
