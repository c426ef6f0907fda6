"""The integrated care boards of England as the ONS lists them, each year with headings of that year: ICB24CD, ICB24CDH,
ICB24NM for 2024.

The list gives GSS code, ODS code and name. All boards were established on one day; one that a later list has beside
those may be younger, so the day is taken from lists of the first years only.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from core.imports.sources import Reading
from partnerships.organisations.imports.entries import Entry, Unreadable, code_of, name_of
from partnerships.organisations.imports.lists import OrganisationList, headed, opened
from partnerships.organisations.models import Scheme

ESTABLISHED = datetime.date(2022, 7, 1)
"""The first day: the Health and Care Act 2022, section 19, and the orders made under it."""
ALL_OF_THEM_UNTIL = 24
"""The last year, of this century, whose list holds none but those."""
BOARDS = "E54"
"""How the GSS codes of integrated care boards begin."""


class IcbList(OrganisationList):
    """GSS codes, ODS codes and names of the integrated care boards."""

    code = "icb"
    title = "Integrated care boards"
    description = (
        "The ONS list of integrated care boards, with the columns ICB24CD, ICB24CDH and ICB24NM, or those of another "
        "year. A board that is in the register by its ODS code is completed."
    )

    def cells_of(self, headings: Sequence[str], given: dict[str, Any]) -> list[tuple[int, str]]:
        return [(place, name) for place, name in enumerate(headings) if name in columns_of(year_of(headings))]

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        with opened(path, name, cap=cap) as sheet:
            year = year_of(sheet.headings)
        found = headed(path, name, columns_of(year), self.title, partial(entry_of, year=year), cap=cap)
        return replace(found, as_at=datetime.date(2000 + int(year), 1, 1))


def year_of(headings: Sequence[str]) -> str:
    """The year that stands in the headings; where none does, that of the list as it was when this was written."""
    found = (re.fullmatch(r"ICB([0-9]{2})[A-Z]+", each, re.ASCII) for each in headings)
    return next((each[1] for each in found if each), "24")


def columns_of(year: str) -> tuple[str, str, str]:
    """The headings of a year's list: GSS code, ODS code, name."""
    return f"ICB{year}CD", f"ICB{year}CDH", f"ICB{year}NM"


def entry_of(cells: dict[str, str], year: str) -> Entry:
    """A board."""
    gss, ods, name = (cells[each] for each in columns_of(year))
    area = code_of(Scheme.GSS, gss, "The GSS code")
    if not area[1].startswith(BOARDS):
        raise Unreadable(f"The GSS code {area[1]} is not one of an integrated care board ({BOARDS}).")
    return Entry(
        key=code_of(Scheme.ODS, ods, "The ODS code"),
        codes=(area,),
        name=name_of(name, "board's name"),
        kind="integrated-care-board",
        opened=ESTABLISHED if int(year) <= ALL_OF_THEM_UNTIL else None,
    )
