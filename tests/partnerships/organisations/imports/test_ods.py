"""The ODS layout."""

import datetime

import pytest

from core.files.kinds import UnusableFile
from core.trail.models import Event
from partnerships.organisations.actions import update_organisation
from partnerships.organisations.imports.ods import kind_of
from partnerships.organisations.models import NameKind, Organisation
from tests.partnerships.organisations.imports.files import HOUSE, council, councils, counts, ods, ods_row, said, the

pytestmark = pytest.mark.django_db

HEREFORD = ods_row(
    "05F", "NHS HEREFORDSHIRE CCG", sub_type="C",
    c5="ST. OWENS CHAMBERS", c6="22 ST. OWEN STREET", c8="HEREFORD", c10="HR1 2PL", c18="01432 260618",
)  # fmt: skip
CUMBRIA = ods_row("01H", "NHS CUMBRIA CCG")
NORTH_CUMBRIA = ods_row("01H", "NHS NORTH CUMBRIA CCG")
NO_DATE = "is not a date that can be read: write it as 2003-04-01."
NO_CODE = "is not one. An ODS code is letters and figures, like 5CN or QGH."
NEWER = ods_row("99X", "NHS NEWER CCG", opened="20180401")


def test_a_body_with_all_that_the_columns_say(lists):
    lists.take("ods", ods(HEREFORD))
    group = the("05F")
    assert (group.name, group.kind.code) == ("NHS Herefordshire CCG", "clinical-commissioning-group")
    assert (group.opened, group.closed) == (datetime.date(2013, 4, 1), None)
    assert group.address == "St. Owens Chambers, 22 St. Owen Street, Hereford"
    assert (group.postcode, group.telephone) == ("HR1 2PL", "01432 260618")
    assert list(group.kinds.values_list("starts", flat=True)) == [datetime.date(2013, 4, 1)]


@pytest.mark.parametrize("width", [24, 25, 26, 27])
def test_the_first_24_columns_are_enough(lists, width):
    lists.take("ods", ods(ods_row("05F", "NHS HEREFORDSHIRE CCG", width=width), ods_row("5CN", "X PCT", width=width)))
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize("bad_first", [True, False])
def test_a_ragged_row_is_refused_wherever_it_stands(lists, bad_first):
    rows = [["05F", "NHS HEREFORDSHIRE CCG", "Y60"], CUMBRIA]
    run = lists.take("ods", ods(*(rows if bad_first else reversed(rows))))
    assert counts(run) == (1, 0, 0, 1)
    assert said(run, "refused") == [(1 if bad_first else 2, "The row has 3 cells; 27 (or the first 24) are expected.")]


@pytest.mark.parametrize(
    ("name", "sub_type", "kind"),
    [
        ("NHS HEREFORDSHIRE CCG", "C", "clinical-commissioning-group"),
        ("WESSEX COMMISSIONING HUB", "H", "commissioning-hub"),
        ("WYE VALLEY NHS TRUST", "", "nhs-trust"),
        ("PORTSMOUTH HOSPITALS UNIVERSITY NATIONAL HEALTH SERVICE TRUST", "", "nhs-trust"),
        ("KENT AND MEDWAY NHS AND SOCIAL CARE PARTNERSHIP TRUST", "", "nhs-trust"),
        ("OXFORD HEALTH NHS FOUNDATION TRUST", "", "nhs-foundation-trust"),
        ("NHS HEREFORDSHIRE AND WORCESTERSHIRE INTEGRATED CARE BOARD", "", "integrated-care-board"),
        ("NHS HEREFORDSHIRE AND WORCESTERSHIRE ICB - 18C", "", "sub-icb-location"),
        ("NHS ARDEN AND GREATER EAST MIDLANDS COMMISSIONING SUPPORT UNIT", "", "commissioning-support-unit"),
        ("WEST MIDLANDS STRATEGIC HEALTH AUTHORITY", "", "strategic-health-authority"),
        ("HEREFORDSHIRE PCT", "", "primary-care-trust"),
        ("TORBAY CARE TRUST", "", "care-trust"),
        ("NHS ENGLAND LONDON", "C", "nhs-england-region"),
        ("LONDON GOVERNMENT OFFICE REGION", "", "government-office-region"),
    ],
)
def test_the_kind_is_told_by_the_name(name, sub_type, kind):
    assert kind_of(name, sub_type) == (kind, [])


