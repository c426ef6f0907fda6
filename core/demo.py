"""The demonstration: each app tells its part of the story in its `demo.py`, in the order of the floors.

<app>/demo.py    load() makes its rows through acts, gathered from its subjects' demo.py;
                 ACCOUNTS lists the people who can sign in, if it makes any.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction

from core.acts import Refused

PASSWORD = "herefordshire"  # noqa: S105 (of invented people, printed for everybody to see)


@dataclass(frozen=True)
class Account:
    """A person of the demonstration who can sign in, and what they are there to show."""

    email: str
    who: str


def parts() -> list[str]:
    """The apps that tell a part of the story, lowest floor first."""
    names = [config.name for config in apps.get_app_configs() if not config.name.startswith(("django.", "allauth"))]
    return [f"{name}.demo" for name in names if name != "core" and find_spec(f"{name}.demo")]


def accounts() -> list[Account]:
    """The people who can sign in, as every part lists them."""
    return [account for part in parts() for account in getattr(import_module(part), "ACCOUNTS", [])]


def is_new() -> bool:
    """Whether nobody has an account yet."""
    return not get_user_model().objects.exists()


@transaction.atomic
def load() -> None:
    """Tell the whole story, or nothing of it."""
    if not is_new():
        raise Refused("There are accounts already: the demonstration is loaded into an empty database only.")
    for part in parts():
        tell: Callable[[], None] = import_module(part).load
        tell()
