"""What the home page says to a provider: that a funder waits for leave to read its return to another one."""

from typing import Any

from commissioning.monitoring.actions import ALLOW
from commissioning.monitoring.models import MonitoringRequirement
from core import home
from core.acts import Actor
from core.home import MOST, Line


def to_allow(actor: Actor) -> Any:
    """What funders ask to read from the return to another one, and its provider has neither allowed nor refused."""
    if not actor.can_ever(ALLOW):
        return None
    rows = MonitoringRequirement.objects.asked().filter(  # type: ignore[attr-defined]
        actor.q(ALLOW), counts_from__isnull=False, reuse_allowed_on=None, contract__voided_on=None
    )
    return rows.select_related("contract__commissioner", "measure").order_by("pk")


def reuses(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            f"{row.measure.title}: {row.contract.title}", row.get_absolute_url(),
            "Allow that your return to another funder is read for it, or refuse it",
            f"{row.contract.commissioner.name} waits for that.",
        )
        for row in rows[:MOST]
    ]  # fmt: skip


home.add("waiting", 44, reuses, rows=to_allow)
