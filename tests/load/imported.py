"""A published register of 10,000 contracts, taken in by background work with every check, and sent again. As JSON.

It is sent as a person sends it: kept, asked for, and carried out by a worker, while somebody else reads how far it is.
Of each hundred rows one names a supplier that nobody knows, and one ends before it begins. What an earlier run had
taken in is taken away first, so that each takes in as much.
"""

import io
import json
import threading
from datetime import date, timedelta

from django.db import connection

from commissioning.contract_sheets.tasks import REGISTER
from core.files.writers import write_csv
from core.imports.actions import receive_file, start_import
from core.imports.models import ImportRun
from core.work.actions import run_row
from core.work.models import WorkRow
from partnerships.organisations.models import Organisation
from partnerships.people.actors import actor_for
from partnerships.people.models import User
from tests.load.workbook import timed

ROWS = 10_000
HEADINGS = (
    "Reference", "Title", "Supplier", "Supplier identifier", "Description", "Award value", "Start", "Current end",
    "Maximum end", "Extendable", "Extended", "Route", "Category",
)  # fmt: skip
TAKE_AWAY = """
CREATE TEMPORARY TABLE taken AS SELECT id FROM commissioning_contract WHERE reference LIKE 'TAKEN-%';
DELETE FROM commissioning_contractparty WHERE contract_id IN (SELECT id FROM taken);
DELETE FROM commissioning_contractyear WHERE contract_id IN (SELECT id FROM taken);
DELETE FROM commissioning_contract WHERE id IN (SELECT id FROM taken);
DROP TABLE taken;
"""


def take_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_AWAY)


def lines(suppliers: list[str]) -> list[list[str]]:
    """The rows of the register."""
    found, first = [], date(2024, 4, 1)
    for number in range(ROWS):
        starts = first + timedelta(number % 700)
        ends = starts + timedelta(-1 if number % 100 == 50 else 364)
        supplier = f"Nobody Knows {number}" if number % 100 == 25 else suppliers[number % len(suppliers)]
        found.append(
            [f"TAKEN-{number}", f"Support {number}", supplier, "", "Support at home.", str(1000 + number),
             f"{starts:%d/%m/%Y}", f"{ends:%d/%m/%Y}", "", "No", "No", "Open tender", "Support"]
        )  # fmt: skip
    return found


def watched(run: ImportRun, seen: set[int], over: threading.Event) -> None:
    """Read, as the page of the import does, how many rows are done."""
    while not over.wait(0.1):
        seen.add(ImportRun.objects.values_list("read", flat=True).get(pk=run.pk))
    connection.close()


def sent(sheet: bytes) -> tuple[tuple[float, float], ImportRun, int]:
    """What it takes to carry out, the run when it is over, and how many steps of it were seen from outside."""
    by = actor_for(User.objects.get(email="bench@example.org"))
    body = Organisation.objects.filter(kind__code__startswith="bench-", area__isnull=False).order_by("pk")[0]
    file = receive_file(by=by, source=REGISTER, file=io.BytesIO(sheet), name="register.csv")
    run = start_import(by=by, source=REGISTER, file=file, name="register.csv", given={"body": body.pk})
    work = WorkRow.objects.get(key=f"import:{run.pk}")
    seen: set[int] = set()
    over = threading.Event()
    watcher = threading.Thread(target=watched, args=(run, seen, over))
    watcher.start()
    took, done = timed(lambda: run_row(work.pk))
    over.set()
    watcher.join()
    run.refresh_from_db()
    if run.read != ROWS or done.error:
        raise RuntimeError(f"The register was not taken in: {run.summary} {done.error}")
    return took, run, len(seen - {0, ROWS})


def measured() -> str:
    """Of both the processor and clock milliseconds, and what came of the rows."""
    names = Organisation.objects.filter(closed=None, is_partner=False).order_by("pk").values_list("name", flat=True)
    sheet = io.BytesIO()
    write_csv(sheet, HEADINGS, lines(list(dict.fromkeys(names[:ROWS]))[:3000]))
    take_away()
    first, run, steps = sent(sheet.getvalue())
    again, same, _ = sent(sheet.getvalue())
    take_away()
    return json.dumps(
        {"taken": first, "again": again, "created": run.created, "refused": run.refused, "steps": steps,
         "unchanged": same.unchanged}
    )  # fmt: skip
