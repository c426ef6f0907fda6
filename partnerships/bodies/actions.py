"""What the secretariat keeps of boards and groups: what each is, who sits there, and what it decided."""

import datetime
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import Q

from core import clock
from core.acts import Actor, Refused, authorise, locked, one_at_a_time, refuse_to_come
from core.fields import fold, sort_name
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.bodies.models import Body, Decision, Seat
from partnerships.bodies.rests import refuse_while_needed, refuse_while_recorded
from partnerships.bodies.rules import (
    TO_CHANGE,
    TO_DECIDE,
    TO_END,
    TO_END_ON,
    TO_GO_ON,
    TO_KEEP,
    TO_SIT,
    TO_VACATE,
)

ADD, EDIT, END = "partnerships.add_body", "partnerships.edit_body", "partnerships.end_body"
RESUME = "partnerships.resume_body"
VOID_SEAT, VOID_DECISION = "partnerships.void_seat", "partnerships.void_decision"
FILL, CHANGE, VACATE = "partnerships.fill_seat", "partnerships.edit_seat", "partnerships.end_seat"
RECORD, CORRECT = "partnerships.record_decision", "partnerships.correct_decision"
ENTRY = ("name", "kind", "parent", "host", "area", "purpose", "starts")
SITS = ("organisation", "post", "capacity", "appointed", "starts", "ends")
NEVER_BEGAN = "The board or group ended before it began."
"""Why a seat to come is void whose board or group ends."""
DECIDED = ("decided_on", "reference", "what", "outcome")
THE_TREE = "what answers to what"
"""Two that each make half a circle wait for one another, and so does who ends what another is to answer to."""


@transaction.atomic
def add_body(*, by: Actor, **details: Any) -> Body:
    """Enter a board or group: what it is for, what it answers to, and since when it is there."""
    one_at_a_time(THE_TREE)
    body = Body(**entered(details, ENTRY))
    authorise(by, ADD, body)
    refuse_to_come(starts=body.starts)
    check(TO_KEEP, body)
    keep_findable(body, body)
    save_new(by, "added", body, name=body.name, kind=body.kind, answers_to=body.parent, area=body.area)
    return body


@transaction.atomic
def edit_body(*, by: Actor, body: Body, version: int | None, **details: Any) -> Body:
    """Change what the entry says, and put right its last day where that is known: the seats that ended then move."""
    one_at_a_time(THE_TREE)
    body = locked(Body, body.pk, version=version)
    authorise(by, EDIT, body)
    fields = entered(details, (*ENTRY, "ends"))
    refuse_to_come(**{name: fields[name] for name in ("starts", "ends") if name in fields})
    if "ends" in fields and (fields["ends"] is None) != (body.ends is None):
        raise Refused({"ends": "Here the last day is only put right. It is ended by its own button."})
    wanted = changed(body, fields)
    if wanted.ends is not None and wanted.ends != body.ends:
        end_seats(by, body, wanted.ends)
    check(TO_CHANGE, wanted)
    keep_findable(body, wanted)
    save_changes(by, "changed", body, fields, repeats=("sort_name", "search_text"))
    return body


@transaction.atomic
def end_body(*, by: Actor, body: Body, reason: str, on: datetime.date | None = None) -> Body:
    """Say on which day it was there last, and why. Whoever sits there until then does so no longer, or never will."""
    one_at_a_time(THE_TREE)
    body = locked(Body, body.pk)
    authorise(by, END, body)
    check(TO_END, body)
    on = on or clock.today()
    refuse_to_come(on=on)
    end_seats(by, body, on)
    check(TO_END_ON, changed(body, {"ends": on}))
    save_changes(by, "ended", body, {"ends": on, "end_reason": reason.strip()})
    return body


