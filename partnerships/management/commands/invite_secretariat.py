"""manage.py invite_secretariat EMAIL NAME --for ORGANISATION: how the first person of a new installation gets in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core.acts import Actor
from partnerships.invitations.actions import invite_person
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.models import Organisation, OrganisationKind
from partnerships.people.actors import the_house
from partnerships.people.roles import Role


class Command(BaseCommand):
    help = "Invite a person to the Forum secretariat, by mail. They can invite everybody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="The person's name.")
        parser.add_argument("--for", dest="place", required=True, help="The organisation's name; added when it is new.")
        parser.add_argument("--kind", help="The code of its kind, for a new organisation.")

    def handle(self, *args: Any, **options: Any) -> None:
        by = the_house("command", "Command invite_secretariat")
        roles = [Role.SECRETARIAT, Role.ADMINISTRATOR]
        try:
            with transaction.atomic():
                place = self.organisation(by, options["place"], options["kind"])
                invite_person(by=by, email=options["email"], name=options["name"], place=place, roles=roles)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"An invitation to {options['email']} is on its way, as secretariat at {place}.")

    def organisation(self, by: Actor, name: str, code: str | None) -> Organisation:
        """The one organisation of this name, added when there is none."""
        found = list(Organisation.objects.filter(name__iexact=name)[:2])
        if len(found) > 1:
            raise CommandError(f"Several organisations are called {name}. Invite the person on the website instead.")
        if found:
            return found[0]
        kind = OrganisationKind.objects.filter(code=code).first()
        if kind is None:
            known = ", ".join(OrganisationKind.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(f"No organisation is called {name} yet. To add it give --kind, one of: {known}")
        return add_organisation(by=by, name=name, kind=kind)
