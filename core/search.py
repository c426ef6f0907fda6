"""Search by words: one `matching(text)` for every register.

A model keeps `search_text`, written by its acts (names, former names, identifiers). The migration operation
`SearchIndex` adds the index: on PostgreSQL a generated tsvector column with GIN, on SQLite an FTS5 table kept by
triggers. `matching` finds rows in which every word of the text begins some word of `search_text`.
"""

from typing import Any, Self

from django.db import connections, models
from django.db.migrations.operations.base import Operation
from django.db.models.expressions import RawSQL

from core.fields import fold

MOST_WORDS = 8
"""Words looked for at most; more do not narrow a search, they only cost."""


class Matching(models.QuerySet):
    """A QuerySet that can be searched."""

    def matching(self, text: str) -> Self:
        """Rows in which each word of `text` begins a word. Text without a word finds nothing."""
        words = fold(text.replace("\x00", " ")).encode("utf-8", "ignore").decode().split()[:MOST_WORDS]
        if not words:
            return self.none()
        table = self.model._meta.db_table
        if connections[self.db].vendor == "postgresql":
            query = " & ".join(f"{word}:*" for word in words)
            # As an array the index is read first, once; left to itself the planner may walk the whole order instead.
            found = RawSQL(f"SELECT id FROM \"{table}\" WHERE search @@ to_tsquery('simple', %s)", [query])  # noqa: S608, S611
            return self.filter(pk__in=found)
        query = " ".join(f'"{word}"*' for word in words)
        found = RawSQL(f'SELECT rowid FROM "{table}_fts" WHERE "{table}_fts" MATCH %s', [query])  # noqa: S608, S611
        return self.filter(pk__in=found)


class SearchIndex(Operation):
    """Migration operation: index `search_text` of a model for `matching`."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The index is the database's own; Django's models do not see it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for statement in self._statements(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'ALTER TABLE "{table}" DROP COLUMN search')
            return
        for event in ("ai", "ad", "au"):
            schema_editor.execute(f'DROP TRIGGER "{table}_fts_{event}"')
        schema_editor.execute(f'DROP TABLE "{table}_fts"')

    def describe(self) -> str:
        return f"Index the search text of {self.model_name}"

    @staticmethod
    def _statements(vendor: str, table: str) -> list[str]:
        if vendor == "postgresql":
            return [
                f'ALTER TABLE "{table}" ADD COLUMN search tsvector '
                "GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED",
                f'CREATE INDEX "{table}_search" ON "{table}" USING gin (search)',
            ]
        fts, new, old = f'"{table}_fts"', "new.id, new.search_text", "old.id, old.search_text"
        remove = f"INSERT INTO {fts}({fts}, rowid, search_text) VALUES ('delete', {old});"  # noqa: S608
        add = f"INSERT INTO {fts}(rowid, search_text) VALUES ({new});"  # noqa: S608
        return [
            f"CREATE VIRTUAL TABLE {fts} USING fts5(search_text, content='{table}', content_rowid='id', prefix='2 3')",
            f'CREATE TRIGGER "{table}_fts_ai" AFTER INSERT ON "{table}" BEGIN {add} END',
            f'CREATE TRIGGER "{table}_fts_ad" AFTER DELETE ON "{table}" BEGIN {remove} END',
            f'CREATE TRIGGER "{table}_fts_au" AFTER UPDATE OF search_text ON "{table}" BEGIN {remove} {add} END',
        ]
