"""When a plan goes before its boards, in which order they decide, and when it is endorsed.

Source: Herefordshire report and action plan (2005), section 4: the programme boards, then the Joint Commissioning
Group, endorse commissioning plans.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from commissioning.cycles.checklist import gates_of
from commissioning.cycles.models import Stage, StageKind
from commissioning.endorsements.models import Endorsement, PlanBoard
from commissioning.plans.models import CommissioningPlan, PlanVersion
from commissioning.plans.rules import it_has_not_expired, it_is_not_submitted, it_was_not_withdrawn
from core import clock
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.bodies.models import Outcome

if TYPE_CHECKING:
    from partnerships.bodies.models import Body, Decision

REPORT = "the Herefordshire report, 2005, section 4"
INVOLVEMENT_FROM = 100
"""From this place on, the lines of the stage Plan say who took part in it: the plan rests on them."""


@gate("The boards that endorse it are named", source=REPORT)
def its_boards_are_named(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """Somebody must decide."""
    if plan.boards.exists():
        return None
    told = "Name the boards that endorse it, in their order: a programme board, then the joint commissioning group."
    return Obstacle(told, where=reverse("plan_board_name", args=[plan.pk]))


@gate("Its boards go on")
def its_boards_go_on(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """What has ended decides nothing any more."""
    boards = boards_of(plan)
    ended = [each for each in boards if ended_by(each.body, on) and not is_followed(each, boards, on)]
    if not ended:
        return None
    named = "; ".join(f"{each.body.name} ended on {words.date(each.body.ends)}" for each in ended)
    return Obstacle(f"{named}. Take it out, and name the board that does its work now.", where=plan.get_absolute_url())


@gate("Who must take part in planning took part", source="the Herefordshire report, 2005, section 3")
def who_must_took_part(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """What the stage Plan of the cycle asks of involvement. The first of it that is missing says what to do."""
    stage = Stage.objects.filter(cycle=plan.cycle_id, kind=StageKind.PLAN).select_related("cycle").first()
    if stage is None:
        return None
    return next((found for line in gates_of(stage, on, since=INVOLVEMENT_FROM) if (found := line(stage, on))), None)


TO_SUBMIT = (its_boards_are_named, its_boards_go_on, who_must_took_part)


@gate("No board has decided on it")
def no_board_has_decided(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """What a board decided on is not taken back."""
    working = plan.working
    if working is None or not working.endorsements.filter(decision__voided_on=None).exists():
        return None
    return Obstacle("A board has decided on this version. It can only send it back, or endorse it.")


@gate("It lies before its boards")
def it_is_submitted(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """A board decides on what was submitted to it."""
    working = plan.working
    if working is not None and working.submitted_on is not None:
        return None
    where = reverse("plan_submit", args=[plan.pk]) if working else plan.get_absolute_url()
    return Obstacle("Submit the version that is worked on first.", where=where)


@gate("Its boards are named, or one of them ended")
def its_boards_can_change(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """While it lies before its boards, only who does the work of one that has ended is named."""
    return None if gone_midway(plan, on) else it_is_not_submitted(plan, on)


def gone_midway(plan: CommissioningPlan, on: datetime.date) -> list[PlanBoard]:
    """The boards that ended without having endorsed the version that lies before them."""
    working = plan.working
    if working is None or working.submitted_on is None:
        return []
    return [each for each in asked(working, on) if ended_by(each.body, on) and each.pk not in agreed_on(working)]


TO_NAME = (it_was_not_withdrawn, it_has_not_expired, its_boards_can_change)
TO_DECIDE = (it_was_not_withdrawn, it_is_submitted)
TO_RECALL = (it_is_submitted, no_board_has_decided)


@gate("The board existed on that day", source=REPORT)
def the_board_existed(decided: Endorsement, on: datetime.date) -> Obstacle | None:
    """A board that had ended, or had not begun, endorses nothing."""
    body, day = decided.board.body, decided.decision.decided_on
    if body.holds_on(day):
        return None
    when = f"ended on {words.date(body.ends)}" if ended_by(body, day) else f"began on {words.date(body.starts)}"
    return Obstacle(
        f"{body.name} {when}, so it decided nothing on {words.date(day)}. Name the board that did its work that day "
        "among those that endorse the plan.",
        where=body.get_absolute_url(),
    )


@gate("It is a decision of that board")
def it_is_of_that_board(decided: Endorsement, on: datetime.date) -> Obstacle | None:
    """Each board decides for itself."""
    if decided.decision.body_id != decided.board.body_id:
        return Obstacle(f"This is no decision of {decided.board.body.name}. Choose one of its own.")
    if decided.decision.voided_on is not None:
        return Obstacle("This decision was declared void. Choose another.", where=decided.decision.get_absolute_url())
    return None


@gate("The plan had not expired by then")
def it_had_not_expired_by_then(decided: Endorsement, on: datetime.date) -> Obstacle | None:
    """Nobody endorses what is over. What was decided in time may be recorded late."""
    plan, day = decided.version.plan, decided.decision.decided_on
    if plan.ends is None or day <= plan.ends:
        return None
    return Obstacle(
        f"The plan expired on {words.date(plan.ends)}. Choose a decision of that day or an earlier one, or begin the "
        "plan that follows it.",
        where=plan.cycle.get_absolute_url(),
    )


@gate("It was submitted by then")
def it_was_submitted_by_then(decided: Endorsement, on: datetime.date) -> Obstacle | None:
    """A decision of before is about something else."""
    submitted = decided.version.submitted_on
    if submitted is not None and decided.decision.decided_on >= submitted:
        return None
    return Obstacle(
        f"Version {decided.version.number} was submitted on {words.date(submitted)}. Choose a decision of that day or "
        "a later one."
    )


@gate("The boards before it have endorsed the version", source=REPORT)
def those_before_have_endorsed(decided: Endorsement, on: datetime.date) -> Obstacle | None:
    """In their order: the joint commissioning group decides on what the programme board endorsed."""
    agreed = agreed_on(decided.version)
    for board in asked(decided.version, on):
        if board.place >= decided.board.place:
            break
        day = agreed.get(board.pk)
        if day is None:
            return Obstacle(f"{board.body.name} decides first. Record what it decided.")
        if decided.decision.decided_on < day:
            return Obstacle(
                f"{board.body.name} endorsed it on {words.date(day)}, and decides first. Choose a decision of that day "
                "or a later one."
            )
    return None


@gate("It has not endorsed the version yet")
def it_has_not_endorsed_yet(decided: Endorsement, on: datetime.date) -> Obstacle | None:
    """Once is enough."""
    day = agreed_on(decided.version).get(decided.board_id)
    return None if day is None else Obstacle(f"{decided.board.body.name} endorsed this version on {words.date(day)}.")


@gate("What is to change is said")
def what_is_to_change_is_said(decided: Endorsement, on: datetime.date) -> Obstacle | None:
    """Whoever is sent something back is told why."""
    if decided.decision.outcome != Outcome.NOT_AGREED or decided.notes.strip():
        return None
    return Obstacle("The board did not agree: write in the notes what is to change.")


TO_COUNT = (
    it_is_of_that_board,
    the_board_existed,
    it_had_not_expired_by_then,
    it_was_submitted_by_then,
    it_has_not_endorsed_yet,
    those_before_have_endorsed,
    what_is_to_change_is_said,
)


def boards_of(plan: CommissioningPlan) -> list[PlanBoard]:
    """The boards that endorse it, in their order."""
    return list(plan.boards.select_related("body").order_by("place", "pk"))


def agreed_on(version: PlanVersion) -> dict[int, datetime.date]:
    """The day on which each board endorsed a version."""
    rows = version.endorsements.filter(decision__outcome=Outcome.AGREED, decision__voided_on=None)
    return dict(rows.order_by("pk").values_list("board_id", "decision__decided_on"))


def next_board(version: PlanVersion) -> PlanBoard | None:
    """The board whose turn it is; none where all have endorsed it."""
    agreed = agreed_on(version)
    return next((each for each in asked(version, clock.today()) if each.pk not in agreed), None)


def asked(version: PlanVersion, on: datetime.date) -> list[PlanBoard]:
    """The boards that decide on a version, in their order: not those whose work another has taken up since."""
    boards, agreed = boards_of(version.plan), agreed_on(version)
    return [each for each in boards if each.pk in agreed or not is_followed(each, boards, on)]


def is_followed(board: PlanBoard, boards: list[PlanBoard], on: datetime.date) -> bool:
    """Whether a board that decided on earlier versions has ended, and one that goes on was named since these."""
    if not ended_by(board.body, on):
        return False
    decided = list(board.endorsements.values_list("version_id", flat=True))
    later = [each.pk for each in boards if each.pk > board.pk and not ended_by(each.body, on)]
    together = set(Endorsement.objects.filter(board__in=later, version__in=decided).values_list("board_id", flat=True))
    return bool(decided) and bool(set(later) - together)


def ended_by(body: "Body", on: datetime.date) -> bool:
    """Whether a board has ended by a day."""
    return body.ends is not None and body.ends < on


def told(decision: "Decision") -> str:
    """A decision as it is offered: '14 June 2005, Minute 7: Agreed'."""
    return f"{words.date(decision.decided_on)}, {decision.reference}: {decision.get_outcome_display()}"
