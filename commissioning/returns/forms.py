"""The forms of returns: the figures of one period, its sheet, and what the commissioner says of it."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from commissioning.monitoring.models import ReportingPeriod
from commissioning.returns import rules
from commissioning.returns.models import ReturnVersion
from commissioning.returns.reading import last_figures
from commissioning.returns.rules import Given
from core.pages.fields import DayMonthYearField, LongTextField, NumberField, TextField
from core.pages.forms import Form, speak_plainly
from core.pages.model_forms import form_of

Words = form_of(ReturnVersion, "summary", "answer")
NOTE = "Where it is 0, or there is none: how that comes about."


class ReturnForm(Words):  # type: ignore[misc, valid-type]
    """One figure after the other, each with its definition; a doubtful one is asked about before it is taken."""

    def __init__(self, data: Any = None, *, period: ReportingPeriod, draft: ReturnVersion | None, later: bool):
        self.lines = list(period.lines.all())
        held = {each.line_id: each for each in draft.values.all()} if draft is not None else {}
        initial = {"summary": draft.summary if draft else "", "answer": draft.answer if draft else ""}
        for pk, each in held.items():
            figure = each.value if each.value is None else each.value.normalize()
            initial |= {f"v{pk}": f"{figure:f}" if figure is not None else "", f"n{pk}": each.note}
        Form.__init__(self, data, initial=initial, once=True, version=draft.version if draft is not None else 0)
        self.last = last_figures(period)
        self.fields = figures_of(self) | self.fields
        if not later:
            del self.fields["answer"]
        for pk, each in held.items() if data is None else ():
            self.ask_again(pk, each.value, ticked=each.confirmed)
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        """The figures by line, as the act takes them. Beside a doubtful one stands a box, which is of that figure."""
        given = super().clean()
        figures = {}
        for line in self.lines:
            if f"v{line.pk}" not in given or f"n{line.pk}" not in given:
                continue
            value = given[f"v{line.pk}"]
            self.ask_again(line.pk, value)
            figures[line.pk] = Given(value, given[f"n{line.pk}"], tick(line.pk, value) in self.data)
        rest = {name: given[name] for name in ("summary", "answer", "version") if name in given}
        return rest | {"figures": figures}

    def ask_again(self, pk: int, value: Decimal | None, *, ticked: bool = False) -> None:
        """A box below a figure, where it is doubtful, to say that it is right."""
        requirement = next(each.requirement for each in self.lines if each.pk == pk)
        if not rules.doubt(requirement.measure, value, self.last.get(requirement.pk)):
            return
        label = f"{requirement.measure.amount(value)} is right: I have looked at it again"
        box = forms.BooleanField(label=label, required=False, initial=ticked)
        fields = {}
        for name, field in self.fields.items():
            fields[name] = field
            if name == f"v{pk}":
                fields[tick(pk, value)] = box
        self.fields = fields


def tick(pk: int, value: Decimal | None) -> str:
    """The name of the box that says of one figure that it is right: of another figure it says nothing."""
    return f"c{pk}_{re.sub(r'[^0-9]', '_', f'{value.normalize():f}')}" if value is not None else ""


def figures_of(form: ReturnForm) -> dict[str, forms.Field]:
    """The fields of the figures, each with its unit and what counts."""
    fields: dict[str, forms.Field] = {}
    for line in form.lines:
        measure, pk = line.requirement.measure, line.pk
        hint = " ".join(each for each in (line.requirement.detail or measure.counts, before(form, line)) if each)
        fields[f"v{pk}"] = NumberField(
            label=f"{measure.title} ({measure.unit})", help_text=hint, required=False, max_digits=16, decimal_places=4
        )
        fields[f"n{pk}"] = TextField(label=f"Note: {measure.title}", help_text=NOTE, required=False, max_length=300)
    return fields


def before(form: ReturnForm, line: Any) -> str:
    """What it was in the period before."""
    last = form.last.get(line.requirement_id)
    return f"In the period before: {line.requirement.measure.amount(last)}." if last is not None else ""


class SheetForm(Form):
    """The sheet of a return."""

    sheet = forms.FileField(label="Sheet", help_text="The sheet made for this return, as CSV or Excel.")


class QueryForm(Form):
    """What is unclear or missing, and by when it is answered."""

    query = LongTextField(
        label="What is unclear or missing", rows=4, max_length=2000, help_text="Its provider reads it."
    )
    answer_by = DayMonthYearField(
        label="To be answered by", required=False, help_text="Leave empty for two weeks from today."
    )
