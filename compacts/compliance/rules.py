"""When a piece of funding is checked, agreed and given up.

Sources: Building on the best practice in Herefordshire (2006), stage 3: the Code is kept in issuing, negotiating and
agreeing tenders, contracts and other funding; the twelve criteria of the county's Code.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.compliance import past
from compacts.compliance.models import Point
from compacts.compliance.verdicts import complies
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.codes.models import CodeCriterion
    from compacts.compliance.models import Scorecard
    from compacts.compliance.records import Shown

SOURCE = "Building on the best practice in Herefordshire, 2006, stage 3"


def code_of(scorecard: "Scorecard", on: datetime.date) -> str:
    """The Code that asks."""
    return scorecard.code.title


@gate("It is still to be agreed")
def it_is_to_be_agreed(scorecard: "Scorecard", on: datetime.date) -> Obstacle | None:
    """What was agreed or given up is not checked any more."""
    if scorecard.agreed_on is not None:
        return Obstacle(f"It was agreed on {words.date(scorecard.agreed_on)}. Begin a scorecard of what follows it.")
    if scorecard.dropped_on is not None:
        return Obstacle(f"It was given up on {words.date(scorecard.dropped_on)}. Begin a scorecard anew.")
    return None


@gate("It is not counted yet")
def it_is_not_counted(scorecard: "Scorecard", on: datetime.date) -> Obstacle | None:
    """Nobody moves to another locality what counts in this one."""
    day = scorecard.agreed_on or scorecard.dropped_on
    if day is None:
        return None
    how = "agreed" if scorecard.agreed_on else "given up"
    return Obstacle(
        f"It was {how} on {words.date(day)}, so its kind and its locality stay as they were. Change the other details "
        "alone, or begin a scorecard anew."
    )


@gate("What is to be agreed was checked", source=SOURCE)
def it_was_checked_at_agreement(scorecard: "Scorecard", on: datetime.date) -> Obstacle | None:
    """The last of the three points, which looks at what is signed."""
    on = past.as_at(scorecard, on)
    made = [each for each in scorecard.checks.all() if each.point == Point.AGREEMENT and each.checked_on <= on]
    if made:
        return None
    return Obstacle(
        "Check what is to be signed against the Code.",
        where=reverse("scorecard_check", args=[scorecard.pk, Point.AGREEMENT.value]),
        binding=scorecard.code.binds_on(on),
    )


@gate("It keeps the Code, or says why not", source=code_of)
def it_keeps_the_code(scorecard: "Scorecard", on: datetime.date) -> Obstacle | None:
    """Advice before the Code is in force; it binds from then on."""
    on = past.as_at(scorecard, on)
    latest = scorecard.latest_check(on)
    point = latest.point if latest else Point.ISSUE.value
    return complies(scorecard, on).obstacle(where=reverse("scorecard_check", args=[scorecard.pk, point]))


def refuse_against_records(findings: "Sequence[tuple[CodeCriterion, str, str]]", shown: "Mapping[int, Shown]") -> None:
    """Refuse what is said otherwise than the records without the reason, and nothing said where they are silent."""
    problems = []
    for criterion, result, note in findings:
        told = shown.get(criterion.pk)
        if told is None and not result:
            problems.append(f"No record tells whether this is kept: {criterion}. Say whether it is.")
        elif told is not None and result not in ("", told.result) and not note.strip():
            problems.append(f"Its records show otherwise: {criterion}. {told.reason} Say why you find otherwise.")
    if problems:
        raise Refused(problems)


TO_CHECK = (it_is_to_be_agreed,)
TO_AGREE = (it_is_to_be_agreed, it_was_checked_at_agreement, it_keeps_the_code)
TO_MOVE = (it_is_not_counted,)
TO_DROP = (it_is_to_be_agreed,)
