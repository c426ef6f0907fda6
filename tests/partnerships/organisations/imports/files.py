"""Small published lists that the tests make themselves, in the layouts of the real ones."""

import csv
import io
from pathlib import Path

from core.imports.actions import import_file
from core.imports.looking import preview_import
from core.imports.sources import SOURCES
from partnerships.organisations.imports.charity_extract import COLUMNS as CHARITY_COLUMNS
from partnerships.organisations.imports.councils import COLUMNS as COUNCIL_COLUMNS
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house

HOUSE = the_house()
PCT_HEADINGS = ["PCO12CD", "PCO12CDO", "PCO12NM"]


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def pct(*rows):
    """The list of primary care trusts: (ONS code, ODS code, name)."""
    return as_csv([PCT_HEADINGS, *rows])


def ods_row(code, name, opened="20130401", closed="", sub_type="", width=27, **cells):
    """A row of the ODS layout. `cells` by number from 1: c10="HR1 2PL"."""
    row = [""] * 27
    row[0], row[1], row[10], row[11], row[13] = code, name, opened, closed, sub_type
    row[2], row[21] = "Y60", "0"
    for number, value in cells.items():
        row[int(number[1:]) - 1] = value
    return row[:width]


def ods(*rows):
    return as_csv(rows)


def council(code, name, kind, **cells):
    row = {"local-authority-code": code, "official-name": name, "local-authority-type": kind, "nation": "England"}
    return {
        **row,
        "nice-name": name.replace(" Council", ""),
        **{key.replace("_", "-"): value for key, value in cells.items()},
    }


def councils(*rows):
    return as_csv([list(COUNCIL_COLUMNS), *([row.get(name, "") for name in COUNCIL_COLUMNS] for row in rows)])


def charity(number, name, linked="0", **cells):
    row = {
        "date_of_extract": "2023-09-07 00:00:00.0000000",
        "registered_charity_number": number,
        "linked_charity_number": linked,
        "charity_name": name,
        "charity_registration_status": "Registered",
        "date_of_registration": "1990-01-02 00:00:00.0000000",
    }
    return {**row, **cells}


def charities(*rows):
    names = [*CHARITY_COLUMNS, "charity_has_land"]
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    return "".join("\t".join(line) + "\r\n" for line in lines)


class Importer:
    """Writes a list to a file and imports it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, content, name="list.csv"):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def take(self, source, content, name="", **options):
        path = content if isinstance(content, Path) else self.write(content, name or NAMES[source])
        return import_file(by=HOUSE, source=SOURCES[source], path=path, name=path.name, **options)

    def look(self, source, content, name="", **options):
        path = content if isinstance(content, Path) else self.write(content, name or NAMES[source])
        return preview_import(by=HOUSE, source=SOURCES[source], path=path, name=path.name, **options)


NAMES = {"pct": "pct.csv", "ods": "ods.csv", "councils": "councils.csv", "charity-extract": "charity.txt"}


def the(code):
    return Organisation.objects.get(identifiers__value=code)


def counts(run):
    return run.created, run.updated, run.unchanged, run.refused


def said(run, outcome="doubtful"):
    """What is kept of a run: (line, reason)."""
    return list(run.lines.filter(outcome=outcome).values_list("line", "reason"))
