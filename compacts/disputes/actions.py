"""Raising a dispute about a Compact, taking it up the ladder, ending it, and publishing what was learned."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from compacts.codes.rules import why_not_named
from compacts.disputes.models import Dispute, DisputeStep, Outcome, Rung
from compacts.disputes.rules import TO_BE_HEARD, TO_CLOSE, TO_PUBLISH, TO_PUT_OFF, to_go_on, why_not_heard_by
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.fields import fold, sort_name
from core.gates import Gate, check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.bodies.models import Body
from partnerships.organisations.lineage import predecessors

RAISE, RECORD = "compacts.raise_dispute", "compacts.record_dispute"
PURSUE, SETTLE = "compacts.pursue_dispute", "compacts.settle_dispute"
ENTRY = ("title", "area", "against", "code", "clause", "about", "happened_on")
ENDED = ("decision", "learning")
NAMES_A_CODE = ("code", "area", "happened_on")
"""What tells which Codes a dispute can be about."""


@transaction.atomic
def raise_dispute(
    *, by: Actor, due_on: datetime.date, raised_on: datetime.date | None = None, **details: Any
) -> Dispute:
    """Say, for the organisation one acts for, that another did not keep the Compact. It begins informally.

    `due_on`: by when the two are to have talked it over.
    """
    authorise(by, RAISE)
    if by.organisation_id is None:
        raise Refused("Act for an organisation: a dispute is raised by one.")
    return begun(by, due_on, raised_on, details | {"raised_by_id": by.organisation_id})


@transaction.atomic
def record_dispute(
    *, by: Actor, due_on: datetime.date, raised_on: datetime.date | None = None, **details: Any
) -> Dispute:
    """Record a dispute that an organisation raised by letter or in a meeting: `raised_by`. It begins informally."""
    authorise(by, RECORD)
    return begun(by, due_on, raised_on, details)


@transaction.atomic
def edit_dispute(*, by: Actor, dispute: Dispute, version: int | None, **details: Any) -> Dispute:
    """Correct what is recorded of it; once it has ended, also what was decided and learned."""
    dispute = locked(Dispute, dispute.pk, version=version)
    authorise(by, SETTLE, dispute)
    names = ENTRY if dispute.closed_on is None else (*ENTRY, *ENDED)
    fields = {name: details[name] for name in names if name in details}
    refuse_to_come(happened_on=fields.get("happened_on"))
    asked = {name: fields.pop(name) for name in NAMES_A_CODE if name in fields}
    if any(value != getattr(dispute, name) for name, value in asked.items()):
        refuse_another_code(dispute, **asked)
    if save_changes(by, "changed", dispute, fields | asked):
        keep_findable(dispute)
        dispute.save(update_fields=["sort_name", "search_text"])
    return dispute


@transaction.atomic
def take_further(
    *,
    by: Actor,
    dispute: Dispute,
    result: str,
    due_on: datetime.date,
    on: datetime.date | None = None,
    heard_by: Body | None = None,
    version: int | None = None,
) -> Dispute:
    """Take it to the next rung, on that day: what came of it on this one, and by when the next is to deal with it.

    `heard_by`: the board or group that is the Compact group or the panel there, where it is in the register.
    `version`: the one that was read, so that two who take it further at once take it up one rung.
    """
    dispute, on = about_to(by, PURSUE, to_go_on, dispute, on, version=version)
    step, above = dispute.step, dispute.next_rung
    assert above is not None  # as the gates have seen
    refuse_before(on, step)
    end_step(by, step, on, result)
    refuse_another_group(dispute, heard_by, on)
    begin_step(by, dispute, above, on, due_on, heard_by)
    dispute.version += 1
    dispute.save(update_fields=["version"])
    record(by, "taken further", dispute, rung=above.label, due_on=due_on)
    return dispute


@transaction.atomic
def name_hearer(*, by: Actor, dispute: Dispute, heard_by: Body | None, version: int | None = None) -> Dispute:
    """Say which board or group hears it on the rung it is on, or that none of the register does."""
    dispute, on = about_to(by, SETTLE, TO_BE_HEARD, dispute, None, version=version)
    refuse_another_group(dispute, heard_by, on)
    if save_changes(by, "heard by another", locked(DisputeStep, dispute.step.pk), {"heard_by": heard_by}):
        dispute.version += 1
        dispute.save(update_fields=["version"])
        record(by, "who hears it named", dispute, rung=dispute.step.get_rung_display(), heard_by=heard_by)
    return dispute


@transaction.atomic
def put_off(*, by: Actor, dispute: Dispute, due_on: datetime.date, reason: str) -> Dispute:
    """Give it more time on its rung, with the reason; the earlier reasons stay before it."""
    dispute, _ = about_to(by, SETTLE, TO_PUT_OFF, dispute, None)
    step = locked(DisputeStep, dispute.step.pk)
    if due_on <= step.due_on:
        raise Refused({"due_on": f"It is due on {words.date(step.due_on)}. Enter a later day."})
    because = reason.strip()
    if step.put_off_because:
        because = f"{step.put_off_because}\nThen until {words.date(due_on)}: {because}"
    save_changes(by, "put off", step, {"due_on": due_on, "put_off_because": because})
    record(by, "more time given", dispute, rung=step.get_rung_display(), due_on=due_on)
    return dispute


@transaction.atomic
def close_dispute(
    *, by: Actor, dispute: Dispute, outcome: str, decision: str, learning: str = "", on: datetime.date | None = None
) -> Dispute:
    """Enter how it ended, what was decided, and what was learned."""
    dispute, on = about_to(by, SETTLE, TO_CLOSE, dispute, on)
    return ended(by, dispute, on, outcome, decision, learning)


@transaction.atomic
def withdraw_dispute(*, by: Actor, dispute: Dispute, reason: str, on: datetime.date | None = None) -> Dispute:
    """Take it back, with the reason."""
    dispute, on = about_to(by, PURSUE, TO_CLOSE, dispute, on)
    return ended(by, dispute, on, Outcome.WITHDRAWN, reason, "")


@transaction.atomic
def publish_learning(*, by: Actor, dispute: Dispute) -> Dispute:
    """Let everybody read what was learned, on the page of the locality's Compact, without who the two were."""
    dispute, on = about_to(by, SETTLE, TO_PUBLISH, dispute, None)
    save_changes(by, "learning published", dispute, {"published_on": on})
    return dispute


