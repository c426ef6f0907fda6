"""manage.py check_compact_signup_deadlines: the nightly job of that name, here and now, without a broker."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Store how every body stands to the targets of sign-up, here and now, without a broker."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("run_job", "check_compact_signup_deadlines", stdout=self.stdout)
