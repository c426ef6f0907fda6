"""What is due for somebody: one statement tells of which kinds they have any (`core.asked`), since most people have
few."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import QuerySet

from core import clock
from core.acts import Actor
from core.asked import Question, holding, question_of
from core.asked_rows import RowsFor
from core.deadlines.registry import DEADLINES, Deadline, Item
from core.deadlines.standing_in import STAND_INS, StandIn

HORIZON = datetime.timedelta(days=92)
"""So far ahead it is shown what comes."""


def for_actor(actor: Actor, *, last: datetime.date | None = None, most: int | None = None) -> list[Item]:
    """What is due for somebody until the last day, soonest first, overdue included: all of it, or the first so many.

    Without a last day: until the HORIZON. One statement tells of which kinds there are any, and one asks each of these.
    What is due for those for whom they cover today stands among it, and says for whom.
    """
    until = last or horizon()
    kinds, covers = pressing(actor, until)
    found = items_of(kinds, actor, until, most)
    for each in covers:
        for other, note, seen in each.others(actor):
            known = {item.key for item in found}
            more = seen(items_of(pressing(other, until)[0], other, until, most))
            found += [replace(item, note=note) for item in more if item.key not in known]
    return sorted(found, key=lambda item: (item.due, item.deadline.title))[:most]


def items_of(kinds: Sequence[Deadline], actor: Actor, until: datetime.date, most: int | None) -> list[Item]:
    """What is due of some kinds."""
    return [each.item(row) for each in kinds for row in rows_of(each, actor, until)[:most]]


def rows_of(deadline: Deadline, actor: Actor, until: datetime.date) -> RowsFor[Any]:
    """What a person has to do of one kind until the day, overdue included, not read yet."""
    built = partial(until_day, deadline, actor, until)
    return RowsFor(actor, (deadline, until), built, lasting=clock.end_of(until))


def until_day(deadline: Deadline, actor: Actor, until: datetime.date) -> QuerySet[Any]:
    """The same as it is built."""
    return deadline.between(deadline.open(actor), None, until)


def horizon() -> datetime.date:
    """The last day of what is shown ahead of time."""
    return clock.today() + HORIZON


def pressing(actor: Actor, until: datetime.date) -> tuple[list[Deadline], list[StandIn]]:
    """The kinds of which the person has something to do until the day, in the order they were declared; and the ways in
    which they see to the dates of others."""
    asked: list[Deadline | StandIn] = [*DEADLINES.values(), *STAND_INS]

    def any_of(each: Deadline | StandIn) -> Question | None:
        return question_of(each.rows(actor) if isinstance(each, StandIn) else until_day(each, actor, until))

    found = [asked[place] for place in holding(asked, actor, any_of, lasting=clock.end_of(until))]
    return [each for each in found if isinstance(each, Deadline)], [each for each in found if isinstance(each, StandIn)]