@transaction.atomic
def resume_body(*, by: Actor, body: Body) -> Body:
    """Take back that it ended. Whoever had a seat until then has it again, where nothing stands in the way today."""
    one_at_a_time(THE_TREE)
    body = locked(Body, body.pk)
    authorise(by, RESUME, body)
    if body.ends is None:
        return body
    check(TO_GO_ON, changed(body, {"ends": None}))
    save_changes(by, "goes on after all", body, {"ends": None, "end_reason": ""})
    for seat in body.seats.filter(ended_with_it=True).select_related("organisation"):
        before = as_it_was(seat)
        keep_what_it_was(seat)
        if not stands_in_the_way(seat, before, body):
            save_changes(by, "goes on after all", seat, before)
    return body


@transaction.atomic
def fill_seat(*, by: Actor, body: Body, **details: Any) -> Seat:
    """Enter who has a seat there: an organisation, a post or both; in which capacity, and from when to when."""
    body = locked(Body, body.pk)
    authorise(by, FILL, body)
    seat = Seat(body=body, **{name: details[name] for name in SITS if name in details})
    check(TO_SIT, seat)
    save_new(by, "filled", seat, body=body.name, seat=seat.whose, capacity=seat.capacity, starts=seat.starts)
    record(by, "seat filled", body, seat=str(seat), starts=seat.starts)
    return seat


@transaction.atomic
def edit_seat(*, by: Actor, seat: Seat, version: int | None, **details: Any) -> Seat:
    """Put right whose seat it is, in which capacity, and its days."""
    body = locked(Body, seat.body_id)
    seat = locked(Seat, seat.pk, version=version)
    authorise(by, CHANGE, seat)
    fields = {name: details[name] for name in SITS if name in details}
    check(TO_SIT, changed(seat, fields))
    if fields.get("ends", seat.ends) != seat.ends:
        keep_what_it_was(seat)
    if save_changes(by, "changed", seat, fields):
        record(by, "seat changed", body, seat=str(seat))
    return seat


@transaction.atomic
def end_seat(*, by: Actor, seat: Seat, on: datetime.date | None = None) -> Seat:
    """Say on which day somebody has the seat for the last time; today, where no day is given."""
    body = locked(Body, seat.body_id)
    seat = locked(Seat, seat.pk)
    authorise(by, VACATE, seat)
    if seat.ends is not None and seat.voided_on is None:
        raise Refused(f"The seat has its last day already, {words.date(seat.ends)}. Change it if that is not the day.")
    on = on or clock.today()
    check(TO_VACATE, changed(seat, {"ends": on}))
    save_changes(by, "ended", seat, {"ends": on})
    record(by, "seat ended", body, seat=str(seat), ends=on)
    return seat


@transaction.atomic
def void_seat(*, by: Actor, seat: Seat, reason: str) -> Seat:
    """Declare a seat void that was entered by mistake, such as on the wrong board. It is kept with the reason."""
    body = locked(Body, seat.body_id)
    seat = locked(Seat, seat.pk)
    authorise(by, VOID_SEAT, seat)
    if seat.voided_on is None:
        keep_what_it_was(seat)
        save_changes(by, "declared void", seat, voided(reason))
        record(by, "seat declared void", body, seat=str(seat))
    return seat


@transaction.atomic
def record_decision(*, by: Actor, body: Body, **details: Any) -> Decision:
    """Record what a board or group decided, on which day, and in which minute it stands."""
    body = locked(Body, body.pk)
    authorise(by, RECORD, body)
    decision = Decision(body=body, **{name: details[name] for name in DECIDED if name in details})
    refuse_to_come(decided_on=decision.decided_on)
    check(TO_DECIDE, decision)
    save_new(by, "recorded", decision, body=body.name, decided_on=decision.decided_on, minute=decision.reference)
    record(by, "decision recorded", body, minute=decision.reference, outcome=decision.outcome)
    return decision


