"""A schedule as its page reads it."""

from partnerships.schedules.models import ReportSchedule

LOADED = ReportSchedule.objects.select_related("owner")
