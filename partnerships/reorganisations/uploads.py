"""A reorganisation entered once, as a sheet: each row is a line of the draft that its title and day name."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from core.acts import Actor, Refused
from core.fields import fold
from core.pages.fields import NumberField, TextField, WholeNumberField
from core.pages.forms import Form
from core.registers.upload import Upload
from partnerships.organisations.fields import find
from partnerships.organisations.models import WHAT_BECAME, Organisation
from partnerships.organisations.uploads import day_field
from partnerships.reorganisations import actions
from partnerships.reorganisations.models import Line, Reorganisation, State

UNKNOWN = {"yes": True, "no": False, "": False}


class KindCell(TextField):
    """A cell that says what happens, as the list does or by its key."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        by_words = {fold(words): key for key, words in WHAT_BECAME} | {key: key for key, _ in WHAT_BECAME}
        if fold(text) not in by_words:
            raise ValidationError(f"Write one of: {', '.join(words for _, words in WHAT_BECAME)}.")
        return by_words[fold(text)]


class BodyCell(TextField):
    """A cell with the code of a body. Cleans to the body."""

    def clean(self, value: Any) -> Organisation:  # type: ignore[override]
        return find(super().clean(value))


class YesNoCell(TextField):
    """A cell with yes, no or nothing."""

    def clean(self, value: Any) -> bool:  # type: ignore[override]
        text = fold(super().clean(value))
        if text not in UNKNOWN:
            raise ValidationError("Write yes or no.")
        return UNKNOWN[text]


class RowForm(Form):
    """One row of the sheet."""

    id = WholeNumberField(label="Id", required=False, min_value=1, max_value=10**15)
    title = TextField(label="Reorganisation", max_length=200)
    first_day = day_field("From")
    basis = TextField(label="Legal basis or source", max_length=200)
    ancestor_code = BodyCell(label="Code of the body that goes", max_length=60)
    kind = KindCell(label="What happens", max_length=60)
    successor_code = BodyCell(label="Code of the successor", max_length=60)
    share = NumberField(label="Share", required=False, max_digits=5, decimal_places=2)
    share_unknown = YesNoCell(label="Share not known", required=False, max_length=10)


class LineUpload(Upload):
    """Lines of drafts from a sheet. What the sheet prepares is looked at and carried out like any other draft."""

    permission = actions.PREPARE
    form = RowForm
    required = ("title", "first_day", "basis", "ancestor_code", "kind", "successor_code")
    noun = "line"

    def visible(self, actor: Actor, keys: Iterable[int]) -> dict[int, Model]:
        rows = Line.objects.visible_to(actor).loaded().filter(pk__in=list(keys))  # type: ignore[attr-defined]
        return {each.pk: each for each in rows}

    def current(self, thing: Any) -> dict[str, Any]:
        event = thing.reorganisation
        return {
            "title": event.title,
            "first_day": event.first_day,
            "basis": event.basis,
            "ancestor_code": thing.ancestor,
            "kind": thing.kind,
            "successor_code": thing.descendant,
            "share": thing.share,
            "share_unknown": thing.share_unknown,
        }

    def add(self, by: Actor, values: dict[str, Any]) -> Reorganisation:
        if values.get("first_day") is None:
            raise Refused({"first_day": "Write the first day of the successors."})
        told = {name: values[name] for name in ("title", "first_day")}
        event = Reorganisation.objects.filter(**told, state=State.DRAFT).order_by("pk").first()
        if event is None:
            event = actions.prepare_reorganisation(by=by, **told, basis=values["basis"])
        try:
            return actions.add_line(
                by=by, reorganisation=event, ancestor=values["ancestor_code"], kind=values["kind"],
                descendant=values["successor_code"], share=values.get("share"),
                share_unknown=values.get("share_unknown", False),
            )  # fmt: skip
        except ValidationError as refusal:
            raise in_cells(refusal) from None

    def change(self, by: Actor, thing: Any, version: int | None, changed: dict[str, Any]) -> Any:
        raise Refused({"id": "A sheet adds lines. Take this line away on the page of its draft, and add it anew."})


CELLS = {"ancestor": "ancestor_code", "descendant": "successor_code"}


def in_cells(refusal: ValidationError) -> ValidationError:
    """The same refusal, said of the cells of the sheet."""
    if not hasattr(refusal, "error_dict"):
        return refusal
    return Refused({CELLS.get(name, name): errors for name, errors in refusal.error_dict.items()})
