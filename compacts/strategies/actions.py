"""Entering a joint strategy, and changing what is said of it."""

from typing import Any

from django.db import transaction

from compacts.strategies.models import JointStrategy
from compacts.strategies.rules import TO_CHANGE_ITS_YEARS
from core.acts import Actor, authorise, locked
from core.fields import sort_name
from core.gates import check
from core.trail.actions import save_changes, save_new

EDIT = "compacts.edit_strategy"
STRATEGY = ("title", "area", "first_year", "last_year", "source")
FIXED_BY_PRIORITIES = ("title", "area", "first_year", "last_year")
"""What priorities rest on: it cannot change under them."""


@transaction.atomic
def add_strategy(*, by: Actor, **details: Any) -> JointStrategy:
    """Add a strategy of three years or more, with where it can be read. Years are those in which they begin."""
    authorise(by, "compacts.add_strategy")
    strategy = JointStrategy(**{name: details[name] for name in STRATEGY if name in details})
    strategy.sort_name = sort_name(strategy.title)
    save_new(by, "added", strategy, title=strategy.title, years=(strategy.first_year, strategy.last_year))
    return strategy


@transaction.atomic
def edit_strategy(*, by: Actor, strategy: JointStrategy, version: int | None, **details: Any) -> JointStrategy:
    """Change what is said of a strategy. Title, locality and years stay once priorities rest on them."""
    strategy = locked(JointStrategy, strategy.pk, version=version)
    authorise(by, EDIT, strategy)
    fields = {name: details[name] for name in STRATEGY if name in details}
    if any(fields.get(name, getattr(strategy, name)) != getattr(strategy, name) for name in FIXED_BY_PRIORITIES):
        check(TO_CHANGE_ITS_YEARS, strategy)
    strategy.sort_name = sort_name(fields.get("title") or strategy.title)
    save_changes(by, "changed", strategy, fields, repeats=("sort_name",))
    return strategy
