"""Which organisation somebody joins who accepts an invitation, and where nobody is let in any more."""

from core import clock
from core.pages import words
from partnerships.invitations.models import Invitation
from partnerships.organisations.lineage import lines_of
from partnerships.organisations.models import Area, Organisation

TAKEN_BACK = (
    "The entry of {} was taken back from the register, so nobody joins it. Ask the Forum secretariat for an invitation "
    "to the organisation that you work for."
)
CAME_AFTER = (
    "{} closed on {}, and {} came after it. Ask the administrator there, or the Forum secretariat, for an invitation "
    "to act for what came after it."
)
INVITE_THERE = "{} was entered twice. Invite people to {}, the entry that is kept."


def place_of(invitation: Invitation) -> Organisation | Area:
    """Where whoever accepts belongs: the entry that is kept, where the organisation was entered twice."""
    place: Organisation | Area = invitation.place
    return place.stands_as if isinstance(place, Organisation) else place


def has_closed(body: Organisation) -> bool:
    """Whether its last day is over: its successor's people see to what it left, and no umbrella body names others."""
    return body.closed is not None and body.closed < clock.today()


def came_after(body: Organisation) -> list[Organisation]:
    """The bodies that are open today and came of one that closed, by however many steps. Two queries."""
    reached = [step.lineage.descendant_id for step in lines_of(body.pk)[1]]
    return list(Organisation.objects.open_on(clock.today()).filter(pk__in=reached).order_by("sort_name", "pk"))


def why_nobody_joins(place: Organisation | Area) -> str:
    """Why nobody is let in there, in words that say what to do; empty where people are."""
    if not isinstance(place, Organisation):
        return ""
    if place.voided_on is not None:
        return TAKEN_BACK.format(place.name)
    heirs = came_after(place) if has_closed(place) else []
    if not heirs:
        return ""
    return CAME_AFTER.format(place.name, words.date(place.closed), " and ".join(each.name for each in heirs))


def why_not_invited(place: Organisation | Area) -> str:
    """Why no invitation is sent for a place; empty where one is."""
    if isinstance(place, Organisation) and place.duplicate_of is not None:
        return INVITE_THERE.format(place.name, place.duplicate_of.name)
    return why_nobody_joins(place)
