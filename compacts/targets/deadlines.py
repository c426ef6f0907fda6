"""When targets are due, and when a figure that they are judged by is missing: for the people of their owners."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from compacts.targets.models import Contribution, Target
from core import clock, deadlines
from core.acts import Actor
from partnerships.people import holders
from partnerships.people.roles import Role

LET_GO = datetime.timedelta(days=366)
"""So long after its day a target that nobody could judge is asked about no more. It stays in its list."""
FIGURES = Contribution.objects.select_related("target", "measure")
Rows = Callable[[], QuerySet[Any]]


def of_owners(rows: Rows, permission: str, to_owners: str) -> Callable[[Actor | None], QuerySet[Any]]:
    """The `queryset` of a deadline: those whose target the organisation that a person acts for answers for."""

    def theirs(actor: Actor | None) -> QuerySet[Any]:
        if actor is None:
            return rows()
        owned = Target.owners.through.objects.filter(organisation=actor.organisation_id).values("target")
        return rows().filter(actor.q(permission), **{f"{to_owners}__in": owned})

    return theirs


def to_reach() -> QuerySet[Any]:
    """The targets that are to be reached, or were so within the year."""
    return Target.objects.to_reach().filter(due__gt=clock.today() - LET_GO)


def awaited() -> QuerySet[Any]:
    """The figures that such targets wait for."""
    return FIGURES.awaited().filter(target__due__gt=clock.today() - LET_GO)


def to_enter(actor: Actor | None) -> QuerySet[Any]:
    """The figures that are missing: of their own targets; of every target for the secretariat, which enters them."""
    if actor is not None and actor.can_ever("compacts.verify_reading"):
        return awaited().filter(actor.q("compacts.view_contribution"))
    return of_owners(awaited, "compacts.view_contribution", "target")(actor)


def target_of(row: Any) -> Target:
    """The target itself, or the one that is judged by a measure."""
    target: Target = row if isinstance(row, Target) else row.target
    return target


def owners(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
    """Who answers for each. One query."""
    pairs = Target.owners.through.objects.filter(target__in={target_of(row).pk for row in rows})
    found: dict[int, set[int]] = defaultdict(set)
    for target, organisation in pairs.values_list("target_id", "organisation_id"):
        found[target].add(organisation)
    return {row.pk: found[target_of(row).pk] for row in rows}


def owners_of_the_sector(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
    """Those whose people without an office may read the target: one of an organisation is read by its own alone."""
    targets, found = {row.pk: target_of(row) for row in rows}, owners(rows)
    return {
        pk: {each for each in found[pk] if target.area_id is not None or each == target.organisation_id}
        for pk, target in targets.items()
    }


of_the_owners = holders.together(
    holders.at_any(owners, Role.COMMISSIONER, Role.ANALYST),
    holders.at_any(owners_of_the_sector, Role.APPROVER, Role.ADMINISTRATOR),
)

deadlines.add(
    deadlines.Deadline(
        name="target_due",
        title="Targets to reach",
        queryset=of_owners(to_reach, "compacts.view_target", "pk"),
        date_field="due",
        sentence=lambda target: f"Reach the target: {target.title}",
        next_step="See how it stands",
        reminders=(92, 28, 7, 0),
        holders=of_the_owners,
    )
)
deadlines.add(
    deadlines.Deadline(
        name="target_figure",
        title="Figures of targets to enter",
        queryset=to_enter,
        date_field="awaited_by",
        sentence=lambda row: f"Have the figure for {row.awaited_period} entered: {row.measure.title} ({row.target})",
        next_step="See which are there",
        reminders=(28, 7, 0),
        holders=holders.together(of_the_owners, holders.everywhere(Role.SECRETARIAT)),
    )
)
