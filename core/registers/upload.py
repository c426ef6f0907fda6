"""A register's own sheet come back: every cell is looked at before anything is saved, and all is saved or nothing.

A register declares `upload`, a subclass of Upload. The sheet has the columns of the register's export. A row with an
id changes that record, where nobody changed it since the sheet was taken; a row without one adds a record. Each row is
one form and then acts. To look at a sheet the acts are tried, some rows at a time, and taken back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Any, BinaryIO, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404

from core.acts import Actor, Refused
from core.files.kinds import UnusableFile
from core.files.readers import read_sheet
from core.pages.forms import Form
from core.registers.register import Register

MOST_ROWS = 2000
TRIED_AT_ONCE = 100
"""Rows that are tried in one transaction, so that others who write need not wait for the whole sheet."""
ID, VERSION = "id", "version"


class Row(Form):
    """One row of a sheet, where it depends on the record it names."""

    record: Any = None
    """The record that the row names by its id, where there is one that the person may see."""


class Upload:
    """How the rows of a register's sheet are read and kept. Subclass it in the subject."""

    permission: ClassVar[str]
    form: ClassVar[type[Form]]  # its fields are named like the columns of the register; others are only shown
    required: ClassVar[Sequence[str]] = ()  # columns that a sheet cannot do without
    noun: ClassVar[str] = "row"

    def visible(self, actor: Actor, keys: Iterable[int]) -> dict[int, models.Model]:
        """The records with these ids that the person may see."""
        raise NotImplementedError

    def current(self, thing: Any) -> dict[str, Any]:
        """What a record holds now, as the form cleans it."""
        raise NotImplementedError

    def shown(self, thing: Any, values: dict[str, Any]) -> dict[str, Sequence[str]]:
        """What the cells of columns that are only shown may say of a record, or of a new one where it is None; the
        first of them is what the list says today.

        A column that is not named here may say anything.
        """
        return {}

    def already(self, actor: Actor, values: dict[str, Any]) -> Any:
        """The record that a row without an id means, where there is one already."""
        return None

    def once_only(self, values: dict[str, Any]) -> list[tuple[str, Any]]:
        """(column, value) that no second row of the sheet may hold."""
        return []

    def add(self, by: Actor, values: dict[str, Any]) -> Any:
        """Add a record."""
        raise NotImplementedError

    def change(self, by: Actor, thing: Any, version: int | None, changed: dict[str, Any]) -> Any:
        """Change a record. Raises Conflict where it is no longer the version of the sheet."""
        raise NotImplementedError


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell, or with a row: where it stands, what it holds, and what to do."""

    line: int
    column: str
    cell: str
    message: str


@dataclass
class Outcome:
    """What a sheet would do, or did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    changes: list[tuple[int, str, list[str]]] = field(default_factory=list)  # line, record, titles of changed columns

    @property
    def rows(self) -> int:
        """Rows of the sheet that could be used."""
        return self.added + self.changed + self.unchanged


