"""Any other sheet of organisations, as its mapping says that it is to be read."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.files.kinds import UnusableFile
from core.imports.sources import Outcome, Plan, Reading, Row
from partnerships.intake.columns import BY_NAME, MOST
from partnerships.intake.entries import called_kinds, entry_of
from partnerships.organisations.imports.lists import OrganisationList, opened, refuse_empty, understood
from partnerships.organisations.imports.sitting import OrganisationSitting

FIRST = 3
"""How many values of a column are shown beside its heading."""


class MappedSheet(OrganisationList):
    """A sheet whose columns a person has said the meaning of. Its rows are cells until then."""

    code = "sheet"
    title = "Another sheet"
    description = "Any CSV or Excel sheet with headings: you say what each of its columns means."
    own_page = "import_sheet"

    def cells_of(self, headings: Sequence[str], given: dict[str, Any]) -> list[tuple[int, str]]:
        columns = sorted((place, name) for name, place in given["columns"].items())
        return [(place, f"{headings[place]} ({BY_NAME[name].title})") for place, name in columns]

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        def walk() -> Iterator[Row]:
            with opened(path, name, cap=cap) as sheet:
                for line, cells in sheet.rows:
                    yield row_of(line, cells, len(sheet.headings))

        with opened(path, name, cap=cap) as sheet:
            if len(sheet.headings) > MOST:
                raise UnusableFile(f"The sheet has more than {MOST} columns. Leave out those that are not needed.")
            total = sum(1 for _ in sheet.rows)
        refuse_empty(total)
        return Reading(sheet.headings, total, None, walk)

    def sit(self, reading: Reading, *, published_on: datetime.date | None = None, **given: Any) -> "MappedSitting":
        return MappedSitting(self, published_on or reading.as_at, given)


def row_of(line: int, cells: list[str], width: int) -> Row:
    """A row with its cells, or with what keeps it from being read."""
    if len(cells) == width:
        return Row(line, cells, data=cells)
    return Row(line, cells, problem=f"The row has {len(cells)} cells; there are {width} headings.")


class MappedSitting(OrganisationSitting):
    """One walk through a sheet whose mapping is known."""

    def __init__(self, source: MappedSheet, as_at: datetime.date | None, given: dict[str, Any]) -> None:
        super().__init__(source, as_at)
        self.given = given
        self.called = called_kinds(list(self.kinds.values()))

    def plan(self, rows: Sequence[Row], *, lock: bool) -> list[Plan]:
        read = [self.read(row) for row in rows]
        plans = iter(super().plan([row for row in read if not row.problem], lock=lock))
        return [
            Plan(row, Outcome.REFUSE, label=row.label, reason=row.problem) if row.problem else next(plans)
            for row in read
        ]

    def read(self, row: Row) -> Row:
        """The row with its entry, or with its problem."""
        kind = self.given["kind"]
        read = understood(row.line, row.raw, entry_of, row.data, self.given["columns"], self.called, kind)
        return replace(read, label=row.data[self.given["columns"]["name"]][:100]) if read.problem else read


def first_of(path: Path, name: str, cap: int) -> tuple[list[str], list[list[str]]]:
    """The headings of a sheet and its first rows, to say what they mean."""
    with opened(path, name, cap=cap) as sheet:
        rows = [cells for _, cells in zip(range(FIRST), (cells for _, cells in sheet.rows), strict=False)]
    return sheet.headings, rows
