"""What people who act for a body that goes are told."""

from collections.abc import Sequence

from core.mail.letters import Letter
from core.pages import words
from partnerships.organisations.models import Organisation
from partnerships.reorganisations.judging import DAY, lines_of
from partnerships.reorganisations.models import Reorganisation


def what_becomes(event: Reorganisation, bodies: Sequence[str]) -> list[str]:
    """A line for each successor of the bodies."""
    return [f"- {line}" for line in lines_of(event) if line.ancestor.name in bodies]


def carried_out(event: Reorganisation, bodies: Sequence[str]) -> Letter:
    """That a body goes, when, and what comes after it."""
    told = [
        f"{event.title} takes effect on {words.date(event.first_day)}.",
        "",
        *what_becomes(event, bodies),
        "",
        f"The last day of {' and of '.join(bodies)} is {words.date(event.first_day - DAY)}. What is recorded of it "
        "stays recorded and shows at its successors. Your own roles have not been moved: the Forum secretariat gives "
        "you roles at a successor where you are to act for it.",
        "",
        f"Legal basis or source: {event.basis}",
    ]
    return Letter(f"{event.title}, from {words.date(event.first_day)}"[:200], "\n".join(told))


def undone(event: Reorganisation, bodies: Sequence[str]) -> Letter:
    """That it was taken back, and why."""
    goes = "goes" if len(bodies) == 1 else "go"
    told = [
        f"You were told of {event.title}. It has been undone: {' and '.join(bodies)} {goes} on as before.",
        "",
        f"Why: {event.end_reason}",
    ]
    return Letter(f"Undone: {event.title}"[:200], "\n".join(told))


def roles_given(event: Reorganisation, places: dict[Organisation, list[str]]) -> Letter:
    """Which roles somebody was given at which successors."""
    told = [
        f"Because of {event.title} you have these roles from {words.date(event.first_day)}:",
        "",
        *(f"- {place.name}: {', '.join(sorted(roles))}" for place, roles in places.items()),
        "",
        "Choose whom you act for at the top of any page.",
    ]
    return Letter(f"Your roles after {event.title}"[:200], "\n".join(told))
