"""manage.py run_work [PK ...] [--all]: background work, here and now, without a broker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.work.actions import run_row, run_waiting


class Command(BaseCommand):
    help = "Do pieces of background work here and now, without a broker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rows", nargs="*", type=int, help="Their numbers.")
        parser.add_argument("--all", action="store_true", help="Everything that waits.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["all"] and not options["rows"]:
            raise CommandError("Give the numbers of the rows, or --all.")
        begun = sum(run_row(pk) is not None for pk in options["rows"])
        if options["all"]:
            begun += run_waiting()
        self.stdout.write(f"begun={begun}")
