"""What people send is read right, line by line, or refused with a sentence that says what to do."""

import datetime
import io
import random

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from core.files.readers import UnusableFile, read_sheet
from tests.core.files.sheets import inline, raw_xlsx, shared_xlsx


def sheet_of(data, name="partners.csv", **options):
    return read_sheet(io.BytesIO(data), name, **options)


def refusal(data, name="partners.csv", **options):
    with pytest.raises(UnusableFile) as caught:
        list(sheet_of(data, name, **options).rows)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("name,town\r\nCafé,Leominster\r\n".encode(), "utf-8"),
        ("name,town\r\nCafé,Leominster\r\n".encode("utf-8-sig"), "utf-8-sig"),
        ("name,town\r\nCafé,Leominster\r\n".encode("utf-16"), "utf-16"),
        ("\ufeffname,town\r\nCafé,Leominster\r\n".encode("utf-16-be"), "utf-16"),
        ("name,town\r\nCafé,Leominster\r\n".encode("cp1252"), "cp1252"),
    ],
)
def test_letters_are_read_right_in_each_encoding(data, encoding):
    sheet = sheet_of(data)
    assert (sheet.encoding, sheet.delimiter, sheet.headings) == (encoding, ",", ["name", "town"])
    assert list(sheet.rows) == [(2, ["Café", "Leominster"])]
    assert sheet.problems == {}


@pytest.mark.parametrize(
    ("data", "name", "delimiter"),
    [
        (b"name;notes\nAge Concern;one, two\nMIND;three, four\n", "a.csv", ";"),
        (b"name\tnotes\nAge Concern\tone, two\nMIND\tthree, four\n", "a.txt", "\t"),
        (b"name\tnotes\nAge Concern\tone, two\nMIND\tthree, four\n", "a.tsv", "\t"),
        (b"name,notes\nAge Concern,one; two\nMIND,three\n", "a.csv", ","),
        (b"name\nAge Concern\n", "a.csv", ","),
    ],
)
def test_the_delimiter_is_found(data, name, delimiter):
    sheet = sheet_of(data, name)
    assert sheet.delimiter == delimiter
    assert [cells[0] for _line, cells in sheet.rows][0] == "Age Concern"


def test_a_given_delimiter_is_obeyed():
    assert list(sheet_of(b"a;b\n1,2;3\n", delimiter=",").rows) == [(2, ["1", "2;3"])]


def test_lines_are_counted_in_the_file_across_blank_rows_and_cells_of_several_lines():
    data = b'name,notes\r\n\r\nMIND,"one\r\ntwo"\r\n,\r\nScope,x\r\n'
    assert list(sheet_of(data).rows) == [(3, ["MIND", "one\r\ntwo"]), (6, ["Scope", "x"])]


