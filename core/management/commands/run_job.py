"""manage.py run_job NAME: a scheduled job, here and now, without a broker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.work.actions import ask, run_row
from core.work.jobs import JOBS
from core.work.models import State, WorkRow


class Command(BaseCommand):
    help = "Do a scheduled job here and now, without a broker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(JOBS))

    def handle(self, *args: Any, **options: Any) -> None:
        pk = ask(None, options["name"]).pk
        run_row(pk)
        row = WorkRow.objects.get(pk=pk)
        while row.state == State.WAITING and row.not_before is None:
            run_row(pk)
            row.refresh_from_db()
        self.stdout.write(f"{row.kind}: {row.state} done={row.done_count} failed={row.failed_count}")
        if row.state != State.DONE:
            raise CommandError(row.error or f"It is {row.state}.")
