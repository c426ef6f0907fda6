"""Charities as others list them who have drawn them from the registers: two layouts, known by their headings.

Of England and Wales alone, in the words of the Charity Commission's extract, 'NA' where nothing is known (as the data
lab of a council publishes those of its area); or of all three registers, with an org-id and a column that says which
register it is (as ukcat classifies them). A charity is known by the number of its register.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from core import clock
from core.imports.sources import Reading, Row
from partnerships.organisations.imports.charity_extract import company_of, facts_of
from partnerships.organisations.imports.entries import (
    Code,
    Entry,
    Unreadable,
    clean,
    code_of,
    date_of,
    figures,
    name_of,
)
from partnerships.organisations.imports.lists import Cells, OrganisationList, headed, newest, opened
from partnerships.organisations.imports.naming import titled
from partnerships.organisations.models import Scheme

NOTHING = frozenset(["NA", "N/A", "NULL", "NONE"])
"""How such lists write that nothing is known."""
REGISTERS = {
    "CCEW": (Scheme.CHARITY, ""),
    "OSCR": (Scheme.CHARITY_SCOTLAND, ""),
    "CCNI": (Scheme.CHARITY_NI, "NI"),
}
"""The registers by their short names: whose number it is, and what a list may write before the number alone."""


@dataclass(frozen=True)
class Layout:
    """What a list calls the columns of the Charity Commission's extract, and those that the extract does not have."""

    columns: dict[str, str]
    register: str = ""
    org_id: str = ""
    active: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """All the columns that are read."""
        return (*self.columns.values(), *filter(None, (self.register, self.org_id, self.active)))


EXTRACT = (
    "registered_charity_number", "charity_name", "charity_activities", "date_of_registration",
    "charity_contact_postcode", "charity_contact_web", "charity_company_registration_number",
)  # fmt: skip
LAYOUTS = (
    Layout({name: name for name in EXTRACT}),
    Layout(
        {
            "registered_charity_number": "reg_number",
            "charity_name": "name",
            "charity_activities": "activities",
            "date_of_registration": "date_registered",
            "charity_contact_postcode": "postcode",
            "charity_contact_web": "web",
            "charity_company_registration_number": "company_number",
            "latest_income": "income",
            "latest_acc_fin_period_end_date": "fye",
        },
        register="source",
        org_id="org_id",
        active="active",
    ),
)
LEFT_EMPTY = (
    "latest_income", "latest_acc_fin_period_end_date", "charity_contact_phone", "charity_contact_email",
    *(f"charity_contact_address{number}" for number in range(1, 6)),
)  # fmt: skip
"""Columns of the extract that such a list may lack."""


class CharityList(OrganisationList):
    """Charities of one area, or of all three registers."""

    code = "charity-list"
    title = "Charities, as others list them"
    description = (
        "Charities by their registered number as CSV, in either of two layouts: with the columns "
        "registered_charity_number, charity_name and others of the Charity Commission, or with org_id, reg_number, "
        "name and source. The headings say which."
    )
    columns = tuple({*LAYOUTS[0].headings, *LAYOUTS[1].headings})

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        with opened(path, name, cap=cap) as sheet:
            layout = max(LAYOUTS, key=lambda each: sum(column in sheet.headings for column in each.headings))
        once = headed(path, name, layout.headings, self.title, lambda cells: entry_of(cells, layout), cap=cap)
        return replace(once, as_at=newest(dates_of(once.rows()), clock.today()))


def dates_of(rows: Iterator[Row]) -> Iterator:
    """The dates in a list: it is at least as new as the newest."""
    for row in rows:
        if row.data:
            yield from (row.data.opened, row.data.facts.get("income_year_end"))


def entry_of(cells: Cells, layout: Layout) -> Entry:
    """A charity."""
    known = {name: "" if clean(cell).upper() in NOTHING else cell for name, cell in cells.items()}
    told = dict.fromkeys(LEFT_EMPTY, "") | {name: known[column] for name, column in layout.columns.items()}
    doubts: list[str] = []
    key = number_of(told["registered_charity_number"], known.get(layout.register, "CCEW"))
    codes = company_of(told, doubts)
    if layout.org_id and key[0] != Scheme.CHARITY:
        codes += (code_of(Scheme.ORG_ID, known[layout.org_id], "The org-id"),)
    if layout.active and clean(known[layout.active]).lower() in ("false", "no", "0"):
        doubts.append("The list says that it is not active any more, but not since when. Close it where you know.")
    return Entry(
        key=key,
        name=titled(name_of(told["charity_name"], "charity's name")),
        kind="charity",
        codes=codes,
        opened=date_of(told["date_of_registration"], "date of registration"),
        facts=facts_of(told, doubts),
        doubts=tuple(doubts),
    )


def number_of(text: str, register: str) -> Code:
    """Its number in the register that the list names."""
    name = clean(register).upper()
    if name not in REGISTERS:
        raise Unreadable(f"The register '{clean(register)[:20]}' is not known: write {', '.join(REGISTERS)}.")
    scheme, before = REGISTERS[name]
    number = figures(text).upper()
    return code_of(scheme, number.removeprefix(before) if before else number, f"The {Scheme(scheme).label}")