def test_a_ragged_row_is_kept_with_its_problem():
    sheet = sheet_of(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n1\n")
    assert list(sheet.rows) == [
        (2, ["1", "2", "3"]),
        (3, ["1", "2"]),
        (4, ["1", "2", "3", "4"]),
        (5, ["1", "2", "3"]),
        (6, ["1"]),
    ]
    assert sheet.problems == {
        3: "Line 3 has 2 cells; 3 expected.",
        4: "Line 4 has 4 cells; 3 expected.",
        6: "Line 6 has 1 cell; 3 expected.",
    }


def test_a_sheet_without_headings_gives_its_first_row_too():
    sheet = sheet_of(b'"05C","NHS DUDLEY"\n"05D","NHS EAST STAFFORDSHIRE",\n', headings=False)
    assert sheet.headings == []
    assert list(sheet.rows) == [(1, ["05C", "NHS DUDLEY"]), (2, ["05D", "NHS EAST STAFFORDSHIRE"])]
    assert sheet.problems == {}


def test_records_go_by_heading():
    sheet = sheet_of(b"name , code\nMIND\nScope,1,2\n")
    assert list(sheet.records()) == [(2, {"name": "MIND", "code": ""}), (3, {"name": "Scope", "code": "1"})]


def test_our_own_sheet_loses_its_guards_and_a_foreign_one_keeps_its_apostrophes():
    data = b"name,note\n'=1+1,'tis\n"
    assert list(sheet_of(data, own=True).rows) == [(2, ["=1+1", "'tis"])]
    assert list(sheet_of(data).rows) == [(2, ["'=1+1", "'tis"])]


def test_quotation_marks_can_be_letters():
    data = b'number\tname\n1\t"K" Trust\n2\t"Open\n'
    assert list(sheet_of(data, "x.txt", quotes=False).rows) == [(2, ["1", '"K" Trust']), (3, ["2", '"Open'])]


def test_script_in_a_name_is_only_text():
    data = b'name\n<script>alert(1)</script>\n"{{ 7*7 }}"\n'
    assert [cells for _line, cells in sheet_of(data).rows] == [["<script>alert(1)</script>"], ["{{ 7*7 }}"]]


def test_uploads_are_read_whether_in_memory_or_on_disk(tmp_path):
    data = "name,town\nCafé,Ross\n".encode()
    memory = SimpleUploadedFile("a.csv", data)
    assert list(read_sheet(memory).rows) == [(2, ["Café", "Ross"])]
    with TemporaryUploadedFile("a.csv", "text/csv", len(data), None) as disk:
        disk.write(data)
        assert list(read_sheet(disk, "a.csv").rows) == [(2, ["Café", "Ross"])]
        assert not disk.closed
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert list(read_sheet(path).rows) == [(2, ["Café", "Ross"])]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\nrest", "a.csv", "The name ends in .csv, but it is a PDF document."),
        (b"%PDF-1.7\n%\xe2\xe3\nrest", "a.xlsx", "The name ends in .xlsx, but it is a PDF document."),
        (b"MZ\x90\x00\x03" + bytes(range(256)) * 20, "a.csv", "The name ends in .csv, but it is a program."),
        (b"MZ\x90\x00\x03" + bytes(range(256)) * 20, "a.xlsx", "The name ends in .xlsx, but it is a program."),
        (b"\n <!DOCTYPE html><table>", "a.csv", "The name ends in .csv, but it is a web page."),
        (b"<html><table>", "a.xlsx", "The name ends in .xlsx, but it is a web page."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx", "an old Excel or Word file, or one protected"),
        (b"PK\x03\x04" + bytes(60), "a.csv", "it is a workbook or another zip file."),
        (b"PK\x03\x04" + bytes(60), "a.xlsx", "The file is damaged and cannot be opened."),
        (b"\x01\x02\x03\x04\x05\x06" * 50, "a.csv", "what is in it is not a CSV file."),
        (b"a,b\n1,2\n", "a.pdf", "Send one whose name ends in .csv, .tsv, .txt or .xlsx."),
        (b"a,b\n1,2\n", "csv", "Send one whose name ends in"),
        (b"", "a.csv", "The file is empty."),
        (b" , \n\n", "a.csv", "The file holds no rows."),
        (b"name\nMI\0ND\n", "a.csv", "Line 2 holds a character that no text has (NUL)."),
        (b"name,b\nx,1\n\xed\xa0\x80,2\n", "a.csv", "halves of characters (lone surrogates)"),
        (b"\xef\xbb\xbfname\n\xed\xa0\x80\n", "a.csv", "halves of characters (lone surrogates)"),
        (b"\xef\xbb\xbfname\nCaf\xe9\n", "a.csv", "This file says that it is UTF-8 but is not."),
        (b"\xff\xfe" + "name\n".encode("utf-16-le") + b"\x00\xd8a\x00", "a.csv", "says that it is UTF-16"),
        (b"name\n\x81\x8d\n", "a.csv", "The letters of this file cannot be made out."),
        (b'a,b\n1,2\n"3,4\n5,6\n', "a.csv", "A quotation mark on line 3 or after it is never closed."),
        (b"a\n" + b"x" * 10_000_000 + b"\n", "a.csv", "Line 2 holds a cell of more than 1,000,000 characters."),
        (b"a\n" + b"," * 600 + b"x\n", "a.csv", "Line 2 has 601 columns; at most 500 are read."),
    ],
)
def test_what_cannot_be_used_is_refused_in_plain_words(data, name, words):
    assert words in refusal(data, name)


