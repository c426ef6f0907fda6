"""What the secretariat records of who signed a Local Compact on paper, and who works towards one."""

import datetime
from typing import Any

from django.db import transaction

from compacts.local.models import LocalCompact
from compacts.signing.actions import kept
from compacts.signing.models import Way
from compacts.signups.changes import changed
from compacts.signups.models import OPEN, Signup, SignupSignature, SignupStatus
from compacts.signups.rules import TO_SIGN, TO_WORK
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.pages import words
from core.trail.actions import save_changes, save_new

RECORD, END = "compacts.record_signup", "compacts.end_signup"


@transaction.atomic
def record_work(*, by: Actor, compact: LocalCompact, scan: Any = None, **details: Any) -> Signup:
    """Record that an organisation actively works towards the Compact, with whom, what shows it, and who signed that."""
    named = who_signed(details)
    signup = prepared(by, compact, SignupStatus.WORKING, details)
    check(TO_WORK, signup)
    return on_paper(by, record_it(by, signup), named, scan)


@transaction.atomic
def record_signing(*, by: Actor, compact: LocalCompact, scan: Any = None, **details: Any) -> Signup:
    """Record that an organisation signed the Compact, and who did. That it worked towards it ends with that day."""
    named = who_signed(details)
    signup = prepared(by, compact, SignupStatus.SIGNED, details)
    check(TO_SIGN, signup)
    end_work(by, signup)
    return on_paper(by, record_it(by, signup), named, scan)


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


def end_work(by: Actor, signup: Signup) -> None:
    """That the organisation worked towards the Compact ends with the day on which it signed."""
    same = Signup.objects.filter(OPEN, compact=signup.compact, organisation=signup.organisation)
    work = same.filter(status=SignupStatus.WORKING).first()
    if work is None:
        return
    if signup.starts < work.starts:
        raise Refused({"starts": f"It works towards it from {words.date(work.starts)} on. Enter a later day."})
    save_changes(by, "ended", work, {"ended_on": signup.starts, "end_reason": "It signed the Compact."})


def who_signed(details: dict[str, Any]) -> dict[str, str]:
    """Takes out of what was filled in who signed, where that is known."""
    return {name: details.pop(name, "").strip() for name in ("name", "designation", "authority")}


def on_paper(by: Actor, signup: Signup, named: dict[str, str], scan: Any) -> Signup:
    """Keep who signed the paper, and its scan, where either is known."""
    if not scan and not any(named.values()):
        return signup
    signature = SignupSignature(signup=signup, way=Way.PAPER, **named)
    signature.scan = kept(by, scan) if scan else None
    save_new(by, "recorded", signature, organisation=signup.organisation.name, how=signature.get_way_display())
    return signup


def record_it(by: Actor, signup: Signup, verb: str = "recorded") -> Signup:
    """Write it, with what the trail says of it."""
    who, compact = signup.organisation.name, signup.compact.title
    save_new(by, verb, signup, organisation=who, compact=compact, status=signup.status, starts=signup.starts)
    return changed(signup)


def refuse_over(signup: Signup) -> None:
    """Refuse to end what is over."""
    if signup.voided_on is not None:
        raise Refused("This was declared void, so there is nothing to end.")
    if signup.ended_on is not None:
        raise Refused(f"This has ended already, on {words.date(signup.ended_on)}.")
