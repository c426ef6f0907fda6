"""What the home page says about lists of members: those to look at, lines that wait, contacts not reached."""

from typing import Any

from django.urls import reverse

from core import home
from core.acts import Actor
from core.home import Line
from core.pages import words
from partnerships.members.models import Matched, MemberLine, MemberSheet
from partnerships.members.reading import standing

LISTS = "member_sheets"


def to_look_at(actor: Actor) -> Any:
    """Lists that were sent and neither taken in nor set aside."""
    if not actor.can_ever("partnerships.take_in_members"):
        return None
    rows = MemberSheet.objects.filter(taken_in_on=None, voided_on=None)
    return rows.filter(actor.q("partnerships.take_in_members"))


def lists(actor: Actor, rows: Any) -> list[Line]:
    """How many they are."""
    said = words.plural(rows.count(), "list")
    return [Line(f"{said} of members to take in", f"{reverse(LISTS)}?state=sent", "See which", "Nothing counts yet.")]


def proposed(actor: Actor) -> Any:
    """Members of lists taken in that are not in the register: for who adds organisations."""
    if not actor.may("partnerships.add_organisation"):
        return None
    rows = MemberLine.objects.filter(matched__in=(Matched.UNKNOWN, Matched.DOUBTFUL), sheet__taken_in_on__isnull=False)
    return rows.filter(actor.q("partnerships.settle_member_line"))


def to_add(actor: Actor, rows: Any) -> list[Line]:
    """How many they are."""
    said = words.plural(rows.count(), "organisation")
    address = f"{reverse('member_contacts')}?matched={Matched.UNKNOWN}"
    return [Line(f"{said} proposed by umbrella bodies", address, "See which", "Add them, or say which they are.")]


def not_reached(actor: Actor) -> Any:
    """Contacts whose invitation could not be delivered."""
    if not actor.can_ever("partnerships.resend_to_contact"):
        return None
    rows = MemberLine.objects.filter(sheet__voided_on=None).alias(standing=standing()).filter(standing="returned")
    return rows.filter(actor.q("partnerships.resend_to_contact"))


def to_correct(actor: Actor, rows: Any) -> list[Line]:
    """How many they are."""
    said = words.plural(rows.count(), "invitation")
    address = f"{reverse('member_contacts')}?standing=returned"
    return [Line(f"{said} could not be delivered", address, "See which", "Correct the address and send it again.")]


home.add("waiting", 32, lists, rows=to_look_at)
home.add("waiting", 33, to_add, rows=proposed)
home.add("waiting", 34, to_correct, rows=not_reached)
