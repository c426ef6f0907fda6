"""Rules: one object with two faces.

`holds(actor, thing)` answers for one loaded row, without a query, with a reason when it refuses. `q(actor)` filters
rows. Both say the same; a property test asserts that for every permission and role. Paths are attribute paths of a
row ("organisation_id", "response__organisation_id"); a path across relations needs them loaded (select_related).
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core import clock
from partnerships.organisations.lineage import closes
from partnerships.people.models import RoleHeld

NOTHING = Q(pk__in=[])


def value_at(thing: Any, path: str) -> Any:
    """The value at a path of attributes, or of names in a detail; None where it leads nowhere."""
    for name in path.split("__"):
        if thing is None:
            return None
        thing = thing.get(name) if isinstance(thing, dict) else getattr(thing, name)
    return thing


class Rule:
    """When a permission holds. Combine with | and &."""

    reason = "Your role does not allow this."

    def holds(self, actor: Any, thing: Any) -> bool:
        raise NotImplementedError

    def q(self, actor: Any) -> Q:
        raise NotImplementedError

    def why_not(self, actor: Any, thing: Any) -> str:
        """The sentence of the refusal."""
        return self.reason

    def __or__(self, other: "Rule") -> "Rule":
        return Either(self, other)

    def __and__(self, other: "Rule") -> "Rule":
        return Both(self, other)


@dataclass(frozen=True)
class Everything(Rule):
    """Every row."""

    def holds(self, actor: Any, thing: Any) -> bool:
        return True

    def q(self, actor: Any) -> Q:
        return Q()


@dataclass(frozen=True)
class Own(Rule):
    """Rows of the organisation the person acts for."""

    path: str = "organisation_id"
    reason = "This belongs to another organisation than the one you are acting for."

    def holds(self, actor: Any, thing: Any) -> bool:
        return actor.organisation_id is not None and value_at(thing, self.path) == actor.organisation_id

    def q(self, actor: Any) -> Q:
        return NOTHING if actor.organisation_id is None else Q(**{self.path: actor.organisation_id})


@dataclass(frozen=True)
class OfLine(Rule):
    """Rows of the organisation the person acts for, and of all that it came from.

    `made` leads to the day on which the row was made: of one that goes on beside it, what was there when they parted.
    """

    path: str = "organisation_id"
    made: str = ""
    reason = "This belongs to another organisation than the one you are acting for."

    def holds(self, actor: Any, thing: Any) -> bool:
        whose = value_at(thing, self.path)
        if not self.made:
            return whose in actor.line
        last = actor.line_until.get(whose)
        return whose in actor.line and (last is None or value_at(thing, self.made) <= last)

    def q(self, actor: Any) -> Q:
        if not actor.line:
            return NOTHING
        if not self.made:
            return Q(**{f"{self.path}__in": sorted(actor.line)})
        whole = sorted(pk for pk, last in actor.line_until.items() if last is None)
        found = Q(**{f"{self.path}__in": whole})
        for pk, last in actor.line_until.items():
            if last is not None:
                found |= Q(**{self.path: pk, f"{self.made}__lte": last})
        return found


@dataclass(frozen=True)
class Gone(Rule):
    """Rows where the day at the path has passed: of an organisation that has closed."""

    path: str
    reason: str = "The organisation it belongs to has not closed, so its own people see to it."

    def holds(self, actor: Any, thing: Any) -> bool:
        day = value_at(thing, self.path)
        return day is not None and day < clock.today()

    def q(self, actor: Any) -> Q:
        return Q(**{f"{self.path}__lt": clock.today()})


@dataclass(frozen=True)
class Mine(Rule):
    """Rows of the person, in whatever capacity."""

    path: str = "user_id"
    reason = "This belongs to somebody else."

    def holds(self, actor: Any, thing: Any) -> bool:
        return actor.user_id is not None and value_at(thing, self.path) == actor.user_id

    def q(self, actor: Any) -> Q:
        return NOTHING if actor.user_id is None else Q(**{self.path: actor.user_id})


@dataclass(frozen=True)
class NotMine(Rule):
    """Rows of anybody but the person, in whatever capacity: what a second person does."""

    path: str
    reason: str = "This is yours, so somebody else does it."

    def holds(self, actor: Any, thing: Any) -> bool:
        return actor.user_id is None or value_at(thing, self.path) != actor.user_id

    def q(self, actor: Any) -> Q:
        return Q() if actor.user_id is None else ~Q(**{self.path: actor.user_id})


@dataclass(frozen=True)
class StillThere(Rule):
    """Memberships of people who hold a role in them today. Load `user` and `roles` (select and prefetch)."""

    reason = "This person holds no role here any more. Ask the Forum secretariat."

    def holds(self, actor: Any, thing: Any) -> bool:
        return thing.user.is_active and any(held.state == "now" for held in thing.roles.all())

    def q(self, actor: Any) -> Q:
        return Q(pk__in=RoleHeld.objects.active(clock.today()).values("membership_id"))


@dataclass(frozen=True)
class ThisCapacity(Rule):
    """Rows made in the membership the person acts in: in another capacity they may not have seen the same."""

    path: str = "membership_id"
    reason = "This was made in another of your capacities. Change who you are acting as to see it."

    def holds(self, actor: Any, thing: Any) -> bool:
        return actor.membership_id is not None and value_at(thing, self.path) == actor.membership_id

    def q(self, actor: Any) -> Q:
        return NOTHING if actor.membership_id is None else Q(**{self.path: actor.membership_id})


@dataclass(frozen=True)
class OfAddress(Rule):
    """Rows of the e-mail address that somebody without an account has proven to be theirs."""

    path: str
    reason = "This was begun with another e-mail address. Ask for a new link to the one it was begun with."

    def holds(self, actor: Any, thing: Any) -> bool:
        return bool(actor.address) and value_at(thing, self.path) == actor.address

    def q(self, actor: Any) -> Q:
        return Q(**{self.path: actor.address}) if actor.address else NOTHING


@dataclass(frozen=True)
class NamesMe(Rule):
    """Rows that name the person by the e-mail address of their account."""

    path: str
    reason = "Somebody else is named here."

    def holds(self, actor: Any, thing: Any) -> bool:
        named = value_at(thing, self.path)
        return actor.user is not None and bool(named) and named.casefold() == actor.user.email.casefold()

    def q(self, actor: Any) -> Q:
        return NOTHING if actor.user is None else Q(**{f"{self.path}__iexact": actor.user.email})


@dataclass(frozen=True)
class InArea(Rule):
    """Rows in the area the person acts for; every row for who acts for an organisation."""

    path: str = "area_id"
    reason = "This is outside the area you are acting for."

    def holds(self, actor: Any, thing: Any) -> bool:
        return actor.area_ids is None or value_at(thing, self.path) in actor.area_ids

    def q(self, actor: Any) -> Q:
        return Q() if actor.area_ids is None else Q(**{f"{self.path}__in": actor.area_ids})


@dataclass(frozen=True)
class Is(Rule):
    """Rows with this value at the path."""

    path: str
    value: Any
    reason: str = "This is not open to you as it stands."

    def holds(self, actor: Any, thing: Any) -> bool:
        return value_at(thing, self.path) == self.value

    def q(self, actor: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if self.value is None else Q(**{self.path: self.value})


@dataclass(frozen=True)
class IsNot(Rule):
    """Rows with another value at the path, which is never empty."""

    path: str
    value: Any
    reason: str = "This is not open to you as it stands."

    def holds(self, actor: Any, thing: Any) -> bool:
        return value_at(thing, self.path) != self.value

    def q(self, actor: Any) -> Q:
        return ~Q(**{self.path: self.value})


@dataclass(frozen=True)
class Known(Rule):
    """Rows where the path has any value."""

    path: str
    reason: str = "This is not open to you yet."

    def holds(self, actor: Any, thing: Any) -> bool:
        return value_at(thing, self.path) is not None

    def q(self, actor: Any) -> Q:
        return Q(**{f"{self.path}__isnull": False})


@dataclass(frozen=True)
class NotFundedByMine(Rule):
    """The wall: rows of organisations that none of the person's own has funded since the day at `since` (ADR 12).

    Without `since`: that none of them has ever funded.
    """

    path: str
    since: str = ""
    reason = "Your organisation funds this one, or has since it was asked, so its answer stays closed to you."

    def holds(self, actor: Any, thing: Any) -> bool:
        last = actor.funded_until.get(value_at(thing, self.path))
        return not closes(last, value_at(thing, self.since) if self.since else None)

    def q(self, actor: Any) -> Q:
        if not self.since:
            return ~Q(**{f"{self.path}__among": frozenset(actor.funded_until)}) if actor.funded_until else Q()
        funded: dict[datetime.date, set[int]] = {}
        for pk, last in actor.funded_until.items():
            funded.setdefault(last, set()).add(pk)
        found = Q()
        for last, keys in sorted(funded.items()):
            found &= ~Q(**{f"{self.path}__among": frozenset(keys)}) | Q(**{f"{self.since}__gt": last})
        return found


@dataclass(frozen=True)
class Either(Rule):
    """One of two rules."""

    first: Rule
    second: Rule

    def holds(self, actor: Any, thing: Any) -> bool:
        return self.first.holds(actor, thing) or self.second.holds(actor, thing)

    def q(self, actor: Any) -> Q:
        first, second = self.first.q(actor), self.second.q(actor)
        return first | second if first and second else Q()  # an empty Q lets every row pass; `|` would drop it

    def why_not(self, actor: Any, thing: Any) -> str:
        return self.second.why_not(actor, thing)


@dataclass(frozen=True)
class Both(Rule):
    """Two rules at once."""

    first: Rule
    second: Rule

    def holds(self, actor: Any, thing: Any) -> bool:
        return self.first.holds(actor, thing) and self.second.holds(actor, thing)

    def q(self, actor: Any) -> Q:
        return self.first.q(actor) & self.second.q(actor)

    def why_not(self, actor: Any, thing: Any) -> str:
        part = self.second if self.first.holds(actor, thing) else self.first
        return part.why_not(actor, thing)
