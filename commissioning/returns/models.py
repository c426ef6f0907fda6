"""Monitoring returns: what a provider reports for a period, in versions, and what its commissioner says of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from commissioning.monitoring.models import while_it_runs
from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class ReturnState(models.TextChoices):
    """How the return for a period stands. It follows from its days and is never stored."""

    NOT_DUE = "not_due", "Not due yet"
    MISSING = "missing", "Missing"
    SENT = "sent", "Sent, with the commissioner"
    QUERIED = "queried", "Queried, with the provider"
    ACCEPTED = "accepted", "Accepted"


COLOURS = {
    ReturnState.NOT_DUE: "grey",
    ReturnState.MISSING: "red",
    ReturnState.SENT: "blue",
    ReturnState.QUERIED: "orange",
    ReturnState.ACCEPTED: "green",
}


def state_on(on: datetime.date, path: str = "") -> Case:
    """The state of the return for each period on a day, as an expression. `path` leads from the row to the period."""
    made = f"{path}monitoring_return__"

    def when(**days: object) -> Q:
        return Q(**{f"{made}{name}": value for name, value in days.items()})

    return Case(
        When(when(waiting_since__isnull=False), then=Value(ReturnState.SENT.value)),
        When(when(queried_on__isnull=False), then=Value(ReturnState.QUERIED.value)),
        When(when(accepted_on__isnull=False), then=Value(ReturnState.ACCEPTED.value)),
        When(Q(**{f"{path}due_on__lt": on}) & while_it_runs(path), then=Value(ReturnState.MISSING.value)),
        default=Value(ReturnState.NOT_DUE.value),
        output_field=CharField(),
    )


class ReturnQuerySet(Visible):
    """Monitoring returns."""

    def sent(self) -> "ReturnQuerySet":
        """Those that were sent."""
        return self.filter(sent_on__isnull=False)

    def waiting(self) -> "ReturnQuerySet":
        """Those that their commissioner has to accept or query."""
        return self.filter(waiting_since__isnull=False)

    def queried(self) -> "ReturnQuerySet":
        """Those that their provider has to answer."""
        return self.filter(queried_on__isnull=False)


class MonitoringReturn(Versioned):
    """The return for one period. It is sent, accepted or queried; a later version answers a query or corrects.

    `waiting_since` is set while a version waits for the commissioner, `queried_on` while one waits for the provider.
    """

    view_permission = "commissioning.view_return"

    period = models.OneToOneField(
        "commissioning.ReportingPeriod", on_delete=models.PROTECT, related_name="monitoring_return",
        verbose_name="period",
    )  # fmt: skip
    begun_on = models.DateField("begun on")
    sent_on = models.DateField("submitted on", null=True, blank=True, help_text="The day of its first version.")
    waiting_since = models.DateField("with the commissioner since", null=True, blank=True)
    decide_by = models.DateField("to be accepted or queried by", null=True, blank=True)
    queried_on = models.DateField("queried on", null=True, blank=True)
    answer_by = models.DateField("to be answered by", null=True, blank=True)
    accepted_on = models.DateField("accepted on", null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "monitoring return"
        constraints = [
            models.CheckConstraint(
                name="return_waits_for_one",
                condition=Q(waiting_since=None) | Q(queried_on=None),
                violation_error_message="A return waits for its commissioner or for its provider, not for both.",
            ),
            models.CheckConstraint(
                name="return_waits_until_a_day",
                condition=Q(waiting_since=None, decide_by=None)
                | Q(waiting_since__isnull=False, decide_by__isnull=False, sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="return_queried_until_a_day",
                condition=Q(queried_on=None, answer_by=None)
                | Q(queried_on__isnull=False, answer_by__gte=F("queried_on")),
                violation_error_message="Give the provider a day to answer that is still to come.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Return for {self.period.words}: {self.period.contract.title}"

    def get_absolute_url(self) -> str:
        return numbered("reporting_period", self.period_id)

    @property
    def days_late(self) -> int:
        """Days between the day on which it was due and that on which it was submitted; 0 where it was in time."""
        if self.sent_on is None:
            return 0
        return max(0, (self.sent_on - self.period.due_on).days)

    @property
    def state(self) -> ReturnState:
        """How it stands."""
        if self.waiting_since is not None:
            return ReturnState.SENT
        if self.queried_on is not None:
            return ReturnState.QUERIED
        if self.accepted_on is not None:
            return ReturnState.ACCEPTED
        return ReturnState.MISSING if self.period.is_late_on(clock.today()) else ReturnState.NOT_DUE


class ReturnVersion(Versioned):
    """One version of a return: a draft until it is sent, and from then on as it was sent."""

    monitoring_return = models.ForeignKey(MonitoringReturn, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("version")
    summary = models.TextField(
        "in a few words, how it went", max_length=3000, blank=True,
        help_text="What went well, what did not, what changes. Do not name people.",
    )  # fmt: skip
    answer = models.TextField("answer to the query, or why it is corrected", max_length=2000, blank=True)
    sent_on = models.DateField("sent on", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="monitoring_returns", verbose_name="sent by",
        null=True, blank=True,
    )  # fmt: skip
    query = models.TextField("what was queried", max_length=2000, blank=True)
    queried_on = models.DateField("queried on", null=True, blank=True)
    accepted_on = models.DateField("accepted on", null=True, blank=True)

    class Meta:
        verbose_name = "version of a return"
        ordering = ["monitoring_return", "number"]
        constraints = [
            models.UniqueConstraint(fields=["monitoring_return", "number"], name="return_version_once"),
            models.UniqueConstraint(
                fields=["monitoring_return"], name="return_one_draft", condition=Q(sent_on=None),
                violation_error_message="A draft of this return is there already.",
            ),
            models.CheckConstraint(
                name="return_version_decided_once",
                condition=Q(queried_on=None) | Q(accepted_on=None),
                violation_error_message="A version is accepted or queried, not both.",
            ),
            models.CheckConstraint(
                name="return_version_queried_with_words",
                condition=Q(queried_on=None, query="") | (Q(queried_on__isnull=False) & ~Q(query="")),
                violation_error_message="Say what is unclear or missing.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Version {self.number}"


class ReturnValue(models.Model):
    """The figure of one requirement in one version of a return; none where there is a reason why it is missing."""

    return_version = models.ForeignKey(ReturnVersion, on_delete=models.CASCADE, related_name="values")
    line = models.ForeignKey("commissioning.ReportingLine", on_delete=models.PROTECT, related_name="values")
    value = models.DecimalField("figure", max_digits=16, decimal_places=4, null=True, blank=True)
    note = models.CharField("note", max_length=300, blank=True)
    confirmed = models.BooleanField("looked at again, and right", default=False)
    current = models.BooleanField("the figure that counts", default=False)
    reading = models.ForeignKey(
        "compacts.Reading", on_delete=models.PROTECT, related_name="return_values", verbose_name="reading",
        null=True, blank=True,
    )  # fmt: skip
    no_reading = models.CharField("why it became no reading", max_length=300, blank=True)

    class Meta:
        verbose_name = "figure of a return"
        ordering = ["return_version", "line"]
        constraints = [
            models.UniqueConstraint(fields=["return_version", "line"], name="return_value_once"),
            models.UniqueConstraint(fields=["line"], name="return_value_counts_once", condition=Q(current=True)),
            models.CheckConstraint(
                name="return_nothing_has_a_note",
                condition=(Q(value__isnull=False) & ~Q(value=0)) | ~Q(note=""),
                violation_error_message="For a figure of 0, or none, say how that comes about.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.requirement.measure.title}: {self.words}"

    @property
    def words(self) -> str:
        """The figure with its unit."""
        return "none" if self.value is None else self.line.requirement.measure.amount(self.value)
