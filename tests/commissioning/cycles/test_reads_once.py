"""The page of a cycle, which asks once what there is, finds what the acts find, which look each time."""

import pytest

from commissioning.cycles import parts, principles
from commissioning.cycles.models import CommissioningCycle, StageKind
from commissioning.cycles.reading import IN_CYCLE, the
from commissioning.cycles.standing import standing_of
from tests.commissioning.partners import DAY
from tests.commissioning.partners import on as at_day
from tests.factories.commissioning_plans import PlanFactory, analysed, heard
from tests.factories.contracts import ContractFactory
from tests.factories.cycles import (
    CycleFactory,
    EvidenceFactory,
    InterestFactory,
    InvolvementFactory,
    LessonFactory,
    OverrideFactory,
)
from tests.factories.monitoring import ContractReviewFactory, FindingFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
ON = DAY(2006, 6, 1)


def filled(cycle):
    """A cycle with something of everything that its page knows."""
    analysed(cycle)
    heard(cycle)
    InvolvementFactory(cycle=cycle)
    EvidenceFactory(cycle=cycle)
    InterestFactory(cycle=cycle)
    OverrideFactory(cycle=cycle)
    LessonFactory(cycle=cycle)
    before = CycleFactory()
    LessonFactory(cycle=before)
    CommissioningCycle.objects.filter(pk=cycle.pk).update(follows=before)
    priority = PlanFactory(cycle=cycle, stands="endorsed").priorities.first()
    commissioner = cycle.partners.first().organisation
    given = {"commissioner": commissioner, "client_group": cycle.client_group, "area": cycle.area, "active": True}
    FindingFactory(review=ContractReviewFactory(contract=ContractFactory(priority=priority, **given)))
    ContractFactory(priority=None, **given)
    return cycle


def said_of(cycle, actor):
    """All that its page says and an act asks: the checklists, the principles, and the parts."""
    stages = sorted(cycle.stages.all(), key=lambda each: each.kind)
    for each in stages:
        each.cycle = cycle
    return (
        [standing_of(each, ON).lines for each in stages],
        [verdict for _, verdict in principles.verdicts(cycle, ON)],
        [(part.title, lines) for part, lines in parts.shown(actor, cycle)],
    )


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("kind", list(StageKind))
def test_what_is_known_beforehand_is_what_is_found_by_looking(kind, full):
    with at_day(ON):
        cycle = CycleFactory(at=kind, partners=[PublicBodyFactory(), PublicBodyFactory()])
        if full:
            filled(cycle)
        actor = make_actor("secretariat")
        known, looked_at = the(actor, cycle.pk), CommissioningCycle.objects.get(pk=cycle.pk)
        assert said_of(known, actor) == said_of(looked_at, actor)
        nothing = {name for name in IN_CYCLE.some if IN_CYCLE.none(known, name)}
        if full:
            assert nothing <= {"answers", "signoffs", "consultations"}
        else:
            assert nothing >= {"involvements", "evidence", "findings", "contracts", "contracts beside it", "interests"}
