"""The demonstration's stages: each partner signs Analyse and Plan of the cycle of 2005 for itself."""

import datetime

from commissioning.cycles.demo import COUNCIL, GROUP, LEARNING, TRUST, person_of_then, stage_of
from commissioning.cycles.models import StageKind
from commissioning.stages import actions
from core import clock
from partnerships.bodies.actions import record_decision
from partnerships.bodies.models import Body, Decision
from partnerships.people.actors import the_house

DAY = datetime.date
BY_HAND = {
    "new-models": "Shared lives in place of a second house, and a travelling job coach. Both were thought through with "
    "the nine groups of the interest group.",
    "purchasing-power": "The paper of the finance officers: £6.1m of the Council and £2.4m of the Trust a year, nine "
    "tenths of it in contracts that run until 2007.",
    "market": "Four providers of residential care, one of day services, none of supported employment. Two groups from "
    "Shropshire could come.",
}
"""What was answered by hand at Plan; the sums are invented."""


def load() -> None:
    """Analyse is signed by the trust, and six days later by the council."""
    for name, day in ((TRUST, DAY(2004, 11, 12)), (COUNCIL, DAY(2004, 11, 18))):
        with clock.at(day):
            actions.sign_stage(by=person_of_then(name), stage=stage_of(LEARNING, StageKind.ANALYSE))


def load_plan() -> None:
    """Plan is signed for the trust by a decision of the joint commissioning group, and by the council in person."""
    with clock.at(DAY(2005, 3, 8)):
        for line, evidence in BY_HAND.items():
            actions.answer_line(
                by=person_of_then(TRUST), stage=stage_of(LEARNING, StageKind.PLAN), line=line, reply="yes",
                evidence=evidence,
            )  # fmt: skip
    with clock.at(DAY(2005, 3, 21)):
        actions.decide_stage(by=person_of_then(TRUST), stage=stage_of(LEARNING, StageKind.PLAN), decision=decision())
    with clock.at(DAY(2005, 3, 24)):
        actions.sign_stage(by=person_of_then(COUNCIL), stage=stage_of(LEARNING, StageKind.PLAN))


def decision() -> Decision:
    """What the joint commissioning group decided on the plan."""
    body = Body.objects.get(name=GROUP, area__gss_code="E06000019")
    return record_decision(
        by=the_house("command", "The demonstration"), body=body, decided_on=DAY(2005, 3, 16), reference="Minute 10",
        what="The Trust signs off the planning for people with a learning disability.", outcome="agreed",
    )  # fmt: skip
