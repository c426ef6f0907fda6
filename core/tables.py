"""A migration that makes many tables, in a fraction of the time that Django's own takes.

Django renders every model that is related to any of them anew after each operation, so that migrating an app with fifty
tables takes many times as long as its statements. Tables that are made one after the other need no model of what was
there between them: here they are made together, of models that are rendered once.

    from core import tables

    class Migration(tables.Migration):
        operations = [...]  # as makemigrations wrote them
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Several CreateModel as one operation."""

    serialization_expand_args = ["tables"]

    def __init__(self, tables: Iterable[migrations.CreateModel]) -> None:
        self.tables = list(tables)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        vars(state).pop("apps", None)  # otherwise each of them has all that are related to it rendered
        for each in self.tables:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for each in self.tables:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for each in reversed(self.tables):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(each.describe() for each in self.tables)


class Migration(migrations.Migration):
    """One in which CreateModels that follow one another are one operation."""

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        self.operations = together(self.operations)  # type: ignore[misc]  # Django copies them for each, too


def together(operations: Iterable[Operation]) -> list[Operation]:
    """The operations, neighbouring CreateModels as one."""
    found: list[Operation] = []
    for are_tables, each in groupby(operations, lambda each: type(each) is migrations.CreateModel):
        neighbours: list[Any] = list(each)
        found += [CreateModels(neighbours)] if are_tables else neighbours
    return found
