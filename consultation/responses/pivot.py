"""The answers of a consultation as PostgreSQL writes them: one line for each response, nothing held in memory."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, QuerySet, Value, When

from consultation.consultations.definitions import Asked, Definition
from consultation.consultations.models import QuestionKind
from consultation.responses.models import Answer, Channel, ConsentChoice
from consultation.responses.naming import UNVERIFIED, kind_of, name_of
from core.files.models import StoredFile
from core.registers.columns import CHOICE, Column
from core.registers.copying import RISKY, LondonText, copied, written

AT_A_TIME = 500
"""Rows that are fetched together."""
Sql = tuple[str, list[Any]]
"""A piece of a statement with its parameters."""


class ToTheSecond(LondonText):
    """A moment as London's clocks show it, to the second."""

    template = "to_char(%(expressions)s AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI:SS')"


def lines(responses: QuerySet, definition: Definition) -> Iterator[bytes]:
    """The lines of these responses, in their order, from one COPY."""
    yield from copied(*statement(responses, definition))


def rows(responses: QuerySet, definition: Definition) -> Iterator[tuple[Any, ...]]:
    """The same cells as values: numbers and dates as what they are, texts guarded as in the lines."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(*statement(responses, definition))
        while batch := cursor.fetchmany(AT_A_TIME):
            yield from batch


def statement(responses: QuerySet, definition: Definition) -> Sql:
    """The responses with their first columns, the answers turned so that each question is a column, and both as lines.

    Each answer is read once; the cells are written last, from columns that are there already.
    """
    heads, params = heads_of(responses).query.sql_with_params()
    cells = [cell for each in definition.every_answer for cell in cells_of(each)]
    written_out = ", ".join([*(f"h.{name}" for name in HEADS), *(sql for sql, _ in cells)])
    sql = (
        f"WITH h AS ({heads}), p AS ({turned(definition)}) SELECT {written_out} "  # noqa: S608 - names and numbers of ours
        "FROM h LEFT JOIN p ON p.version_id = h.version ORDER BY h.moment, h.response"
    )
    return sql, [*params, *(each for _, found in cells for each in found)]


HEADS = ("reference_cell", "name_cell", "kind_cell", "channel_cell", "sent_cell", "late_cell", "unverified_cell",
         "consent_cell", "letter_cell")  # fmt: skip
COLUMNS = (
    Column("reference", ""),
    Column("name", "", name_of()),
    Column("kind", "", kind_of()),
    Column("channel", "", kind=CHOICE, choices=dict(Channel.choices)),
    Column("consent", "", "counted_version__consent__choice", kind=CHOICE, choices=dict(ConsentChoice.choices)),
    Column("letter", "", "counted_version__letter"),
)


def heads_of(responses: QuerySet) -> QuerySet:
    """What the first columns say of each response."""
    plain = {f"{each.name}_plain": each.expression for each in COLUMNS}
    cells = {f"{each.name}_cell": written(each) for each in COLUMNS} | {
        "sent_cell": ToTheSecond("submitted_at"),
        "late_cell": yes_where(counted_version__late=True),
        "unverified_cell": yes_where(kind_plain=UNVERIFIED),
        "response": F("pk"),
        "version": F("counted_version_id"),
        "moment": F("submitted_at"),
    }
    rows: QuerySet = responses.order_by().annotate(**plain).annotate(**cells)
    return rows.values_list("response", "version", "moment", *HEADS)


def yes_where(**condition: Any) -> Case:
    """'Yes' or nothing."""
    return Case(When(**condition, then=Value("Yes")), output_field=CharField())


HELD = {
    QuestionKind.YES_NO: "bool_or(a.yes)",
    QuestionKind.CHOOSE_ONE: "max(a.choice_id)",
    QuestionKind.CHOOSE_MANY: "(array_agg(a.several))[1]",
    QuestionKind.LONG_TEXT: "max(a.text)",
    QuestionKind.NUMBER: "max(a.number)",
    QuestionKind.DATE: "max(a.day)",
    QuestionKind.FILE: "max(f.original_name)",
}
"""Where each kind of question has its answer. A version has one answer to a question at most."""


def turned(definition: Definition) -> str:
    """The answers of the versions in `h`, a column for each question."""
    columns = [
        picked(HELD[QuestionKind(each.kind)], each, "c")
        + (picked("max(a.text)", each, "w") if has_reasons(each) else "")
        for each in definition.every_answer
    ]
    files = any(each.kind == QuestionKind.FILE for each in definition.every_answer)
    joined = f" LEFT JOIN {StoredFile._meta.db_table} f ON f.id = a.file_id" if files else ""
    return (
        f"SELECT a.version_id{''.join(columns)} FROM {Answer._meta.db_table} a "  # noqa: S608 - likewise
        f"JOIN h ON h.version = a.version_id{joined} GROUP BY a.version_id"
    )


def has_reasons(question: Asked) -> bool:
    """Whether it has a second column, for the words beside the tick."""
    return question.kind == QuestionKind.YES_NO


def picked(value: str, question: Asked, letter: str) -> str:
    """One column: the value of the answer to one question."""
    found = value.replace(")", f") FILTER (WHERE a.question_id = {question.pk:d})", 1)
    return f", {found} AS {letter}{question.pk:d}"


def cells_of(question: Asked) -> list[Sql]:
    """What a question's columns say, as `exports.rows` says it."""
    column = f"p.c{question.pk:d}"
    if question.kind == QuestionKind.YES_NO:
        return [(f"CASE {column} WHEN true THEN 'Yes' WHEN false THEN 'No' END", []), guarded(f"p.w{question.pk:d}")]
    if question.kind == QuestionKind.CHOOSE_ONE:
        return [the_chosen(question, column)]
    if question.kind == QuestionKind.CHOOSE_MANY:
        return [all_chosen(question, column)]
    if question.kind == QuestionKind.NUMBER:
        return [(f"trim_scale({column})", [])]
    return [(column, []) if question.kind == QuestionKind.DATE else guarded(column)]


def the_chosen(question: Asked, column: str) -> Sql:
    """The label of one choice."""
    labels = [part for each in question.options for part in (each.pk, each.label)]
    return guarded(f"CASE {column} {'WHEN %s THEN %s ' * len(question.options)}ELSE '' END", labels)


def all_chosen(question: Asked, column: str) -> Sql:
    """The labels of all choices, in their order."""
    labels = [part for each in question.options for part in (f"[{each.pk:d}]", each.label)]
    return guarded(f"concat_ws('; '{f', CASE WHEN {column} @> %s::jsonb THEN %s END' * len(question.options)})", labels)


def guarded(text: str, params: Sequence[Any] = ()) -> Sql:
    """Text in which a spreadsheet sees no formula; nothing where it is empty."""
    return rf"NULLIF(regexp_replace({text}, %s, '''\&'), '')", [*params, RISKY]
