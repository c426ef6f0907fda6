"""What a column of a sheet can hold, how a cell of it is read, and which one is likely by its heading and values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.fields import fold
from partnerships.organisations.models import Scheme

LEFT_OUT = ""
NOTHING = frozenset(["NA", "N/A", "NULL", "NONE", "-", "NIL"])
"""How people write in a cell that nothing is known."""
NAME, KIND, POSTCODE = "name", "kind", "postcode"


@dataclass(frozen=True)
class Field:
    """A field of the register that a column may hold: its name, what it is called, and headings that people give it."""

    name: str
    title: str
    headings: tuple[str, ...] = ()
    looks: str = ""
    """A pattern that most values have, where such values are nothing else."""


FIELDS: tuple[Field, ...] = (
    Field(NAME, "Name", ("name", "organisation", "organisation name", "charity name", "group", "title", "body")),
    Field("short_name", "Short name", ("short name", "acronym", "abbreviation", "known as")),
    Field(KIND, "Kind of organisation", ("kind", "type", "organisation type", "charity type", "kind of organisation")),
    Field(Scheme.ODS, "ODS code", ("ods", "ods code", "organisation code")),
    Field(Scheme.GSS, "GSS code", ("gss", "gss code", "ons code"), r"[ENSWKJ][0-9]{8}"),
    Field(
        Scheme.CHARITY,
        "Charity number",
        ("charity", "charity number", "charity no", "registered charity number", "registered number", "reg number"),
    ),
    Field(Scheme.CHARITY_SCOTLAND, "Scottish charity number", ("scottish charity number", "oscr"), r"SC[0-9]{6}"),
    Field(Scheme.CHARITY_NI, "Northern Ireland charity number", ("northern ireland charity number", "ccni")),
    Field(
        Scheme.COMPANY,
        "Company number",
        ("company", "company number", "company no", "company registration number", "companies house number"),
    ),
    Field(Scheme.ORG_ID, "org-id", ("org id", "orgid", "organisation identifier"), r"[A-Z]{2}-[A-Z0-9]+-\S+"),
    Field("address", "Address", ("address", "postal address", "contact address")),
    Field(POSTCODE, "Postcode", ("postcode", "post code", "pc"), r"[A-Za-z]{1,2}[0-9][0-9A-Za-z]?\s*[0-9][A-Za-z]{2}"),
    Field("telephone", "Telephone", ("telephone", "phone", "tel", "telephone number", "phone number", "mobile")),
    Field(
        "email",
        "E-mail address",
        ("email", "e mail", "mail", "email address", "e mail address"),
        r"[^\s@]+@[^\s@]+\.[^\s@]+",
    ),
    Field("website", "Website", ("website", "web", "web address", "url", "web site"), r"(https?://|www\.)\S+"),
    Field("about", "What it does", ("about", "activities", "what it does", "description", "purpose", "objects")),
    Field(
        "opened",
        "Opened",
        ("opened", "start date", "date of registration", "date registered", "founded", "since", "open date"),
    ),
    Field("closed", "Last day", ("closed", "end date", "close date", "date of removal", "last day", "closing date")),
    Field("income", "Latest yearly income", ("income", "latest income", "annual income", "yearly income", "turnover")),
    Field("income_year_end", "Year ending", ("year ending", "financial year end", "fye", "year end")),
)
BY_NAME = {field.name: field for field in FIELDS}
CODES = tuple(field.name for field in FIELDS if field.name in set(Scheme.values))
"""The codes by which an organisation is known again, the first that a row has counts."""
MOST = 60
"""Columns of a sheet that is mapped on a page."""
MOSTLY = 0.8
"""The share of the values that must look like a field."""


def guesses(headings: Sequence[str], values: Sequence[Sequence[str]]) -> dict[str, int]:
    """For each field the column that is likely to hold it: by its heading first, else by its first values."""
    found: dict[str, int] = {}
    tests: tuple[Callable[[int], str], ...] = (
        lambda place: by_heading(headings[place]),
        lambda place: by_values([cells[place] for cells in values if place < len(cells)]),
    )
    for test in tests:
        for place in range(len(headings)):
            name = LEFT_OUT if place in found.values() else test(place)
            if name:
                found.setdefault(name, place)
    return found


def by_heading(heading: str) -> str:
    """The field that is usually called so."""
    words = fold(heading)
    words = words.removeprefix("charity contact ") or words
    return next((field.name for field in FIELDS if words in field.headings), LEFT_OUT)


def by_values(values: Sequence[str]) -> str:
    """The field whose values look so."""
    given = [value.strip() for value in values if value.strip() and value.strip().upper() not in NOTHING]
    for field in FIELDS:
        if field.looks and given:
            alike = sum(bool(re.fullmatch(field.looks, value, re.ASCII)) for value in given)
            if alike >= MOSTLY * len(given):
                return field.name
    return LEFT_OUT


def problems(headings: Sequence[str], chosen: Sequence[str], has_kind: bool) -> dict[Any, str]:
    """What is wrong with a mapping: a sentence for each column (by its place) that is said twice, and for the whole."""
    found: dict[Any, str] = {}
    first: dict[str, int] = {}
    for place, name in enumerate(chosen):
        if name and first.setdefault(name, place) != place:
            title, other = BY_NAME[name].title, headings[first[name]]
            found[place] = f"Two columns are both said to be '{title}': '{other}' and '{headings[place]}'. Choose one."
    if NAME not in first:
        found[None] = "Say which column holds the name of the organisation."
    elif not any(name in first for name in (*CODES, POSTCODE)):
        found[None] = (
            "Say which column holds a code or the postcode: without one nobody can tell whether an organisation is in "
            "the register already."
        )
    if not has_kind and KIND not in first:
        found[KIND] = "Choose the kind of all organisations, or say above which column holds it."
    return found
