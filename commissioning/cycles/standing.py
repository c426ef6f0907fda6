"""A cycle whole: where it stands, what blocks it and where to supply that, who is still to sign, and who is next."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from commissioning.cycles import checklist
from commissioning.cycles.by_hand import UNANSWERED
from commissioning.cycles.checklist import Line, Standing
from commissioning.cycles.models import CommissioningCycle, CyclePartner, Stage, StageKind, StageSignoff, StageState
from commissioning.cycles.rules import stays_after
from core.pages import words

STANDS = (Standing.PASS, Standing.DOES_NOT_APPLY)


@dataclass(frozen=True)
class StageStanding:
    """How a stage stands on a day: its state, what it waits for, who has signed it and who is still to."""

    stage: Stage
    state: StageState
    judged_on: datetime.date
    signed: list[StageSignoff]
    waiting: list[CyclePartner]
    before: list[StageSignoff]
    """Those that are void: the stage was opened again since."""

    @cached_property
    def lines(self) -> list[Line]:
        """Every line of its checklist with what it found; looked for where somebody asks."""
        return checklist.checked(self.stage, self.judged_on)

    @property
    def missing(self) -> list[Line]:
        """The lines that stand in the way of signing."""
        return [each for each in self.lines if each.standing not in STANDS]

    @property
    def counted(self) -> str:
        """'5 of 7 lines stand'."""
        asked = [each for each in self.lines if each.standing != Standing.DOES_NOT_APPLY]
        return f"{len(asked) - len(self.missing)} of {words.plural(len(asked), 'line')} done"

    @property
    def next_step(self) -> str:
        """Who does what next, in a sentence; empty where the stage waits for nobody."""
        if self.state != StageState.OPEN:
            return ""
        if self.missing:
            verb = "waits" if len(self.missing) == 1 else "wait"
            first = self.missing[0]
            step = (
                first.reason if first.reason != UNANSWERED else f"A partner answers the first of them: {first.title}."
            )
            return f"{words.plural(len(self.missing), 'line')} of its checklist {verb}. {step}"
        names = " and ".join(each.organisation.name for each in self.waiting)
        return f"Next: {names} {'signs' if len(self.waiting) == 1 else 'sign'} it off." if names else ""


def standing_of(stage: Stage, on: datetime.date) -> StageStanding:
    """How a stage stands. Its cycle, partners, answers and sign-offs are loaded (reading.STAGES).

    The checklist of one that is signed off is judged on the day on which it was.
    """
    state = stage.state_on(on)
    signed = [each for each in stage.signoffs.all() if each.voided_on is None and each.signed_on <= on]
    before = [each for each in stage.signoffs.all() if each.voided_on is not None]
    waiting = []
    if state == StageState.OPEN:
        done = {each.partner_id for each in signed}
        waiting = [each for each in stage.cycle.partners.all() if stays_after(each, on) and each.pk not in done]
    judged_on = stage.signed_off_on if state == StageState.SIGNED_OFF and stage.signed_off_on else on
    return StageStanding(stage, state, judged_on, signed, waiting, before)


def current(stages: list[Stage], on: datetime.date) -> Stage | None:
    """The stage that is open; none where all four are signed off."""
    return next((each for each in stages if each.state_on(on) == StageState.OPEN), None)


def where_it_stands(stages: list[Stage], on: datetime.date) -> tuple[str, str]:
    """A cycle's tag: the stage it is at, or that all are signed off."""
    there = current(stages, on)
    if there is not None:
        return f"At {there.get_kind_display()}", "blue"
    over = len([each for each in stages if each.state_on(on) == StageState.SIGNED_OFF])
    return ("All four stages signed off", "green") if over == len(StageKind) else ("Not begun", "grey")


def partners_in_words(cycle: CommissioningCycle, on: datetime.date) -> list[str]:
    """Each partner with the post that leads, and from when to when it is one."""
    found = []
    for each in cycle.partners.all():
        lead = f", led by: {each.lead}" if each.lead else ""
        since = f", since {words.date(each.starts)}" if each.starts else ""
        until = f", until {words.date(each.ends)}" if each.ends else ""
        found.append(f"{each.organisation.name}{lead}{since}{until}")
    return found
