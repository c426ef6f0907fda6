"""The form every page uses: our wording of errors, text that can be kept, and the tokens that make posting safe."""

import uuid
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.forms import fields as django_fields

from core.pages.fields import UNREADABLE, DayMonthYearField, LongTextField, MoneyField, refuse_unreadable
from core.pages.labels import STANDS_ALONE, in_sentence, is_quoted, the, without_unit


class Form(forms.Form):
    """A form in our words.

    A create form is made with `once=True`: it carries a token, and one token makes one row. An edit form is made with
    the `version` the record has; it comes back as `form.cleaned_data["version"]`. The macro form_start writes both into
    the page. `conflict` is set, where saving found a newer version, to the record as it is now: the page then shows
    both versions, and saving again replaces the newer one knowingly.
    """

    conflict: Any = None

    def __init__(self, *args: Any, once: bool = False, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.once = str(token_in(self.data) or uuid.uuid4()) if once else ""
        if version is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        speak_plainly(self)

    def chosen(self, *names: str) -> dict[str, Any]:
        """Some of the cleaned values, to hand to an act."""
        return {name: self.cleaned_data[name] for name in names}


class LastDayForm(Form):
    """The last day of something."""

    on = DayMonthYearField(label="Last day", help_text="Leave empty for today.", required=False)


def reason_form(label: str = "Reason", hint: str = "", *, rows: int = 3, most: int = 2000) -> type[Form]:
    """A form that asks why something is done, in `most` letters, and nothing else. The hint says who reads it.

    WithdrawForm = reason_form(hint="Shown on the visit's page.")
    """
    reason = LongTextField(label=label, help_text=hint, rows=rows, max_length=most)
    return type("ReasonForm", (Form,), {"__doc__": "Why something is done.", "reason": reason})


def token_in(data: Any) -> uuid.UUID | None:
    """The token of a posted form, None where it has none that could be one."""
    try:
        return uuid.UUID(str(data.get("once") or ""))
    except ValueError:
        return None


def speak_plainly(form: forms.BaseForm) -> None:
    """Give every field of a form our wording and the refusal of text that cannot be kept."""
    for name, field in form.fields.items():
        give_words(name, field)


def give_words(name: str, field: forms.Field) -> None:
    """The same for one field."""
    if field.label is None:
        field.label = name.replace("_", " ").capitalize()
    wording = sentences(type(field), str(field.label))  # type: ignore[arg-type]
    usual = usual_messages(type(field))  # type: ignore[arg-type]
    for code, message in wording.items():
        if field.error_messages.get(code) is usual.get(code):
            field.error_messages[code] = message
    if isinstance(field, forms.CharField):
        others = [each for each in field.validators if not isinstance(each, ProhibitNullCharactersValidator)]
        field.validators = [refuse_unreadable, *others]


@cache
def usual_messages(kind: type[forms.Field]) -> dict[str, Any]:
    """Django's own messages of a kind of field, to be read: what a form may still replace."""
    messages: dict[str, Any] = {}
    for each in reversed(kind.__mro__):
        messages.update(getattr(each, "default_error_messages", {}))
    return messages


@lru_cache(maxsize=2000)
def sentences(kind: type[forms.Field], label: str) -> dict[str, str]:
    """What a field says when something is wrong: each sentence says what to do. To be read."""
    subject = the(label).replace("%", "%%")
    found = {
        "required": required(kind, label),
        "null_characters_not_allowed": f"{subject} {UNREADABLE}",
        "max_length": f"{subject} must be %(limit_value)d characters or fewer. You have typed %(show_value)d.",
        "min_length": f"{subject} must be %(limit_value)d characters or more. You have typed %(show_value)d.",
        "min_value": f"{subject} must be %(limit_value)s or more.",
        "max_value": f"{subject} must be %(limit_value)s or less.",
    }
    if invalid := INVALID.get(shape(kind)):
        found["invalid"] = invalid.format(subject=subject)
    if issubclass(kind, forms.ChoiceField | forms.ModelChoiceField):
        found["invalid_choice"] = found["invalid_pk_value"] = (
            f"Choose {subject[:1].lower()}{subject[1:]} from the list."
        )
    if issubclass(kind, forms.DecimalField):
        found["max_digits"] = found["max_whole_digits"] = f"{subject} is too large."
        found["max_decimal_places"] = f"{subject} must have %(max)s decimal places or fewer."
    if issubclass(kind, forms.FileField):
        found["empty"] = "The file you chose is empty."
        found["missing"] = found["invalid"] = found["required"]
        found["max_length"] = "The name of the file must be %(max)d characters or fewer. It has %(length)d."
    return found


INVALID = {
    "email": "Enter an e-mail address in the right form, like name@example.org.",
    "url": "Enter a web address in the right form, like https://www.example.org.",
    "money": "{subject} must be an amount in pounds, like 1,200 or 1,200.50.",
    "whole": "{subject} must be a whole number, like 12.",
    "decimal": "{subject} must be a number, like 12.5.",
    "date": "{subject} must be a real date, like 20 November 2003.",
}


def shape(field: type[forms.Field]) -> str:
    """What is typed into a field, as far as the wording depends on it."""
    kinds = (
        (forms.EmailField, "email"),
        (forms.URLField, "url"),
        (MoneyField, "money"),
        (forms.DecimalField, "decimal"),
        (forms.FloatField, "decimal"),
        (forms.IntegerField, "whole"),
        (DayMonthYearField, "date"),
        (django_fields.BaseTemporalField, "date"),
    )
    return next((name for kind, name in kinds if issubclass(field, kind)), "")


def required(field: type[forms.Field], label: str) -> str:
    """What to do about a field left empty: 'Enter the charity number.', never that it is required."""
    label = label.strip()
    if label.endswith("?"):
        return f"Answer the question: {label}"
    if issubclass(field, forms.BooleanField) and not issubclass(field, forms.NullBooleanField):
        return f"Tick the box: {label}"
    words = in_sentence(label)
    if issubclass(field, forms.FileField):
        return f"Choose the file: {words}."
    is_choice = issubclass(field, forms.ChoiceField | forms.ModelChoiceField)
    if is_quoted(label):
        return f"{'Choose from the list' if is_choice else 'Fill in'}: {without_unit(label)}."
    verb = "Choose" if is_choice else "Enter"
    return f"{verb} {words}." if f"{words} ".startswith(STANDS_ALONE) else f"{verb} the {words}."
