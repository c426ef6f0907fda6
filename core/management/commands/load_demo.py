"""manage.py load_demo: the demonstration's rows, in demonstration mode only; never run by migrate."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import demo


class Command(BaseCommand):
    help = "Load the demonstration data into an empty database (DEMO=1 only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="bring the tables up to date first")
        parser.add_argument("--if-new", action="store_true", help="do nothing where somebody has an account already")
        parser.add_argument("--accounts", action="store_true", help="then list who can sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demonstration data is for demonstrations: start with DEMO=1.")
        if options["migrate"]:
            call_command("migrate", verbosity=0)
        if demo.is_new():
            demo.load()
            self.stdout.write("The demonstration data is loaded.")
        elif not options["if_new"]:
            raise CommandError("There are accounts already. `make demo-reset` starts over.")
        if options["accounts"]:
            self.list_accounts()

    def list_accounts(self) -> None:
        accounts = demo.accounts()
        width = max((len(account.email) for account in accounts), default=0)
        self.stdout.write(f"\nSign in with one of these addresses and the password {demo.PASSWORD}\n\n")
        for account in accounts:
            self.stdout.write(f"  {account.email:{width}}  {account.who}")
