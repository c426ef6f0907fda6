"""How a register is narrowed: declared as a django-filter set, and cheap for the filters that nobody asks for."""

import datetime
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar

import django_filters
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.forms import ChoiceField, DateField, Field, ModelChoiceField
from django.template import engines
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from markupsafe import Markup

from core import clock
from core.acts import Actor
from core.pages import words
from core.pages.forms import Form

SELECT, DATE, LINE = "select", "date", "line"
ALL = "All"
DAYS = [MinValueValidator(clock.EARLIEST), MaxValueValidator(clock.LATEST)]
BEYOND = {
    "min_value": f"Enter a day from {words.date(clock.EARLIEST)} on.",
    "max_value": f"Enter a day up to {words.date(clock.LATEST)}.",
}
"""The days between which every list can be asked; beyond them the calendar itself comes to an end."""


class Filters(django_filters.FilterSet):
    """Declare filters in a subclass; methods named by them narrow the rows, and find all values in `form.cleaned_data`.

    Only the filters that the address names are read, by fields that are made once: a form of all of them, made for
    each request, would cost more than the page's rows.
    """

    base_filters: ClassVar[dict[str, Any]]

    def __init__(self, data: Mapping[str, Any], queryset: QuerySet, actor: Actor) -> None:
        self.data, self.queryset, self.actor = data, queryset, actor
        self.filters = {name: each for name, each in self.base_filters.items() if data.get(name)}

    @cached_property
    def form(self) -> "Asked":
        """What was asked for, as each filter's field reads it."""
        return Asked(self.filters, self.data, self.actor)

    def day_asked(self) -> datetime.date | None:
        """The day the list is judged on, None where none was asked for."""
        return self.form.cleaned_data.get("as_at")

    def on(self) -> datetime.date:
        """The day the list is judged on."""
        return self.day_asked() or clock.today()

    def in_force(self, rows: Any, name: str, value: datetime.date) -> QuerySet:
        """The rows that hold on the day."""
        found: QuerySet = rows.in_force(value)
        return found

    @property
    def qs(self) -> QuerySet:
        """The rows that pass every filter asked for."""
        rows = self.queryset
        for name, value in self.form.cleaned_data.items():
            declared = self.filters[name]
            narrow = getattr(self, declared.method) if declared.method else None
            rows = narrow(rows, name, value) if narrow else declared.filter(rows, value)
        return rows


class OfWhatCounts(Filters):
    """Leaves out what was entered by mistake, unless a state is asked for with the filter `state` of a subclass."""

    @property
    def qs(self) -> QuerySet:
        rows = super().qs
        return rows if "state" in self.form.cleaned_data else rows.filter(voided_on=None)


class Asked:
    """The values asked for: those that could be read, and what is wrong with the others."""

    def __init__(self, filters: Mapping[str, django_filters.Filter], data: Mapping[str, Any], actor: Actor) -> None:
        self.cleaned_data: dict[str, Any] = {}
        self.errors: dict[str, list[str]] = {}
        for name, declared in filters.items():
            field = field_of(declared, name)
            try:
                value = field.clean(field.widget.value_from_datadict(data, {}, name))
                if value in withheld_of(declared, actor):
                    raise ValidationError(field.error_messages["invalid_choice"])
            except ValidationError as problem:
                self.errors[name] = problem.messages
            else:
                self.cleaned_data |= {} if value in (None, "") else {name: value}


@lru_cache(maxsize=512)
def field_of(declared: django_filters.Filter, name: str) -> Field:
    """The field of a filter, in our wording; a day is held between the first and the last."""
    form = type("OneFilter", (Form,), {name: declared.field})()
    found: Field = form.fields[name]
    if isinstance(found, DateField):
        found.validators += DAYS
        found.error_messages |= BEYOND
    if isinstance(found, ChoiceField | ModelChoiceField):  # its label need not be a noun: 'How it came'
        said = f"Choose one from the list '{found.label}'.".replace("%", "%%")
        found.error_messages |= {"invalid_choice": said, "invalid_pk_value": said}
    return found


