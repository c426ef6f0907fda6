"""When a stage is signed off, by whom, and opened again.

Source: the Herefordshire report on strategic planning and joint commissioning (2005): the stages follow one another,
and joint means joint (ADR 32).
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from commissioning.cycles import checklist
from commissioning.cycles.by_hand import told_of
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import Reply, StageState
from core import clock
from core.acts import Refused
from core.gates import Gate, Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.cycles.models import Stage, StageSignoff
    from partnerships.bodies.models import Decision

NO_DESIGNATION = (
    "It is not known as what you sign. Ask your organisation's administrator to enter your job title on the page of "
    "its people, then come back."
)


@gate("It is open")
def it_is_open(stage: "Stage", on: datetime.date) -> Obstacle | None:
    """One stage follows another."""
    if stage.opened_on is None or on < stage.opened_on:
        where = stage.cycle.get_absolute_url()
        if stage.opened_on is None:
            return Obstacle("It has not opened. It opens when the stage before it is signed off.", where=where)
        return Obstacle(f"It opened on {words.date(stage.opened_on)}. Enter that day or a later one.", where=where)
    if stage.signed_off_on is None:
        return None
    return Obstacle(f"It was signed off on {words.date(stage.signed_off_on)}. To change it, open it again first.")


def to_sign(stage: "Stage", on: datetime.date) -> list[Gate]:
    """What must be so before anybody signs it off: that it is open, and every line of its checklist."""
    return [it_is_open, *checklist.gates_of(stage, on)]


@gate("It is a partner on that day")
def it_is_a_partner(signoff: "StageSignoff", on: datetime.date) -> Obstacle | None:
    """Who has left signs no more, and who has not joined not yet."""
    partner = signoff.partner
    if partner.holds_on(signoff.signed_on):
        return None
    if partner.starts is not None and signoff.signed_on < partner.starts:
        return Obstacle(f"{partner.organisation.name} is a partner since {words.date(partner.starts)}.")
    return Obstacle(f"{partner.organisation.name} was a partner until {words.date(partner.ends)}.")


@gate("The body was there on that day")
def the_body_was_open(signoff: "StageSignoff", on: datetime.date) -> Obstacle | None:
    """A body that has closed signs nothing: whoever came after it does."""
    body = signoff.partner.organisation
    if body.last_day is None or signoff.signed_on <= body.last_day:
        return None
    return Obstacle(
        f"{body.name} closed on {words.date(body.last_day)}. Whoever came after it signs: its page says who that is. "
        "Add that body as a partner, and let this one leave.",
        where=body.get_absolute_url(),
    )


@gate("It is known as what they sign")
def the_designation_is_known(signoff: "StageSignoff", on: datetime.date) -> Obstacle | None:
    """A signature says in what office it was given."""
    if signoff.decision_id is not None or signoff.designation.strip():
        return None
    return Obstacle(NO_DESIGNATION)


@gate("The board agreed, while it was there")
def the_decision_stands(signoff: "StageSignoff", on: datetime.date) -> Obstacle | None:
    """A decision that was put off, was void, or of a board that had dissolved, signs nothing."""
    decision = signoff.decision
    if decision is None:
        return None
    where, body = decision.get_absolute_url(), decision.body
    if decision.voided_on is not None:
        return Obstacle(f"{decision} was declared void. Choose another decision.", where=where)
    if decision.outcome != "agreed":
        said = decision.get_outcome_display().lower()
        return Obstacle(f"{decision}: it was {said}. Only what was agreed signs off a stage.", where=where)
    if not body.holds_on(decision.decided_on):
        ended = body.ends is not None and decision.decided_on > body.ends
        when = f"had ended on {words.date(body.ends)}" if ended else f"began on {words.date(body.starts)} only"
        return Obstacle(f"{body.name} {when}, so it decided nothing on {words.date(decision.decided_on)}.", where=where)
    return None


@gate("The board decided since the stage was opened again")
def it_was_decided_since(signoff: "StageSignoff", on: datetime.date) -> Obstacle | None:
    """A decision from before knows nothing of why the stage was opened again."""
    if signoff.decision is None:
        return None
    opened = max((each.voided_on for each in signoff.stage.signoffs.all() if each.voided_on), default=None)
    if opened is None or signoff.decision.decided_on >= opened:
        return None
    return Obstacle(
        f"{signoff.decision}: the stage was opened again on {words.date(opened)}, after the board decided. Put it to "
        "the board again, and choose what it decides then.",
        where=signoff.decision.get_absolute_url(),
    )


TO_GIVE = (
    it_is_a_partner, the_body_was_open, the_designation_is_known, the_decision_stands, it_was_decided_since,
)  # fmt: skip


@gate("It is signed off")
def it_is_signed_off(stage: "Stage", on: datetime.date) -> Obstacle | None:
    """Only what is closed is opened again."""
    if stage.signed_off_on is not None:
        return None
    return Obstacle("It is not signed off, so there is nothing to open again.")


@gate("The stage after it is not signed off")
def the_next_is_not_signed_off(stage: "Stage", on: datetime.date) -> Obstacle | None:
    """What was built on it is opened first."""
    after = next((each for each in stage.cycle.stages.order_by("kind") if each.kind > stage.kind), None)
    if after is None or after.state_on(on) != StageState.SIGNED_OFF:
        return None
    name = after.get_kind_display()
    return Obstacle(f"{name} is signed off. Open that again first.", where=reverse("stage_reopen", args=[after.pk]))


TO_REOPEN = (it_is_signed_off, the_next_is_not_signed_off)


def refuse_what_records_tell(stage: "Stage", line: str, reply: str, on: datetime.date) -> None:
    """Refuse to say otherwise than the records: who finds them wrong puts them right. More evidence can be added."""
    told = told_of(stage, line, on)
    if told is not None and (told.standing != Standing.PASS or reply != Reply.YES):
        raise Refused(f"Records tell how this stands: {told.reason} If that is wrong, put the records right.")


def refuse_decision_to_come(decision: "Decision") -> None:
    """A decision is a fact."""
    if decision.decided_on > clock.today():
        raise Refused({"decision": "It is dated after today. Choose one that has been made."})
