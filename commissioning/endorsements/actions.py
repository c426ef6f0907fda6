"""Sending a plan to its boards, and recording what each decided."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from commissioning.endorsements.models import Endorsement, PlanBoard
from commissioning.endorsements.rules import (
    TO_COUNT,
    TO_DECIDE,
    TO_NAME,
    TO_RECALL,
    agreed_on,
    asked,
    ended_by,
    gone_midway,
    next_board,
)
from commissioning.plans.actions import held, publish
from commissioning.plans.models import CommissioningPlan, PlanVersion
from commissioning.plans.rules import to_submit
from commissioning.plans.told import told_of
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.bodies.actions import record_decision
from partnerships.bodies.models import Body, Decision, Outcome

EDIT, DECIDE = "commissioning.edit_plan", "commissioning.endorse_plan"
MINUTE = ("decided_on", "reference", "what", "outcome")


@transaction.atomic
def name_board(*, by: Actor, plan: CommissioningPlan, body: Body) -> CommissioningPlan:
    """Name a board that must endorse a plan, after those that are named already."""
    plan = held(by, plan)
    check(TO_NAME, plan)
    if ended_by(body, clock.today()):
        raise Refused(
            {"body": f"{body.name} ended on {words.date(body.ends)}. Choose the board that does its work now."}
        )
    place = (plan.boards.aggregate(last=Max("place"))["last"] or 0) + 1
    board = PlanBoard(plan=plan, body=body, place=place)
    save_new(by, "named", board, plan=plan.title, body=body.name)
    record(by, "board named", plan, body=body.name)
    return plan


@transaction.atomic
def drop_board(*, by: Actor, board: PlanBoard) -> CommissioningPlan:
    """Take back that a board endorses a plan, where it decided on no version of it."""
    plan = held(by, board.plan)
    check(TO_NAME, plan)
    board = locked(PlanBoard, board.pk)
    gone = gone_midway(plan, clock.today())
    working = plan.working
    if working is not None and working.submitted_on is not None:
        refuse_out_of_turn(working, board, gone)
    if board.endorsements.exists():
        raise Refused(f"{board.body.name} has decided on a version of this plan, so it stays among its boards.")
    record(by, "board no longer named", plan, body=board.body.name)
    board.delete()
    return plan


def refuse_out_of_turn(version: PlanVersion, board: PlanBoard, gone: list[PlanBoard]) -> None:
    """Of a version that lies before its boards only one that has ended is taken out, once another is there for it."""
    if board not in gone:
        raise Refused(f"Version {version.number} lies before {board.body.name}. Wait until it has decided.")
    agreed = agreed_on(version)
    if all(each == board or each.pk in agreed for each in asked(version, clock.today())):
        raise Refused(f"Name the board that does the work of {board.body.name} now first: another is to decide.")


@transaction.atomic
def submit_plan(*, by: Actor, plan: CommissioningPlan) -> CommissioningPlan:
    """Send the version that is worked on to the boards, today. From then on it is not changed."""
    plan = held(by, plan)
    check(to_submit(), plan)
    working = locked(PlanVersion, plan.working.pk)  # type: ignore[union-attr]
    save_changes(by, "submitted", working, {"submitted_on": clock.today()})
    record(by, "submitted", plan, number=working.number)
    return plan


@transaction.atomic
def recall_plan(*, by: Actor, plan: CommissioningPlan) -> CommissioningPlan:
    """Take a submission back before any board has decided, to go on working on it."""
    plan = held(by, plan)
    check(TO_RECALL, plan)
    working = locked(PlanVersion, plan.working.pk)  # type: ignore[union-attr]
    save_changes(by, "submission taken back", working, {"submitted_on": None})
    record(by, "submission taken back", plan, number=working.number)
    return plan


@transaction.atomic
def record_endorsement(
    *, by: Actor, plan: CommissioningPlan, board: PlanBoard | None = None, decision: Decision | None = None,
    notes: str = "", **minute: Any,
) -> CommissioningPlan:  # fmt: skip
    """Record what a board decided on the version that lies before it: the one whose turn it is, if none is named.

    `decision` is one that is recorded on the board's page; without it the `minute` is recorded there too. When the last
    board agrees, the version is endorsed and its priorities are kept as they stand; where one does not agree, it is
    sent back with the notes, and the next version begins with the same text.
    """
    plan = locked(CommissioningPlan, plan.pk)
    authorise(by, DECIDE, plan)
    check(TO_DECIDE, plan)
    working = locked(PlanVersion, plan.working.pk)  # type: ignore[union-attr]
    board = board or next_board(working)
    if board is None or board.plan_id != plan.pk:
        raise Refused({"board": "Choose one of the boards that endorse this plan."})
    made = Endorsement(version=working, board=board, notes=notes.strip())
    made.decision = decision or minuted(by, board.body, minute)
    check(TO_COUNT, made)
    save_new(by, "recorded", made, plan=plan.title, board=board.body.name, outcome=made.decision.get_outcome_display())
    record(by, "board decided", plan, board=board.body.name, outcome=made.decision.get_outcome_display(),
           decided_on=made.decision.decided_on)  # fmt: skip
    if made.decision.outcome == Outcome.NOT_AGREED:
        send_back(by, plan, working, made)
    elif next_board(working) is None:
        endorse(by, plan, working, made.decision.decided_on)
    return plan


def minuted(by: Actor, body: Body, minute: dict[str, Any]) -> Decision:
    """A decision recorded on the page of its board, with what was filled in of its minute."""
    missing = {name: told for name, told in NEEDED.items() if not minute.get(name)}
    if missing:
        raise Refused(missing)
    refuse_to_come(decided_on=minute["decided_on"])
    given = {name: minute[name] for name in MINUTE if minute.get(name)}
    return record_decision(by=by, body=body, **{"outcome": Outcome.AGREED} | given)


NEEDED = {
    "decided_on": "Choose a decision that is recorded, or enter the day on which the board decided.",
    "reference": "Enter the number of the minute.",
    "what": "Enter what was decided.",
}


def endorse(by: Actor, plan: CommissioningPlan, version: PlanVersion, on: datetime.date) -> None:
    """The last board agreed: what was endorsed is kept as it stands, and open to everybody signed in."""
    kept = {"endorsed_on": on, "priorities_then": told_of(plan), "published_on": version.published_on or on}
    save_changes(by, "endorsed", version, kept)
    publish(by, plan, on)
    record(by, "endorsed", plan, number=version.number, endorsed_on=on)


def send_back(by: Actor, plan: CommissioningPlan, version: PlanVersion, made: Endorsement) -> None:
    """A board did not agree: the version ends, and the next begins with its text."""
    on = made.decision.decided_on
    save_changes(by, "sent back", version, {"returned_on": on, "return_notes": made.notes})
    further = PlanVersion(
        plan=plan, number=version.number + 1, text=version.text, begun_on=on, note=f"After {made.board.body.name} sent "
        f"version {version.number} back.",
    )  # fmt: skip
    save_new(by, "begun", further, plan=plan.title, number=further.number)
    record(by, "sent back", plan, number=version.number)
