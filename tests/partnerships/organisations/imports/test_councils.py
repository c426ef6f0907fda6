"""The list of councils, with their areas and successors."""

import datetime

import pytest

from core.files.kinds import UnusableFile
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.models import Area, AreaKind, Lineage, NameKind, OrganisationKind, SuccessionKind
from tests.partnerships.organisations.imports.files import HOUSE, council, councils, counts, said, the

pytestmark = pytest.mark.django_db

HEREFORDSHIRE = council(
    "HEF", "Herefordshire Council", "UA", gss_code="E06000019", start_date="1998-04-01", region="West Midlands"
)
OLD_COUNTY = council(
    "NTH", "Northamptonshire County Council", "CTY", gss_code="E10000021", end_date="2021-04-01",
    replaced_by="NNT,WNT", region="East Midlands",
)  # fmt: skip
CORBY = council(
    "COR", "Corby Borough Council", "NMD", gss_code="E07000150", end_date="2021-04-01", replaced_by="NNT",
    county_la="NTH", region="",
)  # fmt: skip
KETTERING = council(
    "KET", "Kettering Borough Council", "NMD", gss_code="E07000153", end_date="2021-04-01", replaced_by="NNT",
    county_la="NTH",
)  # fmt: skip
NORTH = council(
    "NNT", "North Northamptonshire Council", "UA", gss_code="E06000061", start_date="2021-04-01", region="East Midlands"
)
WEST = council(
    "WNT", "West Northamptonshire Council", "UA", gss_code="E06000062", start_date="2021-04-01", region="East Midlands"
)
NORTHAMPTONSHIRE = councils(CORBY, OLD_COUNTY, KETTERING, NORTH, WEST)
NO_GSS = "is not one. A GSS code is a letter and eight figures, like E06000019."
NO_COUNCIL = "is not one. A Council code is three or four letters, like HEF."
NO_DATE = "is not a date that can be read: write it as 2003-04-01."
LAST = datetime.date(2021, 3, 31)
FIRST = datetime.date(2021, 4, 1)


def test_a_council_with_its_codes_names_and_area(lists):
    run = lists.take("councils", councils(HEREFORDSHIRE))
    assert run.summary == "read=1 created=1 updated=0 unchanged=0 refused=0"
    body = the("HEF")
    assert (str(body), body.kind.code) == ("Herefordshire Council, E06000019", "unitary-authority")
    assert (body.opened, body.closed) == (datetime.date(1998, 4, 1), None)
    assert list(body.names.values_list("name", "kind")) == [("Herefordshire", NameKind.SHORT)]
    area = body.area
    assert (area.name, area.kind, area.gss_code) == ("Herefordshire", AreaKind.COUNTY, "E06000019")
    assert (area.parent.name, area.parent.kind) == ("West Midlands", AreaKind.REGION)
    assert (area.parent.parent.name, area.parent.parent.kind) == ("England", AreaKind.NATION)
    assert list(body.areas_served.values_list("area__name", "starts")) == [("Herefordshire", datetime.date(1998, 4, 1))]


def test_a_county_was_split_though_its_successors_come_later_in_the_file(lists):
    run = lists.take("councils", NORTHAMPTONSHIRE)
    assert (counts(run), run.doubtful) == ((5, 0, 0, 0), 0)
    passed = Lineage.objects.filter(ancestor=the("NTH")).order_by("descendant__name")
    assert list(passed.values_list("descendant__name", "kind", "on", "share")) == [
        ("North Northamptonshire Council", SuccessionKind.SPLIT, FIRST, None),
        ("West Northamptonshire Council", SuccessionKind.SPLIT, FIRST, None),
    ]
    assert the("NTH").closed == LAST
    assert passed[0].source == "UK councils"


def test_districts_merged_into_one_council(lists):
    lists.take("councils", NORTHAMPTONSHIRE)
    merged = the("NNT").origins.filter(kind=SuccessionKind.MERGER).order_by("ancestor__name")
    assert list(merged.values_list("ancestor__name", "on")) == [
        ("Corby Borough Council", FIRST),
        ("Kettering Borough Council", FIRST),
    ]


def test_a_district_lies_in_its_county(lists):
    lists.take("councils", NORTHAMPTONSHIRE)
    district = the("COR").area
    assert (district.kind, district.parent, district.ends) == (AreaKind.DISTRICT, the("NTH").area, LAST)
    assert the("NTH").area.parent.name == "East Midlands"
    assert Area.objects.count() == 7


def test_again_changes_nothing(lists):
    lists.take("councils", NORTHAMPTONSHIRE)
    assert counts(lists.take("councils", NORTHAMPTONSHIRE)) == (0, 0, 5, 0)
    assert (Lineage.objects.count(), Area.objects.count()) == (4, 7)


