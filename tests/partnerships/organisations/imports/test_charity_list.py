"""Charities as others list them: two layouts, and headings that are nearly those of one."""

import pytest

from core.files.kinds import UnusableFile
from partnerships.organisations.models import Organisation
from tests.partnerships.organisations.imports.files import as_csv, charities, charity, counts, said, the

pytestmark = pytest.mark.django_db

COUNCIL_S = [
    "registered_charity_number", "charity_company_registration_number", "charity_name", "charity_activities",
    "date_of_registration", "charity_contact_postcode", "charity_contact_web",
]  # fmt: skip
ALL_THREE = ["org_id", "reg_number", "name", "postcode", "active", "date_registered", "activities", "source", "income",
             "fye", "web", "company_number"]  # fmt: skip


def test_na_says_nothing_and_what_stands_from_the_extract_is_completed(lists):
    lists.take(
        "charity-extract", charities(charity("1093617", "Malvern Carers", charity_contact_email="a@example.org"))
    )
    rows = as_csv(
        [COUNCIL_S, ["1093617", "738693", "MALVERN CARERS", "NA", "2002-09-01", "NA", "www.carers.example.org"]]
    )
    assert counts(lists.take("charity-list", rows, "list.csv")) == (0, 1, 0, 0)
    held = the("1093617")
    assert (held.name, held.email, held.about, held.postcode) == ("Malvern Carers", "a@example.org", "", "")
    assert (held.website, the("00738693")) == ("http://www.carers.example.org", held)


def test_each_register_has_its_own_numbers(lists):
    rest = ["HR1 2PL", "True", "2002-09-01", "", "", "", "", "", ""]
    run = lists.take("charity-list", as_csv([ALL_THREE, *(
        [org_id, number, name, *rest[:4], source, *rest[5:]]
        for org_id, number, name, source in (
            ("GB-CHC-1093617", "１０９３６１７", "A", "CCEW"), ("GB-SC-SC000117", "SC000117", "B", "OSCR"),
            ("GB-NIC-100016", "NI100016", "C", "CCNI"), ("GB-X-1", "1", "D", "XX"), ("GB-SC-1", "1093618", "E", "OSCR"),
        )
    )]), "list.csv")  # fmt: skip
    assert counts(run) == (3, 0, 0, 2)
    held = {each.name: sorted(each.identifiers.values_list("scheme", flat=True)) for each in Organisation.objects.all()}
    assert held == {"A": ["charity"], "B": ["charity-sc", "org-id"], "C": ["charity-ni", "org-id"]}
    assert [reason[:40] for _, reason in said(run, "refused")] == [
        "The register 'XX' is not known: write CC", "The Scottish charity number '1093618' is",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"charity_name": "charity_nmae"}, "The file has no column 'charity_name'; the nearest is 'charity_nmae'. "
         "Correct the heading and send the file again, or choose 'Import another sheet' and say there what each column "
         "means."),
        ({"charity_name": "charity_nmae", "charity_contact_web": "x"}, "It lacks 1 other column too."),
        ({"charity_name": "zzz"}, "it has no column charity_name. Choose the right list."),
        ({"charity_name": "charity_nmae\u202e=1+1"}, "the nearest is 'charity_nmae"),
    ],
)  # fmt: skip
def test_a_misspelt_column_is_named_with_the_one_it_may_be(lists, wrong, sentence):
    rows = as_csv([[wrong.get(name, name) for name in COUNCIL_S], ["1093617", "NA", "A", "NA", "NA", "NA", "NA"]])
    with pytest.raises(UnusableFile) as refusal:
        lists.take("charity-list", rows, "list.csv")
    assert sentence in refusal.value.messages[0]
    assert "\u202e" not in refusal.value.messages[0]
    assert not Organisation.objects.exists()


def test_a_misspelt_column_of_the_boards(lists):
    with pytest.raises(UnusableFile, match="no column 'ICB23NM'; the nearest is 'ICB23NAM'"):
        lists.take("icb", as_csv([["ICB23CD", "ICB23CDH", "ICB23NAM"], ["E54000019", "QGH", "A"]]), "list.csv")
    rows = [["ICB25CD", "ICB25CDH", "ICB25NM"], ["E54000019", "QGH", "A"], ["E06000019", "X", "B"]]
    run = lists.take("icb", as_csv(rows), "list.csv")
    assert (counts(run), the("QGH").opened) == ((1, 0, 0, 1), None)
