"""The forms in which a sheet is sent, its columns are given their meaning, and a refused row is corrected."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core import clock
from core.files.readers import ENDINGS
from core.imports.line_actions import whole_row
from core.imports.models import ImportLine
from core.imports.sources import Source
from core.pages.fields import DayMonthYearField, LongTextField, OneOf, TextField
from core.pages.forms import Form, reason_form, speak_plainly
from partnerships.intake.columns import FIELDS, KIND, LEFT_OUT, problems
from partnerships.intake.models import SheetMapping
from partnerships.intake.reading import LONGEST_CELL
from partnerships.organisations.models import OrganisationKind

CHOICES = [(LEFT_OUT, "Leave out"), *((field.name, field.title) for field in FIELDS)]
SHOWN = 60
"""Letters of a value that are shown beside its heading."""
LONG = 100
"""Letters from which a cell is corrected in a box of several lines."""


class SheetForm(Form):
    """A sheet, and how old it is."""

    file = forms.FileField(
        label="Sheet",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in ENDINGS)}),
        help_text="CSV or Excel, with headings in its first row, 20 MB at most.",
    )
    published = DayMonthYearField(
        label="Facts as at",
        required=False,
        latest=clock.today,
        help_text="If you know it. An older sheet does not replace what the register has from a newer list.",
    )


class MappingForm(Form):
    """What each column means, the kind of what is listed, and the name to save it by."""

    def __init__(
        self, data: Any = None, *, headings: Sequence[str], values: Sequence[Sequence[str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.headings = list(headings)
        for place, heading in enumerate(headings):
            shown = "; ".join(cut(cells[place]) for cells in values if place < len(cells) and cells[place].strip())
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or f"Column {place + 1}, without a heading",
                choices=CHOICES,
                required=False,
                help_text=f"First values: {shown}." if shown else "The first rows are empty here.",
                error_messages={"invalid_choice": "Choose from the list what this column holds."},
            )
            self.fields[f"column_{place}"].goes_unmarked = True  # type: ignore[attr-defined]
        self.fields["kind"] = OneOf(
            OrganisationKind.objects.order_by("title"),
            to_field_name="code",
            required=False,
            empty_label="As a column says",
            label="Kind of all organisations in the sheet",
            help_text="It is given to those that are added. Those in the register keep theirs.",
        )
        self.fields["name"] = TextField(
            label="Name of the sheet",
            max_length=100,
            help_text="The next sheet with the same headings is read in the same way.",
        )
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [found.get(f"column_{place}", LEFT_OUT) for place in range(len(self.headings))]
        for place, sentence in problems(self.headings, chosen, bool(found.get("kind"))).items():
            self.add_error(f"column_{place}" if isinstance(place, int) else place and KIND, sentence)
        columns = {name: place for place, name in enumerate(chosen) if name}
        return {"name": found.get("name"), "kind": found.get("kind"), "columns": columns}


def initial_of(columns: dict[str, int], mapping: SheetMapping | None, name: str) -> dict[str, Any]:
    """What stands in the form when it opens."""
    chosen = {f"column_{place}": field for field, place in columns.items()}
    return chosen | {"kind": mapping.kind.code if mapping and mapping.kind else "", "name": name}


def cut(text: str) -> str:
    """The beginning of a value."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}..."


class RowForm(Form):
    """The cells of a refused row that are read, as they came; the others stay as they are."""

    def __init__(self, data: Any = None, *, line: ImportLine, source: Source, **kwargs: Any) -> None:
        self.cells = whole_row(line, source)
        self.places = source.cells_of(line.run.headings, line.run.given)
        initial = {f"cell_{place}": self.cells[place] for place, _ in self.places}
        super().__init__(data, initial=initial, **kwargs)
        for place, title in self.places:
            held = self.cells[place]
            kind = LongTextField if len(held) > LONG else forms.CharField
            self.fields[f"cell_{place}"] = kind(label=title, required=False, max_length=max(LONGEST_CELL, len(held)))
            self.fields[f"cell_{place}"].goes_unmarked = True  # type: ignore[attr-defined]
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        changed = {place: found.get(f"cell_{place}", "") for place, _ in self.places}
        return {"cells": [changed.get(place, cell) for place, cell in enumerate(self.cells)]}


def beyond(line: ImportLine) -> list[str]:
    """The cells of a row that stand beyond its last column, which are left out of it."""
    return [cell for cell in line.raw[len(line.run.headings) :] if cell.strip()] if line.run.headings else []


AsideForm = reason_form("Why it is set aside", "Kept with the row, which is not asked for again.")
UndoForm = reason_form("Why it is undone", "Shown with the import, and in the history of each organisation.")
