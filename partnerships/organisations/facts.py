"""What the register says of one organisation, in as few questions to the database as the page can do with."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_date

from partnerships.organisations.models import (
    Area,
    AreaServed,
    Described,
    Funding,
    Identifier,
    KindSpell,
    Organisation,
    OrganisationKind,
    OrganisationName,
    PartnerSpell,
    Tie,
    UmbrellaMembership,
)
from partnerships.terms.models import Term


@dataclass(frozen=True)
class Fact:
    """One dated fact: of what kind, its words, the other record it leads to, and from when to when."""

    about: str
    kind: str
    text: str
    pk: int
    other_id: int | None
    starts: datetime.date | None
    ends: datetime.date | None

    def holds_on(self, on: datetime.date) -> bool:
        """Whether it holds on that day."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or self.ends >= on)


PARTS: tuple[tuple[str, type, str, str, str, str, tuple[type, str] | None], ...] = (
    # about, table, whose, kind, text, other record, (table that holds kind or text, by which column)
    ("code", Identifier, "organisation_id", "f.scheme", "f.value", "NULL", None),
    ("name", OrganisationName, "organisation_id", "f.kind", "f.name", "NULL", None),
    ("kind", KindSpell, "organisation_id", "''", "o.title", "NULL", (OrganisationKind, "kind_id")),
    ("area", AreaServed, "organisation_id", "o.kind", "o.name", "o.id", (Area, "area_id")),
    ("term", Described, "organisation_id", "o.vocabulary", "o.title", "o.id", (Term, "term_id")),
    ("partner", PartnerSpell, "organisation_id", "''", "''", "NULL", None),
    ("tie", Tie, "organisation_id", "f.kind", NAMED := "o.name || CASE o.code WHEN '' THEN '' ELSE ', ' || o.code END",
     "o.id", (Organisation, "other_id")),
    ("tied", Tie, "other_id", "f.kind", NAMED, "o.id", (Organisation, "organisation_id")),
    ("umbrella", UmbrellaMembership, "member_id", "f.membership_class", NAMED, "o.id", (Organisation, "umbrella_id")),
    ("funder", Funding, "funded_id", "''", NAMED, "o.id", (Organisation, "funder_id")),
)  # fmt: skip
"""Where each kind of fact stands. Everything here is our own text; the organisation is the one parameter."""

ENTRY: tuple[tuple[str, type, str], ...] = (
    ("kind", OrganisationKind, "title"),
    ("area", Area, "name"),
    ("size", Term, "title"),
)
"""What its own entry names, by the field that leads there and the column that names it: it holds today, undated."""

UNDATED = "0, CAST(NULL AS bigint), CAST(NULL AS date), CAST(NULL AS date)"
"""In the columns of a fact's own key, of the other organisation and of its days: there are none."""
MEMBERS = (
    f"SELECT 'members', membership_class, CAST(COUNT(*) AS varchar), {UNDATED} "  # noqa: S608
    f"FROM {UmbrellaMembership._meta.db_table} WHERE umbrella_id = %s AND ends IS NULL GROUP BY membership_class"
)
"""How many belong to it today, by class: an umbrella body may have thousands of members."""


TWINS = tuple(
    f"SELECT '{about}', {kind}, {text}, 0, t.id, CAST(NULL AS date), CAST(NULL AS date) "  # noqa: S608
    f"FROM {Organisation._meta.db_table} t {joined} WHERE t.duplicate_of_id = %s"
    for about, kind, text, joined in (
        ("twin", "''", "t.name", ""),
        ("twin_code", "f.scheme", "f.value", f"JOIN {Identifier._meta.db_table} f ON f.organisation_id = t.id"),
        ("twin_name", "f.kind", "f.name", f"JOIN {OrganisationName._meta.db_table} f ON f.organisation_id = t.id"),
    )
)
"""The entries that were merged into it, with their codes and further names."""


@cache
def statement() -> str:
    """One statement for all facts of an organisation: by way of QuerySets it would cost more than the page."""
    return " UNION ALL ".join([*(part(*each) for each in PARTS), *(entry(*each) for each in ENTRY), MEMBERS, *TWINS])


def part(about: str, model: Any, whose: str, kind: str, text: str, other: str, joined: Any) -> str:
    """The facts of one table, in the columns that all share."""
    table = f"{model._meta.db_table} f"
    if joined:
        table += f" JOIN {joined[0]._meta.db_table} o ON o.id = f.{joined[1]}"
    other = f"CAST({other} AS bigint)"
    return f"SELECT '{about}', {kind}, {text}, f.id, {other}, f.starts, f.ends FROM {table} WHERE f.{whose} = %s"  # noqa: S608


def entry(field: str, model: Any, column: str) -> str:
    """What the entry names in one field, in the same columns."""
    tables = f"{Organisation._meta.db_table} f JOIN {model._meta.db_table} o ON o.id = f.{field}_id"
    return f"SELECT 'entry', '{field}', o.{column}, {UNDATED} FROM {tables} WHERE f.id = %s"  # noqa: S608


def facts_of(pk: int) -> dict[str, list[Fact]]:
    """All facts of an organisation, dated or not, by what they are about. One query."""
    found: dict[str, list[Fact]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement(), [pk] * (len(PARTS) + len(ENTRY) + 1 + len(TWINS)))
        for about, kind, text, key, other, starts, ends in cursor.fetchall():
            found[about].append(Fact(about, kind, text, key, other, day(starts), day(ends)))
    for each in found.values():
        each.sort(key=lambda fact: (fact.kind, fact.text, fact.pk))
    return found


def day(value: Any) -> datetime.date | None:
    """A day as the database gives it; SQLite gives it as text."""
    return parse_date(value) if isinstance(value, str) else value