def test_a_kind_that_nothing_tells_is_taken_and_said(lists):
    run = lists.take("ods", ods(ods_row("W00", "NHS WALES INFORMATICS SERVICE")))
    assert the("W00").kind.code == "other-nhs-body"
    assert said(run) == [(1, "Neither name nor sub-type says what kind of body it is; taken as another NHS body.")]


def test_a_code_kept_while_its_name_changed_is_taken_and_said(lists):
    lists.take("ods", ods(CUMBRIA))
    run = lists.take("ods", ods(NORTH_CUMBRIA, NEWER))
    assert counts(run) == (1, 1, 0, 0)
    assert said(run) == [
        (
            1,
            "ODS code 01H was kept while the name changed from 'NHS Cumbria CCG' to 'NHS North Cumbria CCG'. "
            "The earlier name is kept as a former name; the day is not known.",
        )
    ]
    group = the("01H")
    assert (group.name, group.sort_name, group.version) == ("NHS North Cumbria CCG", "nhs north cumbria ccg", 2)
    assert list(group.names.values_list("name", "kind", "ends")) == [("NHS Cumbria CCG", NameKind.FORMER, None)]
    assert Event.objects.of(group).first().detail["name"] == ["NHS Cumbria CCG", "NHS North Cumbria CCG"]
    assert counts(lists.take("ods", ods(NORTH_CUMBRIA, NEWER))) == (0, 0, 2, 0)


def test_an_older_file_does_not_overwrite_newer_facts(lists):
    lists.take("ods", ods(ods_row("01H", "NHS NORTH CUMBRIA CCG", c10="CA10 2HX"), NEWER))
    older = ods(ods_row("01H", "NHS CUMBRIA CCG", c10="CA11 9BL"))
    run = lists.take("ods", older)
    assert (the("01H").name, the("01H").postcode) == ("NHS North Cumbria CCG", "CA10 2HX")
    assert [reason for _, reason in said(run)] == [
        "The file is older than the register's name 'NHS North Cumbria CCG', which is kept; "
        "'NHS Cumbria CCG' is added as a former name.",
        "The file is older than what the register holds; kept: postcode.",
    ]
    assert counts(run) == (0, 1, 0, 0)
    assert counts(lists.take("ods", older)) == (0, 0, 1, 0)


def test_a_file_said_to_be_newer_is_taken(lists):
    lists.take("ods", ods(ods_row("05F", "NHS HEREFORDSHIRE CCG", c10="HR1 2PL"), NEWER))
    changed = ods(ods_row("05F", "NHS HEREFORDSHIRE CCG", c10="WR4 9RW"))
    run = lists.take("ods", changed, published_on=datetime.date(2018, 11, 30))
    assert (counts(run), the("05F").postcode) == ((0, 1, 0, 0), "WR4 9RW")


def test_what_was_put_right_by_hand_is_not_overwritten_by_an_older_file(lists):
    lists.take("ods", ods(HEREFORD))
    update_organisation(by=HOUSE, organisation=the("05F"), postcode="HR4 0AA")
    run = lists.take("ods", ods(HEREFORD))
    assert (the("05F").postcode, counts(run)) == ("HR4 0AA", (0, 0, 1, 0))
    assert said(run) == [(1, "The file is older than what the register holds; kept: postcode.")]


LEEDS = ods(ods_row("02V", "NHS LEEDS NORTH CCG"))
LEEDS_CLOSED = ods(ods_row("02V", "NHS LEEDS NORTH CCG", closed="20180331"), NEWER)


def test_an_older_file_that_does_not_know_of_a_later_closing_is_unchanged_and_no_doubt(lists):
    lists.take("ods", LEEDS)
    lists.take("ods", LEEDS_CLOSED)
    preview = lists.look("ods", LEEDS)
    run = lists.take("ods", LEEDS)
    assert the("02V").closed == datetime.date(2018, 3, 31)
    assert (counts(run), run.doubtful, said(run), preview.doubtful) == ((0, 0, 1, 0), 0, [], 0)


