"""Refreshes of plans: when partners looked at one again, and whether it still serves."""

from django.db import models
from django.db.models import F, Q


class PlanRefresh(models.Model):
    """The partners looked at a plan again on a day, by three tests, and said when they will next."""

    plan = models.ForeignKey("commissioning.CommissioningPlan", on_delete=models.CASCADE, related_name="refreshes")
    refreshed_on = models.DateField("refreshed on")
    reflects_strategies = models.BooleanField("it reflects the joint strategies", default=False)
    fit_for_purpose = models.BooleanField("it is fit for purpose as a joint commissioning plan", default=False)
    informs_agreement = models.BooleanField("it informs the section 75 agreement", default=False)
    notes = models.TextField(
        "notes", max_length=5000, help_text="What was looked at, and what is to change where a test is not met."
    )
    next_due = models.DateField("to be refreshed next by", null=True, blank=True)

    class Meta:
        verbose_name = "refresh of a plan"
        verbose_name_plural = "refreshes of plans"
        ordering = ["refreshed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "refreshed_on"],
                name="refresh_once_a_day",
                violation_error_message="A refresh of that day is recorded already.",
            ),
            models.CheckConstraint(
                name="refresh_has_notes",
                condition=~Q(notes=""),
                violation_error_message="Write what was looked at.",
            ),
            models.CheckConstraint(
                name="refresh_next_is_later",
                condition=Q(next_due=None) | Q(next_due__gt=F("refreshed_on")),
                violation_error_message="The next refresh is due after this one.",
            ),
        ]

    def __str__(self) -> str:
        return f"Refresh of {self.refreshed_on:%-d %B %Y}"

    @property
    def passed(self) -> int:
        """How many of the three tests it met."""
        return sum((self.reflects_strategies, self.fit_for_purpose, self.informs_agreement))
