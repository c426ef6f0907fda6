"""The real published files, where they are at hand: every row accounted for, and nothing changed by a second time."""

import datetime
import os
from collections import Counter
from pathlib import Path

import pytest

from partnerships.organisations.models import Identifier, Lineage, Organisation, Scheme, SuccessionKind, Tie
from tests.factories.organisations import KindFactory, OrganisationFactory
from tests.partnerships.organisations.imports.files import counts, said, the

DATA = Path(__file__).resolve().parents[4].parent / "shared" / "data"
MISSING = "The published files are not here: ../shared/data beside the project's folder holds them."

pytestmark = pytest.mark.django_db


@pytest.fixture
def real():
    """The path of a real file; a skip where there are none, a failure with CI=true."""

    def find(name):
        path = DATA / name
        if not path.exists():
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
        return path

    return find


def of_kind(*codes):
    return Organisation.objects.filter(kind__code__in=codes)


@pytest.mark.parametrize(
    ("source", "name", "rows"),
    [
        ("pct", "ods/PCO_2012.csv", 151),
        ("ods", "ods/etr_2022.csv", 218),
        ("ods", "ods/eccg_2015.csv", 249),
        ("ods", "ods/eccg_2018-11.csv", 242),
        ("ods", "ods/eauth.csv", 36),
        ("councils", "geography/uk_local_authorities.csv", 470),
        ("charity-extract", "charity/publicextract.charity.txt", 572),
    ],
)
def test_every_row_is_taken_and_a_second_time_changes_nothing(lists, real, source, name, rows):
    path = real(name)
    assert lists.look(source, path).summary == f"read={rows} created={rows} updated=0 unchanged=0 refused=0"
    assert (counts(lists.take(source, path)), Organisation.objects.count()) == ((rows, 0, 0, 0), rows)
    assert counts(lists.take(source, path)) == (0, 0, rows, 0)


def test_primary_care_trusts(lists, real):
    lists.take("pct", real("ods/PCO_2012.csv"))
    assert of_kind("primary-care-trust").count() == 146
    assert sorted(of_kind("care-trust").values_list("code", flat=True)) == ["TAC", "TAK", "TAL", "TAN", "TAP"]
    assert not Organisation.objects.exclude(opened=None).exists()
    assert str(the("5PL")) == "Worcestershire Primary Care Trust, 5PL"
    assert the("E16000121") == the("5PL")


def test_nhs_trusts(lists, real):
    lists.take("ods", real("ods/etr_2022.csv"))
    assert (of_kind("nhs-trust").count(), of_kind("nhs-foundation-trust").count()) == (74, 144)
    assert Organisation.objects.exclude(closed=None).count() == 6
    assert the("RLQ").name == "Wye Valley NHS Trust"


def test_clinical_commissioning_groups_over_the_years(lists, real):
    older, newer = real("ods/eccg_2015.csv"), real("ods/eccg_2018-11.csv")
    lists.take("ods", older)
    assert (of_kind("clinical-commissioning-group").count(), of_kind("commissioning-hub").count()) == (212, 37)
    assert Organisation.objects.exclude(closed=None).count() == 26
    run = lists.take("ods", newer)
    assert counts(run) == (22, 42, 178, 0)
    assert [(line, reason[:17]) for line, reason in said(run)] == [(21, "ODS code 01H was "), (23, "ODS code 01K was ")]
    assert (the("01H").name, the("02M").name) == ("NHS North Cumbria CCG", "NHS Fylde & Wyre CCG")
    assert the("05F").name == "NHS Herefordshire CCG"
    assert counts(lists.take("ods", older)) == (0, 0, 249, 0)
    assert the("01H").name == "NHS North Cumbria CCG"


def test_councils(lists, real):
    run = lists.take("councils", real("geography/uk_local_authorities.csv"))
    assert [reason for _, reason in said(run)] == [
        "It is said to lie in the county of SRY, but its successor in that of SFK."
    ]
    kinds = Counter(Lineage.objects.values_list("kind", flat=True))
    assert kinds == {SuccessionKind.MERGER: 46, SuccessionKind.SPLIT: 4}
    english = Identifier.objects.filter(scheme=Scheme.GSS, value__startswith="E", ends=None)
    assert english.values("organisation").distinct().count() == 380
    assert the("NTH").closed == datetime.date(2021, 3, 31)
    assert (the("E06000019").area.name, the("E10000034").area.parent.name) == ("Herefordshire", "West Midlands")
    assert the("E07000235").area.parent == the("E10000034").area  # Malvern Hills lies in Worcestershire


def test_charities(lists, real):
    lists.take("charity-extract", real("charity/publicextract.charity.txt"))
    assert (of_kind("charity").count(), of_kind("linked-charity").count(), Tie.objects.count()) == (200, 372, 372)
    assert (Organisation.objects.filter(closed=None).count(), Organisation.objects.exclude(closed=None).count()) == (
        397,
        175,
    )
    assert Organisation.objects.filter(identifiers__scheme=Scheme.COMPANY).count() == 63


def test_integrated_care_boards(lists, real):
    """One that stands already, by its ODS code, is completed and not doubled."""
    there = OrganisationFactory(name="NHS Herefordshire and Worcestershire ICB", kind=KindFactory())
    there.identifiers.create(scheme=Scheme.ODS, value="QGH")
    run = lists.take("icb", real("ods/icb_names_codes_dec_2024.csv"))
    assert counts(run) == (41, 1, 0, 0)
    assert (of_kind("integrated-care-board").count(), the("QGH"), the("E54000019")) == (42, there, there)
    assert the("QGH").name == "NHS Herefordshire and Worcestershire Integrated Care Board"
    assert set(of_kind("integrated-care-board").values_list("opened", flat=True)) == {datetime.date(2022, 7, 1)}


def test_charities_as_others_list_them(lists, real):
    """The two layouts one after the other: what the first brought is completed by the second."""
    run = lists.take("charity-list", real("charity/trafford_charities.csv"))
    assert counts(run) == (736, 0, 0, 0)
    carers = the("214927")
    assert (carers.name, carers.postcode) == ("The Cheshire Wildlife Trust Limited", "SY14 8EF")
    assert sorted(carers.identifiers.values_list("scheme", "value")) == [("charity", "214927"), ("company", "00738693")]
    assert not Organisation.objects.filter(about="NA").exists()
    run = lists.take("charity-list", real("charity/ukcat_sample_charities.csv"))
    assert counts(run) == (4092, 10, 101, 0)
    assert Counter(Identifier.objects.values_list("scheme", flat=True)) == {
        "charity": 4133, "charity-sc": 550, "charity-ni": 145, "org-id": 695, "company": 1060,
    }  # fmt: skip
    assert (the("SC000117"), the("100016")) == (the("GB-SC-SC000117"), the("GB-NIC-100016"))
    assert (the("SC000117").income, the("SC000117").size.code) == (760422, "medium")
