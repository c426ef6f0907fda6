"""The index that the nightly count of all targets reads alone, without opening the rows. PostgreSQL only.

Django can declare it, but then warns at every start on SQLite, which has no such index; there the unique constraints
of the same columns serve.
"""

from typing import Any

from django.db.migrations.operations.base import Operation

NAMES = {"area_id": "reading_of_area", "organisation_id": "reading_of_organisation"}
MAKE = """
    CREATE INDEX {name} ON compacts_reading ({body}, measure_id, starts)
    INCLUDE (ends, value, covers_from, covers_to) WHERE replaced_on IS NULL AND {body} IS NOT NULL
"""


class CoveringIndexes(Operation):
    """Make the covering indexes of readings, one of areas and one of organisations."""

    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models know nothing of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make them."""
        if schema_editor.connection.vendor == "postgresql":
            for body, name in NAMES.items():
                schema_editor.execute(MAKE.format(name=name, body=body))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop them."""
        if schema_editor.connection.vendor == "postgresql":
            for name in NAMES.values():
                schema_editor.execute(f"DROP INDEX IF EXISTS {name}")

    def describe(self) -> str:
        return "Make the covering indexes of readings"
