"""What a review asks for: entered and changed by the secretariat, ticked off by whoever does it."""

import datetime
from typing import Any

from django.db import transaction

from compacts.review_actions.models import ReviewAction
from compacts.review_actions.rules import TO_CHANGE, TO_REOPEN
from compacts.reviews.actions import EDIT as EDIT_REVIEW
from compacts.reviews.actions import held as held_review
from compacts.reviews.models import CompactReview
from compacts.reviews.rules import TO_CHANGE as TO_CHANGE_REVIEW
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.pages import words
from core.trail.actions import save_changes, save_new
from partnerships.organisations.models import Organisation

ADD, EDIT, FINISH = EDIT_REVIEW, "compacts.edit_review_action", "compacts.finish_review_action"


@transaction.atomic
def add_review_action(*, by: Actor, review: CompactReview, **details: Any) -> ReviewAction:
    """Enter what a review asks an organisation to do, and by when."""
    review = held_review(by, review)
    check(TO_CHANGE_REVIEW, review)
    action = ReviewAction(review=review, **{name: details[name] for name in ("what", "owner", "due_on")})
    action.what = " ".join(action.what.split())
    refuse_too_early(review, action.due_on)
    refuse_who_is_not_there(action.owner, action.due_on)
    save_new(by, "asked for", action, review=str(review), owner=action.owner.name, due_on=action.due_on)
    return action


@transaction.atomic
def edit_review_action(*, by: Actor, action: ReviewAction, version: int | None, **details: Any) -> ReviewAction:
    """Change what is to be done, by whom or by when, while it is still to do."""
    action = about_to(by, EDIT, TO_CHANGE, action, version)
    fields: dict[str, Any] = {name: details[name] for name in ("what", "owner", "due_on") if name in details}
    if "what" in fields:
        fields["what"] = " ".join(fields["what"].split())
    owner, due_on = (fields.get(name, getattr(action, name)) for name in ("owner", "due_on"))
    refuse_too_early(action.review, due_on)
    refuse_who_is_not_there(owner, due_on)
    save_changes(by, "changed", action, fields)
    return action


@transaction.atomic
def finish_review_action(
    *, by: Actor, action: ReviewAction, note: str = "", on: datetime.date | None = None
) -> ReviewAction:
    """Tick it off: say when it was done, today where no day is given, and what came of it."""
    action = about_to(by, FINISH, TO_CHANGE, action)
    on = on or clock.today()
    refuse_to_come(on=on)
    if on < action.review.began_on:
        began = words.date(action.review.began_on)
        raise Refused({"on": f"The review that asked for it began on {began}. Enter that day or a later one."})
    save_changes(by, "done", action, {"done_on": on, "note": note.strip()})
    return action


@transaction.atomic
def drop_review_action(*, by: Actor, action: ReviewAction, reason: str) -> ReviewAction:
    """Give it up, with the reason. Nobody is reminded of it any more."""
    action = about_to(by, EDIT, TO_CHANGE, action)
    save_changes(by, "given up", action, {"dropped_on": clock.today(), "note": reason.strip()})
    return action


@transaction.atomic
def reopen_review_action(*, by: Actor, action: ReviewAction) -> ReviewAction:
    """Say that it is still to do: it was ticked off or given up by mistake."""
    action = about_to(by, EDIT, TO_REOPEN, action)
    save_changes(by, "taken up again", action, {"done_on": None, "dropped_on": None, "note": ""})
    return action


def about_to(by: Actor, permission: str, gates: Any, action: ReviewAction, version: int | None = None) -> ReviewAction:
    """The action, held after its review, to which this person does what nothing stands in the way of."""
    locked(CompactReview, action.review_id)
    action = locked(ReviewAction, action.pk, version=version)
    authorise(by, permission, action)
    check(gates, action)
    return action


def refuse_too_early(review: CompactReview, due_on: datetime.date) -> None:
    """Refuse a day before the review began."""
    if due_on < review.began_on:
        raise Refused({"due_on": f"The review began on {words.date(review.began_on)}. Enter a later day."})


def refuse_who_is_not_there(owner: Organisation, due_on: datetime.date) -> None:
    """Refuse an organisation that is not open on the day by which it is to be done: nobody would be reminded."""
    if owner.opened is not None and owner.opened > due_on:
        opened = words.date(owner.opened)
        raise Refused({"owner": f"{owner.name} opens on {opened}. Enter another organisation, or a later day."})
    if owner.last_day is not None and owner.last_day < due_on:
        closed = words.date(owner.last_day)
        raise Refused({"owner": f"{owner.name} closed on {closed}. Enter who does it now, or an earlier day."})
