"""What the secretariat does with the reviews of a Compact, from the first day of one to its conclusion."""

import datetime
from typing import Any

from django.db import transaction

from compacts.local.models import LocalCompact
from compacts.local.rules import TO_BEGIN_REVIEW, it_has_not_lapsed
from compacts.reviews.models import CompactReview
from compacts.reviews.rules import TO_CHANGE, TO_CONCLUDE
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new

BEGIN, EDIT = "compacts.review_compact", "compacts.edit_review"
DAYS = ("began_on", "concluded_on")


@transaction.atomic
def begin_review(
    *, by: Actor, compact: LocalCompact, led_by: str, began_on: datetime.date | None = None
) -> CompactReview:
    """Say since when a Compact is reviewed, today where no day is given, and by whom."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, BEGIN, compact)
    check(TO_BEGIN_REVIEW, compact)
    review = CompactReview(compact=compact, began_on=began_on or clock.today(), led_by=led_by.strip())
    refuse_wrong_days(review)
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
    wanted = {name: fields.get(name) or getattr(review, name) for name in DAYS}
    refuse_wrong_days(CompactReview(pk=review.pk, compact=review.compact, **wanted))
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
    if on < review.began_on:
        raise Refused({"on": f"It began on {words.date(review.began_on)}, so it cannot have been concluded before."})
    refuse_wrong_days(CompactReview(pk=review.pk, compact=review.compact, began_on=review.began_on, concluded_on=on))
    if review_due <= on:
        raise Refused({"review_due": "Enter a day after the one on which this review was concluded."})
    concluded = {"concluded_on": on, "score": score, "refreshed": refreshed}
    save_changes(by, "concluded", review, concluded)
    if overridden:
        record(by, "concluded with a reason", review, advice=overridden, reason=reason.strip())
    record(by, "refreshed" if refreshed else "reviewed", review.compact, concluded_on=on)
    save_changes(by, "changed", review.compact, {"review_due": review_due})
    return review


@transaction.atomic
def void_review(*, by: Actor, review: CompactReview, reason: str) -> CompactReview:
    """Declare that it never was: it was entered by mistake. It is kept with its reason."""
    review = held(by, review)
    if review.voided_on is not None:
        raise Refused("This was declared void already.")
    save_changes(by, "declared void", review, {"voided_on": clock.today(), "void_reason": reason.strip()})
    record(by, "review declared void", review.compact, began_on=review.began_on)
    return review


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


def refuse_wrong_days(review: CompactReview) -> None:
    """Refuse days to come, before the launch or after the end of its Compact, or within another of its reviews.

    The Compact is held. On the page of the conclusion its day is called `on`.
    """
    first, last, compact = review.began_on, review.concluded_on, review.compact
    refuse_to_come(began_on=first, concluded_on=last)
    if last is not None and last < first:
        raise Refused({"concluded_on": f"It began on {words.date(first)}. Enter that day or a later one."})
    if compact.launched_on is not None and first < compact.launched_on:
        launched = words.date(compact.launched_on)
        raise Refused({"began_on": f"The Compact was launched on {launched}. Enter that day or a later one."})
    if compact.lapsed_on is not None and (last or first) > compact.lapsed_on:
        name = "began_on" if last is None else "concluded_on"
        raise Refused({name: f"The Compact lapsed on {words.date(compact.lapsed_on)}. Enter an earlier day."})
    for other in compact.reviews.filter(voided_on=None).exclude(pk=review.pk):
        ended = other.concluded_on
        if (last is None or other.began_on <= last) and (ended is None or first <= ended):
            until = f"to {words.date(ended)}" if ended else "on"
            raise Refused(
                {"began_on": f"Another review went from {words.date(other.began_on)} {until}. Enter days outside it."}
            )
