"""What a priority of a plan is to bring, how that is measured, and what each partner pays for it in which year."""

from django.db import models
from django.db.models import Q

from commissioning.plans.years import year_words


class PriorityOutcome(models.Model):
    """What is different for people once a priority is met, and how anybody will know."""

    priority = models.ForeignKey("commissioning.Priority", on_delete=models.CASCADE, related_name="outcomes")
    what = models.CharField("outcome", max_length=300, help_text="What is different for people, not what is done.")
    measure = models.ForeignKey(
        "compacts.Measure",
        on_delete=models.PROTECT,
        related_name="priority_outcomes",
        verbose_name="measure",
        null=True,
        blank=True,
    )
    measured_by = models.CharField(
        "measure in words", max_length=300, blank=True, help_text="Where none of the measures of the register fits."
    )
    aim = models.CharField(
        "what it is to come to", max_length=200, blank=True, help_text="Such as '40 people by 2008'."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="outcome_says_what", condition=~Q(what=""), violation_error_message="Enter the outcome."
            ),
            models.UniqueConstraint(
                fields=["priority", "what"],
                name="outcome_once",
                violation_error_message="The priority has this outcome already.",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def measured(self) -> str:
        """How it is measured, in words; nothing where nobody has said."""
        named = self.measure.title if self.measure else self.measured_by
        return f"{named}: {self.aim}" if named and self.aim else named


class PriorityBudget(models.Model):
    """What a partner of the cycle pays for a priority in a financial year."""

    priority = models.ForeignKey("commissioning.Priority", on_delete=models.CASCADE, related_name="budgets")
    partner = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="priority_budgets", verbose_name="partner"
    )
    year = models.PositiveSmallIntegerField("financial year", help_text="The year in which it begins, in April.")
    amount = models.DecimalField("amount (£)", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["year", "partner__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "partner", "year"],
                name="budget_once_a_year",
                violation_error_message="Enter one amount for each partner and year.",
            ),
            models.CheckConstraint(
                name="budget_is_money",
                condition=Q(amount__gt=0),
                violation_error_message="Enter an amount above nothing, or leave it empty.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner.name}, {year_words(self.year)}"
