"""What the secretariat records of who signed a Local Compact on paper, and who works towards one."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from compacts.editions.models import CompactEdition
from compacts.local.models import LocalCompact
from compacts.signing.actions import kept
from compacts.signing.models import Way
from compacts.signups.changes import changed
from compacts.signups.models import OPEN, Signup, SignupSignature, SignupStatus
from compacts.signups.rules import (
    TO_COMPLETE,
    TO_SIGN,
    TO_WORK,
    refuse_another_document,
    refuse_out_of_order,
    refuse_twice_in_force,
    unknown,
)
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.pages import words
from core.trail.actions import save_changes, save_new

RECORD, COMPLETE, END = "compacts.record_signup", "compacts.complete_signup", "compacts.end_signup"
KNOWN = "This is known already. If it is wrong, declare the sign-up void, and record it anew."


@transaction.atomic
def record_work(*, by: Actor, compact: LocalCompact, scan: Any = None, **details: Any) -> Signup:
    """Record that an organisation actively works towards the Compact, with whom, what shows it, and who signed that."""
    named = who_signed(details)
    signup = prepared(by, compact, SignupStatus.WORKING, details)
    check(TO_WORK, signup)
    return on_paper(by, record_it(by, signup), named, scan)


@transaction.atomic
def record_signing(
    *, by: Actor, compact: LocalCompact, scan: Any = None, edition: CompactEdition | None = None, **details: Any
) -> Signup:
    """Record that an organisation signed the Compact, which edition, and who did, where that is known.

    That it worked towards it ends with that day, and so does its signing of an earlier edition. Where it has signed a
    later edition since, it counts for its own until that day.
    """
    named = who_signed(details)
    signup = prepared(by, compact, SignupStatus.SIGNED, details)
    check(TO_SIGN, signup)
    if edition is not None:
        refuse_another_document(signup, edition)
    later = signed_later(signup, edition)
    if edition is not None and later is not None:
        return on_paper(by, put_before(by, signup, edition, later), named, scan, edition)
    end_earlier(by, signup, edition)
    return on_paper(by, record_it(by, signup), named, scan, edition)


@transaction.atomic
def complete_signup(
    *, by: Actor, signup: Signup, scan: Any = None, edition: CompactEdition | None = None, **details: Any
) -> Signup:
    """Add who signed the paper, which edition, or the scan of it, where that was not known. What is known stays."""
    locked(LocalCompact, signup.compact_id)
    signup = locked(Signup, signup.pk)
    authorise(by, COMPLETE, signup)
    check(TO_COMPLETE, signup)
    if edition is not None:
        refuse_another_document(signup, edition)
        refuse_out_of_order(signup, edition)
    named = who_signed(details)
    added = {name: value for name, value in (named | {"edition": edition, "scan": scan}).items() if value}
    if not added:
        raise Refused("Enter who signed, or choose the scan.")
    signature = SignupSignature.objects.filter(signup=signup).first()
    if signature is None:
        return on_paper(by, signup, named, scan, edition)
    known = {name: KNOWN for name in added if name not in unknown(signup)}
    if known:
        raise Refused(known)
    save_changes(by, "completed", signature, added | ({"scan": kept(by, scan)} if scan else {}))
    return signup


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
    """Declare that it never held: it was recorded by mistake. It is kept with its reason; what it ended goes on."""
    locked(LocalCompact, signup.compact_id)
    signup = locked(Signup, signup.pk)
    authorise(by, END, signup)
    if signup.voided_on is not None:
        raise Refused("This was declared void already. Record the sign-up anew if it holds.")
    save_changes(by, "declared void", signup, {"voided_on": clock.today(), "void_reason": reason.strip()})
    go_on(by, signup)
    return changed(signup)


def prepared(by: Actor, compact: LocalCompact, status: str, details: dict[str, Any]) -> Signup:
    """The sign-up as it was described, of a Compact that is held until the act is done."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, RECORD, compact)
    signup = Signup(compact=compact, status=status, **details)
    refuse_to_come(starts=signup.starts)
    return signup


def end_earlier(by: Actor, signup: Signup, edition: CompactEdition | None) -> None:
    """That it worked towards it, or had signed an earlier edition, ends with the day on which the organisation signed.

    Of what was signed before no other is made unless a later edition is named: the database refuses that.
    """
    there = Signup.objects.filter(OPEN, compact=signup.compact, organisation=signup.organisation)
    earlier = there.select_related("signature__edition").first()
    if earlier is None:
        return
    works = earlier.status == SignupStatus.WORKING
    if not works and (edition is None or not edition.is_later_than(earlier.edition)):
        return
    make_way(by, signup, earlier, edition)


