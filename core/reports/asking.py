"""From what a person asks to a prepared report: the parameters, the day, and the header that says both."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import BoundField
from django.http import QueryDict

from core import clock
from core.acts import Actor
from core.pages import words
from core.pages.fields import DayMonthYearField
from core.pages.forms import Form, speak_plainly
from core.reports.declaration import Prepared, Report

AS_AT = "as_at"


class AsAtForm(Form):
    """The day on which a report is to be true."""

    as_at = DayMonthYearField(
        label="As at",
        required=False,
        earliest=clock.EARLIEST,
        latest=clock.LATEST,
        help_text="Shows the position on this day, by what is known now. Leave empty for today.",
    )


class Asked:
    """What somebody asks of a report: its own form and the day, both from one query string (None: nothing asked)."""

    def __init__(self, report: Report, actor: Actor, query: QueryDict | None) -> None:
        self.report = report
        self.actor = actor
        self.query = query
        self.form = report.form(actor, query)
        speak_plainly(self.form)
        self.day = AsAtForm(query)
        for form in self.forms:
            form.auto_id = f"{report.name}-%s"  # several reports ask on one page

    @property
    def forms(self) -> list[forms.Form]:
        """Both forms, in the order in which they are shown."""
        return [self.form, self.day]

    @property
    def can_run(self) -> bool:
        """Whether it is complete and in order."""
        return self.form.is_valid() and self.day.is_valid()

    @property
    def as_at(self) -> datetime.date:
        """The day; today where none is given."""
        found: datetime.date | None = self.day.cleaned_data[AS_AT]
        return found or clock.today()

    def prepare(self) -> Prepared:
        """Work the report out. Only after `can_run`."""
        report = self.report
        return Prepared(
            name=report.name,
            title=report.title,
            description=report.description,
            sections=report.sections(self.actor, self.as_at, **self.form.cleaned_data),
            parameters=[(str(bound.label), shown(bound)) for bound in self.form.visible_fields()],
            as_at=self.as_at,
            made_at=clock.now(),
            asked_by=who(self.actor),
            dense=report.dense,
        )

    def plain(self) -> dict[str, list[str]]:
        """What was typed, as JSON can hold it, with the day written out."""
        query = self.query or QueryDict()
        own = {name: query.getlist(name) for name in query if self._of_own_form(name)}
        return own | {AS_AT: [self.as_at.isoformat()]}

    def _of_own_form(self, name: str) -> bool:
        """Whether a part of the query belongs to a field of the report's form; a date has three parts."""
        return name in self.form.fields or name.rpartition("_")[0] in self.form.fields


def query_of(plain: dict[str, list[str]]) -> QueryDict:
    """The query string again, from what was kept."""
    query = QueryDict(mutable=True)
    for name, values in plain.items():
        query.setlist(name, values)
    return query


def who(actor: Actor) -> str:
    """Who asks and in which capacity: 'Ann Analyst, Analyst, Herefordshire Primary Care Trust'."""
    user = getattr(actor, "user", None)
    return f"{user}, {actor.label}" if user else actor.label


def shown(bound: BoundField) -> str:
    """The value of a parameter in the words of its form."""
    value: Any = bound.form.cleaned_data.get(bound.name)
    if isinstance(value, Model):  # its words, without asking for the whole list again
        words_of: Callable[[Model], str] = getattr(bound.field, "label_from_instance", str)
        return str(words_of(value))
    choices = dict(getattr(bound.field, "choices", None) or ())
    if isinstance(value, list | tuple):
        return ", ".join(str(choices.get(each, each)) for each in value) or "Any"
    if isinstance(value, datetime.date):
        return words.date(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value in choices:
        return str(choices[value])
    return "Any" if value in (None, "") else str(value)
