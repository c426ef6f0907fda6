"""The list of primary care trusts and care trusts as they stood when they were abolished (ONS, 2012)."""

import datetime
from dataclasses import replace
from pathlib import Path

from core.imports.sources import Reading
from partnerships.organisations.imports.entries import Entry, Unreadable, code_of, name_of
from partnerships.organisations.imports.lists import OrganisationList, headed
from partnerships.organisations.models import Scheme

ABOLISHED = datetime.date(2013, 3, 31)
"""The last day: section 34 of the Health and Social Care Act 2012 abolished them on 1 April 2013."""
COLUMNS = ("PCO12CD", "PCO12CDO", "PCO12NM")
CARE_TRUSTS = "E17"
"""The ONS gives care trusts codes of another series than primary care trusts (E16)."""


class PctList(OrganisationList):
    """ONS codes, ODS codes and short names of 151 trusts. Nothing in it says when one opened."""

    columns = COLUMNS
    code = "pct"
    title = "Primary care trusts (2012)"
    description = (
        "The ONS list of primary care trusts and care trusts, with the columns PCO12CD, PCO12CDO and PCO12NM. "
        "They are added as closed on 31 March 2013."
    )

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        return replace(headed(path, name, COLUMNS, self.title, entry_of, cap=cap), as_at=ABOLISHED)


def entry_of(cells: dict[str, str]) -> Entry:
    """A trust. The list gives only the place: 'Herefordshire' is Herefordshire Primary Care Trust."""
    gss = code_of(Scheme.GSS, cells["PCO12CD"], "The ONS code")
    ods = code_of(Scheme.ODS, cells["PCO12CDO"], "The ODS code")
    place = name_of(cells["PCO12NM"], "trust's name")
    is_care_trust = gss[1].startswith(CARE_TRUSTS)
    if not (is_care_trust or gss[1].startswith("E16")):
        raise Unreadable(f"The ONS code {gss[1]} is not one of a primary care trust (E16) or care trust (E17).")
    name = (
        place
        if place.lower().endswith("trust")
        else f"{place} {'Care Trust' if is_care_trust else 'Primary Care Trust'}"
    )
    return Entry(
        key=ods,
        codes=(gss,),
        name=name,
        short_name=place if place != name else "",
        kind="care-trust" if is_care_trust else "primary-care-trust",
        closed=ABOLISHED,
    )
