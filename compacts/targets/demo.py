"""The demonstration's targets: the 5% of VCS activity by 2006, a gap in life expectancy that must not widen, and of
today breaks for carers, in steps.

The targets are those of the source documents, which give no baseline; the baselines here are invented, and say so.
"""

import datetime
from decimal import Decimal
from typing import Any

from compacts.measures.demo import HEREFORDSHIRE, INVENTED, WORCESTERSHIRE
from compacts.measures.models import Measure
from compacts.targets import actions
from compacts.targets.kinds import Scope, TargetKind, Trajectory
from compacts.targets.models import Contribution, Target
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.acts import Actor
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house

DAY = datetime.date
OWNERS = ("Herefordshire Council", "Herefordshire Primary Care Trust")
TODAYS_OWNERS = ("Malvern Hills Carers Forum", "NHS Herefordshire and Worcestershire Integrated Care Board")


def load() -> None:
    """Set the targets, and say from what they are counted as far as anybody knows."""
    by = the_house("command", "The demonstration")
    activity(by)
    gap(by)
    breaks(by)
    sum(compute_progress(on=clock.today()))


def promised(by: Actor, **details: Any) -> Target:
    """A target of Herefordshire that its council and its primary care trust answer for."""
    owners = [Organisation.objects.get(name=each) for each in OWNERS]
    area = Area.objects.get(gss_code=HEREFORDSHIRE)
    return actions.add_target(by=by, scope=Scope.AREA, area=area, owners=owners, **details)


def judged_by(by: Actor, target: Target, code: str) -> Contribution:
    """One more measure of a target."""
    measure = Measure.objects.get(code=code)
    actions.attach_measure(by=by, target=target, measure=measure)
    return Contribution.objects.get(target=target, measure=measure)


def counted_from(by: Actor, contribution: Contribution, value: str, year: int = 2002) -> None:
    """Its baseline, of the financial year that began then: 2002-03."""
    actions.record_baseline(
        by=by, contribution=contribution, baseline_value=Decimal(value), baseline_starts=DAY(year, 4, 1),
        baseline_ends=DAY(year + 1, 3, 31), baseline_source=INVENTED,
    )  # fmt: skip


def activity(by: Actor) -> None:
    """Of three measures two have a baseline: of people served nobody counted the first year."""
    target = promised(
        by, title="5% more activity of the sector by 2006", kind=TargetKind.GROWTH, aim=Decimal(5),
        due=DAY(2006, 3, 31), source="Making Partnership Work, 2003, section 2",
        about="The sector is to do more for people's health. The document says neither what counts as activity nor from "
        "when: the partners chose three measures, each with a baseline of its own.",
    )  # fmt: skip
    counted_from(by, judged_by(by, target, "vcs-contracts-and-grants"), "412300")
    judged_by(by, target, "people-served")
    counted_from(by, judged_by(by, target, "nhs-volunteers"), "640")


def gap(by: Actor) -> None:
    """People of both counties live longer; what lies between them has become more."""
    target = promised(
        by, title="Life expectancy: no wider gap to Worcestershire", kind=TargetKind.GAP, due=DAY(2007, 3, 31),
        compared_area=Area.objects.get(gss_code=WORCESTERSHIRE),
        source="Partnership working: the facts, 2007, on joint agreements",
    )  # fmt: skip
    counted_from(by, judged_by(by, target, "life-expectancy"), "0.5")


def breaks(by: Actor) -> None:
    """Off course by its second step, due in two months, and the figure of the last year is missing."""
    owners = [Organisation.objects.get(name=each) for each in TODAYS_OWNERS]
    target = actions.add_target(
        by=by, title="A break for 1,000 carers of Worcestershire", kind=TargetKind.LEVEL, aim=Decimal(1000),
        scope=Scope.AREA, area=Area.objects.get(gss_code=WORCESTERSHIRE), owners=owners,
        due=clock.today() + datetime.timedelta(days=60), trajectory=Trajectory.STEPPED,
        source="Memorandum on support for carers",
        about="Partners agreed it beside the memorandum, in steps, because each service had to be found first.",
    )  # fmt: skip
    counted_from(by, judged_by(by, target, "carers-breaks"), "640", 2022)
    steps = [(DAY(2024, 3, 31), Decimal(750)), (DAY(2025, 3, 31), Decimal(900))]
    actions.set_steps(by=by, target=target, steps=steps)