@transaction.atomic
def correct_decision(*, by: Actor, decision: Decision, version: int | None, **details: Any) -> Decision:
    """Put right what is recorded of a decision. What is decided anew is another one."""
    body = locked(Body, decision.body_id)
    decision = locked(Decision, decision.pk, version=version)
    authorise(by, CORRECT, decision)
    fields = {name: details[name] for name in DECIDED if name in details}
    refuse_to_come(decided_on=fields.get("decided_on"))
    check(TO_DECIDE, changed(decision, fields))
    if any(name in fields and fields[name] != getattr(decision, name) for name in ("decided_on", "outcome")):
        refuse_while_recorded(decision)
    if save_changes(by, "corrected", decision, fields):
        record(by, "decision corrected", body, minute=decision.reference)
    return decision


@transaction.atomic
def void_decision(*, by: Actor, decision: Decision, reason: str) -> Decision:
    """Declare a decision void that was entered by mistake, such as for the wrong board. It is kept with the reason."""
    body = locked(Body, decision.body_id)
    decision = locked(Decision, decision.pk)
    authorise(by, VOID_DECISION, decision)
    if decision.voided_on is None:
        refuse_while_needed(decision)
        save_changes(by, "declared void", decision, voided(reason))
        record(by, "decision declared void", body, minute=decision.reference)
    return decision


def end_seats(by: Actor, body: Body, on: datetime.date) -> None:
    """Let whoever sits there do so until that day at most: where it is another day than before, from what it was.

    A seat to come is void. One that began after that day is left as it is, and the gates say so.
    """
    for seat in body.seats.filter(Q(voided_on=None) | Q(ended_with_it=True)).select_related("organisation"):
        own = as_it_was(seat)["ends"]
        fits = seat.starts is None or seat.starts <= on
        back = as_it_was(seat) | {"ends": min(on, own or on)}
        if seat.voided_on is not None and (not fits or stands_in_the_way(seat, back, changed(body, {"ends": on}))):
            continue
        if seat.starts is not None and seat.starts > clock.today():
            keep_what_it_was(seat, ended_with_it=True, ends_otherwise=own)
            save_changes(by, "void, as the board or group ended", seat, voided(NEVER_BEGAN))
        elif fits:
            cut = own is None or own > on
            keep_what_it_was(seat, ended_with_it=cut, ends_otherwise=own if cut else None)
            save_changes(by, "ended with it" if cut else "ended as it would have", seat, back)


def as_it_was(seat: Seat) -> dict[str, Any]:
    """What a seat goes back to where its board or group goes on: what is void kept its own last day."""
    own = seat.ends_otherwise if seat.ended_with_it and seat.voided_on is None else seat.ends
    return {"ends": own, "voided_on": None, "void_reason": ""}


def stands_in_the_way(seat: Seat, fields: dict[str, Any], body: Body) -> bool:
    """Whether anything keeps somebody from having the seat with these values, on the board or group as it would be."""
    return any(each(changed(seat, fields | {"body": body})) for each in TO_SIT)


def voided(reason: str) -> dict[str, Any]:
    """What is written on a row that is declared void today."""
    return {"voided_on": clock.today(), "void_reason": reason.strip()}


def keep_what_it_was(seat: Seat, *, ended_with_it: bool = False, ends_otherwise: datetime.date | None = None) -> None:
    """Keep what a seat goes back to where its board or group goes on after all; nothing, where its end is its own."""
    seat.ended_with_it, seat.ends_otherwise = ended_with_it, ends_otherwise
    seat.save(update_fields=["ended_with_it", "ends_otherwise"])


def entered(details: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """What was entered of these. What it is to answer to is read again, as it is now that nobody else acts."""
    fields = {name: details[name] for name in names if name in details}
    above = fields.get("parent")
    return fields | {"parent": locked(Body, above.pk)} if above else fields


def changed(row: Any, fields: dict[str, Any]) -> Any:
    """The row as it would be with these values, for the rules to look at."""
    wanted = copy(row)
    for name, value in fields.items():
        setattr(wanted, name, value)
    return wanted


def keep_findable(body: Body, said: Body) -> None:
    """What it is sorted and searched by: its name, its kind, its locality and who convenes it, as they will be."""
    body.sort_name = sort_name(said.name)
    body.search_text = fold(f"{said.name} {said.get_kind_display()} {said.area} {said.host or ''}")
