"""What the secretariat does with Codes of good practice, and records of who adopted them."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from compacts.codes.models import CodeAdoption, CodeCriterion, CompactCode
from compacts.codes.rules import (
    TO_ADD_A_CRITERION,
    TO_ADOPT,
    TO_CHANGE_A_CRITERION,
    TO_CHANGE_HOW_IT_JUDGES,
    TO_LAUNCH,
    TO_WITHDRAW,
)
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.fields import fold, sort_name
from core.gates import Gate, check
from core.pages import words
from core.trail.actions import record, save_changes, save_new

ADD, EDIT = "compacts.add_code", "compacts.edit_code"
RECORD, END = "compacts.record_adoption", "compacts.end_adoption"
ENTRY = ("title", "subject", "area", "about", "source", "document", "explains", "due_on", "in_force_on")
"""What the entry says, besides the day of the launch, which has an act of its own."""
JUDGES = ("area", "explains", "launched_on", "in_force_on")
"""What verdicts rest on, besides the criteria."""


@transaction.atomic
def add_code(*, by: Actor, **details: Any) -> CompactCode:
    """Add a Code that is promised or worked on: what it is about, where, and by when it is to be launched."""
    code = CompactCode(**{name: details[name] for name in ENTRY if name in details})
    authorise(by, ADD, code)
    keep_findable(code)
    save_new(by, "added", code, title=code.title, subject=code.subject, where=code.place, due_on=code.due_on)
    return code


@transaction.atomic
def edit_code(*, by: Actor, code: CompactCode, version: int | None, **details: Any) -> CompactCode:
    """Change what the entry says, and put right the day of the launch where it is known."""
    code = locked(CompactCode, code.pk, version=version)
    authorise(by, EDIT, code)
    fields = {name: details[name] for name in (*ENTRY, "launched_on") if name in details}
    launched = fields.get("launched_on", code.launched_on)
    refuse_to_come(launched_on=launched)
    if (launched is None) != (code.launched_on is None):
        raise Refused("Here only a day that is known already is put right. A Code is launched by its own button.")
    if any(name in fields and fields[name] != getattr(code, name) for name in JUDGES):
        check(TO_CHANGE_HOW_IT_JUDGES, code)
    if save_changes(by, "changed", code, fields):
        keep_findable(code)
        code.save(update_fields=["sort_name", "search_text"])
    return code


@transaction.atomic
def launch_code(
    *, by: Actor, code: CompactCode, on: datetime.date | None = None, in_force_on: datetime.date | None = None
) -> CompactCode:
    """Say on which day it was launched, and from when it binds: from the launch, where no day is given or known."""
    code, on = about_to(by, TO_LAUNCH, code, on)
    in_force_on = in_force_on or code.in_force_on or on
    save_changes(by, "launched", code, {"launched_on": on, "in_force_on": in_force_on})
    return code


@transaction.atomic
def withdraw_code(*, by: Actor, code: CompactCode, reason: str, on: datetime.date | None = None) -> CompactCode:
    """Say from which day on it is not kept any more, or not worked on, and why."""
    code, on = about_to(by, TO_WITHDRAW, code, on)
    save_changes(by, "withdrawn", code, {"withdrawn_on": on, "withdrawal_reason": reason.strip()})
    return code


@transaction.atomic
def add_criterion(*, by: Actor, code: CompactCode, title: str, asks: str = "", subject: str = "") -> CompactCode:
    """Add one more of the things that it asks, behind the others."""
    code = locked(CompactCode, code.pk)
    authorise(by, EDIT, code)
    check(TO_ADD_A_CRITERION, code)
    number = (code.criteria.aggregate(last=Max("number"))["last"] or 0) + 1
    criterion = CodeCriterion(code=code, number=number, title=title.strip(), asks=asks.strip(), subject=subject)
    save_new(by, "added", criterion, code=code.title, criterion=criterion.title)
    record(by, "criterion added", code, criterion=str(criterion))
    return code


@transaction.atomic
def edit_criterion(
    *, by: Actor, criterion: CodeCriterion, title: str, asks: str = "", subject: str | None = None
) -> CompactCode:
    """Correct the words of a criterion by which nothing was judged yet, or say which records tell of it.

    The latter moves nothing that was agreed, so it is said at any time; left out, it stays.
    """
    code = locked(CompactCode, criterion.code_id)
    authorise(by, EDIT, code)
    criterion = locked(CodeCriterion, criterion.pk)
    given = {"title": title.strip(), "asks": asks.strip()}
    if given != {"title": criterion.title, "asks": criterion.asks}:
        check(TO_CHANGE_A_CRITERION, criterion)
    if save_changes(by, "changed", criterion, given | ({} if subject is None else {"subject": subject})):
        record(by, "criterion changed", code, criterion=str(criterion))
    return code


@transaction.atomic
def record_adoption(
    *, by: Actor, code: CompactCode, ended_on: datetime.date | None = None, end_reason: str | None = "", **details: Any
) -> CodeAdoption:
    """Record that a body adopted the Code, on which day, what shows it, and when and why it left it, if it did."""
    code = locked(CompactCode, code.pk)
    authorise(by, RECORD, code)
    adoption = CodeAdoption(code=code, ended_on=ended_on, end_reason=(end_reason or "").strip(), **details)
    refuse_to_come(adopted_on=adoption.adopted_on, ended_on=ended_on)
    check(TO_ADOPT, adoption)
    told = {"organisation": adoption.organisation.name, "code": code.title, "adopted_on": adoption.adopted_on}
    save_new(by, "recorded", adoption, **told, **({"ended_on": ended_on} if ended_on else {}))
    return adoption


@transaction.atomic
def end_adoption(
    *, by: Actor, adoption: CodeAdoption, reason: str, on: datetime.date | None = None, version: int | None = None
) -> CodeAdoption:
    """Say from which day on the body does not keep the Code any more, and why."""
    adoption = locked(CodeAdoption, adoption.pk, version=version)
    authorise(by, END, adoption)
    on = on or clock.today()
    refuse_to_come(on=on)
    if adoption.voided_on is not None:
        raise Refused("This was declared void, so there is nothing to end.")
    if adoption.ended_on is not None:
        raise Refused(f"This has ended already, on {words.date(adoption.ended_on)}.")
    save_changes(by, "ended", adoption, {"ended_on": on, "end_reason": reason.strip()})
    return adoption


@transaction.atomic
def void_adoption(*, by: Actor, adoption: CodeAdoption, reason: str) -> CodeAdoption:
    """Declare that it never held: it was recorded by mistake. It is kept with its reason."""
    adoption = locked(CodeAdoption, adoption.pk)
    authorise(by, END, adoption)
    if adoption.voided_on is not None:
        raise Refused("This was declared void already. Record the adoption anew if it holds.")
    save_changes(by, "declared void", adoption, {"voided_on": clock.today(), "void_reason": reason.strip()})
    return adoption


def about_to(
    by: Actor, gates: Sequence[Gate], code: CompactCode, on: datetime.date | None
) -> tuple[CompactCode, datetime.date]:
    """The Code, held, with which this person may do what nothing stands in the way of, and the day of it."""
    code = locked(CompactCode, code.pk)
    authorise(by, EDIT, code)
    on = on or clock.today()
    check(gates, code, on)
    refuse_to_come(on=on)
    return code, on


def keep_findable(code: CompactCode) -> None:
    """What it is sorted and searched by, from its title, its subject and its locality."""
    code.sort_name = sort_name(code.title)
    code.search_text = fold(f"{code.title} {code.get_subject_display()} {code.area or 'national'}")