class Rejected(Refused):
    """The sheet was not saved: `outcome` holds what is wrong with which cell."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("Nothing has been saved. Correct the cells below and send the sheet again.")
        self.outcome = outcome


@dataclass(frozen=True)
class Line:
    """One row of the sheet: its line, and its cells by column."""

    number: int
    cells: dict[str, str]


class Reader:
    """One sheet of one register, for one person."""

    def __init__(self, register: Register, upload: Upload, actor: Actor) -> None:
        self.register, self.upload, self.actor = register, upload, actor
        self.titles = {each.name: each.title for each in register.columns}
        self.form = upload.form({})

    def lines(self, file: BinaryIO, name: str) -> list[Line]:
        """The rows of the file. UnusableFile says what is wrong with its columns, or with it altogether."""
        sheet = read_sheet(file, name, own=True)
        columns = self.columns(sheet.headings)
        found = []
        for number, cells in islice(sheet.rows, MOST_ROWS + 1):
            if number in sheet.problems:
                raise UnusableFile(sheet.problems[number])
            found.append(Line(number, {key: cell for key, cell in zip(columns, cells, strict=True) if key}))
        if len(found) > MOST_ROWS:
            raise UnusableFile(f"The sheet has more than {MOST_ROWS:,} rows. Send it in smaller parts.")
        if not found:
            raise UnusableFile("The sheet has a line of headings, but no rows.")
        return found

    def columns(self, headings: Sequence[str]) -> list[str]:
        """The column of each heading. UnusableFile names those that are unknown, doubled or missing."""
        by_title = {title.casefold(): name for name, title in self.titles.items()}
        found, wrong = [], []
        for heading in headings:
            name = by_title.get(heading.casefold(), "")
            if not name:
                wrong.append(unknown(heading, by_title, self.titles))
            elif name in found:
                wrong.append(f"The column '{self.titles[name]}' stands in the sheet twice. Take one away.")
            found.append(name)
        missing = [each for each in self.upload.required if each not in found]
        wrong += [f"The column '{self.titles[each]}' is missing. Take the list as a sheet again." for each in missing]
        if wrong:
            raise UnusableFile([ValidationError(each) for each in wrong])
        return found

    def check(self, lines: Sequence[Line]) -> Outcome:
        """What the sheet would do. Nothing is kept."""
        outcome, known = Outcome(), self.known(lines)
        rows = iter(self.read(lines, known))
        taken: dict[tuple[str, Any], int] = {}
        while batch := list(islice(rows, TRIED_AT_ONCE)):
            with transaction.atomic():
                for line, values in batch:
                    self.take(outcome, line, values, known, taken)
                transaction.set_rollback(True)
        return outcome

    @transaction.atomic
    def save(self, lines: Sequence[Line]) -> Outcome:
        """Save every row of the sheet, or none. Raises Rejected with what is wrong."""
        outcome, taken, known = Outcome(), {}, self.known(lines)  # type: ignore[var-annotated]
        for line, values in self.read(lines, known):
            self.take(outcome, line, values, known, taken)
        if outcome.problems:
            raise Rejected(outcome)
        return outcome

    def known(self, lines: Sequence[Line]) -> dict[int, models.Model]:
        """The records that the rows name by their ids."""
        keys = {key for line in lines if (key := key_in(line)) is not None}
        return self.upload.visible(self.actor, keys)

    def read(
        self, lines: Iterable[Line], known: Mapping[int, models.Model]
    ) -> Iterator[tuple[Line, dict[str, Any] | list[Problem]]]:
        """Each row as the form cleans it, or what the form says is wrong with it. One form reads all rows."""
        form = self.form
        for line in lines:
            form.data = line.cells
            form.is_bound = True
            if isinstance(form, Row):
                form.record = known.get(key_in(line))  # type: ignore[arg-type]
            form.full_clean()
            given = {name: value for name, value in form.cleaned_data.items() if name in line.cells}
            yield line, self.problems(line, form.errors.as_data()) if form.errors else given

    def problems(self, line: Line, errors: Mapping[Any, list[ValidationError]]) -> list[Problem]:
        """What is wrong with a row, cell by cell."""
        found = []
        for name, each in errors.items():
            column = "" if name == NON_FIELD_ERRORS else self.titles.get(name, "")
            cell = line.cells.get(name, "")[:100]
            found += [Problem(line.number, column, cell, text) for error in each for text in error.messages]
        return found

    def take(
        self,
        outcome: Outcome,
        line: Line,
        values: Any,
        known: dict[int, models.Model],
        taken: dict[tuple[str, Any], int],
    ) -> None:
        """Do what one row asks for, and note what came of it."""
        if isinstance(values, list):
            outcome.problems += values
            return
        doubled = self.doubled(line, values, taken)
        if doubled:
            outcome.problems += doubled
            return
        try:
            self.act(outcome, line, dict(values), known)
        except PermissionDenied as refusal:
            outcome.problems.append(Problem(line.number, "", "", str(refusal) or "You may not do this."))
        except Http404:
            outcome.problems.append(self.nobody(line))
        except ValidationError as refusal:
            errors = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
            outcome.problems += self.problems(line, errors)

    def act(self, outcome: Outcome, line: Line, values: dict[str, Any], known: dict[int, models.Model]) -> None:
        """Add, change, or find that nothing is to be done."""
        key, version = values.pop(ID, None), values.pop(VERSION, None)
        thing = known.get(key) if key is not None else self.upload.already(self.actor, values)
        if thing is None and key is not None:
            outcome.problems.append(self.nobody(line))
        elif edited := self.only_shown(line, thing, values):
            outcome.problems += edited
        elif thing is None:
            with transaction.atomic():
                self.upload.add(self.actor, values)
            outcome.added += 1
        elif not (changed := self.differences(thing, values)):
            outcome.unchanged += 1
        elif key is None:
            message = (
                f"{thing} is in the register already. To change it, put {thing.pk} into the column '{self.titles[ID]}'."
            )
            outcome.problems.append(Problem(line.number, self.titles[ID], "", message))
        else:
            with transaction.atomic():
                self.upload.change(self.actor, thing, version, changed)
            outcome.changed += 1
            outcome.changes.append((line.number, str(thing), [self.titles[name] for name in changed]))

    def differences(self, thing: Any, values: dict[str, Any]) -> dict[str, Any]:
        """The values of a row that are not those of the record."""
        now = self.upload.current(thing)
        return {name: value for name, value in values.items() if filled(value) != filled(now.get(name))}

    def only_shown(self, line: Line, thing: Any, values: dict[str, Any]) -> list[Problem]:
        """The cells of columns that are not read, where they do not say what the list does."""
        found = []
        for name, said in self.upload.shown(thing, values).items():
            cell = line.cells.get(name, "")
            if name in line.cells and cell.split() not in [each.split() for each in said]:
                what = f"Write '{said[0][:60]}', as the list of today does" if said[0] else "Leave the cell empty"
                message = f"This is only shown: a sheet does not change it. {what}."
                found.append(Problem(line.number, self.titles[name], cell[:100], message))
        return found

    def doubled(self, line: Line, values: dict[str, Any], taken: dict[tuple[str, Any], int]) -> list[Problem]:
        """What an earlier row of the sheet holds already, though only one may."""
        keys = [(ID, values[ID])] if values.get(ID) else []
        found = []
        for name, value in [*keys, *self.upload.once_only(values)]:
            first = taken.setdefault((name, value), line.number)
            if first != line.number:
                message = f"Line {first} has the same. Take one of the two rows away."
                found.append(Problem(line.number, self.titles[name], line.cells.get(name, "")[:100], message))
        return found

    def nobody(self, line: Line) -> Problem:
        """An id that leads nowhere, or nowhere this person may look."""
        return Problem(
            line.number,
            self.titles[ID],
            line.cells.get(ID, "")[:100],
            f"There is no {self.register.noun} with this id. Leave the cell empty to add one.",
        )


def filled(value: Any) -> Any:
    """The value, None where there is none: an empty text says no more."""
    return None if value == "" else value


def key_in(line: Line) -> int | None:
    """The id that a row names, None where it names none."""
    cell = line.cells.get(ID, "").strip()
    return int(cell) if is_key(cell) else None


def is_key(text: str) -> bool:
    """Whether a cell can be the id of a record."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def unknown(heading: str, by_title: dict[str, str], titles: dict[str, str]) -> str:
    """What is said of a heading that no column has, with the one that was probably meant."""
    near = get_close_matches(heading.casefold(), by_title, n=1, cutoff=0.6)
    shown = heading[:60] or "(empty)"
    if near:
        return f"There is no column '{shown}'. Did you mean '{titles[by_title[near[0]]]}'?"
    return f"There is no column '{shown}'. Take it away, or name it as in the list taken as a sheet."
