"""A row of a mapped sheet as an entry: each cell read as the field that its column is said to be."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from core.fields import fold
from partnerships.intake.columns import BY_NAME, CODES, KIND, NAME, NOTHING, POSTCODE
from partnerships.organisations.imports.entries import (
    Code,
    Entry,
    Unreadable,
    clean,
    code_of,
    date_of,
    email_of,
    figures,
    in_order,
    money_of,
    name_of,
    place_of,
    website_of,
)
from partnerships.organisations.imports.naming import titled
from partnerships.organisations.models import OrganisationKind
from partnerships.organisations.rules import normal_postcode

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST = {"address": 400, "postcode": 10, "telephone": 40}
Kinds = Mapping[str, str]
"""The codes of the kinds of organisation, by whatever they are called."""


def called_kinds(kinds: Sequence[OrganisationKind]) -> Kinds:
    """The kinds by their titles, plurals and codes."""
    return {fold(called): each.code for each in kinds for called in (each.code, each.title, each.plural)}


def entry_of(cells: Sequence[str], columns: Mapping[str, int], kinds: Kinds, kind: str) -> Entry:
    """An organisation. Raises Unreadable with a sentence where a row is of no use."""
    told = {name: told_in(cells[place]) for name, place in columns.items()}
    doubts: list[str] = []
    name = titled(name_of(told.get(NAME, "")))
    facts = facts_of(told, doubts)
    codes = codes_of(told, doubts)
    if not codes and not facts.get("postcode"):
        raise Unreadable("It has neither a code nor a postcode, so nobody can tell whether it is in the register.")
    opened, closed = (day_of(told.get(each, ""), BY_NAME[each].title.lower()) for each in ("opened", "closed"))
    in_order(opened, closed)
    said = kind_of(told.get(KIND, ""), kinds)
    if not (said or kind):
        raise Unreadable("The kind of organisation is missing.")
    return Entry(
        key=codes[0] if codes else place_of(name, facts["postcode"]),
        codes=codes[1:],
        name=name,
        short_name=clean(told.get("short_name", ""))[:255],
        kind=said or kind,
        opened=opened,
        closed=closed,
        facts=facts,
        doubts=tuple(doubts),
        says_open="closed" in columns,
        says_kind=bool(said),
    )


def told_in(cell: str) -> str:
    """What a cell says; 'NA' and the like say nothing."""
    return "" if clean(cell).upper() in NOTHING else cell


def codes_of(told: Mapping[str, str], doubts: list[str]) -> tuple[Code, ...]:
    """The codes of a row. The first must be one; of the others one that cannot be is left out, and said."""
    found: list[Code] = []
    for scheme in CODES:
        if not told.get(scheme, "").strip():
            continue
        try:
            found.append(code_of(scheme, told[scheme], f"The {BY_NAME[scheme].title}"))
        except Unreadable as problem:
            if not found:
                raise
            doubts.append(f"{problem} Left out.")
    return tuple(found)


def kind_of(text: str, kinds: Kinds) -> str:
    """The kind that a row says. Empty where it says none."""
    if not text.strip():
        return ""
    if (code := kinds.get(fold(text))) is None:
        raise Unreadable(
            f"The kind '{clean(text)[:40]}' is none of the register's. Write it as 'Kinds of organisation' does."
        )
    return code


def facts_of(told: Mapping[str, str], doubts: list[str]) -> dict[str, Any]:
    """The plain facts of a row. An empty cell says nothing; one that cannot be read is left out, and said."""
    facts: dict[str, Any] = {name: clean(told[name]) for name in ("about", "address") if name in told}
    if POSTCODE in told:
        facts[POSTCODE] = normal_postcode(figures(told[POSTCODE]))
    if "telephone" in told:
        facts["telephone"] = clean(figures(told["telephone"]))
    for name, most in LONGEST.items():
        if len(facts.get(name, "")) > most:
            doubts.append(f"The {name} is longer than {most} letters; left out.")
            facts[name] = ""
    for name, read in (("email", email_of), ("website", website_of)):
        if told.get(name, "").strip():
            facts[name] = read(told[name])
            if not facts[name]:
                doubts.append(f"The {BY_NAME[name].title.lower()} '{clean(told[name])[:60]}' is not one; left out.")
    facts["income"] = money_of(told.get("income", ""))
    facts["income_year_end"] = day_of(told.get("income_year_end", ""), "end of the year of the income")
    return {name: value for name, value in facts.items() if value not in (None, "")}


def day_of(text: str, what: str) -> datetime.date | None:
    """A date as people write it in sheets: 2003-04-01, 01/04/2003, 1 April 2003, 01-Apr-03; None where it is empty."""
    plain = figures(text)
    found = re.fullmatch(r"(\d{1,2})[/. -]([A-Za-z]{3,9}|\d{1,2})[/. -](\d{4}|\d{2})( [0-9:.]+)?", plain, re.ASCII)
    if found is None:
        return date_of(text, what)
    try:
        month = int(found[2]) if found[2].isdigit() else MONTHS.index(found[2][:3].lower()) + 1
        year = int(found[3]) if len(found[3]) == 4 else century(int(found[3]))
        return datetime.date(year, month, int(found[1]))
    except ValueError:
        raise Unreadable(f"The {what} '{clean(text)[:40]}' is not a date: write it as 2003-04-01.") from None


def century(year: int) -> int:
    """The year of two figures, from 1950 to 2049."""
    return year + (1900 if year >= 50 else 2000)