def make_way(by: Actor, signup: Signup, earlier: Signup, edition: CompactEdition | None) -> None:
    """Let what came before end on the day on which the organisation signed; the sign-up knows what it followed."""
    works = earlier.status == SignupStatus.WORKING
    if signup.starts < earlier.starts:
        before = "works towards it from" if works else "signed an earlier edition on"
        until = " on" if works else ""
        raise Refused({"starts": f"It {before} {words.date(earlier.starts)}{until}. Enter a later day."})
    reason = "It signed the Compact." if works or edition is None else f"It signed edition {edition.number}."
    save_changes(by, "ended", earlier, {"ended_on": signup.starts, "end_reason": reason})
    signup.follows = earlier


def signed_later(signup: Signup, edition: CompactEdition | None) -> Signup | None:
    """The first signing of a later edition by the organisation that had not ended by the day.

    Of a paper of which nobody knows the edition the day alone says what came later.
    """
    if edition is None:
        return None
    rows = theirs(signup).filter(status=SignupStatus.SIGNED).select_related("signature__edition").order_by("starts")
    for each in rows:
        came_later = each.starts > signup.starts if each.edition is None else each.edition.is_later_than(edition)
        if came_later and (each.ended_on is None or each.ended_on > signup.starts):
            return each
    return None


def put_before(by: Actor, signup: Signup, edition: CompactEdition, later: Signup) -> Signup:
    """Write the signing of an older edition, which counts until the organisation signed the later one.

    Where it worked towards that one from a later day on, it counts until then.
    """
    if signup.starts > later.starts:
        known = f"{said_of(later)} on {words.date(later.starts)}."
        raise Refused({"starts": f"{known} Enter that day or an earlier one, or declare that signing void first."})
    earlier = locked(Signup, later.follows_id) if later.follows_id is not None else None
    while earlier is not None and earlier.status == SignupStatus.WORKING and signup.starts < earlier.starts:
        later = earlier
        earlier = locked(Signup, later.follows_id) if later.follows_id is not None else None
    if earlier is not None and earlier.edition == edition:
        known = f"It signed edition {edition.number} already, on {words.date(earlier.starts)}."
        raise Refused({"edition": f"{known} If that is wrong, declare it void first."})
    if earlier is not None:
        make_way(by, signup, earlier, edition)
    signup.ended_on, signup.end_reason = later.starts, f"{said_of(later)}."
    made = record_it(by, signup)
    save_changes(by, "changed", locked(Signup, later.pk), {"follows": made})
    return made


def said_of(later: Signup) -> str:
    """What the organisation did, as the reason why what came before ended."""
    if later.status == SignupStatus.WORKING:
        return "It worked towards the Compact anew"
    return f"It signed edition {later.edition.number}" if later.edition else "It signed the Compact"


def theirs(signup: Signup) -> QuerySet:
    """What else is recorded of the organisation and the Compact, apart from what is void."""
    rows = Signup.objects.filter(compact=signup.compact, organisation=signup.organisation, voided_on=None)
    return rows.exclude(pk=signup.pk)


def go_on(by: Actor, void: Signup) -> None:
    """What ended with a sign-up that never held lasts as long as that one did; what ended that one followed it."""
    earlier = locked(Signup, void.follows_id) if void.follows_id is not None else None
    if earlier is not None:
        save_changes(by, "goes on", earlier, {"ended_on": void.ended_on, "end_reason": void.end_reason})
    for later in Signup.objects.filter(follows=void, voided_on=None):
        save_changes(by, "changed", locked(Signup, later.pk), {"follows": earlier})


def who_signed(details: dict[str, Any]) -> dict[str, str]:
    """Takes out of what was filled in who signed, where that is known."""
    return {name: details.pop(name, "").strip() for name in ("name", "designation", "authority")}


def on_paper(
    by: Actor, signup: Signup, named: dict[str, str], scan: Any, edition: CompactEdition | None = None
) -> Signup:
    """Keep who signed the paper, which edition, and its scan, where any of it is known."""
    if not scan and edition is None and not any(named.values()):
        return signup
    signature = SignupSignature(signup=signup, way=Way.PAPER, edition=edition, **named)
    signature.scan = kept(by, scan) if scan else None
    save_new(by, "recorded", signature, organisation=signup.organisation.name, how=signature.get_way_display())
    return signup


def record_it(by: Actor, signup: Signup, verb: str = "recorded") -> Signup:
    """Write it, with what the trail says of it."""
    refuse_twice_in_force(signup, theirs(signup))
    who, compact = signup.organisation.name, signup.compact.title
    save_new(by, verb, signup, organisation=who, compact=compact, status=signup.status, starts=signup.starts)
    return changed(signup)


def refuse_over(signup: Signup) -> None:
    """Refuse to end what is over."""
    if signup.voided_on is not None:
        raise Refused("This was declared void, so there is nothing to end.")
    if signup.ended_on is not None:
        raise Refused(f"This has ended already, on {words.date(signup.ended_on)}.")
