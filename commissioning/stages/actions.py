"""What partners do with a stage: answer its checklist by hand, sign it off, each for itself, and open it again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commissioning.cycles.actions import settle
from commissioning.cycles.by_hand import BY_CODE
from commissioning.cycles.models import CommissioningCycle, CyclePartner, LineAnswer, Stage, StageSignoff
from commissioning.cycles.reading import STAGES
from commissioning.stages.following import follow
from commissioning.stages.rules import (
    TO_GIVE,
    TO_REOPEN,
    it_is_open,
    refuse_decision_to_come,
    refuse_what_records_tell,
    to_sign,
)
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes, save_new
from partnerships.bodies.models import Decision

ANSWER, SIGN, REOPEN = "commissioning.answer_line", "commissioning.sign_stage", "commissioning.reopen_stage"
IN_PERSON = "A partner signs for itself. Sign in and act for one of the partners of this cycle."


@transaction.atomic
def answer_line(*, by: Actor, stage: Stage, line: str, reply: str, evidence: str, link: str = "") -> Stage:
    """Answer a line of a checklist by hand, with what shows it. What was answered before is kept."""
    stage = held(by, ANSWER, stage)
    asked = BY_CODE.get((stage.kind, line))
    if asked is None:
        raise Refused("This line is not answered by hand. See the checklist of the stage.")
    check((it_is_open,), stage)
    refuse_what_records_tell(stage, line, reply, clock.today())
    user, membership = getattr(by, "user", None), getattr(by, "membership", None)
    answer = LineAnswer(
        stage=stage, line=line, reply=reply, evidence=evidence.strip(), link=link.strip(),
        organisation=getattr(by, "organisation", None), answered_by=user,
        post=(membership.job_title if membership else "") or "Post not recorded", answered_on=clock.today(),
    )  # fmt: skip
    save_new(by, "answered", answer, line=asked.title, answer=answer.get_reply_display())
    record(by, "checklist answered", stage, line=asked.title, answer=answer.get_reply_display())
    return stage


@transaction.atomic
def sign_stage(*, by: Actor, stage: Stage, open_next: bool = True) -> Stage:
    """Sign off a stage for the partner one acts for, today. Twice is once.

    `open_next`: where this is the last signature of Review, the next cycle opens, if it can.
    """
    stage = held(by, SIGN, stage)
    partner, today = partner_for(by, stage), clock.today()
    if stage.signoffs.filter(partner=partner, voided_on=None).exists():
        if stage.opened_on is not None:
            close(by, stage, open_next)  # it may have waited for no more than its checklist since another partner left
        return stage
    check(to_sign(stage, today), stage, today)
    user, membership = getattr(by, "user", None), getattr(by, "membership", None)
    if user is None or membership is None:
        raise PermissionDenied(IN_PERSON)
    signoff = StageSignoff(
        stage=stage, partner=partner, name=user.name, designation=membership.job_title, signed_on=today,
        recorded_on=today,
    )  # fmt: skip
    return give(by, stage, signoff, open_next)


@transaction.atomic
def decide_stage(*, by: Actor, stage: Stage, decision: Decision, open_next: bool = True) -> Stage:
    """Let the decision of a board stand for the signature of the partner one acts for, on the day of the decision."""
    stage = held(by, SIGN, stage)
    partner = partner_for(by, stage)
    decision = locked(Decision, decision.pk)
    refuse_decision_to_come(decision)
    if stage.signoffs.filter(partner=partner, voided_on=None).exists():
        raise Refused(f"{partner.organisation.name} has signed off this stage already.")
    on = decision.decided_on
    check(to_sign(stage, on), stage, on)
    signoff = StageSignoff(
        stage=stage, partner=partner, decision=decision, signed_on=on, recorded_on=clock.today()
    )  # fmt: skip
    return give(by, stage, signoff, open_next)


@transaction.atomic
def reopen_stage(*, by: Actor, stage: Stage, reason: str) -> Stage:
    """Open a stage again that was signed off. Its sign-offs are void with the reason; what had opened since closes."""
    stage = held(by, REOPEN, stage)
    check(TO_REOPEN, stage)
    void = {"voided_on": clock.today(), "void_reason": reason.strip()}
    save_changes(by, "opened again", stage, {"signed_off_on": None})
    record(by, "stage opened again", stage.cycle, stage=stage.get_kind_display(), reason=reason.strip())
    for signoff in stage.signoffs.standing():
        save_changes(by, "void, as the stage was opened again", signoff, void)
    end_overrides(by, stage, reason)
    for later in Stage.objects.filter(cycle=stage.cycle_id, kind__gt=stage.kind, opened_on__isnull=False):
        save_changes(by, "closed again", later, {"opened_on": None})
        end_overrides(by, later, reason)
        for signoff in later.signoffs.standing():
            save_changes(by, "void, as the stage before it was opened again", signoff, void)
    return stage


def end_overrides(by: Actor, stage: Stage, reason: str) -> None:
    """What a stage went on without is asked of it again: two people may say anew that it goes on so."""
    said = f"The stage was opened again: {reason.strip()}"[:2000]
    gone = {
        "confirmed_on": None, "confirmed_by": None, "confirmed_for": None, "declined_on": clock.today(),
        "decline_reason": said,
    }  # fmt: skip
    for override in stage.overrides.confirmed().select_for_update(of=("self",)):
        save_changes(by, "ended, as the stage was opened again", override, gone)
        record(by, "override ended", stage, line=override.get_line_display(), reason=said)


def give(by: Actor, stage: Stage, signoff: StageSignoff, open_next: bool) -> Stage:
    """Write a sign-off; where it was the last, the stage is signed off and the next one, or the next cycle, opens."""
    check(TO_GIVE, signoff)
    who, how = signoff.partner.organisation.name, str(signoff.decision) if signoff.decision else "signed here"
    save_new(by, "signed", signoff, partner=who, stage=stage.get_kind_display(), signed_on=signoff.signed_on)
    record(by, "signed by a partner", stage, partner=who, signed_on=signoff.signed_on, how=how)
    close(by, stage, open_next)
    return stage


def close(by: Actor, stage: Stage, open_next: bool) -> None:
    """Settle whether a stage is signed off; what follows it is done in the same act, where whoever signed chose it."""
    if stage.signed_off_on is None:
        settle(by, stage)
        follow(by, stage, open_next)


def held(by: Actor, permission: str, stage: Stage) -> Stage:
    """The stage that this person acts on, held after its cycle: so two acts on one cycle wait for each other."""
    locked(CommissioningCycle, stage.cycle_id)
    locked(Stage, stage.pk)
    found: Any = STAGES.get(pk=stage.pk)
    authorise(by, permission, found)
    return found


def partner_for(by: Actor, stage: Stage) -> CyclePartner:
    """The partner that this person acts for: nobody signs for another."""
    partner = next((each for each in stage.cycle.partners.all() if each.organisation_id == by.organisation_id), None)
    if partner is None:
        raise PermissionDenied(IN_PERSON)
    return partner
