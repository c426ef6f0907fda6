"""The sheet that is made for one return, and how it is read when it comes back.

It names its period in every row, so that the sheet of another period is known for what it is.
"""

from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError

from commissioning.monitoring.models import ReportingPeriod
from commissioning.returns.models import ReturnVersion
from commissioning.returns.rules import Given
from core.files.kinds import UnusableFile
from core.files.readers import read_sheet
from core.pages.fields import NumberField

LINE, PERIOD, MEASURE, UNIT, FIGURE, NOTE, RIGHT = (
    "Line",
    "Period",
    "Measure",
    "Unit",
    "Figure",
    "Note",
    "Looked at again",
)
HEADINGS = (LINE, PERIOD, MEASURE, UNIT, FIGURE, NOTE, RIGHT)
KINDS = ("number", "text", "text", "text", "number", "text", "text")
NEEDED = (LINE, PERIOD, FIGURE)
MOST = 500
YES = frozenset({"yes", "y", "true", "1"})
CAP = 1_000_000
AGAIN = "Take the sheet of this return again and fill that in."


def rows_of(period: ReportingPeriod, version: ReturnVersion | None) -> list[list[Any]]:
    """The rows of the sheet: one for each figure, with what the draft holds. Loaded lines and values are used."""
    there = {each.line_id: each for each in version.values.all()} if version is not None else {}
    found = []
    for line in period.lines.all():
        measure, held = line.requirement.measure, there.get(line.pk)
        figure = held.value if held is not None else None
        shown = figure if figure is None else figure.normalize()
        found.append(
            [line.pk, named(period), measure.title, measure.unit, shown, held.note if held is not None else "",
             "yes" if held is not None and held.confirmed else ""]
        )  # fmt: skip
    return found


def named(period: ReportingPeriod) -> str:
    """The period as the sheet names it."""
    return f"{period.starts.isoformat()} to {period.ends.isoformat()}"


def read(period: ReportingPeriod, file: BinaryIO, name: str) -> dict[int, Given]:
    """The figures of a sheet, by line. Raises UnusableFile with every sentence that says what to correct."""
    sheet = read_sheet(file, name, own=True, cap=CAP)
    places = columns(sheet.headings)
    lines = {str(each.pk): each for each in period.lines.all()}
    found: dict[int, Given] = {}
    wrong: list[str] = []
    for number, cells in sheet.rows:
        if number in sheet.problems:
            raise UnusableFile(sheet.problems[number])
        if len(found) + len(wrong) > MOST:
            raise UnusableFile(f"The sheet has more than {MOST} rows. {AGAIN}")
        row = {title: cells[place].strip() for title, place in places.items()}
        if row[PERIOD] != named(period):
            raise UnusableFile(
                f"Line {number} is of the period '{row[PERIOD][:40]}', and this return is for {named(period)}. {AGAIN}"
            )
        line = lines.get(row[LINE])
        if line is None:
            wrong.append(f"Line {number}: this return asks for no figure with the number '{row[LINE][:20]}'.")
        elif line.pk in found:
            wrong.append(f"Line {number}: '{line.requirement.measure.title}' stands in the sheet twice.")
        else:
            try:
                found[line.pk] = given_in(row, line.requirement.measure.title)
            except ValidationError as problem:
                wrong += [f"Line {number}: {each}" for each in problem.messages]
    if wrong:
        raise UnusableFile([ValidationError(each) for each in wrong])
    if not found:
        raise UnusableFile(f"The sheet has no rows. {AGAIN}")
    return found


def columns(headings: Sequence[str]) -> dict[str, int]:
    """Where each column stands. UnusableFile names those that are unknown, doubled or missing."""
    by_name = {each.casefold(): each for each in HEADINGS}
    found: dict[str, int] = {}
    wrong = []
    for place, heading in enumerate(headings):
        title = by_name.get(heading.casefold())
        if title is None:
            near = get_close_matches(heading.casefold(), by_name, n=1, cutoff=0.6)
            meant = f" Did you mean '{by_name[near[0]]}'?" if near else " Take it away."
            wrong.append(f"There is no column '{heading[:60] or '(empty)'}'.{meant}")
        elif title in found:
            wrong.append(f"The column '{title}' stands in the sheet twice. Take one away.")
        else:
            found[title] = place
    wrong += [f"The column '{each}' is missing." for each in NEEDED if each not in found]
    if wrong:
        raise UnusableFile([ValidationError(each) for each in wrong])
    return found


def given_in(row: dict[str, str], title: str) -> Given:
    """What one row reports. Raises ValidationError."""
    figure: Decimal | None = None
    if row[FIGURE]:
        try:
            figure = NumberField(max_digits=16, decimal_places=4).clean(row[FIGURE])
        except ValidationError:
            raise ValidationError(
                f"the figure of '{title}' is '{row[FIGURE][:30]}'. Write a number, like 12 or 12.5."
            ) from None
    note = row.get(NOTE, "")
    if len(note) > 300:
        raise ValidationError(f"the note on '{title}' has {len(note)} characters. Shorten it to 300.")
    return Given(figure, note, row.get(RIGHT, "").casefold() in YES)


def in_sentences(period: ReportingPeriod, refusal: ValidationError) -> list[str]:
    """A refusal by fields as the sheet has them: each sentence with the measure it is about."""
    titles = {str(line.pk): line.requirement.measure.title for line in period.lines.all()}
    if not hasattr(refusal, "error_dict"):
        return list(refusal.messages)
    box, there = "tick below that it is right", f"write yes under '{RIGHT}'"
    return [
        f"{titles.get(name[1:], name)}: {text.replace(box, there)}"
        for name, errors in refusal.error_dict.items()
        for error in errors
        for text in error.messages
    ]
