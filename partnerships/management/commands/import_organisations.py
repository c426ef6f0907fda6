"""manage.py import_organisations SOURCE FILE [--preview] [--published DATE]: a published list, into the register."""

import datetime
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser

from core.imports.actions import COMMAND_CAP, import_file
from core.imports.looking import Preview, preview_import
from core.imports.models import ImportRun, RunState
from core.imports.sources import SOURCES, Outcome, source_named
from partnerships.people.actors import the_house

ALL_TAKEN, SOME_REFUSED, UNUSABLE = 0, 3, 2
NOTHING_CHANGED = "This was a preview: nothing has been changed."
WORDS = {"refused": "refused", "doubtful": "taken, but doubtful"}


class Command(BaseCommand):
    help = (
        "Take a published list of organisations into the register, row by row. Ends with one line of counts. "
        "Exit code 0: every row was taken; 3: some were refused, the rest taken; 2: the file cannot be used at all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        lists = sorted(code for code, each in SOURCES.items() if not each.own_page)
        parser.add_argument("source", choices=lists, help="Which list the file is.")
        parser.add_argument("file", type=Path)
        parser.add_argument("--preview", action="store_true", help="Say what would be done, and change nothing.")
        parser.add_argument(
            "--published", type=iso_date, metavar="DATE", help="When the file was published (2018-11-30), if known."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        given = {
            "by": the_house("command", "Command import_organisations"),
            "source": source_named(options["source"]),
            "path": options["file"],
            "name": options["file"].name,
            "published_on": options["published"],
        }
        try:
            if options["preview"]:
                code = self.show(preview_import(**given, cap=COMMAND_CAP, most=None))
            else:
                code = self.tell(import_file(**given))
        except ValidationError as refusal:
            self.stderr.write(" ".join(refusal.messages))
            code = UNUSABLE
        if code:
            sys.exit(code)

    def show(self, preview: Preview) -> int:
        """What an import would do."""
        for plan in preview.refusals:
            self.line(plan.row.line, Outcome.REFUSE, plan.label, plan.reason)
        for plan in preview.doubts:
            for doubt in plan.doubts:
                self.line(plan.row.line, "doubtful", plan.label, doubt)
        self.stdout.write(NOTHING_CHANGED)
        self.stdout.write(preview.summary)
        return SOME_REFUSED if preview.counts[Outcome.REFUSE] else ALL_TAKEN

    def tell(self, run: ImportRun) -> int:
        """What an import did."""
        for outcome in ("refused", "doubtful"):
            for kept in run.lines.filter(outcome=outcome).order_by("line", "id").iterator():
                self.line(kept.line, outcome, kept.label, kept.reason)
        if run.state != RunState.DONE:
            self.stderr.write(run.error)
            return UNUSABLE if not run.read else SOME_REFUSED
        self.stdout.write(run.summary)
        return SOME_REFUSED if run.refused else ALL_TAKEN

    def line(self, number: int, outcome: str, label: str, reason: str) -> None:
        """One row that a person must look at, on one line of the screen."""
        named = f" ({label})" if label else ""
        shown = "".join(each if each.isprintable() else " " for each in f"{WORDS[outcome]}{named}: {reason}")
        self.stdout.write(f"line {number}: {shown}")


def iso_date(text: str) -> datetime.date:
    """A date on the command line."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("write the date as 2018-11-30") from None
