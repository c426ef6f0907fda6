"""Fields of forms in which several things are named, one a line."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from core.pages import words
from core.pages.fields import DateError, LongTextField, Typed, plain_number, read_date
from partnerships.organisations.fields import find
from partnerships.organisations.models import Organisation

MOST = 50
LIKE = "Write a day and a figure, like 31/03/2005 2.5."


class OrganisationsField(LongTextField):
    """Organisations by name or code, one a line. Cleans to a list of them."""

    def clean(self, value: Any) -> list[Organisation]:  # type: ignore[override]
        lines = lines_of(super().clean(value))
        found, wrong = [], []
        for line in lines:
            try:
                found.append(find(line))
            except ValidationError as problem:
                wrong.append(f"'{line[:80]}': {problem.messages[0]}")
        if wrong:
            raise ValidationError([ValidationError(each) for each in wrong])
        return found

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(str(each) for each in value)


class StepsField(LongTextField):
    """Days with figures, one a line. Cleans to a list of pairs."""

    def clean(self, value: Any) -> list[tuple[datetime.date, Decimal]]:  # type: ignore[override]
        return [step_of(line) for line in lines_of(super().clean(value))]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{each.on:%d/%m/%Y} {words.number(each.aim)}" for each in value)


def lines_of(text: str) -> list[str]:
    """The lines that say something; refused where they are too many."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise ValidationError(f"Enter no more than {MOST} lines.")
    return lines


def step_of(line: str) -> tuple[datetime.date, Decimal]:
    """A day and its figure."""
    day, _, figure = line.rpartition(" ")
    parts = re.fullmatch(r"(\S+?)[/ .-](\S+?)[/ .-](\d{4})", day.strip())
    number = plain_number(figure)
    try:
        on = read_date(Typed(*parts.groups())) if parts else None
    except DateError:
        on = None
    if on is None or number == "no number" or not re.fullmatch(r"[-+]?\d{1,8}(\.\d{1,4})?", str(number)):
        raise ValidationError(f"'{line[:60]}' cannot be read. {LIKE}")
    return on, Decimal(number)
