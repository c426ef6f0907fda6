"""Form fields that read what people write: dates in three boxes, money with a pound sign, text without surprises."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.fields import is_seen
from core.pages import words
from core.pages.labels import the

MONTHS = tuple(datetime.date(2000, month, 1).strftime("%B").lower() for month in range(1, 13))
BOXES = ("day", "month", "year")
FIRST = datetime.date(1000, 1, 1)
"""The first day that can be entered where nothing else is said: some charities are older than any register of them."""
HALVES = re.compile("[\ud800-\udfff]")
UNREADABLE = "contains a character that cannot be kept. Type it again rather than pasting it."


def refuse_unreadable(text: str) -> None:
    """Refuse NUL and lone surrogates, which no database keeps."""
    if "\0" in text or not (text.isascii() or HALVES.search(text) is None):
        raise ValidationError(f"The text {UNREADABLE}", code="null_characters_not_allowed")


def tidy(text: str) -> str:
    """Text in one form: composed letters, and one kind of line end, so that a limit counts what people see."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


class Explained(str):
    """The label of a choice, with a hint under it."""

    hint: str

    def __new__(cls, label: str, hint: str) -> "Explained":
        made = super().__new__(cls, label)
        made.hint = hint
        return made


class TextField(forms.CharField):
    """Text of any language, tidied before it is counted."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(tidy(value) if isinstance(value, str) else value) or ""
        return text if is_seen(text) else ""


class LongTextField(TextField):
    """Text of several lines."""

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class NumberText(forms.TextInput):
    """A number typed into a text box: a phone shows digits, and a wheel of the mouse changes nothing."""

    def __init__(self, inputmode: str = "numeric") -> None:
        super().__init__(attrs={"inputmode": inputmode, "autocomplete": "off"})


def plain_number(value: Any) -> Any:
    """A typed number without what people put around it: '£ 1,200' and full-width digits read as '1200'.

    What is no number comes back as 'no number', for the field to refuse in its own words.
    """
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).strip()
    text = re.sub(r"^([-+]?)\s*£\s*", r"\1", text)
    if re.fullmatch(r"[-+]?\d{1,3}([, ]\d{3})+(\.\d+)?", text):
        text = re.sub(r"[, ]", "", text)
    if text and not re.fullmatch(r"[-+]?\d{1,40}(\.\d{0,40})?|[-+]?\.\d{1,40}", text):
        return "no number"
    return text


class WholeNumberField(forms.IntegerField):
    """A whole number; commas between thousands are taken."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", NumberText())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(plain_number(value))


class NumberField(forms.DecimalField):
    """A number with decimals; commas between thousands are taken."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", NumberText("decimal"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(plain_number(value))


class MoneyField(NumberField):
    """An amount of pounds and pence: '£1,200.50', '1200.5' and '1200' are all taken."""

    prefix = "£"

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"max_digits": 14, "decimal_places": 2, **kwargs}
        super().__init__(**kwargs)


PICKED = "_picked"
"""After the name of a line: the name of the choices below it."""


OFFERED_FOR = "_offered_for"
"""After the name of a line: what stood in it when the choices were offered. Words typed since go before a choice."""


def could_mean(sentence: str, choices: Sequence[tuple[str, str]]) -> ValidationError:
    """The refusal of a line that is not understood, with what could be meant: what is sent for each, and its label."""
    return ValidationError(sentence.replace("%", "%%"), code="could_mean", params={"choices": choices})


class OneLinePick(forms.TextInput):
    """One line in which a thing is named or its code typed; what matches is offered while the person types.

    `suggestions` gives the address that answers `?q=` with a JSON list of texts. Without script it is a plain line: a
    field that refuses it with `could_mean` offers what could be meant below it, and what is picked there goes before
    what is typed.
    """

    def __init__(self, suggestions: Callable[[], str] | str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        line, picked = super().value_from_datadict(data, files, name), data.get(f"{name}{PICKED}")
        return picked if picked and data.get(f"{name}{OFFERED_FOR}", line) == line else line

    def address(self) -> str:
        """Where the suggestions come from."""
        return self.suggestions() if callable(self.suggestions) else self.suggestions


class Typed(NamedTuple):
    """The three boxes of a date as they were typed."""

    day: str
    month: str
    year: str


class DateError(Exception):
    """Why three boxes are no date: the sentence after the field's name, and the boxes to look at."""

    def __init__(self, sentence: str, boxes: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.sentence, self.boxes = sentence, boxes


def read_date(typed: Typed) -> datetime.date | None:
    """The date in the three boxes, None where all are empty. Raises DateError."""
    texts = [unicodedata.normalize("NFKC", each).strip() for each in typed]
    missing = tuple(box for box, text in zip(BOXES, texts, strict=True) if not text)
    if len(missing) == 3:
        return None
    if missing:
        raise DateError(f"must include a {' and a '.join(missing)}", missing)
    day, month, year = _digits(texts[0]), _month(texts[1]), _digits(texts[2])
    if not re.fullmatch(r"[0-9]{4}", texts[2]):
        raise DateError("must have a year of 4 digits, like 2003", ("year",))
    try:
        return datetime.date(year or 0, month or 0, day or 0)
    except ValueError:
        boxes = ("month",) if month not in range(1, 13) else ("day",)
        boxes = ("year",) if not year else boxes
        raise DateError("must be a real date, like 20 November 2003", boxes) from None


def _digits(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _month(text: str) -> int | None:
    low = text.lower().rstrip(".")
    named = [number for number, name in enumerate(MONTHS, 1) if len(low) >= 3 and name.startswith(low)]
    return named[0] if named else _digits(text)


class DayMonthYearWidget(forms.Widget):
    """Three boxes: day, month (a number or a name) and year. One ISO date under the plain name is read as well."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        whole = str(data.get(name) or "").strip()
        parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", whole)
        if parts:
            return Typed(parts[3], parts[2], parts[1])
        typed = Typed(*(str(data.get(f"{name}_{box}") or "") for box in BOXES))
        return typed if any(typed) else Typed(whole[:40], "", "")  # what is no date is refused, not passed over

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and all(f"{name}_{box}" not in data for box in BOXES)

    def format_value(self, value: Any) -> Typed:
        """What stands in the boxes."""
        if isinstance(value, datetime.date):
            return Typed(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, Typed) else Typed("", "", "")


class DayMonthYearField(forms.Field):
    """A date in three boxes. `earliest` and `latest` are dates, or functions that give one when the form is read.

    Without them it lies well within the calendar, so that whoever reckons with it, a day before or after, gets a date.
    """

    widget = DayMonthYearWidget

    def __init__(
        self,
        *,
        earliest: datetime.date | Callable[[], datetime.date] = FIRST,
        latest: datetime.date | Callable[[], datetime.date] = clock.LATEST,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        if value is None or isinstance(value, datetime.date):
            return value
        try:
            return read_date(value)
        except DateError as problem:
            raise ValidationError(f"{the(self.label)} {problem.sentence}.", code="invalid") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = (each() if callable(each) else each for each in (self.earliest, self.latest))
        if value < earliest:
            raise ValidationError(f"{the(self.label)} must be on or after {words.date(earliest)}.", code="early")
        if value > latest:
            raise ValidationError(f"{the(self.label)} must be on or before {words.date(latest)}.", code="late")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class OneOf(forms.ModelChoiceField):
    """One of the records that are offered, by its key as the page wrote it: Python reads '１' as a number too."""

    def to_python(self, value: Any) -> Any:
        by_number = not self.to_field_name
        if by_number and isinstance(value, str) and value and not (value.isascii() and value.isdigit()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)
