"""An import of national size in the layout of the ODS, with everything kept that undoing it needs, then undone.

python -m tests.load.national [--rows 170000] [--keep]

It makes a database of its own beside those of the bench, takes the list in by `manage.py import_organisations`, and
undoes the whole run as the background worker does. Of both it says how long they took, by how much the process grew,
how many statements a row asked, and how much longer the last tenth of the rows took than the first.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from tests.load import machine
from tests.load.bench import BASE, PRODUCT, environment, psql

DATABASE = os.environ.get("NATIONAL_DATABASE", "concordat_national")
WIDTH, MAINS = 27, 10
"""Columns of the layout; of so many rows one is a trust, and the others are sites of it."""
DIGITS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PUBLISHED = "2026-11-30"


def code_of(number: int) -> str:
    """A code that no other row has."""
    found = ""
    for _ in range(5):
        number, rest = divmod(number, len(DIGITS))
        found = DIGITS[rest] + found
    return f"Z{found}"


def rows(count: int) -> Iterator[list[str]]:
    """Trusts, each followed by its sites, as a file of the ODS has them: 27 columns without headings."""
    first = date(1990, 4, 1)
    for number in range(count):
        main = number - number % MAINS
        row = [""] * WIDTH
        row[0] = code_of(number)
        row[1] = f"VALLEY {main} NHS TRUST" if number == main else f"WARD {number} COMMUNITY NHS TRUST"
        row[2], row[21] = "Y60", "0"
        row[4], row[7], row[9] = f"{number} HIGH STREET", "WORCESTER", f"WR{number % 15 + 1} {number % 9}AA"
        row[10] = f"{first + timedelta(number % 9000):%Y%m%d}"
        row[14] = "" if number == main else code_of(main)
        row[17] = f"01905 {number:06}"
        yield row


def write(path: Path, count: int) -> None:
    """Write the list."""
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows(count))


class Watch:
    """Counts statements, and notes when each batch was written."""

    def __init__(self, mark: str) -> None:
        self.mark, self.asked, self.moments = mark, 0, [time.perf_counter()]

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.asked += 1
        found = execute(sql, params, many, context)
        if sql.startswith(self.mark):
            self.moments.append(time.perf_counter())
        return found

    def last_over_first(self) -> float:
        """How much longer the last tenth of the batches took than the first."""
        tenth = max(len(self.moments) // 10, 1)
        first = self.moments[tenth] - self.moments[0]
        return (self.moments[-1] - self.moments[-1 - tenth]) / first


def watched(mark: str, act: Callable[[], Any]) -> dict[str, float]:
    """Carry something out: the seconds by the clock and of the processor, megabytes, statements."""
    watch, before = Watch(mark), machine.forget_peak("self")
    clock, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(watch):
        act()
    return {
        "seconds": time.perf_counter() - clock,
        "cpu": time.process_time() - cpu,
        "grew": machine.memory("self", "VmHWM") - before,
        "asked": watch.asked,
        "last/first": watch.last_over_first(),
    }


def warmed() -> None:
    """Once with a few rows: a process imports all once."""
    path = Path(tempfile.gettempdir()) / f"{DATABASE}-few.csv"
    write(path, 20)
    call_command("import_organisations", "ods", str(path), stdout=open(os.devnull, "w"))  # noqa: SIM115
    undo_last()
    path.unlink()


def undo_last() -> Any:
    """Ask for the last import to be undone, and carry it out as the background worker does."""
    from core.imports.models import ImportRun
    from core.imports.undo_actions import undo_import
    from core.work.actions import run_row
    from core.work.models import WorkRow
    from partnerships.people.actors import the_house

    run = ImportRun.objects.latest("pk")
    undo_import(by=the_house(), run=run, reason="Measured.")
    done = run_row(WorkRow.objects.filter(kind="undo_import").latest("pk").pk)
    run.refresh_from_db()
    assert run.state == "undone", (run.state, run.error, done.state)
    return run


def taken() -> str:
    """What taking the list in and undoing it took. As JSON."""
    from core.imports.models import ImportRun

    warmed()
    path = Path(os.environ["NATIONAL_FILE"])
    with open(os.devnull, "w") as nothing:
        found = {
            "import": watched(
                'UPDATE "core_importrun"',
                lambda: call_command(
                    "import_organisations", "ods", str(path), published=date.fromisoformat(PUBLISHED), stdout=nothing
                ),
            )
        }
    run = ImportRun.objects.latest("pk")
    found["undo"] = watched('INSERT INTO "core_event"', undo_last)
    return json.dumps({"rows": run.read, "refused": run.refused, "created": run.created, **found})


def main() -> None:
    """Make the database and the list, measure, and say what was found."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--rows", type=int, default=170_000)
    asked.add_argument("--keep", action="store_true", help="Keep the database.")
    options = asked.parse_args()
    path = Path(tempfile.gettempdir()) / f"{DATABASE}.csv"
    write(path, options.rows)
    psql("postgres", "-c", f"DROP DATABASE IF EXISTS {DATABASE}")
    psql("postgres", "-c", f"CREATE DATABASE {DATABASE}")
    given = environment(PRODUCT) | {"DATABASE_URL": f"{BASE}/{DATABASE}", "NATIONAL_FILE": str(path)}
    try:
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, env=given)
        command = "from tests.load.national import taken; print(taken())"
        command_line = [sys.executable, "manage.py", "shell", "-v0", "-c", command]
        printed = subprocess.run(command_line, check=True, stdout=subprocess.PIPE, text=True, env=given).stdout
    finally:
        path.unlink()
        if not options.keep:
            psql("postgres", "-c", f"DROP DATABASE IF EXISTS {DATABASE}")
    found = json.loads(printed.splitlines()[-1])
    print(f"{found['rows']:,} rows, {found['created']:,} added, {found['refused']:,} refused")
    for name in ("import", "undo"):
        each = found[name]
        print(
            f"{name:8} {each['seconds']:8.1f} s, {each['cpu']:8.1f} s of processor time, grew by {each['grew']:.0f} MB"
            f", {each['asked'] / found['rows']:.3f} statements a row, last tenth / first tenth {each['last/first']:.2f}"
        )


if __name__ == "__main__":
    main()
