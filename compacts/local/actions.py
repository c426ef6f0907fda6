"""What the secretariat does with Local Compacts, from the first meeting about one to its end."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from compacts.local.models import DAYS, STEPS, LocalCompact
from compacts.local.rules import TO_AGREE, TO_LAPSE, TO_LAUNCH, TO_NAME_A_GROUP
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.fields import fold, sort_name
from core.gates import Gate, check
from core.pages import words
from core.trail.actions import save_changes, save_new

EDIT = "compacts.edit_compact"
ENTRY = ("title", "kind", "area", "about", "working_group", "document", "review_due")
"""What the entry says, besides its days and its Compact Manager."""
BY_ITS_OWN_ACT = "Here only a day that is known already is put right. A step is taken or taken back by its own button."


@transaction.atomic
def begin_compact(*, by: Actor, **details: Any) -> LocalCompact:
    """Enter a Compact that is being worked on: what it is called, where, and since when."""
    compact = LocalCompact(**{name: details[name] for name in (*ENTRY, "begun_on") if name in details})
    authorise(by, "compacts.begin_compact", compact)
    refuse_to_come(begun_on=compact.begun_on)
    check(TO_NAME_A_GROUP, compact)
    keep_findable(compact)
    save_new(by, "begun", compact, title=compact.title, area=compact.area, begun_on=compact.begun_on)
    return compact


@transaction.atomic
def edit_compact(*, by: Actor, compact: LocalCompact, version: int | None, **details: Any) -> LocalCompact:
    """Change what the entry says, and put right the days that are known."""
    compact = locked(LocalCompact, compact.pk, version=version)
    authorise(by, EDIT, compact)
    fields = {name: details[name] for name in (*ENTRY, *DAYS) if name in details}
    refuse_to_come(**{name: fields[name] for name in DAYS if name in fields})
    refuse_another_course(compact, fields)
    if fields.get("working_group", compact.working_group) != compact.working_group:  # one that is named stays named
        check(TO_NAME_A_GROUP, LocalCompact(working_group=fields["working_group"]))
    refuse_around_reviews(compact, launched_on=fields.get("launched_on"), lapsed_on=fields.get("lapsed_on"))
    keep_findable(compact, fields)
    save_changes(by, "changed", compact, fields, repeats=("sort_name", "search_text"))
    return compact


@transaction.atomic
def name_manager(*, by: Actor, compact: LocalCompact, version: int | None, **details: Any) -> LocalCompact:
    """Enter who the Compact Manager is, and how to reach them."""
    compact = locked(LocalCompact, compact.pk, version=version)
    authorise(by, EDIT, compact)
    names = ("manager_name", "manager_organisation", "manager_email", "manager_telephone")
    save_changes(by, "Compact Manager entered", compact, {name: details[name] for name in names if name in details})
    return compact


@transaction.atomic
def agree_compact(*, by: Actor, compact: LocalCompact, on: datetime.date | None = None) -> LocalCompact:
    """Say on which day the partners agreed it; today, where no day is given."""
    compact, on = about_to(by, "compacts.agree_compact", TO_AGREE, compact, on)
    save_changes(by, "agreed", compact, {"agreed_on": on})
    return compact


@transaction.atomic
def launch_compact(*, by: Actor, compact: LocalCompact, on: datetime.date | None = None) -> LocalCompact:
    """Say on which day it was launched. From then on everybody may read it."""
    compact, on = about_to(by, "compacts.launch_compact", TO_LAUNCH, compact, on)
    save_changes(by, "launched", compact, {"launched_on": on})
    return compact


@transaction.atomic
def lapse_compact(*, by: Actor, compact: LocalCompact, reason: str, on: datetime.date | None = None) -> LocalCompact:
    """Say from which day on it is not kept any more, or not worked on, and why."""
    compact, on = about_to(by, "compacts.lapse_compact", TO_LAPSE, compact, on)
    refuse_around_reviews(compact, on=on)
    save_changes(by, "lapsed", compact, {"lapsed_on": on, "lapse_reason": reason.strip(), "review_due": None})
    return compact


def about_to(
    by: Actor, permission: str, gates: Sequence[Gate], compact: LocalCompact, on: datetime.date | None
) -> tuple[LocalCompact, datetime.date]:
    """The Compact, held, of which this person takes a step that nothing stands in the way of, and the day of it."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, permission, compact)
    check(gates, compact)
    on = on or clock.today()
    refuse_to_come(on=on)
    return compact, on


def refuse_another_course(compact: LocalCompact, fields: dict[str, Any]) -> None:
    """Refuse corrected days that would take a step, or take one back."""
    taken = [name for name in STEPS if name in fields]
    if any((fields[name] is None) != (getattr(compact, name) is None) for name in taken):
        raise Refused(BY_ITS_OWN_ACT)


def refuse_around_reviews(
    compact: LocalCompact, launched_on: datetime.date | None = None, **ends: datetime.date | None
) -> None:
    """Refuse a launch after its first review began, and an end before the latest day of its reviews."""
    reviews = [each for each in compact.reviews.all() if each.voided_on is None]
    days = sorted(day for each in reviews for day in (each.began_on, each.concluded_on) if day is not None)
    if not days:
        return
    if launched_on is not None and launched_on > days[0]:
        first = words.date(days[0])
        raise Refused({"launched_on": f"Its first review began on {first}. Enter that day or an earlier one."})
    for name, day in ends.items():
        if day is not None and day < days[-1]:
            raise Refused({name: f"It was still reviewed on {words.date(days[-1])}. Enter that day or a later one."})


def keep_findable(compact: LocalCompact, fields: dict[str, Any] | None = None) -> None:
    """What it is sorted and searched by, as its title and its locality will be."""
    title, area = ((fields or {}).get(name) or getattr(compact, name) for name in ("title", "area"))
    compact.sort_name = sort_name(title)
    compact.search_text = fold(f"{title} {area}")
