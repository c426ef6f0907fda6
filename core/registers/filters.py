"""How a register is narrowed: declared as a django-filter set, and cheap for the filters that nobody asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.pages.forms import Form

SELECT, DATE, LINE = "select", "date", "line"
ALL = "All"


class Filters(django_filters.FilterSet):
    """Declare filters in a subclass. Only those that the address names are made; the others narrow nothing."""

    base_filters: dict[str, Any]

    class Meta:
        form = Form

    def __init__(self, data: Mapping[str, Any], queryset: QuerySet, **kwargs: Any) -> None:
        self.base_filters = {name: each for name, each in type(self).base_filters.items() if data.get(name)}
        super().__init__(data, queryset=queryset, **kwargs)


def pick(label: str, among: Any, method: str) -> django_filters.ChoiceFilter:
    """A list to choose from, of pairs or a function that gives them; nothing chosen means all."""
    return django_filters.ChoiceFilter(label=label, choices=among, method=method)


@dataclass(frozen=True)
class Box:
    """One filter as the page shows it."""

    name: str
    label: str
    kind: str
    value: str = ""
    options: str = ""
    errors: list[str] = field(default_factory=list)


def boxes(declared: type[Filters], query: Mapping[str, str], errors: Mapping[str, list[str]]) -> list[Box]:
    """Every filter of a register with what was asked of it."""
    return [box(name, each, query.get(name, ""), errors.get(name, [])) for name, each in declared.base_filters.items()]


def box(name: str, declared: django_filters.Filter, value: str, errors: list[str]) -> Box:
    """One filter with what was asked of it."""
    label = str(declared.label or name.replace("_", " ").capitalize())
    kind = DATE if isinstance(declared, django_filters.DateFilter) else LINE
    choices = choices_of(declared)
    if choices is None:
        return Box(name, label, kind, value=value[:200], errors=errors)
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
