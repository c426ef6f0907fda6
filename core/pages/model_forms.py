"""A form whose fields are what the model already says: labels, help, lengths, choices, what may stay empty.

    PlanForm = form_of(Visit, "organisation", "purpose", "due_on", organisation=OrganisationField(label="Partner"))
    PlanForm(posted(request))             makes a record: it carries a token, and one token makes one
    EditForm = form_of(Visit, "purpose", "due_on", "note")
    EditForm(posted(request), of=visit)   changes that record: filled in with it, and bound to its version
    form_of(Visit, "note", note="What was said")   calls a field otherwise than its model does

A form that needs more than its model says is a subclass of one of these, or of core.pages.forms.Form.
"""

from typing import Any

from django import forms
from django.db import models

from core.pages.fields import (
    DayMonthYearField,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
    WholeNumberField,
)
from core.pages.forms import Form

KINDS: tuple[tuple[type[models.Field], type[forms.Field]], ...] = (
    (models.EmailField, forms.EmailField),
    (models.URLField, forms.URLField),
    (models.CharField, TextField),
    (models.TextField, LongTextField),
    (models.BooleanField, forms.BooleanField),
    (models.DateField, DayMonthYearField),
    (models.IntegerField, WholeNumberField),
    (models.DecimalField, NumberField),
)
"""Kinds of columns and how they are filled in, the special before the general."""


class RecordForm(Form):
    """A form about a record of `model`: the one it changes is `of`; without it, one that it makes."""

    model: type[models.Model]

    def __init__(self, data: Any = None, *, of: models.Model | None = None, **kwargs: Any) -> None:
        if of is None:
            super().__init__(data, once=True, **kwargs)
            return
        initial = {name: getattr(of, name) for name in self.base_fields} | kwargs.pop("initial", {})
        super().__init__(data, initial=initial, version=getattr(of, "version", None), **kwargs)


def form_of(model: type[models.Model], *names: str, **instead: forms.Field | str) -> type[RecordForm]:
    """A form with these fields of a model, in this order.

    `instead` gives a field by hand, such as for a record, or only what it is called here.
    """
    fields = {name: made_of(model._meta.get_field(name), instead.get(name)) for name in names}
    said = {"__doc__": f"A form about a {model._meta.verbose_name}.", "model": model}
    return type(f"{model.__name__}Form", (RecordForm,), said | fields)


def made_of(column: Any, instead: forms.Field | str | None) -> forms.Field:
    """The field of one column: the one given by hand, or made of what the model says."""
    return instead if isinstance(instead, forms.Field) else field_of(column, instead or str(column.verbose_name))


def field_of(column: Any, label: str) -> forms.Field:
    """How one column is filled in. Raises TypeError for one that must be given by hand."""
    said: dict[str, Any] = {
        "label": label[:1].upper() + label[1:],
        "help_text": column.help_text,
        "required": not column.blank and not isinstance(column, models.BooleanField),
    }
    if column.choices:
        return forms.ChoiceField(choices=[("", ""), *column.choices] if column.blank else column.choices, **said)
    kind = next((made for of, made in KINDS if isinstance(column, of)), None)
    if kind is None or isinstance(column, models.DateTimeField):
        raise TypeError(f"Say by hand how {column.name} is filled in: form_of(..., {column.name}=SomeField(...)).")
    if column.max_length:
        said["max_length"] = column.max_length
    if isinstance(column, models.DecimalField):
        kind = MoneyField if "£" in label else kind
        said |= {"max_digits": column.max_digits, "decimal_places": column.decimal_places}
    return kind(**said)
