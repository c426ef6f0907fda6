"""When a reorganisation may be carried out, and when it can be undone.

Each line is judged as it is entered and again, with all others, at the moment it takes effect: the register may have
moved on meanwhile.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Model, Q
from django.urls import reverse

from core.gates import Obstacle, gate
from core.pages import words
from partnerships.organisations import touching
from partnerships.organisations.lineage import WHOLE, percent
from partnerships.organisations.models import Identifier, Lineage, Organisation, SuccessionKind
from partnerships.people.models import RoleHeld
from partnerships.reorganisations.judging import lines_of, wrong_with, wrong_with_past
from partnerships.reorganisations.models import Line, Reorganisation, State


@gate("It says what becomes of at least one body")
def there_are_lines(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """Without a line nothing would happen."""
    if lines_of(event):
        return None
    return Obstacle(
        "Say which body goes, and what comes after it.", where=reverse("reorganisation_line", args=[event.pk])
    )


@gate("Every body is there until the day, and every successor from the day")
def bodies_are_there(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """A line that was right when it was entered may be wrong by now."""
    lines = lines_of(event)
    for line in lines:
        found = wrong_with(line, [each for each in lines if each.pk != line.pk])
        if found:
            return Obstacle(next(iter(found.values())), where=event.get_absolute_url())
    return None


@gate("No successor goes in the same reorganisation")
def no_successor_goes(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """What closes on the eve cannot take over on the day."""
    going = {line.ancestor_id: line.ancestor for line in lines_of(event)}
    for line in lines_of(event):
        if line.descendant_id in going:
            return Obstacle(f"{line.successor.name} goes itself on this day. Name the body that comes after it.")
    return None


@gate("It goes with the successions that are recorded, and makes no circle")
def it_goes_with_the_past(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """Nothing comes from itself, passes on before it came to be, or passes on twice."""
    found = wrong_with_past(lines_of(event))
    if found is None:
        return None
    line, wrong = found
    return Obstacle(next(iter(wrong.values())), where=line.ancestor.get_absolute_url())


@gate("A merger has two bodies at least")
def mergers_are_of_two(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """Two that become one; or one that joins a body which was there before and goes on."""
    merging: dict[tuple[int | None, int | None], list[Line]] = defaultdict(list)
    for line in lines_of(event):
        if line.kind == SuccessionKind.MERGER:
            merging[line.descendant_id, line.new_id].append(line)
    for lines in merging.values():
        into = lines[0].descendant
        goes_on = into is not None and into.opened != event.first_day
        if len(lines) == 1 and not goes_on:
            return Obstacle(
                f"Only {lines[0].ancestor.name} merges into {lines[0].successor.name}. Name the other body, or say "
                "that it is renamed, or abolished and its work passes on.",
                where=reverse("reorganisation_line", args=[event.pk]),
            )
    return None


@gate("A renamed body has one successor")
def one_new_name(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """Two new names would be a split."""
    for lines in by_body(event):
        if lines[0].kind == SuccessionKind.RENAMING and len(lines) > 1:
            return Obstacle(f"{lines[0].ancestor.name} is renamed into {len(lines)} bodies. Say that it is split.")
    return None


@gate("The shares of each body add up")
def shares_add_up(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """100% with what passed on before, where they are given; of several successors, given or said not to be known."""
    bodies = by_body(event)
    earlier = passed_before([lines[0].ancestor_id for lines in bodies])
    for lines in bodies:
        name, given = lines[0].ancestor.name, [line.share for line in lines if line.share is not None]
        if not given:
            asked = len(lines) > 1 or lines[0].kind == SuccessionKind.SPLIT
            if asked and not all(line.share_unknown for line in lines):
                return Obstacle(f"Say how much of {name} passes to each successor, or that it is not known.")
            continue
        if len(given) < len(lines):
            return Obstacle(f"The share of {name} is given for some successors only. Give it for all, or for none.")
        before = earlier.get(lines[0].ancestor_id, Decimal(0))
        total = sum(given, before)
        if total != WHOLE:
            told = f", with {percent(before)} that passed on before" if before else ""
            return Obstacle(f"The shares of {name} add up to {percent(total)}{told}, not to 100%.")
    return None


@gate("The codes of new bodies are free")
def codes_are_free(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """A code is never given to a second body."""
    new = [each for each in event.new_bodies.all() if each.code]
    taken = Identifier.objects.filter(value__in=[each.code for each in new]).select_related("organisation")
    held = {(each.scheme, each.value): each.organisation for each in taken}
    for each in new:
        if (holder := held.get((each.scheme, each.code))) is not None:
            return Obstacle(
                f"{holder.name} already has the code {each.code} of {each.name}. Name that body as the successor.",
                where=holder.get_absolute_url(),
            )
    return None


@gate("Every new body comes after another")
def new_bodies_succeed(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """One that comes from nobody is no part of a reorganisation."""
    used = {line.new_id for line in lines_of(event)}
    for each in event.new_bodies.all():
        if each.pk not in used:
            return Obstacle(f"Nothing passes to {each.name}. Say what does, or take it away.")
    return None


@gate("It is carried out, and was not undone")
def it_stands(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """Only what stands is undone."""
    if event.state == State.CARRIED_OUT:
        return None
    return Obstacle(f"It is not carried out: {event.get_state_display().lower()}.")


@gate("Nothing has become of the bodies it created since")
def nothing_became_of_successors(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """What came after it came after all of it: undo that first, in the other order. So does what passed to a body that
    it created otherwise, or was merged into that: it would lead to a body that never came to be."""
    made = {line.descendant_id for line in lines_of(event) if line.new_id is not None}
    own = [line.lineage_id for line in lines_of(event) if line.lineage_id is not None]
    later = Lineage.objects.filter(Q(ancestor__in=made) | Q(descendant__in=made)).exclude(pk__in=own)
    step = later.select_related("ancestor", "descendant").order_by("pk").first()
    if step is None:
        return None
    when = "" if step.kind == SuccessionKind.DUPLICATE else f" on {words.date(step.on)}"
    return Obstacle(
        f"{step.ancestor.name} {step.get_kind_display().lower()} {step.descendant.name}{when}. Take that back first.",
        where=step.ancestor.get_absolute_url(),
    )


@gate("Nothing is recorded of the bodies it created")
def nothing_was_built(event: Reorganisation, on: datetime.date) -> Obstacle | None:
    """What people built on a new body would stand on nothing."""
    made = {line.descendant_id for line in lines_of(event) if line.new_id is not None and line.descendant_id}
    given: dict[type[Model], Q] = {RoleHeld: Q(pk__in=event.roles.values("pk"))}
    built = touching.recorded_of(made, besides=given)
    if not built:
        return None
    told = ", ".join(f"{title.lower()} ({count:,})" for title, count in built)
    return Obstacle(
        f"Since then there is recorded of the bodies it created: {told}. End and void that first, or keep it."
    )


def by_body(event: Reorganisation) -> list[list[Line]]:
    """The lines of each body that goes."""
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines_of(event):
        found[line.ancestor_id].append(line)
    return list(found.values())


def passed_before(bodies: Sequence[int]) -> dict[int, Decimal]:
    """How much of each body passed on by successions recorded already. One query."""
    found: dict[int, Decimal] = {}
    for pk, share in Lineage.objects.filter(ancestor__in=bodies).values_list("ancestor", "share"):
        found[pk] = found.get(pk, Decimal(0)) + (share or 0)
    return found


TO_CARRY_OUT = (
    there_are_lines,
    bodies_are_there,
    no_successor_goes,
    it_goes_with_the_past,
    mergers_are_of_two,
    one_new_name,
    shares_add_up,
    codes_are_free,
    new_bodies_succeed,
)
TO_UNDO = (it_stands, nothing_became_of_successors, nothing_was_built)


def bodies_of(event: Reorganisation) -> dict[int, Organisation]:
    """The bodies that go, by key, in the order they were entered."""
    return {line.ancestor_id: line.ancestor for line in lines_of(event)}