@transaction.atomic
def unpublish_learning(*, by: Actor, dispute: Dispute) -> Dispute:
    """Take back what was published of it."""
    dispute = locked(Dispute, dispute.pk)
    authorise(by, SETTLE, dispute)
    save_changes(by, "learning withdrawn", dispute, {"published_on": None})
    return dispute


def begun(by: Actor, due_on: datetime.date, raised_on: datetime.date | None, details: dict[str, Any]) -> Dispute:
    """Write a dispute with its first step."""
    dispute = Dispute(raised_on=raised_on or clock.today(), **details)
    refuse_to_come(raised_on=dispute.raised_on, happened_on=dispute.happened_on)
    refuse_another_code(dispute)
    refuse_its_own(dispute)
    keep_findable(dispute)
    save_new(by, "raised", dispute, title=dispute.title, raised_by=dispute.raised_by.name, against=dispute.against.name)
    begin_step(by, dispute, Rung.INFORMAL, dispute.raised_on, due_on)
    return dispute


def refuse_its_own(dispute: Dispute) -> None:
    """Refuse a dispute of an organisation with one that it came from."""
    raised_by, against = dispute.raised_by_id, dispute.against_id
    if raised_by is not None and raised_by != against and against in predecessors([raised_by]):
        told = (
            f"{dispute.against.name} is where {dispute.raised_by.name} came from. Name the other side of the dispute."
        )
        raise Refused({"against": told})


def refuse_another_code(dispute: Dispute, **asked: Any) -> None:
    """Refuse a Code that was not there on the day, or that is one of another locality. `asked`: what is to change."""
    given = {name: asked.get(name, getattr(dispute, name)) for name in NAMES_A_CODE}
    code, on = given["code"], given["happened_on"] or dispute.raised_on
    if code is not None and (problem := why_not_named(code, given["area"], on)):
        raise Refused({"code": f"{problem} Choose another, or the Compact itself."})


def about_to(
    by: Actor,
    permission: str,
    gates: Sequence[Gate] | Callable[[Dispute], Sequence[Gate]],
    dispute: Dispute,
    on: datetime.date | None,
    *,
    version: int | None = None,
) -> tuple[Dispute, datetime.date]:
    """The dispute, held, with which this person may do what nothing stands in the way of, and the day of it."""
    dispute = locked(Dispute, dispute.pk, version=version)
    authorise(by, permission, dispute)
    check(gates(dispute) if callable(gates) else gates, dispute)
    on = on or clock.today()
    refuse_to_come(on=on)
    return dispute, on


def ended(by: Actor, dispute: Dispute, on: datetime.date, outcome: str, decision: str, learning: str) -> Dispute:
    """End the dispute and the step it is on."""
    refuse_before(on, dispute.step)
    told = {"outcome": outcome, "decision": decision.strip(), "learning": learning.strip()}
    save_changes(by, "ended", dispute, {"closed_on": on, **told})
    end_step(by, dispute.step, on, decision)
    return dispute


def begin_step(
    by: Actor, dispute: Dispute, rung: Rung, on: datetime.date, due_on: datetime.date, heard_by: Body | None = None
) -> None:
    """Put the dispute on a rung."""
    step = DisputeStep(dispute=dispute, rung=rung, began_on=on, due_on=due_on, heard_by=heard_by)
    if due_on < on:
        raise Refused({"due_on": f"It begins on {words.date(on)}, so it cannot be due before."})
    save_new(by, "begun", step, rung=step.get_rung_display(), due_on=due_on)


def end_step(by: Actor, step: DisputeStep, on: datetime.date, result: str) -> None:
    """Say what came of it on a rung."""
    save_changes(by, "ended", locked(DisputeStep, step.pk), {"ended_on": on, "result": result.strip()})


def refuse_another_group(dispute: Dispute, heard_by: Body | None, on: datetime.date) -> None:
    """Refuse a board or group that was not there on the day, or is one of another locality."""
    if heard_by is not None and (problem := why_not_heard_by(heard_by, dispute.area, on)):
        raise Refused({"heard_by": problem})


def refuse_before(on: datetime.date, step: DisputeStep) -> None:
    """Refuse a day before the one on which it came to its rung."""
    if on < step.began_on:
        raise Refused({"on": f"It is on this rung from {words.date(step.began_on)} on. Enter that day or a later one."})


def keep_findable(dispute: Dispute) -> None:
    """What it is sorted and searched by: its title, the two, and the locality."""
    dispute.sort_name = sort_name(dispute.title)
    parts = (dispute.title, dispute.raised_by.name, dispute.against.name, dispute.area)
    dispute.search_text = fold(" ".join(str(each) for each in parts))
