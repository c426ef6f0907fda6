"""The demonstration's involvements in the cycle of 2005: who was heard while needs were analysed, and while it was
planned. What they said is invented."""

import datetime

from commissioning.cycles.demo import COUNCIL, LEARNING, TRUST, person_of_then, stage_of
from commissioning.cycles.models import StageKind
from commissioning.involvement import actions
from commissioning.involvement.models import Capacity, Way
from core import clock
from partnerships.organisations.demo import ADVOCACY
from partnerships.organisations.models import Organisation

DAY = datetime.date


def load() -> None:
    """Analyse: users at their own meeting, and the organisation that speaks with them."""
    with clock.at(DAY(2004, 11, 1)):
        stage, by = stage_of(LEARNING, StageKind.ANALYSE), person_of_then(TRUST)
        actions.record_involvement(
            by=by, stage=stage, group="Users of the day centres in Hereford and Leominster", capacity=Capacity.USERS,
            way=Way.MEETING, happened_on=DAY(2004, 10, 18),
            said="People want help to find work nearer home, and a choice of whom they go out with in the evening.",
            done="Both are needs of the analysis. Work is to come first in the plan.",
        )  # fmt: skip
        actions.record_involvement(
            by=by, stage=stage, organisation=Organisation.objects.get(name=ADVOCACY), capacity=Capacity.OWN,
            way=Way.VISIT, happened_on=DAY(2004, 10, 26),
            said="Short breaks are too far away for families in the north. The waiting list shows only half of them.",
            done="The waiting list was counted again with the group: eleven families, not five.",
        )  # fmt: skip


def load_plan() -> None:
    """Plan: the sector through its representative, the practices, and the trust's professional executive committee."""
    with clock.at(DAY(2005, 1, 28)):
        stage, by = stage_of(LEARNING, StageKind.PLAN), person_of_then(COUNCIL)
        actions.record_involvement(
            by=by, stage=stage, organisation=Organisation.objects.get(name=ADVOCACY),
            capacity=Capacity.REPRESENTATIVE, way=Way.MEETING, happened_on=DAY(2005, 1, 12),
            interest="may_bid", interest_what="The group may bid for advocacy and for help in finding work.",
            said="Speaking for the nine groups of the interest group on learning disability: places for one night before "
            "a second house, and help in finding work in the market towns.",
            done="Both stand in the plan in that order.",
        )  # fmt: skip
        actions.record_involvement(
            by=by, stage=stage, group="Practice-based commissioners of the county", capacity=Capacity.PRACTICES,
            way=Way.WRITING, happened_on=DAY(2005, 1, 19),
            said="Yearly health checks are to be offered by every practice, with somebody to go along.",
            done="Health checks are a priority of the plan, paid for from the practices' budgets.",
        )  # fmt: skip
        actions.record_involvement(
            by=by, stage=stage, group=f"Professional executive committee of {TRUST}",
            capacity=Capacity.PROFESSIONALS, way=Way.MEETING, happened_on=DAY(2005, 1, 25),
            said="The plan is supported. Speech and language therapy must be told early what is expected of it.",
            done="The therapists were asked before the plan went to the boards.",
        )  # fmt: skip
