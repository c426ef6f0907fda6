"""Rules about work that several organisations share: who is a partner, a party, or has which part in it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core import clock
from partnerships.organisations.models import Organisation
from partnerships.people.rules import NOTHING, Rule, value_at


def stays(ends: datetime.date | None) -> bool:
    """Whether somebody whose last day this is has not left."""
    return ends is None or ends >= clock.today()


@dataclass(frozen=True)
class PartnerIn(Rule):
    """Rows of joint work in which the organisation the person acts for is a partner, or one it came from was.

    `path` leads from the row to the work, whose partners are loaded as `rows`. `back` names the same rows as an
    organisation knows them, and `to` their way back to the work. `itself`: not one it came from, and while it has not
    left. `remains`: while one of them has not left. `made` leads to the day on which the row was made: who has left
    reads what was made until then. One it came from that goes on counts, for these two, until the two parted.
    """

    path: str = ""
    itself: bool = False
    remains: bool = False
    made: str = ""
    rows: str = "partners"
    back: str = "cycle_partners"
    to: str = "cycle_id"
    reason = "The organisation you are acting for is not a partner in this."

    def ours(self, actor: Any) -> frozenset[int]:
        """The organisations whose work is meant."""
        if self.itself:
            return frozenset({actor.organisation_id} - {None})
        line: frozenset[int] = actor.line
        return line

    def holds(self, actor: Any, thing: Any) -> bool:
        work = value_at(thing, self.path) if self.path else thing
        if work is None or work.pk is None or actor.organisation_id is None:
            return False
        day = value_at(thing, self.made) if self.made else None
        return any(
            each.organisation_id in self.ours(actor)
            and self.was_there(each.ends, day)
            and (self.itself or self.was_there(actor.line_until[each.organisation_id], day))
            for each in getattr(work, self.rows).all()
        )

    def was_there(self, last: datetime.date | None, day: datetime.date | None) -> bool:
        """Whether a partner with that last day counts, for a row that was made on a day."""
        if self.itself or self.remains:
            return stays(last)
        return day is None or last is None or day <= last

    def q(self, actor: Any) -> Q:
        if actor.organisation_id is None:
            return NOTHING
        day = OuterRef(self.made) if self.made else clock.today()
        there = Q(**{f"{self.back}__ends": None}) | Q(**{f"{self.back}__ends__gte": day})
        ours = Organisation.objects.filter(pk__in=self.ours(actor))
        if self.made:  # in one filter, so that both are asked of the same partner
            of_it = ours.filter(there, **{f"{self.back}__{self.to}": OuterRef(self.path)})
            found = Q(Exists(of_it.filter(pk__in=[pk for pk, last in actor.line_until.items() if last is None])))
            for last in sorted({each for each in actor.line_until.values() if each is not None}):
                those = [pk for pk, until in actor.line_until.items() if until == last]
                found |= Q(Exists(of_it.filter(pk__in=those)), **{f"{self.made}__lte": last})
            return found
        if self.remains:
            ours = ours.filter(pk__in=[pk for pk, last in actor.line_until.items() if stays(last)])
        theirs = ours.filter(there if self.itself or self.remains else Q(), **{f"{self.back}__isnull": False})
        return Q(**{f"{self.path or 'pk'}__in": theirs.values(f"{self.back}__{self.to}")})


@dataclass(frozen=True)
class PartyTo(PartnerIn):
    """The same of the parties to an agreement."""

    rows: str = "parties"
    back: str = "agreement_parties"
    to: str = "agreement_id"
    reason = "The organisation you are acting for is not a party to this agreement."


@dataclass(frozen=True)
class PartnerAs(PartnerIn):
    """The same, of those who have one of these parts in the work, by the `role` of its rows.

    `heirs`, with `itself`: also for one that it came from and that has closed. Nobody else is left to act for that.
    """

    roles: tuple[str, ...] = ()
    heirs: bool = False
    reason = "The organisation you are acting for does not have the part in this that allows it."

    def holds(self, actor: Any, thing: Any) -> bool:
        work = value_at(thing, self.path) if self.path else thing
        if work is None or work.pk is None or actor.organisation_id is None:
            return False
        partners = [each for each in getattr(work, self.rows).all() if each.role in self.roles]
        partners = [each for each in partners if not self.itself or stays(each.ends)]
        return any(
            each.organisation_id in self.ours(actor)
            or (self.heirs and each.organisation_id in actor.line and not stays(each.organisation.closed))
            for each in partners
        )

    def q(self, actor: Any) -> Q:
        if actor.organisation_id is None:
            return NOTHING
        staying = Q(**{f"{self.back}__ends": None}) | Q(**{f"{self.back}__ends__gte": clock.today()})
        having = Q(**{f"{self.back}__role__in": self.roles})
        ours = Q(pk__in=self.ours(actor))
        if self.heirs:
            ours |= Q(pk__in=actor.line, closed__lt=clock.today())
        theirs = Organisation.objects.filter(
            having & staying if self.itself else having, ours, **{f"{self.back}__isnull": False}
        )
        return Q(**{f"{self.path or 'pk'}__in": theirs.values(f"{self.back}__{self.to}")})