def test_an_older_file_does_not_know_of_a_closing_that_was_recorded_by_hand(lists):
    lists.take("ods", LEEDS)
    update_organisation(by=HOUSE, organisation=the("02V"), closed=datetime.date(2018, 3, 31))
    run = lists.take("ods", LEEDS)
    assert (counts(run), run.doubtful, the("02V").closed) == ((0, 0, 1, 0), 0, datetime.date(2018, 3, 31))


@pytest.mark.parametrize(
    "published_on", [datetime.date(2018, 4, 1), None], ids=["the day the register learnt it", "older than that"]
)
def test_a_file_from_after_the_closing_that_says_it_is_open_is_doubtful(lists, published_on):
    """It could have known."""
    lists.take("ods", LEEDS_CLOSED, published_on=published_on or datetime.date(2018, 11, 30))
    run = lists.take("ods", LEEDS, published_on=published_on or datetime.date(2018, 6, 30))
    assert the("02V").closed == datetime.date(2018, 3, 31)
    assert (counts(run), said(run)) == (
        (0, 0, 1, 0),
        [(1, "The file says it is open; the register, that it closed on 31 March 2018. Kept.")],
    )


def test_a_newer_file_that_does_not_hold_a_closing_to_come_is_doubtful(lists):
    """The closing may have been called off since."""
    lists.take("ods", LEEDS)
    lists.take("ods", LEEDS_CLOSED, published_on=datetime.date(2017, 6, 1))
    run = lists.take("ods", LEEDS, published_on=datetime.date(2017, 12, 1))
    assert said(run) == [(1, "The file says it is open; the register, that it closed on 31 March 2018. Kept.")]


def test_a_body_that_closed_since_is_closed(lists):
    lists.take("ods", ods(ods_row("02V", "NHS LEEDS NORTH CCG")))
    run = lists.take("ods", ods(ods_row("02V", "NHS LEEDS NORTH CCG", closed="20180331")))
    assert (counts(run), run.doubtful, the("02V").closed) == ((0, 1, 0, 0), 0, datetime.date(2018, 3, 31))


def test_an_empty_cell_takes_nothing_away(lists):
    lists.take("ods", ods(HEREFORD))
    assert counts(lists.take("ods", ods(ods_row("05F", "NHS HEREFORDSHIRE CCG")))) == (0, 0, 1, 0)
    assert the("05F").postcode == "HR1 2PL"


def test_a_trust_that_became_a_foundation_trust_keeps_both_kinds(lists):
    lists.take("ods", ods(ods_row("RWX", "BERKSHIRE HEALTHCARE NHS TRUST", opened="20010401")))
    run = lists.take("ods", ods(ods_row("RWX", "BERKSHIRE HEALTHCARE NHS FOUNDATION TRUST", opened="20010401"), NEWER))
    trust = the("RWX")
    assert trust.kind.code == "nhs-foundation-trust"
    assert list(trust.kinds.values_list("kind__code", "starts", "ends")) == [
        ("nhs-trust", datetime.date(2001, 4, 1), datetime.date(2018, 3, 31)),
        ("nhs-foundation-trust", datetime.date(2018, 4, 1), None),
    ]
    assert [reason for _, reason in said(run)][1] == (
        "It was NHS trust and is now NHS foundation trust; the day is not in the file, so 1 April 2018 is set. "
        "Correct it where you know better."
    )


def test_a_body_that_opened_on_the_day_of_the_list_never_was_what_it_was_taken_for(lists):
    older = ods_row("98X", "NHS OLDER CCG", opened="20170401")
    lists.take("ods", ods(ods_row("99X", "NEWER PCT", opened=""), older))
    assert counts(lists.take("ods", ods(NEWER))) == (0, 1, 0, 0)
    group = the("99X")
    assert (group.kind.code, group.opened) == ("clinical-commissioning-group", datetime.date(2018, 4, 1))
    assert list(group.kinds.values_list("kind__code", "starts", "ends")) == [
        ("clinical-commissioning-group", datetime.date(2018, 4, 1), None)
    ]


