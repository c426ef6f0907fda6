"""manage.py forget_events: deletes the trail's events after their seven years."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

from core import clock
from core.privacy import years as so_many
from core.trail.actions import forget_before

YEARS = 7


class Command(BaseCommand):
    help = f"Delete the events of the trail that are older than {YEARS} years (or than --years)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--years", type=int, default=YEARS)

    def handle(self, *args: Any, **options: Any) -> None:
        years = max(YEARS, options["years"])
        moment = clock.true_now() - so_many(years)
        the_house = import_string(settings.WORK_ACTOR)(None, None, "command")
        count = forget_before(by=the_house, moment=moment)
        self.stdout.write(f"deleted={count} before={moment:%Y-%m-%d}")
