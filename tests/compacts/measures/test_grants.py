"""Published grants as figures of each financial year: what is whole, what is a part, and what nobody knows."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from compacts.measures.grants import VcsGrants
from compacts.measures.models import Measure, Reading
from compacts.measures.series import table_of
from core.files.kinds import UnusableFile
from core.imports.actions import import_file
from core.imports.looking import preview_import
from partnerships.organisations.import_register import Titles
from tests.consultation.pages import words
from tests.factories.organisations import AreaFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
HEADINGS = "Currency,Amount Awarded,Award Date,Beneficiary Location:Geographic Code,Funding Org:Name"
AWARDS = [
    "GBP,2266,2013-01-18,E08000009,Trafford Council",
    "GBP,100,2013-06-01,E08000009,Trafford Council",
    "GBP,\"1,000.50\",2014-02-01,E08000009,Trafford Council",
    "GBP,500,2015-05-01,E08000009,Trafford Council",
]  # fmt: skip
REAL = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "grants" / "trafford_vcs_grants_2021.csv"


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def trafford():
    return AreaFactory(name="Trafford", gss_code="E08000009")


def a_file(folder, *rows, headings=HEADINGS):
    path = folder / "grants.csv"
    path.write_text("\n".join([headings, *rows]))
    return path


def taken(by, path):
    return import_file(by=by, source=VcsGrants(), path=path, name=path.name)


def figures():
    found = Reading.objects.counting().order_by("starts")
    return [(each.period, each.value, each.covers_from, each.covers_to) for each in found]


def test_each_year_comes_to_its_awards_and_the_first_and_last_are_parts(by, trafford, tmp_path):
    run = taken(by, a_file(tmp_path, *AWARDS))
    assert run.summary == "read=3 created=3 updated=0 unchanged=0 refused=0"
    assert figures() == [
        ("2012-13", 2266, DAY(2013, 1, 18), DAY(2013, 3, 31)),
        ("2013-14", Decimal("1100.50"), DAY(2013, 4, 1), DAY(2014, 3, 31)),
        ("2015-16", 500, DAY(2015, 4, 1), DAY(2015, 5, 1)),
    ]
    assert Reading.objects.get(starts=DAY(2013, 4, 1)).source == "2 awards published by Trafford Council"
    assert [line.label for line in run.lines.order_by("line")] == ["Trafford, 2012-13", "Trafford, 2015-16"]


def test_the_same_file_twice_changes_nothing_and_a_later_one_corrects(by, trafford, tmp_path):
    taken(by, a_file(tmp_path, *AWARDS))
    assert taken(by, a_file(tmp_path, *AWARDS)).summary == "read=3 created=0 updated=0 unchanged=3 refused=0"
    run = taken(by, a_file(tmp_path, *AWARDS, "GBP,1,2013-07-01,E08000009,Trafford Council"))
    assert run.summary == "read=3 created=0 updated=1 unchanged=2 refused=0"
    old = Reading.objects.get(replaced_on__isnull=False)
    assert (old.value, old.correction.value) == (Decimal("1100.50"), Decimal("1101.50"))


def test_a_later_file_that_covers_the_whole_of_a_year_makes_its_figure_whole(by, trafford, tmp_path):
    taken(by, a_file(tmp_path, AWARDS[0]))
    earlier = "GBP,0.00,2012-04-01,E08000009,Trafford Council"
    run = taken(by, a_file(tmp_path, earlier, AWARDS[0], *AWARDS[1:3]))
    assert run.summary == "read=2 created=1 updated=1 unchanged=0 refused=0"
    assert figures()[0] == ("2012-13", 2266, DAY(2012, 4, 1), DAY(2013, 3, 31))
    assert taken(by, a_file(tmp_path, AWARDS[0])).summary == "read=1 created=0 updated=0 unchanged=1 refused=0"


def test_the_list_of_another_funder_does_not_take_the_place_of_the_first(by, trafford, tmp_path):
    taken(by, a_file(tmp_path, *AWARDS[:3]))
    run = taken(by, a_file(tmp_path, "GBP,5,2013-07-01,E08000009,Community Foundation"))
    assert run.summary == "read=1 created=0 updated=0 unchanged=0 refused=1"
    assert run.lines.get().reason == (
        "There is a figure for Trafford, 2013-14 with the source '2 awards published by Trafford Council'. Put the "
        "awards of all funders into one file, or withdraw that figure first."
    )
    both = a_file(tmp_path, "GBP,5,2015-07-01,E08000009,Wye Trust", "GBP,6,2015-08-01,E08000009,Community Foundation")
    taken(by, both)
    assert Reading.objects.get(value=11).source == "2 awards published by Community Foundation and Wye Trust"


def test_an_area_that_is_not_in_the_register_is_refused_with_the_way_there(by, tmp_path):
    run = taken(by, a_file(tmp_path, AWARDS[0]))
    assert run.summary == "read=1 created=0 updated=0 unchanged=0 refused=1"
    assert run.lines.get().reason == (
        "There is no area with the GSS code E08000009. Import the list of councils, which brings it."
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("GBP,some,2013-01-18,E08000009,T", "Line 3: the amount 'some' cannot be read."),
        ("GBP,NaN,2013-01-18,E08000009,T", "Line 3: the amount 'NaN' cannot be read."),
        ("EUR,5,2013-01-18,E08000009,T", "Line 3: the amount is not in pounds."),
        ("GBP,5,2013-02-30,E08000009,T", "Line 3: the day of the award '2013-02-30' cannot be read."),
        ("GBP,5,2013-01-18,,T", "Line 3: it does not say in which area."),
    ],
)
def test_a_line_that_cannot_be_read_stops_all_because_its_year_would_come_to_too_little(by, tmp_path, row, sentence):
    with pytest.raises(UnusableFile) as refusal:
        taken(by, a_file(tmp_path, AWARDS[0], row))
    assert refusal.value.messages == [f"{sentence} Nothing was taken, because a year would come to too little."]


def test_another_list_and_an_empty_one_are_refused(by, tmp_path):
    with pytest.raises(UnusableFile, match="This is not a list of grants: it has no column "):
        taken(by, a_file(tmp_path, "1,2", headings="Amount Awarded,Award Date"))
    with pytest.raises(UnusableFile, match="The file has headings but no rows"):
        taken(by, a_file(tmp_path))


def test_its_page_says_how_it_is_taken_back_instead(by, trafford, tmp_path):
    run = taken(by, a_file(tmp_path, *AWARDS))
    html = signed_in(by).get(run.get_absolute_url()).content.decode()
    said = "An import of &#39;Grants to the sector (360Giving)&#39; is not undone as a whole. Correct or withdraw what"
    assert (said in html, reverse("import_undo", args=[run.pk]) in html, "Figures added" in html) == (True, False, True)


def test_it_is_offered_and_listed_among_the_imports(by, trafford, tmp_path):
    path = a_file(tmp_path, *AWARDS)
    found = preview_import(by=by, source=VcsGrants(), path=path, name=path.name)
    assert found.summary == "read=3 created=3 updated=0 unchanged=0 refused=0"
    assert (found.created[1].changes, Reading.objects.count()) == (["£1,100.50"], 0)
    taken(by, path)
    office = signed_in(by)
    assert "Grants to the sector (360Giving)" in words(office.get(reverse("import_upload")))
    assert "Grants to the sector (360Giving)" in words(office.get(reverse("imports")))
    assert (len(Titles()), "vcs-grants" in set(Titles())) == (12, True)


@pytest.mark.skipif(not REAL.exists(), reason="The published file is not here: ../shared/data")
def test_what_trafford_awarded(trafford, capsys):
    call_command("import_organisations", "vcs-grants", str(REAL))
    assert "read=8 created=8 updated=0 unchanged=0 refused=0" in capsys.readouterr().out
    call_command("import_organisations", "vcs-grants", str(REAL))
    assert "read=8 created=0 updated=0 unchanged=8 refused=0" in capsys.readouterr().out
    rows = table_of(Measure.objects.get(), list(Reading.objects.order_by("starts")))
    assert [(row[0] if isinstance(row[0], str) else row[0]["text"], *row[1:3]) for row in rows] == [
        ("2012-13", "£20,680", ""),
        ("2013-14", "£136,552.62", ""),
        ("2014-15", "£99,018.74", "-27.5%"),
        ("2015-16", "no data", ""),
        ("2016-17", "£74,455.51", ""),
        ("2017-18", "£59,385.05", "-20.2%"),
        ("2018-19", "£136,793.63", "+130.4%"),
        ("2019-20", "£188,948.83", "+38.1%"),
        ("2020-21", "£92,856.09", ""),
    ]
    assert rows[0][3] == "part of it: 18 January 2013 to 31 March 2013"
    assert rows[-1][3] == "part of it: 1 April 2020 to 12 August 2020"
