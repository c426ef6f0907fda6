"""Search by words: one `matching(text)` for every register.

A model keeps `search_text`, written by its acts (names, former names, identifiers). The migration operation
`SearchIndex` adds the index: on PostgreSQL a generated tsvector column with GIN, on SQLite an FTS5 table kept by
triggers. `matching` finds rows in which every word of the text begins some word of `search_text`.
"""

from typing import Any, Self

from django.db import connection, models
from django.db.migrations.operations.base import Operation
from django.db.models import Expression

from core.fields import Visible, fold

MOST_WORDS = 8
"""Words looked for at most; more do not narrow a search, they only cost."""


def words_asked(text: str) -> str:
    """The words of a text as the index of the database at hand is asked for them; empty where it has none."""
    words = fold(text.replace("\x00", " ")).encode("utf-8", "ignore").decode().split()[:MOST_WORDS]
    if connection.vendor == "postgresql":
        return " & ".join([f"{word}:*" for word in words])
    return " ".join([f'"{word}"*' for word in words])


class WordsFound(Expression):
    """True of the rows of the table asked whose search text holds these words, which `words_asked` wrote."""

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, asked: str) -> None:
        super().__init__()
        self.asked = asked

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str]]:
        """On SQLite, from the table of words."""
        fts = f'"{compiler.query.model._meta.db_table}_fts"'
        found = f"SELECT rowid FROM {fts} WHERE {fts} MATCH %s"  # noqa: S608 - names from the model, the words are a parameter
        return f"{asked_table(compiler)}.id IN ({found})", (self.asked,)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str]]:
        """On PostgreSQL, from the index of words first.

        The planner takes a beginning of a word to be in one row of fifty and so may rather walk the whole register in
        order, which takes a second where nothing is found. The second condition is true of every row, but not for the
        planner's guess, which now is 'very few'.
        """
        table = asked_table(compiler)
        return f"({table}.search @@ to_tsquery('simple', %s) AND {table}.id = {table}.id + 0)", (self.asked,)


def asked_table(compiler: Any) -> str:
    """The table of the query, by the name it has in it."""
    name: str = compiler.quote_name_unless_alias(compiler.query.get_initial_alias())
    return name


class Matching(Visible):
    """A QuerySet that can be searched."""

    def matching(self, text: str) -> Self:
        """Rows in which each word of `text` begins a word. Text without a word finds nothing."""
        asked = words_asked(text)
        return self.holding(asked) if asked else self.none()

    def holding(self, asked: str) -> Self:
        """The same, of words that `words_asked` wrote."""
        return self.filter(WordsFound(asked))


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
            f"INSERT INTO {fts}({fts}) VALUES ('rebuild')",  # noqa: S608 - with the rows that are there already
        ]


class SearchIndexAgain(SearchIndex):
    """Migration operation: make the index again, at the end of a migration that changes the table of a searched model.

    SQLite changes a table by copying it, and drops the triggers that keep the index. PostgreSQL needs nothing.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            return
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        for event in ("ai", "ad", "au"):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_fts_{event}"')
        schema_editor.execute(f'DROP TABLE IF EXISTS "{table}_fts"')
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self.database_forwards(app_label, schema_editor, to_state, from_state)

    def describe(self) -> str:
        return f"Index the search text of {self.model_name} again"
