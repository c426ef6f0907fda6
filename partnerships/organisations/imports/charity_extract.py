"""The Charity Commission's public extract of the register of charities in England and Wales (34 columns, tabs).

A row is an organisation, known by its registered number; a linked charity by that and its own ('203460-1'), and it is
part of the main charity. Removed ones arrive closed. Linked charities often stand before their main charity, so the
file is walked twice: main charities first.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from core.imports.sources import Reading
from partnerships.organisations.imports.entries import (
    Code,
    Entry,
    Unreadable,
    address_of,
    clean,
    code_of,
    date_of,
    email_of,
    figures,
    in_order,
    money_of,
    name_of,
    website_of,
)
from partnerships.organisations.imports.lists import OrganisationList, headed
from partnerships.organisations.imports.naming import titled
from partnerships.organisations.models import Scheme
from partnerships.organisations.rules import normal_postcode

COLUMNS = (
    "date_of_extract",
    "registered_charity_number",
    "linked_charity_number",
    "charity_name",
    "charity_registration_status",
    "date_of_registration",
    "date_of_removal",
    "latest_acc_fin_period_end_date",
    "latest_income",
    *(f"charity_contact_address{number}" for number in range(1, 6)),
    "charity_contact_postcode",
    "charity_contact_phone",
    "charity_contact_email",
    "charity_contact_web",
    "charity_company_registration_number",
    "charity_activities",
)
MAIN = "0"


class CharityExtract(OrganisationList):
    """Registered charities, linked ones and removed ones."""

    columns = COLUMNS

    code = "charity-extract"
    title = "Charity Commission register extract"
    description = (
        "The table publicextract.charity of the Charity Commission's register of charities: 34 columns separated by "
        "tabs, the first row naming them. Linked charities are put in as part of their main charity, removed ones "
        "as closed."
    )

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        tabs = delimiter_of(name)
        how = {"delimiter": tabs, "quotes": not tabs, "is_part": is_linked}
        once = headed(path, name, COLUMNS, self.title, entry_of, cap=cap, **how)
        dated = next((row for row in once.rows() if not row.problem), None)
        place = once.headings.index("date_of_extract")
        as_at = date_of(dated.raw[place], "date of the extract") if dated else None
        return replace(once, as_at=as_at)


def delimiter_of(name: str) -> str:
    """Tabs, as published; a workbook or a CSV of refused rows says itself."""
    return "\t" if name.lower().endswith((".txt", ".tsv")) else ""


def entry_of(cells: dict[str, str]) -> Entry:
    """A charity."""
    key, main = numbers_of(cells)
    opened = date_of(cells["date_of_registration"], "date of registration")
    closed = date_of(cells["date_of_removal"], "date of removal")
    in_order(opened, closed)
    date_of(cells["date_of_extract"], "date of the extract")
    doubts: list[str] = []
    status = clean(cells["charity_registration_status"]).lower()
    if status == "removed" and closed is None:
        raise Unreadable("It is said to be removed, but the date of removal is missing.")
    if status == "registered" and closed is not None:
        doubts.append(f"It is said to be registered, and removed on {closed:%-d %B %Y}; taken as removed.")
    return Entry(
        key=key,
        name=titled(name_of(cells["charity_name"], "charity's name")),
        kind="linked-charity" if main else "charity",
        codes=company_of(cells, doubts),
        opened=opened,
        closed=closed,
        facts=facts_of(cells, doubts),
        part_of=main,
        doubts=tuple(doubts),
    )


def numbers_of(cells: dict[str, str]) -> tuple[Code, Code | None]:
    """Its own number, and that of its main charity if it is a linked one."""
    registered = code_of(Scheme.CHARITY, cells["registered_charity_number"], "The charity number")
    linked = figures(cells["linked_charity_number"]) or MAIN
    if linked == MAIN:
        return registered, None
    return code_of(Scheme.CHARITY, f"{registered[1]}-{linked}", "The linked charity's number"), registered


def is_linked(cells: dict[str, str]) -> bool:
    """Whether a row is of a linked charity."""
    return (figures(cells["linked_charity_number"]) or MAIN) != MAIN


def company_of(cells: dict[str, str], doubts: list[str]) -> tuple[Code, ...]:
    """Its number at Companies House, if it has one that can be one."""
    given = cells["charity_company_registration_number"]
    if not figures(given).strip("0"):
        return ()
    try:
        return (code_of(Scheme.COMPANY, given, "The company number"),)
    except Unreadable as problem:
        doubts.append(f"{problem} Left out.")
        return ()


def facts_of(cells: dict[str, str], doubts: list[str]) -> dict[str, Any]:
    """What it does, where it is, its latest income. An empty cell says nothing."""
    facts: dict[str, Any] = {
        "about": clean(cells["charity_activities"]),
        "address": address_of([cells[f"charity_contact_address{number}"] for number in range(1, 6)]),
        "postcode": normal_postcode(figures(cells["charity_contact_postcode"])),
        "telephone": figures(cells["charity_contact_phone"]),
    }
    for name, most in (("address", 400), ("postcode", 10), ("telephone", 40)):
        if len(facts[name]) > most:
            doubts.append(f"The {name} is longer than {most} letters; left out.")
            facts[name] = ""
    for name, words, column, read in (
        ("email", "e-mail address", "charity_contact_email", email_of),
        ("website", "website", "charity_contact_web", website_of),
    ):
        if cells[column].strip():
            facts[name] = read(cells[column])
            if not facts[name]:
                doubts.append(f"The {words} '{clean(cells[column])[:60]}' is not one; left out.")
    facts["income"] = money_of(cells["latest_income"])
    if facts["income"] is not None:
        facts["income_year_end"] = date_of(cells["latest_acc_fin_period_end_date"], "end of the year of the income")
    return {name: value for name, value in facts.items() if value not in (None, "")}
