"""What taking in a list would do, line by line, before anybody decides: to memberships, and whom it would invite."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from core import clock
from core.pages import words
from partnerships.invitations.actions import CLOSED
from partnerships.invitations.models import Invitation
from partnerships.invitations.rules import has_closed
from partnerships.members.models import Matched, MemberLine, MemberSheet
from partnerships.organisations.models import Organisation, UmbrellaClass, UmbrellaMembership
from partnerships.people.models import RoleHeld

NOT_SURE = "Choose the organisation by hand."
PROPOSED = "Not in the register: proposed to the Forum secretariat."


@dataclass(frozen=True)
class Effect:
    """What becomes of one line."""

    kind: str  # new, changed, unchanged, waiting, problem
    words: str
    invites: bool
    why_not: str = ""


class Standing:
    """What the register holds now of the organisations of some lines. Four statements, however many lines."""

    def __init__(self, sheet: MemberSheet, lines: Sequence[MemberLine]) -> None:
        self.sheet = sheet
        keys = {line.organisation_id for line in lines} - {None}
        self.open: dict[int, UmbrellaMembership] = {}
        self.last: dict[int, datetime.date] = {}
        memberships = UmbrellaMembership.objects.filter(umbrella=sheet.umbrella_id).select_related("member")
        for each in memberships.order_by("pk"):
            if each.ends is None:
                self.open[each.member_id] = each
            else:
                self.last[each.member_id] = max(each.ends, self.last.get(each.member_id, each.ends))
        held = RoleHeld.objects.active(clock.today()).filter(membership__organisation_id__among=keys)
        self.with_people = set(held.values_list("membership__organisation_id", flat=True))
        waiting = Invitation.objects.open(clock.now()).filter(organisation_id__among=keys)
        self.waiting = {(pk, email) for pk, email in waiting.values_list("organisation_id", "email")}
        barred = Q(kind__is_public_body=True) | Q(closed__lt=clock.today())
        rows = Organisation.objects.filter(barred, pk__among=keys)
        self.barred = {each.pk: why_barred(each) for each in rows}

    def effect(self, line: MemberLine) -> Effect:
        """What the line would do."""
        if line.organisation_id is None:
            unknown = line.matched == Matched.UNKNOWN
            return Effect("waiting", PROPOSED if unknown else NOT_SURE, False)
        why_not = self.why_not_invited(line)
        kind, said = self.membership(line)
        invites = kind != "problem" and bool(line.contact_email) and not why_not
        return Effect(kind, said, invites, why_not)

    def membership(self, line: MemberLine) -> tuple[str, str]:
        """New, changed, unchanged or a problem, and in words."""
        day = line.starts or self.sheet.on
        label = UmbrellaClass(line.membership_class).label
        key = int(line.organisation_id or 0)
        held = self.open.get(key)
        if held is None:
            last = self.last.get(key)
            if last is not None and last >= day:
                return "problem", f"It belonged until {words.date(last)}. Give a later day in the sheet."
            return "new", f"{label} from {words.date(day)}"
        if held.membership_class == line.membership_class:
            return "unchanged", f"{label} already"
        if held.starts is not None and day <= held.starts:
            was = held.get_membership_class_display().lower()
            return "problem", f"It has been {was} since {words.date(held.starts)}. Give a later day in the sheet."
        if day > clock.today():
            return "problem", f"{words.date(day)} is still to come. Send it again once it belongs in another class."
        return "changed", f"{label} from {words.date(day)}; {held.get_membership_class_display().lower()} until then"

    def why_not_invited(self, line: MemberLine) -> str:
        """Why the contact gets no invitation; empty where they do, or where none is named."""
        if not line.contact_email:
            return ""
        if line.organisation_id in self.barred:
            return self.barred[line.organisation_id]
        if line.organisation_id in self.with_people:
            return "It has people here already, who invite others themselves."
        if (line.organisation_id, line.contact_email) in self.waiting:
            return "An invitation to this address is open already."
        return ""

    def ending(self, lines: Sequence[MemberLine]) -> list[UmbrellaMembership]:
        """The memberships that end because a whole list does not name them."""
        if not self.sheet.whole:
            return []
        there = {line.organisation_id for line in lines}
        gone = [each for pk, each in self.open.items() if pk not in there]
        return [each for each in gone if each.starts is None or each.starts < self.sheet.on]


def why_barred(body: Organisation) -> str:
    """Why an umbrella body invites nobody into a body that closed, or that is a public body."""
    if has_closed(body):
        return CLOSED.format(words.date(body.closed))
    return "A public body: the Forum secretariat invites its people."


def counted(effects: Sequence[Effect], ending: int) -> str:
    """'12 new, 1 changed, 40 unchanged, 2 ended, 3 that wait; 9 contacts to invite'."""
    kinds = {name: sum(each.kind == name for each in effects) for name in ("new", "changed", "unchanged")}
    wait = sum(each.kind in ("waiting", "problem") for each in effects)
    said = [*(f"{number:,} {name}" for name, number in kinds.items()), f"{ending:,} ended", f"{wait:,} that wait"]
    return f"{', '.join(said)}; {words.plural(sum(each.invites for each in effects), 'contact')} to invite"
