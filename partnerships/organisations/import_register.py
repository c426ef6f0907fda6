"""The list of imports."""

from collections.abc import Iterator, Mapping

from django.urls import reverse

from core.acts import Actor
from core.imports.models import ImportRun, RunState
from core.imports.sources import SOURCES
from core.registers.columns import CHOICE, DATETIME, NUMBER, Column
from core.registers.register import Register, add


class Titles(Mapping[str, str]):
    """The lists by their codes, also those that apps above this one make known later."""

    def __getitem__(self, code: str) -> str:
        return SOURCES[code].title

    def __iter__(self) -> Iterator[str]:
        return iter(SOURCES)

    def __len__(self) -> int:
        return len(SOURCES)


@add
class Imports(Register):
    """Every published list that was taken in."""

    name = "imports"
    title = "Imports of published lists"
    noun = "import"
    model = ImportRun
    permission = "partnerships.view_import"
    link = "import_run"
    crumbs = (("Partners", "organisations"),)
    intro = "Published lists imported into the register of partners, and the rows that were refused."
    empty = "Fill the register from a published list: NHS bodies, councils, the register of charities."
    order = "-asked"
    columns = (
        Column("file", "File", value="file_name", order="file_name", link=True),
        Column("source", "List", kind=CHOICE, choices=Titles(), order="source"),
        Column("asked", "Asked for", value="asked_at", kind=DATETIME, order="asked_at"),
        Column("state", "State", kind=CHOICE, choices=dict(RunState.choices), order="state"),
        Column("read", "Rows read", kind=NUMBER),
        Column("created", "Added", kind=NUMBER),
        Column("updated", "Changed", kind=NUMBER),
        Column("unchanged", "Unchanged", kind=NUMBER),
        Column("refused", "Refused", kind=NUMBER, order="refused"),
        Column("doubtful", "Doubtful", kind=NUMBER, order="doubtful"),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        if not actor.can_ever("partnerships.import_organisations"):
            return []
        return [
            ("Import a published list", reverse("import_upload")),
            ("Import another sheet", reverse("import_sheet")),
            ("Refused rows", reverse("import_lines")),
        ]