Withheld = Callable[[Any], Container[str]]
"""Gives the keys of a list to choose from that are not for a person: they are shown no such row."""


class Pick(django_filters.ChoiceFilter):
    """A list to choose from, of which nobody is offered what is withheld from them. What is chosen narrows the rows
    alike for everybody who sees all of them: the statement may be kept (ADR 24)."""

    def __init__(self, withheld: Withheld | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.withheld = withheld


def pick(label: str, among: Any, method: str, withheld: Withheld | None = None) -> Pick:
    """A list to choose from, of pairs or a function that gives them; nothing chosen means all.

    `withheld(actor)` gives the keys that are not offered to a person, and refused like any that is not on the list.
    """
    return Pick(withheld, label=label, choices=among, method=method)


def withheld_of(declared: django_filters.Filter, actor: Actor) -> Container[str]:
    """What of a filter's list is not for this person."""
    return declared.withheld(actor) if isinstance(declared, Pick) and declared.withheld else ()


def as_at(method: str = "in_force") -> django_filters.DateFilter:
    """The day the list is judged on; by default it then holds what was in force on it. Call it `as_at`."""
    wrong = {"invalid": "Enter the day like 20/11/2003."}
    return django_filters.DateFilter(label="As at", method=method, error_messages=wrong)


@dataclass(frozen=True)
class Box:
    """One filter as the page shows it."""

    name: str
    label: str
    kind: str
    value: str = ""
    options: str = ""
    errors: tuple[str, ...] = ()


def boxes(
    declared: type[Filters], query: Mapping[str, str], errors: Mapping[str, list[str]], actor: Actor
) -> list[Markup]:
    """Every filter of a register with what was asked of it, as the page shows them to a person."""
    asked = [(name, each, query.get(name, ""), errors.get(name, ())) for name, each in declared.base_filters.items()]
    return [drawn(box(name, each, value, tuple(wrong), actor)) for name, each, value, wrong in asked]


@lru_cache(maxsize=512)
def drawn(box: Box) -> Markup:
    """One filter as the template draws it; kept, because most filters of a list are never asked for."""
    template: Any = engines["jinja2"].env.get_template("registers/box.html").module  # type: ignore[attr-defined]
    found: Markup = template.filter(box)
    return found


def box(name: str, declared: django_filters.Filter, value: str, errors: tuple[str, ...], actor: Actor) -> Box:
    """One filter with what was asked of it."""
    label = str(declared.label or name.replace("_", " ").capitalize())
    kind = DATE if isinstance(declared, django_filters.DateFilter) else LINE
    choices = choices_of(declared)
    if choices is None:
        return Box(name, label, kind, value=value[:200], errors=errors)
    withheld = withheld_of(declared, actor)
    choices = tuple((key, title) for key, title in choices if key not in withheld) if withheld else choices
    return Box(name, label, SELECT, value=value[:200], options=options(choices, value[:200]), errors=errors)


def choices_of(declared: django_filters.Filter) -> tuple[tuple[Any, str], ...] | None:
    """What there is to choose from, None where something is typed."""
    choices, rows = declared.extra.get("choices"), declared.extra.get("queryset")
    if rows is not None:
        return tuple((each.pk, str(each)) for each in rows.all())
    return None if choices is None else tuple(choices() if callable(choices) else choices)


@lru_cache(maxsize=512)
def options(choices: Iterable[tuple[Any, str]], chosen: str) -> SafeString:
    """The lines of a select, escaped; kept, because a long list costs more to draw than the rows of the page."""
    lines = [("", "", ALL), *((key, " selected" if str(key) == chosen else "", title) for key, title in choices)]
    return format_html_join("", '<option value="{}"{}>{}</option>', lines)
