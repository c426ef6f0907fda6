"""From a Django form field to the design system's macro and the options it is called with."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from core.pages.fields import BOXES, OFFERED_FOR, PICKED, DateError, DayMonthYearWidget, Typed, read_date

UNSENT = {"class", "placeholder", "required", "maxlength", "minlength", "id", "min", "max", "step", "cols", "rows"}
"""Attributes of a widget that stay out of the page: errors are told in our words, and no paste is cut off."""


def control(
    bound: BoundField,
    label: str | None = None,
    hint: str | None = None,
    size: str | None = None,
    classes: str | None = None,
    width: int | None = None,
) -> dict[str, Any]:
    """Which macro draws the field, and its options: {"macro": "input", "options": {...}}.

    `below` are the options of the radios below it, with what could be meant by what was typed. `filled` says
    whether anything stands in it.
    """
    text = label or marked_optional(bound)
    hint = str(bound.help_text) if hint is None else hint
    options: dict[str, Any] = {
        "id": bound.id_for_label or bound.auto_id or bound.html_name,
        "idPrefix": bound.auto_id or bound.html_name,
        "name": bound.html_name,
        "label": {"text": text, "size": size},
        "hint": html_or_text(hint) if hint else None,
        "errorMessage": {"text": " ".join(map(str, bound.errors))} if bound.errors else None,
        "classes": classes,
        "attributes": attributes(bound.field.widget),
    }
    for kind, draw in DRAWN:
        if isinstance(bound.field.widget, kind):
            macro, more = draw(bound)
            options = with_fieldset(macro, {**options, "width": width, **more}, text, size)
            filled = is_filled(bound.value())
            return {"macro": macro, "options": options, "filled": filled, "below": could_be_meant(bound)}
    raise TypeError(f"No way to draw {type(bound.field.widget).__name__} is known: add it to core/pages/controls.py.")


def problems(form: forms.BaseForm) -> list[dict[str, str]]:
    """The lines of the error summary: each error, with the address of its field.

    Of a conflict nothing is said here: both versions are shown side by side instead.
    """
    lines = []
    general = [] if getattr(form, "conflict", None) else form.non_field_errors().as_data()
    for error in general:
        where = (error.params or {}).get("where", "")
        lines += [{"text": message, "href": where} for message in error.messages]
    for bound in form:
        href = "" if bound.is_hidden or offers_nothing(bound) else f"#{first_box(bound)}"
        lines += [{"text": message, "href": href} for message in bound.errors]
    return lines


def offers_nothing(bound: BoundField) -> bool:
    """Whether it is a group of boxes without a box, where there is nowhere to go."""
    is_group = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return is_group and not list(bound.field.widget.choices)


def first_box(bound: BoundField) -> str:
    """The id that the error summary leads to: the box to look at first."""
    if isinstance(bound.field.widget, DayMonthYearWidget):
        return f"{bound.auto_id}-{wrong_boxes(bound)[0]}"
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return bound.auto_id
    return bound.id_for_label or bound.auto_id


def marked_optional(bound: BoundField) -> str:
    """The label, with '(optional)' where the field may stay empty; not where that goes without saying, as of the cells
    of a row (`bound.field.goes_unmarked`)."""
    label = str(bound.label)
    if getattr(bound.field, "goes_unmarked", False):
        return label
    may_be_empty = not bound.field.required and not isinstance(bound.field.widget, forms.CheckboxInput)
    return f"{label} (optional)" if may_be_empty and "optional" not in label.lower() else label


def is_filled(value: Any) -> bool:
    """Whether a field is given more than nothing."""
    return any(value) if isinstance(value, Typed) else bool(value)


def html_or_text(value: Any) -> dict[str, str]:
    """A hint as the macros take it: marked up only where our own code marked it so."""
    value = str(value)
    return {"html": value} if hasattr(value, "__html__") else {"text": value}


def attributes(widget: forms.Widget) -> dict[str, Any]:
    """The widget's own attributes that go into the page."""
    return {name: value for name, value in widget.attrs.items() if name not in UNSENT and value not in (None, False)}


def with_fieldset(macro: str, options: dict[str, Any], text: str, size: str | None) -> dict[str, Any]:
    """Options of a group of boxes: its label is the legend of a fieldset."""
    if macro in ("radios", "checkboxes"):
        options.pop("id")  # the first box bears it
    if macro in ("radios", "checkboxes", "dateInput") and options.pop("grouped", True):
        options["fieldset"] = {"legend": {"text": text, "size": size or "s"}}
        options.pop("attributes")
    return options


def typed(bound: BoundField) -> Any:
    """What stands in a text box: after an error, the very words that were typed."""
    value = bound.value()
    shown = bound.field.widget.format_value(value) if hasattr(bound.field.widget, "format_value") else value
    return "" if shown is None else shown


def draw_input(bound: BoundField) -> tuple[str, dict[str, Any]]:
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "text")
    options: dict[str, Any] = {"type": kind, "value": typed(bound)}
    if kind in ("number", "date", "time", "datetime-local"):
        options["type"] = "text"
    if kind == "number":
        options["inputmode"] = "numeric" if isinstance(bound.field, forms.IntegerField) else "decimal"
    if prefix := getattr(bound.field, "prefix", ""):
        options["prefix"] = prefix
    if kind == "email":
        options["spellcheck"] = False
    extra = attributes(widget)
    if address := getattr(widget, "address", None):
        extra["data-suggestions"] = address()
    options["attributes"] = extra
    return "input", options


