"""Reports that were kept as they were made: what was known then."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from core.files.models import StoredFile

if TYPE_CHECKING:
    from core.acts import Actor


class State(models.TextChoices):
    """How far a kept report has come."""

    ASKED = "asked", "Being made"
    MADE = "made", "Made"


class ReportRunQuerySet(models.QuerySet["ReportRun"]):
    """Kept reports."""

    def visible_to(self, actor: "Actor") -> "ReportRunQuerySet":
        """One's own, made in the capacity one acts in."""
        return self.filter(actor.q("core.view_report_run"))

    def of(self, name: str) -> "ReportRunQuerySet":
        """The runs of one report, newest first."""
        return self.filter(report=name).order_by("-pk")


class ReportRun(models.Model):
    """One report as it was on the day somebody kept it, with its files. It is never worked out again."""

    view_permission = "core.view_report_run"

    report = models.SlugField(max_length=80, help_text="The name of the report.")
    title = models.CharField(max_length=200, help_text="Its title when it was made.")
    parameters = models.JSONField(
        default=dict, blank=True, help_text="What was asked: values by the name of the field."
    )
    as_at = models.DateField(help_text="The day on which it is true.")
    asked_by_id = models.BigIntegerField("asked by", null=True)
    membership_id = models.BigIntegerField("membership", null=True)
    capacity = models.CharField(max_length=300, help_text="As what the person asked.")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    xlsx = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="report_runs_as_xlsx"
    )
    csv = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="report_runs_as_csv"
    )
    pdf = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="report_runs_as_pdf"
    )
    docx = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="report_runs_as_docx"
    )
    shortfall = models.CharField(max_length=300, blank=True, help_text="Why a form of it is missing, in a sentence.")

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "kept report"
        indexes = [models.Index(fields=["report", "-id"], name="report_runs")]
        constraints = [
            models.CheckConstraint(name="report_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="report_made_has_moment", condition=Q(state="asked") | Q(made_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, as at {self.as_at.isoformat()}"

    def file(self, form: str) -> StoredFile | None:
        """Its file in one of the forms xlsx, csv, pdf and docx."""
        found: StoredFile | None = {"xlsx": self.xlsx, "csv": self.csv, "pdf": self.pdf, "docx": self.docx}[form]
        return found
