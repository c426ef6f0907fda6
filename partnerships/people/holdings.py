"""What a person holds by name in a capacity, so that it can be handed to somebody else when they go.

Each subject declares in its `holdings.py` what names the person who is responsible:

    holdings.add(
        Holding(
            name="compact_manager",
            called="Compact Manager",
            whose="manager_email",
            rows=LocalCompact.objects.running,
            organisation="manager_organisation",
            sentence=lambda compact: f"Compact Manager: {compact.title}",
            permission="compacts.edit_compact",
            hand=name_another,                                   # (by, row, to): the subject's own act
            rename=write_name,                                   # (by, row, name): likewise; None where it holds none
            falls_to="the Forum secretariat, who name another",
            heirs=holders.everywhere(Role.SECRETARIAT),
        )
    )

Who did something (signed, sent, decided) is not held: that stays with whoever did it, and nobody takes it over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from core import clock, home
from core.acts import Actor, Verdict
from core.home import MOST, Line
from partnerships.people.holders import Holders
from partnerships.people.models import FormerAddress, Membership, RoleHeld, User
from partnerships.people.roles import Role


class Place(NamedTuple):
    """Of a capacity, the number of its organisation or of its area; or, within a statement, where both stand."""

    organisation: Any
    area: Any


@dataclass(frozen=True)
class Holding:
    """One way in which a record names the person who is responsible for it."""

    name: str
    called: str
    """What it is, without the record: all that is said to somebody who may not see that."""
    whose: str
    """The path to the e-mail address that names them."""
    rows: Callable[[], QuerySet[Any]]
    """The records on which it still matters who that is."""
    organisation: str
    """The path to the organisation for which the person holds it. Empty where it is held wherever they work."""
    sentence: Callable[[Any], str]
    permission: str
    """What whoever names another must be allowed to do to the record."""
    hand: Callable[[Actor, Any, Membership], Any]
    """Names another, by the subject's own act: its rules and its trail hold."""
    rename: Callable[[Actor, Any, str], Any] | None
    """Writes the person's new name, where the record holds one in words: by the subject's own act, too."""
    falls_to: str
    """Who sees to it while it names nobody who is there."""
    heirs: Holders
    """These people, for loaded rows."""
    area: str = ""
    """The path to the area, where there is no organisation. Without one, a row of neither is held in any capacity."""
    at: Callable[[Place], Q] | None = None
    """The records of a capacity, where the paths do not say it."""
    needs: frozenset[Role] = field(default=frozenset(Role))
    """Who takes it holds one of these roles."""
    elsewhere: bool = False
    """Whether somebody of another organisation may take it."""
    kept: Callable[[Any], str] | None = None
    """What is kept of it with a hand-over, for good, where the sentence names somebody else."""
    link: Callable[[Any], str] = field(default=lambda row: row.get_absolute_url())

    def held_by(self, membership: Membership) -> QuerySet[Any]:
        """The records that name the person of this capacity."""
        place = Place(membership.organisation_id, membership.area_id)
        return self.naming(membership.user).filter(self.of_place(place)).order_by("pk")

    def naming(self, user: User) -> QuerySet[Any]:
        """The records that name a person, in whatever capacity: by the address of their account, or by a former one."""
        return self.named().filter(Q(named=user.email) | Q(named__in=FormerAddress.objects.of(user).values("email")))

    def named(self) -> QuerySet[Any]:
        """The records, each with the address that it names, as accounts have it."""
        return self.rows().annotate(named=Lower(self.whose))

    def held_in(self, path: str) -> QuerySet[Any]:
        """The records that name the person of the capacity to which the path of an outer row leads."""
        place = Place(OuterRef(f"{path}__organisation"), OuterRef(f"{path}__area"))
        former = FormerAddress.objects.in_use().filter(
            user=OuterRef(OuterRef(f"{path}__user")), email=OuterRef("named")
        )
        theirs = Q(named=OuterRef(f"{path}__user__email")) | Exists(former)
        return self.named().filter(theirs, self.of_place(place))

    def of_place(self, place: Place) -> Q:
        """The records that are held in the capacities at a place, whoever holds them."""
        if self.at is not None:
            return self.at(place)
        nowhere = Q(**{f"{self.organisation}__isnull": True})
        here = Q(pk__in=()) if self.area else nowhere
        if self.area and place.area is not None:
            here = nowhere & Q(**{self.area: place.area})
        if place.organisation is not None:
            here |= Q(**{self.organisation: place.organisation})
            here |= Q(**{f"{self.organisation}__duplicate_of": place.organisation})
        return here

    def left_behind(self) -> QuerySet[Any]:
        """The records that name somebody who has an account, and holds no role there any more."""
        named = {"email": OuterRef("named")}
        account = User.objects.filter(**named).values("pk")
        former = FormerAddress.objects.in_use().filter(**named).values("user")
        rows = self.named().annotate(
            person=Coalesce(Subquery(account), Subquery(former[:1]), output_field=BigIntegerField())
        )
        rows = rows.filter(person__isnull=False).order_by("pk")
        there = RoleHeld.objects.active(clock.today()).filter(membership__user=OuterRef("person"))
        if not self.organisation:
            return rows.filter(~Exists(there))
        body = Q(membership__organisation=OuterRef(self.organisation))
        body |= Q(membership__organisation=OuterRef(f"{self.organisation}__duplicate_of"))
        at_organisation = Exists(there.filter(body))
        otherwise = Exists(there.filter(membership__area=OuterRef(self.area)) if self.area else there)
        nowhere = Q(**{f"{self.organisation}__isnull": True})
        return rows.filter((~nowhere & ~at_organisation) | (nowhere & ~otherwise))

    def seen_by(self, actor: Actor, pks: Iterable[int]) -> set[int]:
        """Those of the records that somebody may see, whatever became of them. One query."""
        rows: Any = self.rows().model._default_manager.all()
        return set(rows.visible_to(actor).filter(pk__in=pks).order_by().values_list("pk", flat=True))

    def may_be_handed(self, by: Actor, row: Any) -> Verdict:
        """Whether somebody may name another."""
        return by.may(self.permission, row)


