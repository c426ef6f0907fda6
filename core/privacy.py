"""What is known of each field: its class, its purpose and how long it is kept.

Each subject declares them in its `privacy.py`, as FIELDS[model name][field name] = (class, purpose, retention).
CALLED[model name] is what the privacy notice calls such a record, where it holds something about a person. The trail
never copies a personal or special field; a house test fails for a field that is not declared.
"""

import datetime
import re
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from django.db.models import Model

from core.subjects import load, our_apps

CLASSES = ("none", "personal", "special", "commercial")


class FieldPrivacy(NamedTuple):
    """One field: its class (one of CLASSES), why it is held, and until when."""

    kind: str
    purpose: str
    retention: str


USUAL = {"id": "key", "version": "so that two people do not overwrite each other"}


def years(count: float) -> datetime.timedelta:
    """So many years, as every time limit of keeping counts them: of 365.25 days."""
    return datetime.timedelta(days=365.25 * count)


def held(retention: str, **classes: dict[str, str]) -> dict[str, tuple[str, str, str]]:
    """The fields of a model kept for one time: held("6 years", none={"due_on": "..."}, personal={"note": "..."}).

    The key and the version are of class none, and need not be named.
    """
    fields = {name: (kind, why, retention) for kind, purposes in classes.items() for name, why in purposes.items()}
    return fields | {name: ("none", why, retention) for name, why in USUAL.items() if name not in fields}


def declared_for(model: type[Model]) -> dict[str, FieldPrivacy]:
    """The declarations of a model, by field name. Empty where its subject has no privacy.py."""
    try:
        module = import_module(f"{model.__module__.rpartition('.')[0]}.privacy")
    except ModuleNotFoundError:
        return {}
    there = {each.name for each in model._meta.fields}
    rows = module.FIELDS.get(model.__name__, {})
    return {name: FieldPrivacy(*row) for name, row in rows.items() if name in there or name not in USUAL}


def may_be_copied(model: type[Model], field: str) -> bool:
    """Whether the trail may hold the field's value, not only that it changed. What is not declared may not."""
    found = declared_for(model).get(field)
    return found is not None and found.kind in ("none", "commercial")


class Held(NamedTuple):
    """What the privacy notice tells of one kind of record: its name there, what for, and until when."""

    called: str
    purposes: list[str]
    kept: str


ABOUT_PEOPLE = ("personal", "special")
BY_A_JOB = re.compile(r",? by (?:the job|manage\.py) \w+")
"""Which job or command deletes it, as a retention may say: for whoever runs the product, not for the notice."""
NOT_USED = "not used"
"""How the retention begins of what a library could hold and this product leaves empty."""


def held_about_people() -> Iterator[Held]:
    """What is held about people, as the subjects declare it: a line for each kind of record and each retention."""
    for module in (each for app in our_apps() for each in load(app, "privacy")):
        called = getattr(module, "CALLED", {})
        declared = module.FIELDS | getattr(module, "THIRD_PARTY", {})
        for record, fields in declared.items():
            purposes: dict[str, list[str]] = {}
            for kind, purpose, kept in fields.values():
                if kind in ABOUT_PEOPLE and not kept.startswith(NOT_USED):
                    purposes.setdefault(BY_A_JOB.sub("", kept), []).append(purpose)
            yield from (Held(called[record], list(dict.fromkeys(why)), kept) for kept, why in purposes.items())
