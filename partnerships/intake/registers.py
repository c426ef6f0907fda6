"""The list of refused rows over all imports."""

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from core.acts import Actor
from core.imports.models import ImportLine, LineOutcome
from core.imports.sources import SOURCES
from core.registers.columns import CHOICE, DATETIME, NUMBER, Column
from core.registers.register import Register, add
from partnerships.intake.filters import RefusedFilters
from partnerships.organisations.import_register import Titles

NOBODY = Value("")


@add
class RefusedRows(Register):
    """Every refused row of a published list, and what became of it."""

    name = "import_lines"
    title = "Refused rows"
    noun = "refused row"
    model = ImportLine
    permission = "partnerships.view_import"
    filters = RefusedFilters
    order = "-asked"
    link = "import_line"
    crumbs = (("Partners", "organisations"), ("Imports of published lists", "imports"))
    intro = (
        "Rows of published lists that could not be taken. The Forum secretariat corrects each and takes it in, or sets "
        "it aside."
    )
    empty = (
        "No row waits. A row that is refused when a list is imported stands here until it is corrected or set aside."
    )
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("label", "What it is about", link=True, order="label"),
        Column("reason", "Why it was refused"),
        Column("line", "Line", kind=NUMBER, order="line"),
        Column("file", "File", value="run__file_name", order="run__file_name"),
        Column("source", "List", value="run__source", kind=CHOICE, choices=Titles(), order="run__source"),
        Column("asked", "Imported", value="run__asked_at", kind=DATETIME, order="run__asked_at"),
        Column("state", "State", value="outcome", kind=CHOICE, choices=dict(LineOutcome.choices), order="outcome"),
        Column("resolved", "Seen to", value="resolved_at", kind=DATETIME, on_page=False),
        Column(
            "resolved_by", "By", value="resolved_by__name", order=Coalesce("resolved_by__name", NOBODY), on_page=False
        ),
        Column("resolution", "What became of it", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """Of the lists whose rows are taken by themselves: other lists have pages of their own."""
        lists = [code for code, each in SOURCES.items() if each.taken_by_row]
        return super().rows(actor).refused().filter(run__source__in=lists)  # type: ignore[attr-defined,no-any-return]