def test_a_local_office_is_part_of_its_region_though_the_region_comes_later(lists):
    rows = ods(ods_row("Q71", "NHS ENGLAND LONDON", c3="Y56"), ods_row("Y56", "LONDON COMMISSIONING REGION", c3=""))
    run = lists.take("ods", rows)
    assert the("Q71").ties.get().other == the("Y56")
    assert run.doubtful == 0
    assert counts(lists.take("ods", rows)) == (0, 0, 2, 0)


def test_one_body_under_two_is_taken_and_said(lists):
    region, other = (
        ods_row("Y56", "LONDON COMMISSIONING REGION", c3=""),
        ods_row("Y61", "EAST COMMISSIONING REGION", c3=""),
    )
    lists.take("ods", ods(ods_row("Q71", "NHS ENGLAND LONDON", c3="Y56"), region, other))
    run = lists.take("ods", ods(ods_row("Q71", "NHS ENGLAND LONDON", c3="Y61")))
    assert said(run) == [
        (
            1,
            "It is part of two bodies: of East Commissioning Region by this file, "
            "and of London Commissioning Region before.",
        )
    ]
    assert the("Q71").ties.count() == 2


def test_what_is_part_of_a_body_that_is_not_there_is_said(lists):
    run = lists.take("ods", ods(ods_row("Q71", "NHS ENGLAND LONDON", c3="Y56")))
    assert said(run) == [(1, "It is part of the body with ODS code Y56, which is not in the register.")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ods_row("05F", "X TRUST", opened="31/11/2020"), f"The open date '31/11/2020' {NO_DATE}"),
        (ods_row("05F", "X TRUST", opened="20130231"), f"The open date '20130231' {NO_DATE}"),
        (ods_row("05F", "X", closed="20120101"), "It closed on 1 January 2012, before it opened on 1 April 2013."),
        (ods_row("05F", ""), "The organisation's name is missing."),
        (ods_row("05F", "X" * 256), f"The organisation's name is longer than 255 letters: '{'X' * 40}...'."),
        (ods_row("05-F", "X TRUST"), f"The ODS code '05-F' {NO_CODE}"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_reason(lists, row, reason):
    run = lists.take("ods", ods(row, CUMBRIA))
    assert (counts(run), said(run, "refused")) == ((1, 0, 0, 1), [(1, reason)])


def test_letters_of_windows_are_read(lists):
    lists.take("ods", ods(ods_row("7A1", "BETSI CADWALADR PRIFYSGOL YNYS MÔN NHS TRUST")).encode("cp1252"))
    assert the("7A1").name == "Betsi Cadwaladr Prifysgol Ynys Môn NHS Trust"


def test_full_width_figures_in_dates_are_read(lists):
    lists.take("ods", ods(ods_row("05F", "X NHS TRUST", opened="２０１３０４０１")))
    assert the("05F").opened == datetime.date(2013, 4, 1)


def test_an_address_that_is_too_long_is_left_out_and_said(lists):
    run = lists.take("ods", ods(ods_row("05F", "X NHS TRUST", c5="A" * 401, c10="Not A Postcode")))
    assert (the("05F").address, the("05F").postcode) == ("", "")
    assert [reason for _, reason in said(run)] == [
        "The address is longer than 400 letters; left out.",
        "The postcode is longer than 10 letters; left out.",
    ]


def test_another_list_is_refused(lists):
    with pytest.raises(UnusableFile, match="not a file in the ODS layout"):
        lists.take("ods", councils(council("HEF", "Herefordshire Council", "UA")))


def test_a_preview_and_the_import_count_alike(lists):
    rows = ods(HEREFORD, CUMBRIA, NORTH_CUMBRIA, ["short"], ods_row("W00", "NOBODY KNOWS"))
    look, run = lists.look("ods", rows), lists.take("ods", rows)
    assert look.summary == run.summary == "read=5 created=3 updated=1 unchanged=0 refused=1"
    assert look.doubtful == run.doubtful == 2
