"""Writing the trail, and the one command that takes old events away."""

import datetime
import decimal
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model

from core import clock
from core.acts import Actor, explained
from core.privacy import may_be_copied
from core.trail.models import Event, RetentionWindow
from core.written import insert


def record(by: Actor, verb: str, thing: Model, **detail: Any) -> Event:
    """Write one event, in the transaction of the act. `detail` must hold nothing personal."""
    event = event_of(by, verb, thing, **detail)
    insert(event)
    return event


def event_of(by: Actor, verb: str, thing: Model, **detail: Any) -> Event:
    """An event that is not saved yet, for acts that write many rows at once."""
    return Event(
        at=clock.true_now(),
        story_at=clock.story(),
        user_id=by.user_id,
        membership_id=by.membership_id,
        capacity=by.label[:300],
        channel=by.channel,
        verb=verb,
        model=thing._meta.label_lower,
        object_id=thing.pk,
        organisation_id=by.organisation_id,
        detail={name: plain(value) for name, value in detail.items()},
    )


def changes(thing: Model, before: dict[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """What an edit changed, field by field: [from, to], or only 'changed' where the field is personal or special."""
    found: dict[str, Any] = {}
    for name in fields:
        old, new = before.get(name), getattr(thing, name)
        if old != new:
            found[name] = [plain(old), plain(new)] if may_be_copied(type(thing), name) else "changed"
    return found


def snapshot(thing: Model, fields: Iterable[str]) -> dict[str, Any]:
    """The values before an edit, to hand to `changes`."""
    return {name: getattr(thing, name) for name in fields}


def save_new(by: Actor, verb: str, thing: Model, **detail: Any) -> None:
    """Write a new row with its event. What a constraint forbids is refused in the constraint's own words."""
    with explained(thing.validate_constraints):
        thing.save(force_insert=True)
    record(by, verb, thing, **detail)


def save_changes(
    by: Actor, verb: str, thing: Any, fields: dict[str, Any], repeats: Iterable[str] = ()
) -> dict[str, Any]:
    """Give a locked row these values and write it with its event. Returns what changed; nothing is written otherwise.

    The version goes up, where the row has one. What a constraint forbids is refused in the constraint's own words.
    `repeats` are fields that the row has already and that repeat what these say, such as what it is sorted by.
    """
    before = snapshot(thing, fields)
    for name, value in fields.items():
        setattr(thing, name, value)
    changed = changes(thing, before, fields)
    if changed:
        written = [*changed, *repeats]
        if hasattr(thing, "version"):
            thing.version += 1
            written.append("version")
        with explained(thing.validate_constraints):
            thing.save(update_fields=written)
        record(by, verb, thing, **changed)
    return changed


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    return value


@transaction.atomic
def forget_before(*, by: Actor, moment: datetime.datetime) -> int:
    """Delete the events before a moment. Returns how many. The only way an event leaves."""
    window = RetentionWindow.objects.create(opened_at=clock.true_now())
    count, _ = Event.objects.filter(at__lt=moment).delete()
    record(by, "forgot events", window, before=moment, count=count)
    window.delete()
    return count
