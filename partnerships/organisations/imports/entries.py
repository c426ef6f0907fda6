"""What one row of a published list says of one organisation, whichever list it is, and how its cells are read."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from partnerships.organisations.imports.naming import words_of
from partnerships.organisations.models import AreaKind
from partnerships.organisations.rules import normal_identifier

Code = tuple[str, str]
"""A scheme and a value, as kept: ("ods", "5CN")."""


PLACE = "place"
"""In the place of a scheme: a body without a code is known by its name and postcode. It is kept nowhere."""


class Unreadable(Exception):
    """A cell that makes the whole row useless: the sentence says which and why."""


@dataclass(frozen=True)
class Place:
    """The area a council looks after."""

    name: str
    kind: AreaKind
    gss: str | None
    region: str
    nation: str
    county: Code | None = None
    starts: datetime.date | None = None
    ends: datetime.date | None = None


@dataclass(frozen=True)
class Passing:
    """To whom an organisation's work passed, how, and on which day the successor began."""

    to: tuple[Code, ...]
    kind: str
    on: datetime.date


@dataclass(frozen=True)
class Entry:
    """One organisation as a list describes it. Without a closing date the list says that it is open, unless it has
    no such column (`says_open`); a kind that was said for all rows alike (`says_kind`) tells nothing of a body that is
    in the register."""

    key: Code
    name: str
    kind: str
    codes: tuple[Code, ...] = ()
    former_codes: tuple[Code, ...] = ()
    short_name: str = ""
    opened: datetime.date | None = None
    closed: datetime.date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None
    part_of: Code | None = None
    passing: Passing | None = None
    doubts: tuple[str, ...] = ()
    says_open: bool = True
    says_kind: bool = True

    @property
    def label(self) -> str:
        """Its name and the code, or the postcode, that it is known by."""
        return f"{self.name}, {self.key[1].partition('|')[0]}"

    @property
    def own_codes(self) -> tuple[Code, ...]:
        """The code the list knows it by, and its further codes."""
        return (self.key, *self.codes)

    @property
    def all_codes(self) -> set[Code]:
        """Every code that must be looked up to decide what to do with it."""
        found = {*self.own_codes, *self.former_codes}
        if self.part_of:
            found.add(self.part_of)
        if self.place and self.place.county:
            found.add(self.place.county)
        return found.union(self.passing.to if self.passing else ())


def clean(text: str) -> str:
    """A cell's words: whole characters only, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    text = "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cf", "Cs") or each in "\n\t ")
    return " ".join(text.split())


def figures(text: str) -> str:
    """A cell that holds a number or a date: full-width figures read as 0 to 9."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def code_of(scheme: str, text: str, what: str) -> Code:
    """A code as it is kept. Raises Unreadable where it is none."""
    try:
        return scheme, normal_identifier(scheme, text)
    except ValidationError as problem:
        shown = clean(text)[:40]
        if not shown:
            raise Unreadable(f"{what} is missing.") from None
        raise Unreadable(f"{what} '{shown}' is not one. {' '.join(problem.messages)}") from None


def place_of(name: str, postcode: str) -> Code:
    """What stands for a code where a body has none: its name in words, in its postcode."""
    return PLACE, f"{postcode}|{words_of(name)}"


def name_of(text: str, what: str = "organisation's name") -> str:
    """A name. Raises Unreadable where there is none, or one that is too long."""
    name = clean(text)
    if not any(each.isalnum() for each in name):
        raise Unreadable(f"The {what} is missing.")
    if len(name) > 255:
        raise Unreadable(f"The {what} is longer than 255 letters: '{name[:40]}...'.")
    return name


def date_of(text: str, what: str) -> datetime.date | None:
    """A date written as 20030401, 2003-04-01 or 2003-04-01 00:00:00; None where the cell is empty."""
    plain = figures(text)
    if not plain:
        return None
    found = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})([ T][0-9:.]+)?", plain, re.ASCII)
    try:
        if found is None:
            raise ValueError
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable(
            f"The {what} '{clean(text)[:40]}' is not a date that can be read: write it as 2003-04-01."
        ) from None


def in_order(opened: datetime.date | None, closed: datetime.date | None) -> None:
    """Raise Unreadable where it closed before it opened."""
    if opened and closed and closed < opened:
        raise Unreadable(f"It closed on {closed:%-d %B %Y}, before it opened on {opened:%-d %B %Y}.")


def money_of(text: str) -> Decimal | None:
    """An amount of pounds. None where the cell is empty; Unreadable where it is no amount."""
    plain = figures(text).replace(",", "").removeprefix("£")
    if not plain:
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 12:
        raise Unreadable(f"The income '{clean(text)[:40]}' is not an amount of money.")
    return amount.quantize(Decimal("0.01"))


def email_of(text: str) -> str | None:
    """An e-mail address; None where it is not one."""
    text = figures(text)
    try:
        EmailValidator()(text)
    except ValidationError:
        return None
    return text if len(text) <= 254 else None


def website_of(text: str) -> str | None:
    """An address on the web, with its scheme; None where it is not one."""
    text = figures(text)
    text = text if re.match(r"https?://", text, re.IGNORECASE) else f"http://{text}"
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return None
    return text if len(text) <= 300 else None


def address_of(lines: list[str]) -> str:
    """The lines of an address as one."""
    return ", ".join(filter(None, (clean(line).strip(",") for line in lines)))
