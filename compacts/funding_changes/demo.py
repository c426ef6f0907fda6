"""The demonstration's changes of funding: one withdrawn, one added."""

import datetime
from decimal import Decimal

from compacts.agreements import demo as told
from compacts.frameworks.models import Framework
from compacts.funding_changes.actions import record_funding_change
from partnerships.people.actors import the_house

DAY = datetime.date


def load() -> None:
    """Tell that the council withdrew money from the framework of 2008, and that today's partners added some."""
    by = the_house("command", "The demonstration")
    change(
        by, told.COMMISSIONING, "withdrawn", "120000", DAY(2010, 9, 30), DAY(2011, 4, 1),
        "The council's own grant was cut; day services are bought with less.",
    )  # fmt: skip
    change(
        by, told.TODAYS, "added", "85000", DAY(2025, 1, 20), DAY(2025, 4, 1),
        "For visits at home in the evening, after the winter showed how many were missing.",
    )  # fmt: skip


def change(by, title: str, direction: str, amount: str, notice, takes_effect, reason: str) -> None:
    """Money of Worcestershire County Council that came or went."""
    framework = Framework.objects.get(agreement__title=title)
    partner = framework.agreement.parties.select_related("organisation").get(organisation__name=told.COUNTY)
    record_funding_change(
        by=by, framework=framework, partner=partner, direction=direction, amount=Decimal(amount), reason=reason,
        notice_on=notice, takes_effect_on=takes_effect,
    )  # fmt: skip
