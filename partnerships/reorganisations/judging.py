"""What is wrong with the lines of a reorganisation: each in itself, beside the others, and beside what is recorded."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from core.pages import words
from partnerships.organisations.lineage import WHOLE, with_successors
from partnerships.organisations.models import Lineage, SuccessionKind
from partnerships.reorganisations.models import Line, Reorganisation

DAY = datetime.timedelta(days=1)


def lines_of(event: Reorganisation) -> list[Line]:
    """The lines of a reorganisation, loaded. One query, once for an object."""
    if "_lines" not in event.__dict__:
        event.__dict__["_lines"] = list(event.lines.loaded())
    found: list[Line] = event.__dict__["_lines"]
    return found


def wrong_with(line: Line, others: Sequence[Line]) -> dict[str, str]:
    """What is wrong with a line in itself and beside the others, by the field it stands in; empty if nothing is."""
    found = wrong_with_entries(line) or wrong_beside(line, others) or wrong_with_ancestor(line)
    return found or wrong_with_successor(line) or wrong_with_share(line)


def wrong_with_entries(line: Line) -> dict[str, str]:
    """What is wrong where a body is none of its own, or succeeds itself."""
    ancestor, successor = line.ancestor, line.descendant
    for name, body in (("ancestor", ancestor), ("descendant", successor)):
        if body is not None and body.duplicate_of is not None:
            return {name: f"{body.name} was entered twice. Enter this of {body.duplicate_of}."}
        if body is not None and body.voided_on is not None:
            return {name: f"{body.name} never came to be: the reorganisation that created it was undone."}
    if successor is not None and successor.pk == ancestor.pk:
        return {"descendant": "A body does not succeed itself. Name the other body."}
    return {}


def wrong_beside(line: Line, others: Sequence[Line]) -> dict[str, str]:
    """What is wrong with a line beside those that are entered already: the same pair, or one body in two ways."""
    ancestor = line.ancestor
    for each in others:
        if each.ancestor_id == ancestor.pk and (each.descendant_id, each.new_id) == (line.descendant_id, line.new_id):
            return {"descendant": f"It is entered already that {line.successor.name} comes from {ancestor.name}."}
        if each.ancestor_id == ancestor.pk and each.kind != line.kind:
            return {
                "kind": f"{ancestor.name} is entered already, as '{each.get_kind_display().lower()}'. One body goes in "
                "one way: take that line away, or say the same here."
            }
    return {}


def wrong_with_ancestor(line: Line) -> dict[str, str]:
    """What is wrong where the body that goes was not there until the eve, or goes on longer."""
    ancestor, day = line.ancestor, line.reorganisation.first_day
    eve = day - DAY
    if ancestor.opened and day <= ancestor.opened:
        return {"ancestor": f"{ancestor.name} opened on {words.date(ancestor.opened)}; it cannot pass on before then."}
    if ancestor.closed and ancestor.closed < eve:
        return {"ancestor": f"{ancestor.name} closed on {words.date(ancestor.closed)} already."}
    if ancestor.closed and ancestor.closed > eve:
        return {
            "ancestor": f"Its last day is recorded as {words.date(ancestor.closed)}; by this it would be "
            f"{words.date(eve)}. Put one of the two right."
        }
    return {}


def wrong_with_successor(line: Line) -> dict[str, str]:
    """What is wrong where the successor is not there on the day."""
    successor, day = line.descendant, line.reorganisation.first_day
    if successor is not None and successor.opened and successor.opened > day:
        return {"descendant": f"{successor.name} opened on {words.date(successor.opened)}, after {words.date(day)}."}
    if successor is not None and successor.closed and successor.closed < day:
        return {"descendant": f"{successor.name} closed on {words.date(successor.closed)}, before {words.date(day)}."}
    return {}


def wrong_with_share(line: Line) -> dict[str, str]:
    """What is wrong with the share of one line."""
    if line.share is not None and line.share_unknown:
        return {"share": "Give the share, or say that it is not known: not both."}
    if line.share is not None and not 0 < line.share <= WHOLE:
        return {"share": "Give a share above 0 and up to 100%."}
    return {}


def wrong_with_past(lines: Iterable[Line]) -> tuple[Line, dict[str, str]] | None:
    """The first line that does not go with what the register says of earlier successions. Two queries for all."""
    lines = list(lines)
    bodies = {each.ancestor_id for each in lines}
    before: dict[int, list[Lineage]] = defaultdict(list)
    known = Lineage.objects.filter(Q(ancestor__in=bodies) | Q(descendant__in=bodies), kind__in=KINDS)
    for step in known.select_related("ancestor", "descendant").order_by("on", "pk"):
        before[step.ancestor_id].append(step)
        before[step.descendant_id].append(step)
    for line in lines:
        day, body = line.reorganisation.first_day, line.ancestor
        for step in before[line.ancestor_id]:
            if step.pk == line.lineage_id:
                continue
            if step.ancestor_id == body.pk and line.descendant_id == step.descendant_id:
                return line, {
                    "descendant": f"It is recorded already that {step.descendant.name} came from {body.name}."
                }
            if step.on >= day:
                return line, {
                    "ancestor": f"{step.ancestor.name} {step.get_kind_display().lower()} {step.descendant.name} on "
                    f"{words.date(step.on)}: {words.date(day)} is not after that. Put one of the days right."
                }
            if step.ancestor_id == body.pk and step.kind != SuccessionKind.SPLIT:
                return line, {
                    "ancestor": f"{body.name} went on {words.date(step.on)} already: {step.get_kind_display().lower()} "
                    f"{step.descendant.name}."
                }
    return circle_in(lines)


KINDS = [kind for kind in SuccessionKind.values if kind != SuccessionKind.DUPLICATE]


def circle_in(lines: Sequence[Line]) -> tuple[Line, dict[str, str]] | None:
    """The first line by which a body would come from itself, through other lines or what is recorded. One query."""
    onwards: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if line.descendant_id is not None:
            onwards[line.ancestor_id].add(line.descendant_id)
    recorded = with_successors({each for found in onwards.values() for each in found})
    for line in lines:
        seen: set[int] = set()
        level = {line.descendant_id} if line.descendant_id is not None else set()
        while level:
            reached = set().union(*(recorded.get(each, {each}) for each in level))
            if line.ancestor_id in reached:
                return line, {"descendant": f"{line.ancestor.name} itself comes from {line.successor.name}: a circle."}
            seen |= reached
            level = {each for key in reached for each in onwards.get(key, ())} - seen
    return None
