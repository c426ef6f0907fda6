"""The demonstration's scheduled report: the partner register, each month, for an analyst and the secretariat."""

from django.http import QueryDict

from core import clock
from core.reports import registry
from core.reports.asking import Asked
from partnerships.people.actors import actor_for
from partnerships.people.models import User
from partnerships.schedules.actions import schedule_report


def load() -> None:
    """Let Mei Castle have the partner register on the third of each month; Ruth Penrose reads it as well."""
    with clock.at(clock.today()):
        by = actor_for(User.objects.get(email="mei@example.org"))
        asked = Asked(registry.get("partner-register"), by, QueryDict(""))  # type: ignore[arg-type]
        schedule_report(by=by, asked=asked, day=3, readers="ruth@example.org")