@dataclass(frozen=True)
class Held:
    """One record that names a person."""

    holding: Holding
    row: Any

    @property
    def key(self) -> str:
        """What tells it from every other, in a form."""
        return f"{self.holding.name}:{self.row.pk}"

    @property
    def sentence(self) -> str:
        """What it is."""
        return self.holding.sentence(self.row)

    @property
    def kept(self) -> str:
        """What it was, as a hand-over keeps it."""
        return (self.holding.kept or self.holding.sentence)(self.row)

    @property
    def link(self) -> str:
        """Where it stands."""
        return self.holding.link(self.row)


HOLDINGS: dict[str, Holding] = {}


def add(holding: Holding) -> Holding:
    """Declare what a record's person holds, and a line on the home page of each that names somebody who has gone."""
    if holding.name in HOLDINGS:
        raise ValueError(f"Two holdings are called {holding.name}.")
    HOLDINGS[holding.name] = holding
    home.add("waiting", 34, partial(to_name, holding), rows=partial(left_behind, holding))
    return holding


def of(membership: Membership) -> list[Held]:
    """All that names the person in this capacity. One query for each kind."""
    return [Held(each, row) for each in HOLDINGS.values() for row in each.held_by(membership)]


def of_all(memberships: Iterable[Membership]) -> list[Held]:
    """The same of several capacities, each record once."""
    found = {held.key: held for each in memberships for held in of(each)}
    return list(found.values())


def write_name(by: Actor, user: User) -> None:
    """Let every record that names a person now, by their address, say their new name. What was signed stays."""
    for each in HOLDINGS.values():
        for row in each.naming(user) if each.rename else ():
            each.rename(by, row, user.name)


def told_to(actor: Actor, found: Iterable[Held]) -> list[tuple[Held, str, bool]]:
    """Each with its words for somebody, and whether they may see the record. One query for each kind there is."""
    held = list(found)
    kinds = {each.holding.name: each.holding for each in held}
    seen = {
        name: kind.seen_by(actor, [each.row.pk for each in held if each.holding is kind])
        for name, kind in kinds.items()
    }
    told = []
    for each in held:
        may_see = each.row.pk in seen[each.holding.name]
        told.append(
            (each, each.sentence if may_see else f"{each.holding.called}, of a record that is not open to you", may_see)
        )
    return told


def left_behind(kind: Holding, actor: Actor) -> QuerySet[Any] | None:
    """The records of one kind that name somebody who has gone, for whoever may name another."""
    if not actor.can_ever(kind.permission):
        return None
    return kind.left_behind().filter(actor.q(kind.permission))


def to_name(kind: Holding, actor: Actor, rows: QuerySet[Any]) -> list[Line]:
    """A line for each."""
    said = "Whoever is named here holds no role there any more."
    return [Line(kind.sentence(row), kind.link(row), "Name somebody else", said) for row in rows[:MOST]]
