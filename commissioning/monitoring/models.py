"""What a contract's provider reports: how closely it is followed, which measures, for which periods, due when.

Sources: Building on the best practice in Herefordshire (2006), stage 3: monitoring is standardised, and proportionate
to size and scope; section 5: uniform criteria, one definition used by many. Making Partnership Work (2003), 2: clear
expectations and reporting requirements. The questions on proportion are those of the National Audit Office (Intelligent
Monitoring, annex B).
"""

import datetime

from django.db import models
from django.db.models import F, Q

from commissioning.bands.models import Monitoring
from compacts.measures.periods import period_words
from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class Risk(models.TextChoices):
    """How much goes wrong for people if the service does."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Question(models.TextChoices):
    """What is asked of each requirement before the provider is burdened with it."""

    LESS_OFTEN = "less_often", "Could it be reported less often?"
    OWN_CYCLE = "own_cycle", "Could it follow the provider's own cycle of reporting?"
    BY_EXCEPTION = "by_exception", "Could it be reported only when something is out of order?"
    ALTERNATIVE = "alternative", "Would something that the provider counts already tell the same?"
    REUSE = "reuse", "Could the return to another funder be used?"
    SAMPLE = "sample", "Would a sample do?"
    OTHER_SOURCE = "other_source", "Is there another source for it?"
    RELIABILITY = "reliability", "Is the figure reliable enough to decide on?"


class MonitoringPlan(Versioned):
    """How closely a contract is followed: by its value band and its risk, or otherwise with a reason."""

    view_permission = "commissioning.view_monitoring"

    contract = models.OneToOneField(
        "commissioning.Contract", on_delete=models.PROTECT, related_name="monitoring_plan", verbose_name="contract"
    )
    risk = models.CharField("risk", max_length=10, choices=Risk.choices)
    tier = models.CharField("how closely it is followed", max_length=10, choices=Monitoring.choices)
    reason = models.TextField("why otherwise than proposed", max_length=2000, blank=True)
    decided_on = models.DateField("decided on")

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "monitoring of a contract"
        constraints = [
            models.CheckConstraint(name="monitoring_risk_known", condition=Q(risk__in=Risk.values)),
            models.CheckConstraint(name="monitoring_tier_known", condition=Q(tier__in=Monitoring.values)),
        ]

    def __str__(self) -> str:
        return f"Monitoring: {self.contract.title}"

    def get_absolute_url(self) -> str:
        return numbered("contract_monitoring", self.contract_id)


class RequirementQuerySet(Visible):
    """What is to be reported."""

    def asked(self) -> "RequirementQuerySet":
        """What is still asked."""
        return self.filter(dropped_on=None)


class MonitoringRequirement(Versioned):
    """One measure that the provider of a contract reports, to whom, and what it is to reach."""

    view_permission = "commissioning.view_monitoring"

    contract = models.ForeignKey(
        "commissioning.Contract", on_delete=models.PROTECT, related_name="requirements", verbose_name="contract"
    )
    measure = models.ForeignKey(
        "compacts.Measure", on_delete=models.PROTECT, related_name="requirements", verbose_name="measure"
    )
    detail = models.TextField(
        "what is to be reported", max_length=2000, blank=True,
        help_text="Beyond the definition of the measure: for which part of the service, split how.",
    )  # fmt: skip
    to_whom = models.CharField("to whom", max_length=200, help_text="The board or the post that reads it.")
    target = models.DecimalField(
        "to reach in each period", max_digits=16, decimal_places=4, null=True, blank=True,
        help_text="Leave empty where it is only followed.",
    )  # fmt: skip
    counts_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="counts_for", verbose_name="the return that is used",
        null=True, blank=True,
    )  # fmt: skip
    reuse_allowed_on = models.DateField("its provider allows that since", null=True, blank=True, editable=False)
    dropped_on = models.DateField("no longer asked since", null=True, blank=True)
    dropped_reason = models.TextField("why it is no longer asked", max_length=2000, blank=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = "monitoring requirement"
        ordering = ["contract", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "measure"],
                name="monitoring_requirement_once",
                condition=Q(dropped_on=None),
                violation_error_message="This contract reports that measure already. Change that requirement instead.",
            ),
            models.CheckConstraint(
                name="requirement_to_somebody",
                condition=~Q(to_whom=""),
                violation_error_message="Say to whom it is reported.",
            ),
            models.CheckConstraint(
                name="requirement_counts_from_another",
                condition=Q(counts_from=None) | ~Q(counts_from=F("pk")),
                violation_error_message="A requirement uses the return of another contract, not its own.",
            ),
            models.CheckConstraint(
                name="requirement_dropped_with_a_reason",
                condition=Q(dropped_on=None, dropped_reason="") | (Q(dropped_on__isnull=False) & ~Q(dropped_reason="")),
                violation_error_message="Say why it is no longer asked.",
            ),
        ]

    def __str__(self) -> str:
        return self.measure.title

    def get_absolute_url(self) -> str:
        return numbered("requirement", self.pk)

    @property
    def target_words(self) -> str:
        """What it is to reach, with its unit."""
        return "" if self.target is None else self.measure.amount(self.target)


class ProportionAnswer(models.Model):
    """The answer to one of the questions on proportion of a requirement, and what followed from it."""

    requirement = models.ForeignKey(MonitoringRequirement, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField("question", max_length=15, choices=Question.choices)
    said = models.CharField("answer", max_length=3, choices=[("yes", "Yes"), ("no", "No")])
    followed = models.TextField("what followed", max_length=1000, blank=True)

    class Meta:
        ordering = ["requirement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["requirement", "question"], name="proportion_asked_once"),
            models.CheckConstraint(name="proportion_question_known", condition=Q(question__in=Question.values)),
            models.CheckConstraint(name="proportion_said_known", condition=Q(said__in=["yes", "no"])),
        ]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.get_said_display()}"


def while_it_runs(path: str = "") -> Q:
    """Periods that begin before the end of their contract: after that nothing is awaited. `path` leads to them."""
    early, ends, starts = (f"{path}{each}" for each in ("contract__ended_early_on", "contract__current_end", "starts"))
    usual = Q(**{ends: None}) | Q(**{f"{ends}__gte": F(starts)})
    return (Q(**{early: None}) & usual) | Q(**{f"{early}__gte": F(starts)})


class ReportingPeriod(Versioned):
    """A period for which the provider of a contract sends one return, and the day by which it is due."""

    view_permission = "commissioning.view_monitoring"

    contract = models.ForeignKey(
        "commissioning.Contract", on_delete=models.PROTECT, related_name="periods", verbose_name="contract"
    )
    starts = models.DateField("first day of the period")
    ends = models.DateField("last day of the period")
    due_on = models.DateField("return due by")

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "reporting period"
        ordering = ["contract", "starts", "ends"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "starts", "ends"], name="reporting_period_once"),
            models.CheckConstraint(
                name="reporting_period_in_order",
                condition=Q(ends__gte=F("starts")),
                violation_error_message="The last day of the period is before its first day.",
            ),
            models.CheckConstraint(
                name="reporting_period_due_after_it_ends",
                condition=Q(due_on__gt=F("ends")),
                violation_error_message="A return is due after its period has ended. Enter a later day.",
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="reporting_period_by_due")]

    def __str__(self) -> str:
        return f"{self.contract.title}, {self.words}"

    def get_absolute_url(self) -> str:
        return numbered("reporting_period", self.pk)

    @property
    def words(self) -> str:
        """Its days as people say them."""
        return period_words(self.starts, self.ends)

    def is_late_on(self, on: datetime.date) -> bool:
        """Whether its return is overdue on a day on which none was sent. After its end none is awaited."""
        ends = self.contract.ended_early_on or self.contract.current_end
        return self.due_on < on and (ends is None or self.starts <= ends)


class ReportingLineQuerySet(Visible):
    """Figures that are due."""


class ReportingLine(models.Model):
    """A figure that the return for a period holds: one requirement, asked for that period."""

    view_permission = "commissioning.view_line"

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="lines")
    requirement = models.ForeignKey(MonitoringRequirement, on_delete=models.PROTECT, related_name="lines")

    objects = ReportingLineQuerySet.as_manager()

    class Meta:
        verbose_name = "figure to report"
        verbose_name_plural = "figures to report"
        ordering = ["period", "requirement"]
        constraints = [models.UniqueConstraint(fields=["period", "requirement"], name="reporting_line_once")]

    def __str__(self) -> str:
        return f"{self.requirement.measure.title}, {self.period.words}"

    def get_absolute_url(self) -> str:
        return self.period.get_absolute_url()
