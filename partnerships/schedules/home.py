"""What the home page says about scheduled reports: those that are paused."""

from typing import Any

from django.urls import reverse

from core import home
from core.acts import Actor
from core.home import Line
from core.pages import words
from partnerships.schedules.models import ReportSchedule, ScheduleState


def paused(actor: Actor) -> Any:
    """Paused schedules of this person; of everybody for the secretariat."""
    if not actor.can_ever("partnerships.end_schedule"):
        return None
    return ReportSchedule.objects.filter(state=ScheduleState.PAUSED).filter(actor.q("partnerships.end_schedule"))


def to_see_to(actor: Actor, rows: Any) -> list[Line]:
    """How many they are."""
    said = words.plural(rows.count(), "scheduled report")
    address = f"{reverse('report_schedules')}?state=paused"
    return [Line(f"{said} paused", address, "See which", "End each, or let it run again.")]


home.add("waiting", 36, to_see_to, rows=paused)
