"""Reminding people, and the secret of their calendar address."""

import datetime
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.acts import Actor, authorise, locked
from core.deadlines.models import Reminder
from core.deadlines.registry import DEADLINES, Deadline, Item
from core.deadlines.standing_in import reminded_of
from core.mail.actions import absolute, write_letter
from core.mail.letters import Letter
from core.mail.models import Mail
from core.mail.reminding import reminded_on, reminding
from core.trail.actions import record

BATCH = 500
KEY = reminding("reminders:")
LATE = 14
"""A reminder after the due date is sent at most so many days late."""


@dataclass(frozen=True)
class Due:
    """A reminder that is to be sent to one person today."""

    user_id: int
    item: Item
    step: int
    superseded: tuple[int, ...]


def steps_reached(steps: tuple[int, ...], days_left: int) -> list[int]:
    """The steps whose day has come, the latest first; none once it is too late for the latest.

    A step before the due date is good until the due date is over, one after it for LATE days.
    """
    reached = sorted(step for step in steps if step >= days_left)
    if not reached:
        return []
    latest = reached[0]
    in_time = days_left >= 0 if latest >= 0 else days_left >= latest - LATE
    return reached if in_time else []


def reminders_due(on: datetime.date) -> dict[int, list[Due]]:
    """What each person is to be reminded of on a day, and has not been."""
    found: dict[int, list[Due]] = {}
    for deadline in DEADLINES.values():
        for due in _of_deadline(deadline, on):
            found.setdefault(due.user_id, []).append(due)
    for mine in found.values():
        mine.sort(key=lambda due: (due.item.due, due.item.deadline.title, due.item.row.pk))
    return found


def _of_deadline(deadline: Deadline, on: datetime.date) -> Iterator[Due]:
    if not deadline.reminders:
        return
    after = min(deadline.reminders)
    first = on + datetime.timedelta(days=after - LATE if after < 0 else 0)
    last = on + datetime.timedelta(days=max(deadline.reminders))
    rows = deadline.between(deadline.open(None), first, last).iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        people = reminded_of(deadline, batch)
        sent = _ledger(deadline, [row.pk for row in batch])
        for row in batch:
            yield from _of_row(deadline.item(row), people[row.pk], sent, on)


def _of_row(item: Item, people: Mapping[int, str], sent: set[tuple[Any, ...]], on: datetime.date) -> Iterator[Due]:
    reached = steps_reached(item.deadline.reminders, item.days_left(on))
    if not reached:
        return
    step, older = reached[0], reached[1:]
    for user_id, note in sorted(people.items()):
        if (item.row.pk, item.due, step, user_id) not in sent:
            left_out = tuple(each for each in older if (item.row.pk, item.due, each, user_id) not in sent)
            yield Due(user_id, replace(item, note=note), step, left_out)


def _ledger(deadline: Deadline, pks: list[int]) -> set[tuple[Any, ...]]:
    rows = Reminder.objects.filter(deadline=deadline.name, object_id__in=pks)
    return set(rows.values_list("object_id", "due_date", "step", "user_id"))


def remind(on: datetime.date) -> Iterator[Mail | None]:
    """Send each person at most one mail with what is coming up. Yields a mail, or None, for each person."""
    due = reminders_due(on)
    users = get_user_model()._default_manager.in_bulk(list(due))
    for user_id, mine in due.items():
        user = users.get(user_id)
        yield _remind(user, mine, on) if user is not None and user.is_active else None


def _remind(user: Any, due: list[Due], on: datetime.date) -> Mail | None:
    try:
        return remind_one(user, due, on)
    except IntegrityError:
        return None  # another run was quicker, and its ledger and mail stand


@transaction.atomic
def remind_one(user: Any, due: list[Due], on: datetime.date) -> Mail | None:
    """Write the ledger and the mail together. None where the person has had today's mail: the rest waits a day."""
    key = f"{KEY}{user.pk}:{on.isoformat()}"
    if Mail.objects.filter(key=key).exists() or reminded_on(on, [user.email]):
        return None
    moment = clock.true_now()
    lines = [(each, step, step != each.step) for each in due for step in (each.step, *each.superseded)]
    Reminder.objects.bulk_create(
        Reminder(
            deadline=each.item.deadline.name,
            object_id=each.item.row.pk,
            due_date=each.item.due,
            step=step,
            user=user,
            superseded=superseded,
            created_at=moment,
        )
        for each, step, superseded in lines
    )
    letter = letter_of([each.item for each in due], on)
    return write_letter(letter, to=user, key=key, link=reverse("due"))


def letter_of(items: list[Item], on: datetime.date) -> Letter:
    """One mail about all that is due: the letter of the only thing, or each letter under its own heading."""
    letters = [each.letter for each in items]
    entries = [f"{letter.body}\n{absolute(item.link)}" for letter, item in zip(letters, items, strict=True)]
    if len(letters) == 1:
        subject = letters[0].subject
    else:
        subject = f"{len(letters)} things are due, the first {items[0].in_words(on)}. {letters[0].subject}"[:200]
        entries = [
            f"{place}. {letter.subject}\n\n{entry}"
            for place, (letter, entry) in enumerate(zip(letters, entries, strict=True), 1)
        ]
    answered_at = {each.reply_to for each in letters}
    return Letter(
        subject, "\n\n".join([*entries, "All your dates:"]), answered_at.pop() if len(answered_at) == 1 else ""
    )


def forget_before(day: datetime.date) -> int:
    """Delete the ledger of due dates before a day. Returns how many rows."""
    count, _ = Reminder.objects.filter(due_date__lt=day).delete()
    return count


@transaction.atomic
def reset_calendar_address(*, by: Actor) -> str:
    """Give the person a new secret calendar address; the old one stops working. Returns the new path."""
    authorise(by, "core.use_account")
    if by.user_id is None:
        raise PermissionDenied("Sign in to do this.")
    user: Any = locked(get_user_model(), by.user_id)
    user.calendar_key = uuid.uuid4()
    user.save(update_fields=["calendar_key"])
    record(by, "reset the calendar address", user)
    return calendar_path(user)


def calendar_path(user: Any) -> str:
    """Where the person's calendar feed is. Whoever knows it can read it."""
    return reverse("calendar", args=[user.calendar_key])