@pytest.mark.parametrize(("stated", "last"), [("2019-03-31", "2019-03-31"), ("2019-04-01", "2019-03-31")])
def test_the_end_is_the_last_day_or_the_first_of_the_successor(lists, stated, last):
    old = council("DOR", "Dorset County Council", "CTY", gss_code="E10000009", end_date=stated, replaced_by="DST")
    new = council("DST", "Dorset Council", "UA", gss_code="E06000059", start_date="2019-04-01")
    lists.take("councils", councils(old, new))
    assert the("DOR").closed.isoformat() == last
    row = Lineage.objects.get()
    assert (row.on.isoformat(), row.kind) == ("2019-04-01", SuccessionKind.ABOLITION)


def test_an_end_that_does_not_meet_the_successors_beginning_is_said(lists):
    old = council("DOR", "Dorset County Council", "CTY", gss_code="E10000009", end_date="2018-12-31", replaced_by="DST")
    new = council("DST", "Dorset Council", "UA", gss_code="E06000059", start_date="2019-04-01")
    run = lists.take("councils", councils(old, new))
    assert said(run) == [(2, "It ended on 31 December 2018, but its successor began on 1 April 2019.")]


def test_a_chain_of_successors_is_followed(lists):
    first = council(
        "TAU", "Taunton Deane Borough Council", "NMD", end_date="2019-03-31", replaced_by="SWT", county_la="SOM"
    )
    second = council(
        "SWT", "Somerset West and Taunton Council", "NMD", start_date="2019-04-01", end_date="2023-04-01",
        replaced_by="SMT", county_la="SOM",
    )  # fmt: skip
    county = council("SOM", "Somerset County Council", "CTY", end_date="2023-04-01", replaced_by="SMT")
    third = council("SMT", "Somerset Council", "UA", start_date="2023-04-01")
    run = lists.take("councils", councils(first, second, county, third))
    assert (counts(run), run.doubtful) == ((4, 0, 0, 0), 0)
    assert the("TAU").successions.get().descendant == the("SWT")
    assert the("SWT").successions.get().descendant == the("SMT")
    assert the("SWT").closed == datetime.date(2023, 3, 31)


def test_a_circle_is_broken_and_said(lists):
    one = council("AAA", "A Council", "UA", end_date="2019-03-31", replaced_by="BBB")
    two = council("BBB", "B Council", "UA", start_date="2019-04-01", end_date="2020-03-31", replaced_by="AAA")
    run = lists.take("councils", councils(one, two))
    assert Lineage.objects.count() == 1
    assert said(run) == [(3, "Its successor, Council code AAA, is not in the register.")]
    run = lists.take("councils", councils(one, two))
    assert counts(run) == (0, 0, 2, 0)
    assert said(run) == [(3, "The file says it came from its own successor, A Council. Left out.")]


def test_former_codes_are_kept_and_the_present_one_shown(lists):
    gateshead = council(
        "GAT", "Gateshead Metropolitan Borough Council", "MD", gss_code="E08000037", former_gss_codes="E08000020",
        start_date="1974-04-01", region="North East",
    )  # fmt: skip
    lists.take("councils", councils(gateshead))
    assert (the("E08000020").code, the("E08000020") == the("E08000037")) == ("E08000037", True)
    ends = dict(the("GAT").identifiers.values_list("value", "ends"))
    assert ends == {"GAT": None, "E08000037": None, "E08000020": datetime.date(1974, 4, 1)}


def test_a_combined_authority_has_no_area_of_its_own(lists):
    lists.take(
        "councils", councils(council("GMCA", "Greater Manchester Combined Authority", "COMB", gss_code="E47000001"))
    )
    assert (the("GMCA").kind.code, the("GMCA").area, Area.objects.count()) == ("combined-authority", None, 0)


def test_a_council_without_any_gss_code_is_taken(lists):
    derry = council(
        "NIR-A",
        "Derry City Council",
        "NID",
        end_date="2015-03-31",
        nation="Northern Ireland",
        region="Northern Ireland",
    )
    lists.take("councils", councils(derry))
    assert (the("NIR-A").code, the("NIR-A").area.parent.name) == ("NIR-A", "Northern Ireland")
    assert counts(lists.take("councils", councils(derry))) == (0, 0, 1, 0)


