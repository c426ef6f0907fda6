"""A list of members as a sheet: its headings, what each cell may hold, and the lines it makes."""

import datetime
from collections.abc import Iterable
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError

from core.files.kinds import UnusableFile
from core.files.readers import read_sheet
from core.pages.fields import TextField
from core.pages.forms import Form
from core.registers.upload import MOST_ROWS
from partnerships.members.models import MemberLine
from partnerships.organisations.models import Scheme, UmbrellaClass
from partnerships.organisations.rules import normal_postcode
from partnerships.organisations.uploads import CodeField, day_field

HEADINGS = {
    "name": "Name",
    "postcode": "Postcode",
    "ods": "ODS code",
    "charity": "Charity number",
    "company": "Company number",
    "membership_class": "Class",
    "starts": "From",
    "contact_name": "Contact",
    "contact_email": "Contact e-mail",
}
CLASSES = {"": UmbrellaClass.MEMBER} | {each.label.casefold(): each for each in UmbrellaClass}
MOST_PROBLEMS = 20
"""Cells that are named at once; a sheet with more is corrected in parts."""


class LineForm(Form):
    """One line of the sheet."""

    name = TextField(label="Name", max_length=255)
    postcode = TextField(label="Postcode", required=False, max_length=10)
    ods = CodeField(Scheme.ODS)
    charity = CodeField(Scheme.CHARITY)
    company = CodeField(Scheme.COMPANY)
    membership_class = TextField(label="Class", required=False, max_length=20)
    starts = day_field("From")
    contact_name = TextField(label="Contact", required=False, max_length=150)
    contact_email = forms.EmailField(label="Contact e-mail", required=False, max_length=254)

    def clean_postcode(self) -> str:
        return normal_postcode(self.cleaned_data["postcode"])

    def clean_membership_class(self) -> str:
        text = self.cleaned_data["membership_class"].casefold()
        if text not in CLASSES:
            raise ValidationError("Write Member or Affiliate, or leave the cell empty for a member.")
        return CLASSES[text]

    def clean_contact_email(self) -> str:
        return self.cleaned_data["contact_email"].lower()

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("contact_name") and not found.get("contact_email") and "contact_email" not in self.errors:
            self.add_error("contact_email", "Write the e-mail address of this contact, or take the name away.")
        return found


def lines_of(file: BinaryIO, name: str) -> list[MemberLine]:
    """The lines of a sheet, not saved. UnusableFile says of each wrong cell where it stands and what to do."""
    sheet = read_sheet(file, name, own=True)
    columns = columns_of(sheet.headings)
    rows = []
    for number, cells in sheet.rows:
        if number in sheet.problems:
            raise UnusableFile(sheet.problems[number])
        rows.append((number, dict(zip(columns, cells, strict=True))))
    found = made_of(rows)
    if not found:
        raise UnusableFile("The sheet has a line of headings, but no rows.")
    return found


def as_cell(value: Any) -> str:
    """A value as a cell of the sheet would hold it."""
    return value.isoformat() if isinstance(value, datetime.date) else value or ""


def made_of(rows: Iterable[tuple[int, dict[str, str]]]) -> list[MemberLine]:
    """The lines that numbered rows of cells make, not saved. UnusableFile says of each wrong cell what to do."""
    found: list[MemberLine] = []
    wrong: list[str] = []
    for number, given in rows:
        if len(found) == MOST_ROWS:
            raise UnusableFile(f"The sheet has more than {MOST_ROWS:,} rows. Send it in smaller parts.")
        if not any(cell.strip() for cell in given.values()):
            continue
        form = LineForm(given)
        wrong += [
            f"Line {number}, {HEADINGS.get(field, 'the line')}: {text}"
            for field, errors in form.errors.items()
            for text in errors
        ]
        found.append(MemberLine(number=number, **(form.cleaned_data if not form.errors else {})))
    wrong += doubled(found) if not wrong else []
    if wrong:
        more = [f"{len(wrong) - MOST_PROBLEMS:,} more cells are wrong."] if len(wrong) > MOST_PROBLEMS else []
        raise UnusableFile([ValidationError(each) for each in wrong[:MOST_PROBLEMS] + more])
    return found


def columns_of(headings: list[str]) -> list[str]:
    """The field of each heading. UnusableFile names those that are unknown, doubled or missing."""
    names = {title.casefold(): name for name, title in HEADINGS.items()}
    titles = ", ".join(HEADINGS.values())
    found = [names.get(each.strip().casefold(), "") for each in headings]
    unknown = [each[:60] or "(empty)" for each, name in zip(headings, found, strict=True) if not name]
    if unknown:
        raise UnusableFile(f"There is no column '{unknown[0]}'. The headings are: {titles}.")
    if len(set(found)) < len(found):
        raise UnusableFile("A heading stands in the sheet twice. Take one away.")
    if "name" not in found:
        raise UnusableFile(f"The column 'Name' is missing. The headings are: {titles}.")
    return found


def doubled(lines: list[MemberLine]) -> list[str]:
    """What an earlier line of the sheet holds already, though only one may: a number of an organisation."""
    first: dict[tuple[str, str], int] = {}
    wrong = []
    for line in lines:
        for scheme, value in line.codes:
            earlier = first.setdefault((scheme, value), line.number)
            if earlier != line.number:
                wrong.append(f"Line {line.number}, {HEADINGS[scheme]}: line {earlier} has the same. Take one away.")
    return wrong
