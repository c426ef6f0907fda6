"""Sheets out hold what was meant and nothing that runs."""

import csv
import datetime
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.readers import read_sheet, unguard
from core.files.writers import guard, sheet_name, stream_csv, write_csv, write_xlsx

LONDON_SUMMER = datetime.datetime(2003, 7, 1, 22, 59, 59, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1432", "'+44 1432"),
        ("-5", "'-5"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("O'Neill", "O'Neill"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_text_that_would_run_is_guarded(text, guarded):
    assert guard(text) == guarded
    assert unguard(guarded) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\rax1 "), max_size=6))
def test_taking_the_guard_off_gives_the_text_back(text):
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in set("=+-@\t\r")


def test_a_csv_is_utf8_with_its_mark_crlf_and_only_text_guarded():
    file = io.BytesIO()
    rows = [
        ["Café, Ross", -5, Decimal("-1.50"), datetime.date(2003, 11, 20), True, None],
        ['say "x"', 2.5, Decimal("1E+3"), LONDON_SUMMER, False, "=HYPERLINK(1)"],
    ]
    write_csv(file, ["name", "n", "=d", "on", "ok", "note"], rows)
    assert (
        file.getvalue()
        == (
            "\ufeffname,n,'=d,on,ok,note\r\n"
            '"Café, Ross",-5,-1.50,2003-11-20,yes,\r\n'
            '"say ""x""",2.5,1000,2003-07-01 23:59:59,no,\'=HYPERLINK(1)\r\n'
        ).encode()
    )


def test_a_stream_gives_its_headings_before_the_first_row_is_asked_for():
    def rows():
        raise AssertionError("asked for too early")
        yield

    stream = stream_csv(["name", "town"], rows())
    assert next(stream) == b"\xef\xbb\xbfname,town\r\n"


def test_a_stream_comes_in_small_pieces():
    pieces = list(stream_csv(["n"], ([number] for number in range(1_000))))
    assert len(pieces) == 6
    assert b"".join(pieces).decode("utf-8-sig").split() == ["n", *map(str, range(1_000))]


def test_half_a_character_is_replaced_rather_than_an_error():
    assert b"".join(stream_csv(["a"], [["x\ud800"]])) == b"\xef\xbb\xbfa\r\nx?\r\n"


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "out.xlsx"
    rows = [
        ["=1+1", 7, Decimal("1234.50"), datetime.date(2003, 11, 20), LONDON_SUMMER, 0.25, True],
        ["http://example.org/", "not measurable", None, datetime.date(1834, 8, 14), None, float("nan"), None],
        ["00123", 10**16, 1, None, None, 1, "x" * 40_000],
    ]
    kinds = ["text", "number", "money", "date", "datetime", "percent", "text"]
    write_xlsx(path, "Partners: all/any", ["Name", "N", "£", "On", "At", "%", "Flag"], rows, kinds)
    return path


def test_a_workbook_has_real_numbers_and_dates_and_no_formula(book):
    sheet = openpyxl.load_workbook(book).active
    values = list(sheet.iter_rows(values_only=True))
    assert sheet.title == "Partners all any"
    assert values[0] == ("Name", "N", "£", "On", "At", "%", "Flag")
    assert values[1] == (
        "'=1+1",
        7,
        1234.5,
        datetime.datetime(2003, 11, 20),
        datetime.datetime(2003, 7, 1, 23, 59, 59),
        0.25,
        "yes",
    )
    assert values[2] == ("http://example.org/", "not measurable", None, "1834-08-14", None, None, None)
    assert values[3][:6] == ("00123", "10000000000000000", 1, None, None, 1)
    assert len(values[3][6]) == 32_767
    assert values[3][6].endswith("the CSV has it whole]")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "d"}
    assert sheet["C2"].number_format == "#,##0.00"
    assert sheet["D2"].number_format == "d mmmm yyyy"
    assert sheet.freeze_panes == "A2"
    assert [sheet.column_dimensions[letter].width for letter in "ADG"] == [
        pytest.approx(21.7, 0.02),
        pytest.approx(20.7, 0.02),
        pytest.approx(60.7, 0.02),
    ]


def test_a_workbook_holds_no_formula_link_or_hidden_sheet_in_its_xml(book):
    with zipfile.ZipFile(book) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in xml
        assert "hyperlink" not in xml
        assert "hidden" not in archive.read("xl/workbook.xml").decode()
        assert not [name for name in archive.namelist() if "external" in name or "vba" in name]


def test_what_we_write_we_read_back(tmp_path):
    rows = [["=1+1", "-5"], ["'=1", "Café\nRoss"], ["'tis", "+44"], ["a\rb\r\nc", "_x000D_ as it was typed"]]
    assert write_xlsx(tmp_path / "own.xlsx", "Own", ["name", "note"], rows) == len(rows)
    with open(tmp_path / "own.csv", "wb") as file:
        write_csv(file, ["name", "note"], rows)
    for name in ("own.xlsx", "own.csv"):
        sheet = read_sheet(tmp_path / name, own=True)
        assert sheet.headings == ["name", "note"]
        assert [cells for _line, cells in sheet.rows] == rows


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Answers [2003]: who/what?", (), "Answers 2003 who what"),
        ("x" * 40, (), "x" * 31),
        ("x" * 40, ("x" * 31,), "x" * 27 + " (2)"),
        ("History", (), "History of it"),
        ("''", (), "Sheet"),
    ],
)
def test_sheet_names_are_ones_that_excel_opens(title, taken, name):
    assert sheet_name(title, taken) == name


def test_csv_is_read_back_by_the_standard_reader():
    text = b"".join(stream_csv(["a", "b"], [["x\r\ny", '"'], ["", "z"]])).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], ["x\r\ny", '"'], ["", "z"]]


def test_a_long_workbook_tells_how_far_it_is(tmp_path):
    told = []
    rows = ([number] for number in range(2500))
    assert write_xlsx(tmp_path / "long.xlsx", "Long", ["n"], rows, tell=told.append) == 2500
    assert told == [1000, 2000]