def test_a_file_over_the_cap_is_refused_before_it_is_read():
    assert refusal(b"a\n" + b"x" * 1_000_000, cap=1_000_000) == (
        "The file is larger than 1 MB. Send it in smaller parts."
    )


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(UnusableFile, match="cannot be opened: No such file or directory"):
        read_sheet(tmp_path / "away.csv")


def workbook(rows, **sheets):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_cells_of_a_workbook_become_what_a_person_would_write():
    data = workbook(
        [
            ["text", "whole", "part", "date", "moment", "yes", "no", "none", "big", "time"],
            [
                "Café",
                5.0,
                0.1 + 0.2,
                datetime.date(2003, 11, 20),
                datetime.datetime(2003, 11, 20, 9, 30),
                True,
                False,
                None,
                123456789012,
                datetime.time(9, 5),
            ],
            ["'=x", -7, 1e-7, None, None, None, None, None, None, None],
            [None],
            [" 007 ", "01432"],
        ]
    )
    sheet = sheet_of(data, "p.xlsx")
    assert sheet.headings == ["text", "whole", "part", "date", "moment", "yes", "no", "none", "big", "time"]
    assert list(sheet.rows) == [
        (2, ["Café", "5", "0.3", "2003-11-20", "2003-11-20 09:30:00", "yes", "no", "", "123456789012", "09:05:00"]),
        (3, ["'=x", "-7", "0.0000001", "", "", "", "", "", "", ""]),
        (5, [" 007 ", "01432", "", "", "", "", "", "", "", ""]),
    ]
    assert sheet.problems == {}


def test_a_formula_gives_the_value_kept_with_it():
    rows = '<row r="1"><c r="A1" t="str"><v>total</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    assert list(read_sheet(raw_xlsx(rows), "f.xlsx").rows) == [(2, ["2"])]


def test_a_character_that_a_workbook_writes_by_its_number_is_read_as_itself():
    cell = inline("1 High St_x000d_ Ross_x0009_x_x005F_x000D_")
    rows = f'<row r="1">{inline("Address")}</row><row r="2">{cell}</row>'
    assert list(read_sheet(raw_xlsx(rows), "f.xlsx").rows) == [(2, ["1 High St\r Ross\tx_x000D_"])]


@pytest.mark.parametrize(("number", "words"), [("0000", "a character that no text has"), ("D800", "half a character")])
def test_a_character_that_cannot_be_kept_is_refused_though_it_is_written_by_its_number(number, words):
    rows = f'<row r="1">{inline("Address")}</row><row r="2">{inline(f"a_x{number}_b")}</row>'
    with pytest.raises(UnusableFile, match=f"Line 2 holds {words}"):
        list(read_sheet(raw_xlsx(rows), "f.xlsx").rows)


