"""Joint strategies: plans of three years or more that partners carry out stage by stage, year by year."""

from django.db import models
from django.db.models import F, Q

from compacts.strategies.years import FIRST_YEAR, LAST_YEAR, YEARS
from core.fields import Versioned, Visible
from core.pages.addresses import numbered

FEWEST_YEARS = 3
"""Years that a strategy covers at least: the Worcestershire Concordat (2008) speaks of "3+ year strategies"."""


class StrategyQuerySet(Visible):
    """Joint strategies."""

    def covering(self, year: int) -> "StrategyQuerySet":
        """Those that cover that financial year."""
        return self.filter(first_year__lte=year, last_year__gte=year)


class JointStrategy(Versioned):
    """A strategy or plan of three years or more, of which each year's priorities carry out the next stage."""

    view_permission = "compacts.view_strategy"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="strategies", verbose_name="locality"
    )
    first_year = models.PositiveSmallIntegerField("first year")
    last_year = models.PositiveSmallIntegerField("last year")
    source = models.CharField(
        "where it can be read", max_length=300, help_text="A web address, or who keeps the document."
    )

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name = "strategy"
        verbose_name_plural = "strategies"
        constraints = [
            models.CheckConstraint(
                name="strategy_has_title",
                condition=~Q(title="") & ~Q(sort_name="") & ~Q(source=""),
                violation_error_message="Enter what the strategy is called, and where it can be read.",
            ),
            models.CheckConstraint(
                name="strategy_of_three_years",
                condition=Q(last_year__gte=F("first_year") + FEWEST_YEARS - 1),
                violation_error_message="A strategy covers three years or more. Choose a later last year.",
            ),
            models.CheckConstraint(
                name="strategy_years_known",
                condition=Q(first_year__gte=FIRST_YEAR, last_year__lte=LAST_YEAR),
                violation_error_message="Choose the years from the list.",
            ),
            models.UniqueConstraint(
                fields=["area", "sort_name", "first_year"],
                name="strategy_once",
                violation_error_message="This strategy is entered already for this locality and these years.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.years}"

    def get_absolute_url(self) -> str:
        return numbered("strategy", self.pk)

    @property
    def years(self) -> str:
        """'2026-27 to 2028-29'."""
        return f"{YEARS[self.first_year]} to {YEARS[self.last_year]}"
