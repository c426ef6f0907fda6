"""manage.py sweep: find lost background work, and start jobs whose time has come."""

from typing import Any

from django.core.management.base import BaseCommand

from core.work.actions import sweep
from core.work.jobs import start_due


class Command(BaseCommand):
    help = "Start jobs whose time has come, give lost work back, and tell the broker of what waits."

    def handle(self, *args: Any, **options: Any) -> None:
        started = start_due()
        found = sweep()
        self.stdout.write(f"started={started} " + " ".join(f"{name}={count}" for name, count in found.items()))
