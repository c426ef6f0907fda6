"""What drives a plan, and what every plan says something about. Rows of `plans/models.py`, which would be too long."""

from django.db import models
from django.db.models import Q


class PlanDriver(models.Model):
    """A policy that drives a plan: what it is, whose, of when, and what it requires."""

    plan = models.ForeignKey("commissioning.CommissioningPlan", on_delete=models.CASCADE, related_name="drivers")
    title = models.CharField("title of the policy", max_length=200)
    publisher = models.CharField("published by", max_length=200)
    year = models.PositiveSmallIntegerField("year")
    requirement = models.TextField("what it requires", max_length=2000)

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.CheckConstraint(
                name="driver_says_what",
                condition=~Q(title="") & ~Q(publisher="") & ~Q(requirement=""),
                violation_error_message="Enter the policy, who published it, and what it requires.",
            ),
            models.CheckConstraint(
                name="driver_of_a_year",
                condition=Q(year__gte=1945, year__lte=2100),
                violation_error_message="Enter the year with four digits, like 2001.",
            ),
            models.UniqueConstraint(
                fields=["plan", "title"],
                name="driver_once",
                violation_error_message="The plan names this policy already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher}, {self.year})"


class Content(models.TextChoices):
    """What every plan says something about, or why not."""

    PREVENTION = "1_prevention", "Preventative care"
    VOLUNTEERING = "2_volunteering", "Volunteering"
    INCLUSION = "3_inclusion", "Social inclusion"
    DEMAND = "4_demand", "Demand and supply"
    FINANCE = "5_finance", "Money and services planned together"


class PlanContent(models.Model):
    """Where a plan says something about one of the contents, or why it does not."""

    plan = models.ForeignKey("commissioning.CommissioningPlan", on_delete=models.CASCADE, related_name="contents")
    content = models.CharField("content", max_length=20, choices=Content.choices)
    where = models.CharField("where in the plan", max_length=300, blank=True)
    why_not = models.CharField("why not", max_length=500, blank=True)

    class Meta:
        ordering = ["content"]
        constraints = [
            models.CheckConstraint(name="content_known", condition=Q(content__in=Content.values)),
            models.UniqueConstraint(fields=["plan", "content"], name="content_once"),
            models.CheckConstraint(
                name="content_here_or_why_not",
                condition=(Q(where="") & ~Q(why_not="")) | (~Q(where="") & Q(why_not="")),
                violation_error_message="Say where in the plan it is, or why it is not there: one of the two.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_content_display()
