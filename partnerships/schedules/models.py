"""Reports that are made by themselves each month, for whom, and what became of each month."""

import datetime

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered
from core.reports.models import ReportRun
from partnerships.people.models import Membership, User


class ScheduleState(models.TextChoices):
    """How a schedule stands."""

    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    ENDED = "ended", "Ended"


class ReportSchedule(Versioned):
    """A report that is made on a day of each month, as at the last day of the month before."""

    view_permission = "partnerships.view_schedule"

    report = models.SlugField(max_length=80)
    title = models.CharField("report", max_length=200)
    parameters = models.JSONField("asked with", default=dict, blank=True)
    day = models.PositiveSmallIntegerField("day of the month")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="report_schedules")
    capacity = models.CharField("scheduled as", max_length=300)
    begun_on = models.DateField("begun on")
    state = models.CharField(max_length=10, choices=ScheduleState.choices, default=ScheduleState.RUNNING)
    why = models.CharField("why it is paused, or was ended", max_length=400, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    last_month = models.DateField("last made for", null=True, blank=True, help_text="The first day of the month.")

    objects = Visible.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="schedule_day_of_every_month",
                condition=Q(day__gte=1, day__lte=28),
                violation_error_message="Choose a day from 1 to 28: every month has it.",
            ),
            models.CheckConstraint(name="schedule_state_known", condition=Q(state__in=ScheduleState.values)),
            models.CheckConstraint(
                name="schedule_ended_has_day",
                condition=(Q(state="ended", ended_on__isnull=False) & ~Q(why=""))
                | (Q(state="paused", ended_on=None) & ~Q(why=""))
                | Q(state="running", ended_on=None, why=""),
                violation_error_message="Say why it is ended.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, on day {self.day} of each month"

    def get_absolute_url(self) -> str:
        return numbered("report_schedule", self.pk)

    def slot(self, on: datetime.date) -> datetime.date:
        """The last day on which it was to be made, that day or before."""
        this = on.replace(day=self.day)
        return this if this <= on else (on.replace(day=1) - datetime.timedelta(days=1)).replace(day=self.day)

    def next_slot(self, on: datetime.date) -> datetime.date:
        """The first day after that one on which it is made."""
        return (self.slot(on).replace(day=1) + datetime.timedelta(days=32)).replace(day=self.day)


class ScheduleReader(models.Model):
    """Somebody for whom a scheduled report is made, in one of their capacities: the owner, and whom they named."""

    schedule = models.ForeignKey(ReportSchedule, on_delete=models.CASCADE, related_name="readers")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="scheduled_reports")
    left_out_on = models.DateField("got nothing on", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "membership"], name="schedule_reader_once"),
        ]

    def __str__(self) -> str:
        return str(self.membership)


class ScheduleRun(models.Model):
    """What a schedule made for one reader in one month."""

    schedule = models.ForeignKey(ReportSchedule, on_delete=models.CASCADE, related_name="runs")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="scheduled_runs")
    month = models.DateField(help_text="The first day of the month in which it was made.")
    run = models.ForeignKey(ReportRun, on_delete=models.PROTECT, related_name="scheduled")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "membership", "month"], name="schedule_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.schedule}, {self.month:%B %Y}"