def test_what_does_not_fit_together_is_said(lists):
    odd = council(
        "FOR", "Forest Heath District Council", "NMD", end_date="2019-03-31", replaced_by="WSK", county_la="SRY"
    )
    alone = council("QQQ", "Nowhere Council", "UA", replaced_by="YYY")
    lost = council("ZZZ", "Lost Council", "UA", end_date="2019-03-31", replaced_by="YYY")
    after = council("WSK", "West Suffolk Council", "NMD", start_date="2019-04-01", county_la="SFK")
    counties = [council("SRY", "Surrey County Council", "CTY"), council("SFK", "Suffolk County Council", "CTY")]
    run = lists.take("councils", councils(odd, alone, lost, after, *counties))
    assert said(run) == [
        (2, "It is said to lie in the county of SRY, but its successor in that of SFK."),
        (3, "It is said to be replaced, but not when; its successors are left out."),
        (4, "Its successor, Council code YYY, is not in the register."),
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "ABC"}, "The type 'ABC' of council is not known."),
        ({"gss_code": "E0600001"}, f"The GSS code 'E0600001' {NO_GSS}"),
        ({"end_date": "31/03/2019"}, f"The end date '31/03/2019' {NO_DATE}"),
        ({"code": "H"}, f"The council code 'H' {NO_COUNCIL}"),
        ({"end_date": "2019-03-31", "replaced_by": "!"}, f"The successor's code '!' {NO_COUNCIL}"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_reason(lists, cells, reason):
    cells = {"code": "HEF", "name": "Herefordshire Council", "kind": "UA", **cells}
    run = lists.take("councils", councils(council(**cells), NORTH))
    assert (counts(run), said(run, "refused")) == ((1, 0, 0, 1), [(2, reason)])


def test_a_list_far_too_long_is_refused(lists, monkeypatch):
    monkeypatch.setattr("partnerships.organisations.imports.councils.MOST", 2)
    with pytest.raises(UnusableFile, match="The file has 5 rows: no list of councils is that long"):
        lists.take("councils", NORTHAMPTONSHIRE)


def test_a_code_that_became_a_former_one_is_no_longer_shown(lists):
    before = council("EHE", "East Hertfordshire District Council", "NMD", gss_code="E07000097")
    lists.take("councils", councils(before, NORTH))
    after = {**before, "gss-code": "E07000242", "former-gss-codes": "E07000097"}
    run = lists.take("councils", councils(after, NORTH))
    assert (counts(run), run.doubtful) == ((0, 1, 1, 0), 0)
    assert (the("EHE").code, the("E07000097")) == ("E07000242", the("EHE"))
    assert Area.objects.filter(name="East Hertfordshire District").count() == 1
    assert counts(lists.take("councils", councils(after, NORTH))) == (0, 0, 2, 0)


def test_an_area_ends_with_its_council(lists):
    lists.take("councils", councils({**CORBY, "end-date": "", "replaced-by": ""}, OLD_COUNTY, NORTH, WEST))
    assert the("COR").area.ends is None
    run = lists.take("councils", councils(CORBY, OLD_COUNTY, NORTH, WEST))
    assert (counts(run), the("COR").area.ends, the("COR").closed) == ((0, 1, 3, 0), LAST, LAST)


def test_a_council_put_in_by_hand_is_recognised_by_its_gss_code(lists):
    kind = OrganisationKind.objects.get(code="unitary-authority")
    add_organisation(by=HOUSE, name="Herefordshire Council", kind=kind, identifiers=[("gss", "E06000019")])
    run = lists.take("councils", councils(HEREFORDSHIRE))
    assert (counts(run), run.doubtful) == ((0, 1, 0, 0), 0)
    assert (the("HEF"), the("HEF").area.name) == (the("E06000019"), "Herefordshire")


def whats(lists, *rows):
    preview = lists.look("councils", councils(*rows))
    return [plan.changes for plan in preview.updated]


def test_the_preview_says_what_is_added_where_no_plain_fact_changes(lists):
    kind = OrganisationKind.objects.get(code="unitary-authority")
    add_organisation(
        by=HOUSE,
        name="Herefordshire Council",
        kind=kind,
        opened=datetime.date(1998, 4, 1),
        identifiers=[("gss", "E06000019")],
    )
    assert whats(lists, HEREFORDSHIRE) == [
        [
            "Herefordshire Council: code HEF",
            "Herefordshire Council: also known as Herefordshire (short name)",
            "Herefordshire Council: home area Herefordshire",
        ]
    ]


def test_no_row_that_changes_something_says_nothing_of_it(lists):
    """A short name, a former code, successors and the end of an area, each alone."""
    lists.take("councils", councils({**CORBY, "nice-name": "", "replaced-by": ""}, OLD_COUNTY, {**NORTH}, WEST))
    changed = (
        {**CORBY, "replaced-by": ""},
        {**CORBY, "nice-name": "", "former-gss-codes": "E07999999", "replaced-by": ""},
        {**CORBY, "nice-name": ""},
    )
    for row in changed:
        found = whats(lists, row, OLD_COUNTY, NORTH, WEST)
        assert len(found) == 1
        assert all(found[0]), row
        assert found[0], row
