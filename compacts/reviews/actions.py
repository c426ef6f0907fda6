"""What the secretariat does with the reviews of a Compact, from the first day of one to its conclusion."""

import datetime
from typing import Any

from django.db import transaction

from compacts.local.models import LocalCompact
from compacts.local.rules import TO_BEGIN_REVIEW, TO_RECORD_REVIEW, it_has_not_lapsed
from compacts.reviews.models import CompactReview
from compacts.reviews.rules import TO_CHANGE, TO_CONCLUDE, refuse_due_too_early, refuse_wrong_days
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes, save_new

BEGIN, EDIT = "compacts.review_compact", "compacts.edit_review"
RECORD = "compacts.record_review"


@transaction.atomic
def begin_review(
    *, by: Actor, compact: LocalCompact, led_by: str, began_on: datetime.date | None = None
) -> CompactReview:
    """Say since when a Compact is reviewed, today where no day is given, and by whom."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, BEGIN, compact)
    check(TO_BEGIN_REVIEW, compact)
    review = CompactReview(compact=compact, began_on=began_on or clock.today(), led_by=led_by.strip())
    refuse_wrong_days(compact, review.began_on)
    save_new(by, "begun", review, compact=compact.title, began_on=review.began_on)
    record(by, "review begun", compact, began_on=review.began_on)
    return review


@transaction.atomic
def edit_review(*, by: Actor, review: CompactReview, version: int | None, **details: Any) -> CompactReview:
    """Write what it found, and put right what is known of it. A day is not taken away, nor a conclusion given."""
    review = held(by, review, version)
    check(TO_CHANGE, review)
    names = ("led_by", "findings", "began_on", "concluded_on", "score", "refreshed")
    fields = {name: details[name] for name in names if name in details}
    refuse_another_course(review, fields)
    first, last = (fields.get(name) or getattr(review, name) for name in ("began_on", "concluded_on"))
    refuse_wrong_days(review.compact, first, last, of=review)
    save_changes(by, "changed", review, fields)
    return review


@transaction.atomic
def conclude_review(
    *, by: Actor, review: CompactReview, score: int, review_due: datetime.date, refreshed: bool = False,
    on: datetime.date | None = None, reason: str = "",
) -> CompactReview:  # fmt: skip
    """Conclude it with its score; say whether the Compact was refreshed, and by when it is reviewed next."""
    review = held(by, review)
    check((it_has_not_lapsed,), review.compact)
    overridden = check(TO_CONCLUDE, review, reason=reason)
    on = on or clock.today()
    refuse_wrong_days(review.compact, review.began_on, on, of=review, called="on")
    refuse_due_too_early(review_due, on)
    concluded = {"concluded_on": on, "score": score, "refreshed": refreshed, "next_due": review_due}
    counts = is_the_latest(review.compact, on)
    was = {"was_due": review.compact.review_due} if counts else {}
    save_changes(by, "concluded", review, concluded | was)
    if overridden:
        record(by, "concluded with a reason", review, advice=overridden, reason=reason.strip())
    record(by, "refreshed" if refreshed else "reviewed", review.compact, concluded_on=on)
    if counts:
        save_changes(by, "changed", review.compact, {"review_due": review_due})
    return review


@transaction.atomic
def record_review(
    *, by: Actor, compact: LocalCompact, led_by: str, began_on: datetime.date, concluded_on: datetime.date,
    findings: str, score: int, refreshed: bool = False, review_due: datetime.date | None = None,
) -> CompactReview:  # fmt: skip
    """Enter a review that is over: its days, findings and score; and when the next was due, if that is known."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, RECORD, compact)
    check(TO_RECORD_REVIEW, compact)
    refuse_wrong_days(compact, began_on, concluded_on)
    if review_due is not None:
        refuse_due_too_early(review_due, concluded_on)
    counts = review_due is not None and compact.lapsed_on is None and is_the_latest(compact, concluded_on)
    review = CompactReview(
        compact=compact, led_by=led_by.strip(), findings=findings.strip(), began_on=began_on,
        concluded_on=concluded_on, score=score, refreshed=refreshed, next_due=review_due,
        was_due=compact.review_due if counts else None,
    )  # fmt: skip
    save_new(by, "recorded", review, compact=compact.title, began_on=began_on, concluded_on=concluded_on, score=score)
    record(by, "review recorded", compact, began_on=began_on, concluded_on=concluded_on)
    if counts:
        save_changes(by, "changed", compact, {"review_due": review_due})
    return review


@transaction.atomic
def void_review(*, by: Actor, review: CompactReview, reason: str) -> CompactReview:
    """Declare that it never was: it was entered by mistake. It is kept with its reason; the day it set is put back."""
    review = held(by, review)
    if review.voided_on is not None:
        raise Refused("This was declared void already.")
    save_changes(by, "declared void", review, {"voided_on": clock.today(), "void_reason": reason.strip()})
    put_due_back(by, review)
    record(by, "review declared void", review.compact, began_on=review.began_on)
    return review


def is_the_latest(compact: LocalCompact, concluded_on: datetime.date) -> bool:
    """Whether no other review was concluded after that day: then this one says by when the Compact is due."""
    return not compact.reviews.standing().filter(concluded_on__gt=concluded_on).exists()


def put_due_back(by: Actor, void: CompactReview) -> None:
    """The Compact is due as if the review had never been, unless its entry was given another day since.

    Where a later review took its day over, that one keeps what was said before both.
    """
    compact, before = void.compact, void.was_due
    if void.next_due is None or before is None:
        return
    later = compact.reviews.standing().filter(was_due=void.next_due, concluded_on__gt=void.concluded_on).first()
    if later is not None:
        save_changes(by, "changed", later, {"was_due": before})
    elif compact.review_due == void.next_due:
        latest = compact.reviews.last_concluded()
        due = latest.next_due if latest is not None and latest.next_due is not None else before
        save_changes(by, "changed", compact, {"review_due": due})


def refuse_another_course(review: CompactReview, fields: dict[str, Any]) -> None:
    """Refuse what would conclude a review, or take its conclusion back."""
    gives = any(fields.get(name) is not None for name in ("concluded_on", "score")) or fields.get("refreshed")
    if review.concluded_on is None and gives:
        raise Refused("A review is concluded on a page of its own. Here only what is known already is put right.")
    if review.concluded_on is not None and any(fields.get(name, 0) is None for name in ("concluded_on", "score")):
        raise Refused("A conclusion is not taken back. If the review never was, declare it void, and begin another.")


def held(by: Actor, review: CompactReview, version: int | None = None) -> CompactReview:
    """The review that this person changes, held after its Compact: so two acts on one Compact wait for each other."""
    locked(LocalCompact, review.compact_id)
    review = locked(CompactReview, review.pk, version=version)
    authorise(by, EDIT, review)
    return review
