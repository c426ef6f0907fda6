"""Whose readings a target is counted from: an area, two of them for a gap, or an organisation with its succession.

An organisation that took over others is counted with them, by the share of each that passed to it, so that its figures
do not jump on the day. Where its own work can no longer be told from that of others, nothing is counted: the reason is
said instead.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compacts.targets.kinds import TargetKind
from compacts.targets.models import Contribution, Strand
from core.pages import words
from partnerships.organisations.lineage import WHOLE, lines_of
from partnerships.organisations.models import Lineage, Organisation, SuccessionKind

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """The strands of one measure of a target, or why they cannot be told."""

    strands: tuple[Strand, ...] = ()
    problem: str = ""


def line_of(contribution: Contribution) -> Line:
    """Whose readings a measure of a target is counted from."""
    target = contribution.target
    if target.organisation_id is not None:
        return organisation_line(contribution)
    if target.kind != TargetKind.GAP:
        return Line((Strand(contribution=contribution, area_id=target.area_id),))
    own = Decimal(1 if contribution.measure.better == "lower" else -1)
    return Line(
        (
            Strand(contribution=contribution, area_id=target.area_id, weight=own),
            Strand(contribution=contribution, area_id=target.compared_area_id, weight=-own),
        )
    )


def organisation_line(contribution: Contribution) -> Line:
    """An organisation with all that it came from and all that came of it."""
    body: Any = contribution.target.organisation.stands_as  # a duplicate is counted as the body that it is
    origins, outcomes = ([step.lineage for step in steps] for steps in lines_of(body.pk))
    known = bodies([body.pk, *(each.ancestor_id for each in origins), *(each.descendant_id for each in outcomes)])
    problem = lost_on_the_way(body, outcomes, known) or unknown_share(origins, known)
    if problem:
        return Line(problem=problem)
    shares = shares_of(body.pk, origins)
    first: dict[int, datetime.date] = {}
    last: dict[int, datetime.date] = {}
    for each in [*origins, *outcomes]:
        if each.kind == SuccessionKind.DUPLICATE:
            continue
        first[each.descendant_id] = min(each.on, first.get(each.descendant_id, each.on))
        last[each.ancestor_id] = max(each.on - DAY, last.get(each.ancestor_id, each.on - DAY))
    weights = {body.pk: Decimal(1)} | shares | {each.descendant_id: Decimal(1) for each in outcomes}
    return Line(
        tuple(
            Strand(
                contribution=contribution, organisation_id=pk, weight=weight,
                starts=known[pk].opened or first.get(pk), ends=last.get(pk) or known[pk].last_day,
            )
            for pk, weight in weights.items()
        )
    )  # fmt: skip


def bodies(pks: Iterable[int]) -> dict[int, Any]:
    """The organisations of a line with their days."""
    return Organisation.objects.only("name", "opened", "closed", "duplicate_of").in_bulk(set(pks))


def passed(step: Lineage) -> Decimal | None:
    """The share of the ancestor that passed: what is recorded, or all of it where nobody else received any."""
    if step.share is not None:
        return step.share / WHOLE
    alone = not Lineage.objects.filter(ancestor_id=step.ancestor_id).exclude(pk=step.pk).exists()
    return Decimal(1) if alone else None


def shares_of(pk: int, origins: list[Lineage]) -> dict[int, Decimal]:
    """The share of each ancestor that has arrived; the origins come nearest first."""
    shares = {pk: Decimal(1)}
    for step in origins:
        share = (passed(step) or Decimal(0)) * shares.get(step.descendant_id, Decimal(0))
        shares[step.ancestor_id] = shares.get(step.ancestor_id, Decimal(0)) + share
    del shares[pk]
    return shares


def unknown_share(origins: list[Lineage], known: dict[int, Any]) -> str:
    """Why what it came from cannot be counted: of one body nobody knows how much passed to it."""
    for step in origins:
        if passed(step) is None:
            name = known[step.ancestor_id].name
            return f"It is not recorded which share of {name} passed on. Enter the share on its page."
    return ""


def lost_on_the_way(body: Any, outcomes: list[Lineage], known: dict[int, Any]) -> str:
    """Why what became of it cannot be counted: its work went on together with that of others."""
    family = {body.pk, *(each.descendant_id for each in outcomes)}
    heirs = family - {body.pk}
    mixed = Lineage.objects.filter(descendant_id__in=heirs).exclude(ancestor_id__in=family)
    together = set(mixed.values_list("descendant_id", flat=True))
    for step in outcomes:
        heir = known[step.descendant_id]
        if step.descendant_id in together or (heir.opened is not None and heir.opened < step.on):
            return (
                f"Since {words.date(step.on)} its work has been in {heir.name} together with that of others. Set a "
                f"target for {heir.name}: it is counted with what came before."
            )
    return ""
