"""How a body stands to a target of sign-up on a day, and when a target may be changed, decided on and closed.

Source: Making Partnership Work (2003), section 5: by April 2004 PCTs and NHS trusts sign up to an existing Local
Compact, or are actively working towards one. Both meet the target; they are told apart wherever they are shown.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.deadline.models import URGENCY, Verdict
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.deadline.models import SignupTarget

SOURCE = "Making Partnership Work, 2003, section 5"


@dataclass(frozen=True)
class Met:
    """The days on which a body met a target: until the day it is judged on, and after it. None: it did not."""

    signed: datetime.date | None = None
    working: datetime.date | None = None
    signed_late: datetime.date | None = None
    working_late: datetime.date | None = None


@dataclass(frozen=True)
class Stand:
    """How a body stands: the verdict, since when it has met the target, and by how many days it is late."""

    verdict: Verdict
    since: datetime.date | None = None
    late_days: int = 0
    late_as: str = ""
    """By what it met the target after its day: 'signed' or 'working'."""

    @property
    def urgency(self) -> int:
        """Its place in lists: what is late comes first."""
        return URGENCY.index(self.verdict)

    @property
    def is_lacking(self) -> bool:
        """Whether it has not met the target to this day, be it in time or late."""
        return self.verdict in (Verdict.NOT_YET, Verdict.LATE) and self.since is None

    @property
    def in_words(self) -> str:
        """The verdict with its day or its days."""
        if self.verdict == Verdict.SIGNED:
            return f"Signed on {words.date(self.since)}"
        if self.verdict == Verdict.WORKING:
            return f"Working towards it from {words.date(self.since)}"
        if self.verdict != Verdict.LATE:
            return self.verdict.label
        late = (
            f"Late by {words.plural(self.late_days, 'day')}" if self.late_days else "Late"
        )  # its last day was the day
        if self.since is None:
            return f"{late}, and not met"
        done = "signed on" if self.late_as == "signed" else "working towards it from"
        return f"{late}: {done} {words.date(self.since)}"


UNKNOWN = Stand(Verdict.UNKNOWN)


def judged_on(due: datetime.date, on: datetime.date) -> datetime.date:
    """The day whose bodies and sign-ups count: the day asked for, or the day of the target once that is past."""
    return min(due, on)


def stand_of(
    met: Met, *, due: datetime.date, on: datetime.date, opened: datetime.date | None, closed: datetime.date | None
) -> Stand:
    """How a body of the judged day stands to a target due on `due`, as at `on`.

    Who met it in time was open. Of another whose opening is not known nobody can say that it was open on the day, so it
    is neither late nor not. Days of lateness end with the body.
    """
    if met.signed is not None:
        return Stand(Verdict.SIGNED, met.signed)
    if met.working is not None:
        return Stand(Verdict.WORKING, met.working)
    if opened is None:
        return UNKNOWN
    if on <= due:
        return Stand(Verdict.NOT_YET)
    later = [(day, how) for day, how in ((met.signed_late, "signed"), (met.working_late, "working")) if day]
    if later:
        day, how = min(later)
        return Stand(Verdict.LATE, day, (day - due).days, how)
    return Stand(Verdict.LATE, None, (min(on, closed or on) - due).days)


def agreed(stands: Iterable[Stand], ends: int) -> Stand:
    """The verdict of a body that was judged on each end of a month, where both ends give the same.

    A body that was there at one end alone, or stands differently, cannot be judged before a day is taken. Days of
    lateness are the fewest that are certain.
    """
    found = list(stands)
    if len(found) < ends or len({each.verdict for each in found}) > 1:
        return UNKNOWN
    return min(found, key=lambda each: each.late_days)


@gate("It goes on")
def it_goes_on(target: "SignupTarget", on: datetime.date) -> Obstacle | None:
    """What is closed stays as it was."""
    if not target.is_closed:
        return None
    return Obstacle(
        f"It was closed on {words.date(target.closed_on)}. Begin a new target in its place.",
        where=reverse("signup_target_begin"),
    )


@gate("It counts bodies of some kind", source=SOURCE)
def it_counts_somebody(target: "SignupTarget", on: datetime.date) -> Obstacle | None:
    """A target of nobody is met by nobody."""
    if target.counted:
        return None
    return Obstacle(
        "Choose which kinds of organisation it counts.", where=reverse("signup_target_edit", args=[target.pk])
    )


@gate("The day is taken")
def a_day_is_taken(target: "SignupTarget", on: datetime.date) -> Obstacle | None:
    """A month alone leaves open who was late."""
    if target.day is not None:
        return None
    return Obstacle(
        f"{target.due_in_words} names no day. Say which is taken, and why: until then both ends of the month count.",
        where=reverse("signup_target_decide", args=[target.pk]),
        binding=False,
    )


TO_CHANGE = (it_goes_on,)
TO_DECIDE = (it_goes_on,)
TO_CLOSE = (it_goes_on,)
SOUND = (it_goes_on, it_counts_somebody, a_day_is_taken)
"""What its page asks of a target that is to be judged."""