def test_the_first_sheet_that_is_not_hidden_is_read():
    book = openpyxl.Workbook()
    book.active.append(["hidden"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Shown")
    shown.append(["name"])
    shown.append(["MIND"])
    file = io.BytesIO()
    book.save(file)
    sheet = read_sheet(file, "h.xlsx")
    assert (sheet.headings, list(sheet.rows)) == (["name"], [(2, ["MIND"])])


def test_a_size_that_a_workbook_only_claims_costs_nothing():
    rows = f'<row r="1">{inline("name")}</row><row r="2">{inline("MIND")}</row>'
    sheet = read_sheet(raw_xlsx(rows, before='<dimension ref="A1:XFD1048576"/>'), "d.xlsx")
    assert list(sheet.rows) == [(2, ["MIND"])]


MACRO = [("xl/vbaProject.bin", b"x")]
MANY = [(f"xl/media/{number}.txt", b"") for number in range(2_100)]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (
            lambda: raw_xlsx(f'<row r="1">{inline("a" * 40_000_000)}</row>'),
            "packed in a way that no ordinary program does",
        ),
        (lambda: raw_xlsx("", extra=[(f"x{n}", b"ab" * 15_000_000) for n in range(5)]), "far too large when opened"),
        (lambda: raw_xlsx("", extra=MANY), "far too large when opened"),
        (lambda: raw_xlsx("", extra=MACRO), "The file holds macros."),
        (lambda: raw_xlsx(f'<row r="2000000">{inline("a")}</row>'), "The sheet has more than 500,000 rows."),
        (
            lambda: raw_xlsx('<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>'),
            "16,384 columns; at most 500 are read.",
        ),
        (lambda: raw_xlsx("<row><c></row>"), "The workbook is damaged and cannot be read."),
        (lambda: raw_xlsx(f'<row r="1">{inline("&#xD800;")}</row>'), "The workbook is damaged and cannot be read."),
        (
            lambda: raw_xlsx(f'<row r="1">{inline("&b;")}</row>', doctype='<!DOCTYPE x [<!ENTITY b "boom">]>'),
            "The workbook is damaged and cannot be read.",
        ),
        (lambda: raw_xlsx(f'<row r="1">{inline("a" * 1_000_001)}</row>'), "packed in a way"),
    ],
    ids=["bomb", "total", "entries", "macros", "rows", "columns", "broken", "surrogate", "entity", "field"],
)
def test_a_hostile_workbook_is_refused(file, words):
    with pytest.raises(UnusableFile) as caught:
        list(read_sheet(file(), "bomb.xlsx").rows)
    assert words in caught.value.messages[0]


LETTERS = random.Random(1)


def texts(count):
    """So many shared strings, no two alike."""
    return "".join(f"<si><t>{number:x}</t></si>" for number in range(count))


def texts_of_one_cell(count):
    """One shared string of so many pieces."""
    return f"<si>{''.join(f'<r><t>{number:x}</t></r>' for number in range(count))}</si>"


@pytest.mark.parametrize(
    "file",
    [
        lambda: shared_xlsx(texts(100_001)),
        lambda: shared_xlsx(texts_of_one_cell(100_001)),
        lambda: shared_xlsx(texts(100_001), path="xl/worksheets/sheet2.xml"),
        lambda: shared_xlsx("".join(f"<si><t>{LETTERS.randbytes(4_000).hex()}</t></si>" for _ in range(4_000))),
    ],
    ids=["many", "many in one cell", "named like a sheet", "long"],
)
def test_a_workbook_of_too_many_texts_is_refused_before_they_are_parsed(file, monkeypatch):
    file = file()
    parsed = []
    monkeypatch.setattr("openpyxl.reader.excel.read_string_table", parsed.append)
    with pytest.raises(UnusableFile) as caught:
        read_sheet(file, "texts.xlsx")
    assert "more than 100,000 different texts" in caught.value.messages[0]
    assert parsed == []


NOISE = "".join(f'<c t="{number:x}"/>' for number in range(500_000))


@pytest.mark.parametrize(
    "file",
    [
        lambda: raw_xlsx(f'<row r="1">{inline("name")}</row><row r="2">{NOISE}</row>'),
        lambda: raw_xlsx(f'<row r="1">{inline("name")}</row>{NOISE.replace("<c", "<x")}'),
        lambda: raw_xlsx(f'<row r="1">{inline("name")}</row>', before=NOISE),
    ],
    ids=["in one row", "between rows", "before rows"],
)
def test_a_sheet_of_much_that_no_row_accounts_for_is_refused_before_it_fills_the_memory(file):
    with pytest.raises(UnusableFile) as caught:
        list(read_sheet(file(), "noise.xlsx").rows)
    assert "holds too much beside its rows" in caught.value.messages[0]


def test_a_long_workbook_is_read_to_its_end():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(12_001):
        sheet.append([number] * 10)
    file = io.BytesIO()
    book.save(file)
    assert sum(1 for _row in read_sheet(file, "long.xlsx").rows) == 12_000


def test_a_workbook_of_many_texts_is_read():
    sheet = read_sheet(shared_xlsx(texts(50_000)), "texts.xlsx")
    assert (sheet.headings, list(sheet.rows)) == (["0"], [(2, ["0"])])
