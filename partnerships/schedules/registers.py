"""The list of scheduled reports."""

from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.schedules.filters import ScheduleFilters
from partnerships.schedules.models import ReportSchedule, ScheduleState


@add
class ReportSchedules(Register):
    """Reports that are made each month; one's own, and for the secretariat everybody's."""

    name = "report_schedules"
    title = "Scheduled reports"
    noun = "schedule"
    model = ReportSchedule
    permission = "partnerships.view_schedule"
    filters = ScheduleFilters
    order = "title"
    link = "report_schedule"
    crumbs = (("Reports", "report_list"),)
    intro = "Reports that are made each month, as at the last day of the month before, and mailed as a link."
    empty = "Open a report with the choices you want, and choose 'Make it each month'."
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("title", "Report", order="title", link=True),
        Column("day", "Day of the month", kind=NUMBER, order="day"),
        Column("owner", "Scheduled by", value="owner__name", order="owner__name"),
        Column("capacity", "As", on_page=False),
        Column("begun_on", "Begun on", kind=DATE, order="begun_on"),
        Column("last_month", "Last made for the month of", kind=DATE),
        Column("state", "State", kind=CHOICE, choices=dict(ScheduleState.choices), order="state"),
        Column("why", "Why"),
    )
