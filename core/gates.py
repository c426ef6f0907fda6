"""Rules about when an act is allowed, as functions that return the obstacle or nothing.

A table maps each move to its gates; the same list guards the act and is the checklist on the page.

    @gate("Say who to contact", source="S0-53")
    def has_a_contact(consultation, on):
        if not consultation.contact_name:
            return Obstacle("Add the name and telephone number people can ring.", where=edit_url(consultation))

`source` is the document that asks for it; or a function (thing, on) -> str where that depends on the thing: the rule of
a day has the source of that day. Leave it out where no document asks, but the thing would not work without it.

A gate that is not yet in force on the date advises (amber) and binds (red) from then on: it returns
`Obstacle(..., binding=False)` before its date. An amber obstacle may be overridden with a recorded reason.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from core import clock
from core.acts import Refused


@dataclass(frozen=True)
class Obstacle:
    """What is missing, in a sentence that says what to do, and the address where to do it."""

    message: str
    where: str = ""
    binding: bool = True


@dataclass(frozen=True)
class Gate:
    """One rule: its name on the checklist, the source document that asks for it, and the function that looks."""

    title: str
    source: str | Callable[[Any, datetime.date], str]
    look: Callable[[Any, datetime.date], Obstacle | str | None]

    def __call__(self, thing: Any, on: datetime.date | None = None) -> Obstacle | None:
        found = self.look(thing, on or clock.today())
        return Obstacle(found) if isinstance(found, str) else found

    def check(self, thing: Any, on: datetime.date) -> "Check":
        """The line of a checklist: what it found, and who asks for it."""
        source = self.source if isinstance(self.source, str) else self.source(thing, on)
        return Check(self.title, source, self(thing, on))


def gate(title: str, *, source: str | Callable[[Any, datetime.date], str] = "") -> Callable[[Callable[..., Any]], Gate]:
    """Make a function (thing, on) -> Obstacle, sentence or None into a gate."""
    return lambda look: Gate(title, source, look)


@dataclass(frozen=True)
class Check:
    """A line of a checklist: a gate and what it found."""

    title: str
    source: str
    obstacle: Obstacle | None

    @property
    def way(self) -> str:
        """The address where it is put right; nothing where there is none, or nothing to put right."""
        return self.obstacle.where if self.obstacle else ""

    @property
    def without_a_way(self) -> "Check":
        """The same for somebody who may not go where it is put right."""
        return replace(self, obstacle=replace(self.obstacle, where="")) if self.obstacle else self

    @property
    def state(self) -> str:
        """'done', 'advice' or 'missing'."""
        if self.obstacle is None:
            return "done"
        return "missing" if self.obstacle.binding else "advice"


def checklist(gates: Iterable[Gate], thing: Any, on: datetime.date | None = None) -> list[Check]:
    """Every gate with what it found, for the page, before the person tries."""
    return [each.check(thing, on or clock.today()) for each in gates]


def check(gates: Iterable[Gate], thing: Any, on: datetime.date | None = None, *, reason: str = "") -> list[str]:
    """Refuse with every binding obstacle at once, or with the amber ones unless a reason is given.

    Returns the sentences of the amber obstacles that `reason` overrides, for the trail.
    """
    found = [line.obstacle for line in checklist(gates, thing, on) if line.obstacle]
    binding = [each.message for each in found if each.binding]
    advice = [each.message for each in found if not each.binding]
    if binding:
        raise Refused(binding + advice)
    if advice and not reason.strip():
        raise Refused([*advice, "To go on all the same, give the reason. It is kept with the record."])
    return advice
