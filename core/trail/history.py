"""A record's history, as its page shows it."""

import datetime
from collections.abc import Collection, Mapping
from decimal import InvalidOperation
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q

from core.acts import Actor
from core.pages import words
from core.prepared import prepared_for
from core.trail.models import Event

SHOWN = 20
KEYS = frozenset({"held", "membership", "person", "run"})
"""What keys of rows were called before their names ended in _id: what the trail holds is never written again."""
POUNDS = " (£)"
"""How the name of a field of money ends."""
_latest = prepared_for(
    lambda seen, model, key: Event.objects.filter(seen, model=model, object_id=key).order_by("-pk")[:SHOWN]
)


def history_of(thing: Model, actor: Actor, *, for_readers: Collection[str] = ()) -> list[dict[str, Any]]:
    """The latest events of a record that the person may see, for the macro `history`. Two queries.

    `for_readers` are the verbs of events that everybody sees who sees the record: its page has asked whether they may.
    """
    seen = actor.q("core.view_event") | Q(verb__in=for_readers) if for_readers else actor.q("core.view_event")
    events = _latest(seen, thing._meta.label_lower, thing.pk)
    people = {each.user_id for each in events} - {None}
    names = {user.pk: str(user) for user in get_user_model()._default_manager.filter(pk__in=people)} if people else {}
    return [line(event, type(thing), names) for event in events]


def line(event: Event, model: type[Model], names: dict[int, str]) -> dict[str, Any]:
    """One event: what, when, who in which capacity, and what changed."""
    person = names.get(event.user_id) if event.user_id else None
    return {
        "what": event.verb[:1].upper() + event.verb[1:],
        "at": event.story_at or event.at,
        "who": f"{person} ({event.capacity})" if person else event.capacity,
        "changes": [change(model, *each) for each in event.detail.items() if to_read(*each)],
    }


def to_read(name: str, value: Any) -> bool:
    """Whether a line of what changed says something. Keys of the database, and facts that are empty, do not."""
    is_key = name.endswith("_id") or (name in KEYS and isinstance(value, int))
    return not is_key and value not in (None, "", [])


def change(model: type[Model], name: str, value: Any) -> dict[str, Any]:
    """One line of what changed. A pair is from and to; 'changed' says only that; anything else is a fact."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    title = str(getattr(field, "verbose_name", name.replace("_", " ")))
    title = title[:1].upper() + title[1:]
    if title.endswith(POUNDS):
        title, value = title.removesuffix(POUNDS), in_pounds(value)
    chosen = dict(getattr(field, "flatchoices", ()))
    if value == "changed":
        return {"field": title}
    if isinstance(value, list) and len(value) == 2 and name in {each.name for each in model._meta.fields}:
        return {"field": title, "before": in_words(value[0], chosen), "after": in_words(value[1], chosen)}
    facts = value if isinstance(value, list) else [value]
    shown = ", ".join(str(in_words(each, chosen)) for each in facts if each is not None)
    return {"fact": f"{title}: {shown}"}


def in_pounds(value: Any) -> Any:
    """Amounts, which the trail keeps as numbers, as people write money."""
    if isinstance(value, list):
        return [in_pounds(each) for each in value]
    try:
        return words.money(value) or value
    except InvalidOperation:
        return value


def in_words(value: Any, chosen: Mapping[str, Any]) -> Any:
    """A value of the trail as people read it: one that was chosen by its label, a day, kept as text, in words."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if not isinstance(value, str):
        return value
    if value in chosen:
        return str(chosen[value])
    try:
        return words.date(datetime.date.fromisoformat(value)) if len(value) == 10 else value
    except ValueError:
        return value
