"""The demonstration's framework agreements: Worcestershire's of 2003, what took their place in 2008, and one of today."""

import datetime

from compacts.agreements import demo as told
from compacts.agreements.actions import end_agreement
from compacts.agreements.models import Agreement
from compacts.frameworks.actions import begin_framework
from compacts.relations.actions import relate_agreement
from core import clock
from partnerships.people.actors import the_house

DAY = datetime.date


def load() -> None:
    """Tell that those of 2003 expired in March 2008; of one only the month is known."""
    by = the_house("command", "The demonstration")
    known = {"starts": DAY(2003, 4, 1), "ends": DAY(2008, 3, 31), "pooled_budget": True, "joint_commissioning": True}
    terms(by, told.LEARNING, "to_commission", "s31", **known)
    terms(by, told.MINDS, "to_commission", "s31", **known | {"ends_month_only": True, "integrated_provision": True})
    for title, kind in ((told.COMMISSIONING, "to_commission"), (told.PROVIDING, "to_provide")):
        terms(
            by, title, kind, "s75", starts=DAY(2008, 4, 1), ends=DAY(2013, 3, 31), pooled_budget=True,
            joint_commissioning=kind == "to_commission", integrated_provision=kind == "to_provide",
        )  # fmt: skip
        for earlier in (told.LEARNING, told.MINDS):
            relate_agreement(by=by, agreement=called(title), kind="supersedes", other=called(earlier))
    terms(by, told.CHILDREN, "to_commission", "s75", due_from=DAY(2008, 4, 1), due_until=DAY(2009, 3, 31))
    soon = clock.today() + datetime.timedelta(days=80)
    terms(by, told.TODAYS, "to_commission", "s75", starts=DAY(2024, 4, 1), ends=soon, pooled_budget=True)
    for title, on, reason in (
        (told.LEARNING, DAY(2008, 4, 1), "Two framework agreements took its place."),
        (told.MINDS, DAY(2008, 4, 1), "Two framework agreements took its place."),
        (told.COMMISSIONING, DAY(2013, 4, 1), "It expired as the trust was abolished."),
        (told.PROVIDING, DAY(2013, 4, 1), "It expired as the trust was abolished."),
    ):
        end_agreement(by=by, agreement=called(title), on=on, reason=reason)


def terms(by, title: str, kind: str, basis: str, **more) -> None:
    """The terms of a framework."""
    begin_framework(by=by, agreement=called(title), kind=kind, basis=basis, **more)


def called(title: str) -> Agreement:
    """The agreement of that title."""
    return Agreement.objects.get(title=title)
