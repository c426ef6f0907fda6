"""What decides which rows a person sees, besides their roles and who funds whom.

A subject says it in a file `sight.py`. A file that was made for a person is given out only while all of this is as it
was then (`Actor.sight`), so a part names what could have closed a row to this person since, and nothing else: what
merely came is no reason to refuse a file.
"""

from collections.abc import Callable, Sequence

from core.acts import Actor

Part = Callable[[Actor], Sequence[int]]
PARTS: list[Part] = []


def add(part: Part) -> Part:
    """Declare a part: a function that gives the keys of what is closed to a person."""
    PARTS.append(part)
    return part


def closed_to(actor: Actor) -> list[list[int]]:
    """What every part says of a person, in the order of their declaration."""
    return [list(part(actor)) for part in PARTS]
