"""The list of primary care trusts."""

import datetime

import pytest

from core.files.kinds import UnusableFile
from core.trail.models import Event
from partnerships.organisations.models import NameKind, Organisation
from tests.partnerships.organisations.imports.files import counts, ods, ods_row, pct, said, the

pytestmark = pytest.mark.django_db

NO_GSS = "is not one. A GSS code is a letter and eight figures, like E06000019."
NO_TRUST = "is not one of a primary care trust (E16) or care trust (E17)."
TWO = pct(["E16000015", "5CN", "Herefordshire"], ["E16000005", "5A8", "Greenwich Teaching"])


def test_a_place_becomes_a_trust_that_is_closed_and_whose_opening_nobody_knows(lists):
    run = lists.take("pct", TWO)
    assert run.summary == "read=2 created=2 updated=0 unchanged=0 refused=0"
    trust = the("5CN")
    assert str(trust) == "Herefordshire Primary Care Trust, 5CN"
    assert (trust.kind.code, trust.opened, trust.closed) == ("primary-care-trust", None, datetime.date(2013, 3, 31))
    assert sorted(trust.identifiers.values_list("scheme", "value")) == [("gss", "E16000015"), ("ods", "5CN")]
    assert list(trust.names.values_list("name", "kind")) == [("Herefordshire", NameKind.SHORT)]
    assert list(trust.kinds.values_list("kind__code", "starts", "ends")) == [("primary-care-trust", None, None)]
    assert the("5A8").name == "Greenwich Teaching Primary Care Trust"
    assert Organisation.objects.matching("heref 5cn").get() == trust


def test_care_trusts_are_those_the_ons_numbers_as_such(lists):
    lists.take("pct", pct(["E17000003", "TAL", "Torbay"]))
    assert (the("TAL").name, the("TAL").kind.code) == ("Torbay Care Trust", "care-trust")


def test_each_body_put_in_has_one_event_that_names_the_list(lists):
    run = lists.take("pct", TWO)
    event = Event.objects.of(the("5CN")).get()
    assert (event.verb, event.channel, event.capacity) == ("added", "import", "Concordat itself")
    assert event.detail == {
        "name": "Herefordshire Primary Care Trust",
        "kind": "Primary care trust",
        "codes": ["5CN", "E16000015"],
        "source": "Primary care trusts (2012)",
        "import": run.pk,
        "as at": "2013-03-31",
        "line": 2,
    }


def test_again_changes_nothing(lists):
    lists.take("pct", TWO)
    assert counts(lists.take("pct", TWO)) == (0, 0, 2, 0)
    assert Event.objects.filter(model="partnerships.organisation").count() == 2


def test_the_same_row_twice_is_one_body(lists):
    run = lists.take("pct", pct(["E16000015", "5CN", "Herefordshire"], ["E16000015", "5CN", "Herefordshire"]))
    assert (counts(run), Organisation.objects.count()) == ((1, 0, 1, 0), 1)


def test_two_names_for_one_body_are_taken_and_said(lists):
    two = pct(["E16000015", "5CN", "Herefordshire"], ["E16000015", "5CN", "Hereford"])
    run = lists.take("pct", two)
    assert counts(run) == (1, 1, 0, 0)
    assert said(run) == [
        (
            3,
            "Two names for one body: 'Herefordshire Primary Care Trust' is kept, "
            "'Hereford Primary Care Trust' is added as also known as.",
        )
    ]
    assert counts(lists.take("pct", two)) == (0, 0, 2, 0)


def test_a_row_whose_codes_belong_to_two_bodies_is_refused(lists):
    lists.take("pct", TWO)
    run = lists.take("pct", pct(["E16000005", "5CN", "Herefordshire"]))
    assert counts(run) == (0, 0, 0, 1)
    assert said(run, "refused") == [
        (
            2,
            "Its codes belong to two organisations of the register: Herefordshire Primary Care Trust (ODS code 5CN) "
            "and Greenwich Teaching Primary Care Trust (GSS code E16000005). Correct one of them first.",
        )
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["E16", "5CN", "X"], f"The ONS code 'E16' {NO_GSS}"),
        (["E16000015", "", "X"], "The ODS code is missing."),
        (["E16000015", "5CN", " "], "The trust's name is missing."),
        (["E16000015", "5CN", "="], "The trust's name is missing."),
        (["E06000019", "5CN", "X"], f"The ONS code E06000019 {NO_TRUST}"),
        (["E16000015", "5CN"], "The row has 2 cells; there are 3 headings."),
        (["E16000015", "5CN", "X", "Y"], "The row has 4 cells; there are 3 headings."),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_reason_and_the_rest_taken(lists, row, reason):
    run = lists.take("pct", pct(row, ["E16000121", "5PL", "Worcestershire"]))
    assert (run.read, *counts(run)) == (2, 1, 0, 0, 1)
    assert said(run, "refused") == [(2, reason)]
    assert run.lines.get().raw == row


def test_full_width_figures_are_figures(lists):
    lists.take("pct", pct(["Ｅ１６００００１５", "５ＣＮ", "Herefordshire"]))
    assert the("5CN").code == "5CN"


def test_formulas_and_script_are_names_like_any_other(lists):
    lists.take(
        "pct", pct(["E16000015", "5CN", '=HYPERLINK("http://x")'], ["E16000121", "5PL", "<script>alert(1)</script>"])
    )
    assert the("5CN").name == '=HYPERLINK("http://x") Primary Care Trust'
    assert the("5PL").name == "<script>alert(1)</script> Primary Care Trust"


def test_letters_of_windows_are_read(lists):
    lists.take("pct", pct(["E16000015", "5CN", "Ynys Môn"]).encode("cp1252"))
    assert the("5CN").name == "Ynys Môn Primary Care Trust"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        ("\n\n", "The file holds no rows."),
        (pct(), "The file has headings but no rows."),
        (ods(ods_row("05F", "NHS HEREFORDSHIRE CCG")), "This is not the list 'Primary care trusts (2012)'"),
        (b"\x00\x01\x02\x03" * 50, "The name ends in .csv, but what is in it is not a CSV file."),
        (pct(["E16000015", "5CN", "Here\x00ford"]), "NUL"),
        (b"%PDF-1.7", "it is a PDF document"),
    ],
)  # fmt: skip
def test_a_file_that_is_of_no_use_is_refused_in_one_sentence(lists, content, sentence):
    with pytest.raises(UnusableFile) as refusal:
        lists.take("pct", content)
    assert sentence in " ".join(refusal.value.messages)
    assert Organisation.objects.count() == 0