def could_be_meant(bound: BoundField) -> dict[str, Any] | None:
    """What could be meant by a line that was not understood, to pick from; None where nothing is to be picked."""
    offered = [each.params["choices"] for each in bound.errors.as_data() if each.params and "choices" in each.params]
    if not offered:
        return None
    return {
        "name": f"{bound.html_name}{PICKED}",
        "idPrefix": f"{bound.auto_id or bound.html_name}{PICKED}",
        "classes": "nhsuk-radios--small",
        "fieldset": {"legend": {"text": "Did you mean:", "size": "s"}},
        "items": [
            *[{"value": value, "text": text, "hint": hint_of(text)} for value, text in offered[0]],
            {"value": "", "text": "None of these: what is typed above"},
        ],
        "offered_for": {"name": f"{bound.html_name}{OFFERED_FOR}", "value": typed(bound)},
    }


def hint_of(label: Any) -> dict[str, str] | None:
    """The hint that a label brings."""
    hint = getattr(label, "hint", "")
    return {"text": hint} if hint else None


def draw_password(bound: BoundField) -> tuple[str, dict[str, Any]]:
    extra = attributes(bound.field.widget)
    return "passwordInput", {"autocomplete": extra.pop("autocomplete", None), "attributes": extra}


def draw_textarea(bound: BoundField) -> tuple[str, dict[str, Any]]:
    options = {"value": f"\n{typed(bound)}", "rows": bound.field.widget.attrs.get("rows", 5)}
    limit = getattr(bound.field, "max_length", None)
    if limit is None:
        return "textarea", options
    words = f"You can enter up to {limit:,} characters"
    return "characterCount", {**options, "maxlength": limit, "threshold": 75, "textareaDescriptionText": words}


def draw_file(bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "fileUpload", {"multiple": getattr(bound.field.widget, "allow_multiple_selected", False)}


def draw_select(bound: BoundField) -> tuple[str, dict[str, Any]]:
    items = []
    for _, group, _ in bound.field.widget.optgroups(bound.html_name, chosen(bound)):
        items += [option(each) for each in group]
    return "select", {"items": items}


def option(choice: dict[str, Any]) -> dict[str, Any]:
    """A line of a select; Django's row of dashes is read out as 'Choose from the list'."""
    value, text = str(choice["value"]), str(choice["label"])
    if choice["value"] in (None, "") and not text.strip("- "):
        value, text = "", "Choose from the list"
    return {"value": value, "text": text, "selected": bool(choice["selected"])}


def draw_radios(bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "radios", {"items": ticks(bound)}


def draw_checkboxes(bound: BoundField) -> tuple[str, dict[str, Any]]:
    return "checkboxes", {"items": ticks(bound)}


def draw_checkbox(bound: BoundField) -> tuple[str, dict[str, Any]]:
    widget = bound.field.widget
    item = {
        "id": bound.id_for_label,
        "value": "on",
        "text": str(bound.label),
        "checked": widget.check_test(bound.value()),
        "attributes": attributes(widget),
    }
    return "checkboxes", {"items": [item], "grouped": False, "attributes": {}}


def draw_date(bound: BoundField) -> tuple[str, dict[str, Any]]:
    shown = bound.field.widget.format_value(bound.value())
    wrong = wrong_boxes(bound) if bound.errors else ()
    items = [
        {
            "id": f"{bound.auto_id}-{box}",
            "name": f"{bound.html_name}_{box}",
            "label": box.capitalize(),
            "value": value,
            "width": 4 if box == "year" else 10 if value.isalpha() else 2,
            "error": box in wrong,
        }
        for box, value in zip(BOXES, shown, strict=True)
    ]
    return "dateInput", {"items": items, "id": bound.auto_id}


def wrong_boxes(bound: BoundField) -> tuple[str, ...]:
    """The boxes of a date that are to be looked at; all of them where the date is real but not allowed."""
    value = bound.value()
    try:
        read_date(value if isinstance(value, Typed) else Typed("", "", ""))
    except DateError as problem:
        return problem.boxes
    return BOXES


def ticks(bound: BoundField) -> list[dict[str, Any]]:
    """The radios or checkboxes of a field. A choice may bring a hint: (value, label) or a label with .hint."""
    items = []
    for _, group, _ in bound.field.widget.optgroups(bound.html_name, chosen(bound)):
        for each in group:
            label = each["label"]
            items.append(
                {
                    "value": str(each["value"]),
                    "text": str(label),
                    "checked": bool(each["selected"]),
                    "hint": hint_of(label),
                }
            )
    return items


def chosen(bound: BoundField) -> list[str]:
    """The values that are ticked or selected, as texts."""
    return bound.field.widget.format_value(bound.value())


DRAWN = (
    (DayMonthYearWidget, draw_date),
    (forms.PasswordInput, draw_password),
    (forms.CheckboxInput, draw_checkbox),
    (forms.CheckboxSelectMultiple, draw_checkboxes),
    (forms.SelectMultiple, draw_checkboxes),
    (forms.RadioSelect, draw_radios),
    (forms.Select, draw_select),
    (forms.Textarea, draw_textarea),
    (forms.FileInput, draw_file),
    (forms.widgets.Input, draw_input),
)
