"""What the secretariat records of who signs a Local Compact, and who works towards one."""

import datetime
from typing import Any

from django.db import transaction

from compacts.local.models import LocalCompact
from compacts.signups.changes import changed
from compacts.signups.models import OPEN, Signup, SignupStatus
from compacts.signups.rules import TO_SIGN, TO_WORK
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.pages import words
from core.trail.actions import save_changes, save_new

RECORD, END = "compacts.record_signup", "compacts.end_signup"


@transaction.atomic
def record_work(*, by: Actor, compact: LocalCompact, **details: Any) -> Signup:
    """Record that an organisation actively works towards the Compact, with whom, and what shows it."""
    signup = prepared(by, compact, SignupStatus.WORKING, details)
    check(TO_WORK, signup)
    return record_it(by, signup)


@transaction.atomic
def record_signing(*, by: Actor, compact: LocalCompact, **details: Any) -> Signup:
    """Record that an organisation signed the Compact. That it worked towards it ends with that day."""
    signup = prepared(by, compact, SignupStatus.SIGNED, details)
    check(TO_SIGN, signup)
    same = Signup.objects.filter(OPEN, compact=signup.compact, organisation=signup.organisation)
    work = same.filter(status=SignupStatus.WORKING).first()
    if work is not None:
        if signup.starts < work.starts:
            raise Refused({"starts": f"It works towards it from {words.date(work.starts)} on. Enter a later day."})
        save_changes(by, "ended", work, {"ended_on": signup.starts, "end_reason": "It signed the Compact."})
    return record_it(by, signup)


@transaction.atomic
def end_signup(*, by: Actor, signup: Signup, reason: str, on: datetime.date | None = None) -> Signup:
    """Say from which day on the organisation is not signed up any more, and why."""
    signup = locked(Signup, signup.pk)
    authorise(by, END, signup)
    on = on or clock.today()
    refuse_over(signup)
    refuse_to_come(on=on)
    save_changes(by, "ended", signup, {"ended_on": on, "end_reason": reason.strip()})
    return changed(signup)


@transaction.atomic
def void_signup(*, by: Actor, signup: Signup, reason: str) -> Signup:
    """Declare that it never held: it was recorded by mistake. It is kept with its reason."""
    signup = locked(Signup, signup.pk)
    authorise(by, END, signup)
    if signup.voided_on is not None:
        raise Refused("This was declared void already. Record the sign-up anew if it holds.")
    save_changes(by, "declared void", signup, {"voided_on": clock.today(), "void_reason": reason.strip()})
    return changed(signup)


def prepared(by: Actor, compact: LocalCompact, status: str, details: dict[str, Any]) -> Signup:
    """The sign-up as it was described, of a Compact that is held until the act is done."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, RECORD, compact)
    signup = Signup(compact=compact, status=status, **details)
    refuse_to_come(starts=signup.starts)
    return signup


def record_it(by: Actor, signup: Signup) -> Signup:
    """Write it, with what the trail says of it."""
    who, compact = signup.organisation.name, signup.compact.title
    save_new(by, "recorded", signup, organisation=who, compact=compact, status=signup.status, starts=signup.starts)
    return changed(signup)


def refuse_over(signup: Signup) -> None:
    """Refuse to end what is over."""
    if signup.voided_on is not None:
        raise Refused("This was declared void, so there is nothing to end.")
    if signup.ended_on is not None:
        raise Refused(f"This has ended already, on {words.date(signup.ended_on)}.")
