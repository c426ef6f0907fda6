"""What the secretariat does with dated rules: add one, correct its words, say when it ends."""

import datetime
from typing import Any

from django.db import transaction

from core.acts import Actor, Refused, authorise, locked, one_at_a_time
from core.gates import check
from core.pages import words
from core.trail.actions import save_changes, save_new
from partnerships.standards.models import Standard
from partnerships.standards.rules import TO_CHANGE_WHAT_IT_ASKS

EDIT = "partnerships.edit_standard"
ASKED = ("kind", "area", "amount", "unit", "starts", "ends")
"""What verdicts rest on."""
SAID = ("words", "source")
"""What people read of it."""


@transaction.atomic
def add_standard(*, by: Actor, **details: Any) -> Standard:
    """Add a rule, with the first day on which it holds."""
    standard = Standard(**{name: details[name] for name in (*ASKED, *SAID) if name in details})
    authorise(by, EDIT, standard)
    refuse_impossible(standard)
    save_new(by, "added", standard, rule=str(standard), where=standard.place, starts=standard.starts)
    return standard


@transaction.atomic
def edit_standard(*, by: Actor, standard: Standard, version: int | None, **details: Any) -> Standard:
    """Correct a rule. Once something was judged by it, only its words and where it comes from."""
    standard = locked(Standard, standard.pk, version=version)
    authorise(by, EDIT, standard)
    fields = {name: details[name] for name in (*ASKED, *SAID) if name in details}
    if any(getattr(standard, name) != value for name, value in fields.items() if name in ASKED):
        check(TO_CHANGE_WHAT_IT_ASKS, standard)
        wanted = Standard(**{"pk": standard.pk, **{name: getattr(standard, name) for name in ASKED}, **fields})
        refuse_impossible(wanted)
    save_changes(by, "changed", standard, fields)
    return standard


@transaction.atomic
def end_standard(*, by: Actor, standard: Standard, ends: datetime.date, version: int | None = None) -> Standard:
    """Say on which day a rule holds for the last time. What was judged by it stays judged."""
    standard = locked(Standard, standard.pk, version=version)
    authorise(by, EDIT, standard)
    if standard.ends is not None:
        raise Refused(f"This rule has ended already, on {words.date(standard.ends)}.")
    if standard.starts and ends < standard.starts:
        raise Refused({"ends": f"It holds from {words.date(standard.starts)} on, so it cannot end before."})
    save_changes(by, "ended", standard, {"ends": ends})
    return standard


def refuse_impossible(standard: Standard) -> None:
    """Refuse days in the wrong order, and a second rule of a kind in one place at a time. Holds the kind until done."""
    if standard.starts and standard.ends and standard.ends < standard.starts:
        raise Refused({"ends": "The last day must not be before the first day."})
    one_at_a_time(f"standards of {standard.kind}")
    other = Standard.objects.at_the_same_time(standard).first()
    if other is None:
        return
    todo = "Enter its last day first" if other.ends is None else "Choose days on which it does not hold"
    where = f"in {other.area}" if other.area else "everywhere"
    raise Refused({"starts": f"A rule of {other.length} holds {where} {other.days}. {todo}."})
