"""manage.py compute_target_progress [--on DATE]: how far every target is, here and now, without a broker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compacts.targets.progress_actions import compute_progress
from core import clock
from partnerships.management.commands.import_organisations import iso_date


class Command(BaseCommand):
    help = (
        "Work out how far every target is and keep it as the snapshot of the day. For a past day it says what the "
        "readings that are known now say of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=iso_date, metavar="DATE", help="The day, like 2005-03-31; today if left out.")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or clock.today()
        count = sum(compute_progress(on=on))
        self.stdout.write(f"on={on.isoformat()} computed={count}")
