"""What two people made of the same record, side by side."""

from typing import Any, NamedTuple

from django import forms

from core.pages import words
from core.pages.fields import DateError, Typed, read_date


class Pair(NamedTuple):
    """One field in which the two differ, as texts."""

    label: str
    theirs: str
    yours: str


def differences(form: forms.BaseForm, current: Any) -> list[Pair]:
    """The fields of a posted form that differ from what the record holds now: compared as read, shown as typed."""
    pairs = []
    read = read_from(form)
    for bound in form.visible_fields():
        if hasattr(current, bound.name):
            theirs = readable(bound, getattr(current, bound.name))
            if theirs != readable(bound, read.get(bound.name, typed(bound))):
                pairs.append(Pair(str(bound.label), theirs, readable(bound, typed(bound))))
    return pairs


def read_from(form: forms.BaseForm) -> dict[str, Any]:
    """The values of the fields that could be read, also of a form that was refused; none of one that was not sent."""
    if not form.is_bound:
        return {}
    form.is_valid()  # the fields are read the first time it is asked
    return form.cleaned_data


def typed(bound: Any) -> Any:
    """What was typed into a field; of a file, the one that was sent, which is never its value."""
    return bound.data if isinstance(bound.field, forms.FileField) else bound.value()


def readable(bound: Any, value: Any) -> str:
    """A value of a field as people read it: a choice by its label, a date in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, Typed):
        return date_typed(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list | tuple | set):
        return ", ".join(readable(bound, each) for each in value)
    if hasattr(value, "all") and hasattr(value, "exists"):
        return ", ".join(str(each) for each in value.all())
    choices = dict(getattr(bound.field, "choices", None) or {})
    if value in choices:
        return str(choices[value])
    if hasattr(value, "strftime"):
        return words.moment(value) if hasattr(value, "hour") else words.date(value)
    return str(value)


def date_typed(value: Typed) -> str:
    """The date in three boxes in words; what is no date, as it was typed."""
    try:
        day = read_date(value)
    except DateError:
        return " ".join(value).strip()
    return words.date(day) if day else ""
