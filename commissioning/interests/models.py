"""Interests that organisations declare in a cycle: what they stand to gain by what is planned."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered


class InterestKind(models.TextChoices):
    """What an organisation stands to gain. 'None' is a declaration too."""

    NONE = "none", "No interest"
    PROVIDES = "provides", "Holds a contract or grant here"
    MAY_BID = "may_bid", "May bid for what is planned"
    OTHER = "other", "Another interest"


class InterestQuerySet(Visible):
    """Declared interests."""

    def standing(self) -> "InterestQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)


class Interest(Versioned, Voidable):
    """What an organisation declares that it stands to gain by a cycle.

    It is shown when contracts are let. It bars nobody: no rule reads what was declared, only that something was.
    """

    view_permission = "commissioning.view_interest"

    cycle = models.ForeignKey(
        "commissioning.CommissioningCycle", on_delete=models.CASCADE, related_name="interests", verbose_name="cycle"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="interests_declared",
        verbose_name="organisation",
    )
    kind = models.CharField("interest", max_length=10, choices=InterestKind.choices)
    what = models.TextField(
        "what it is",
        max_length=2000,
        blank=True,
        help_text="For example which contract, with whom, until when. Do not name people.",
    )
    declared_on = models.DateField("declared on")

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = "declared interest"
        ordering = ["-declared_on", "-pk"]
        constraints = [
            void_with_a_reason("interest_void_with_a_reason"),
            models.CheckConstraint(name="interest_kind_known", condition=Q(kind__in=InterestKind.values)),
            models.CheckConstraint(
                name="interest_says_what",
                condition=Q(kind=InterestKind.NONE) | ~Q(what=""),
                violation_error_message="Say what the interest is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name}: {self.get_kind_display().lower()}"

    def get_absolute_url(self) -> str:
        return numbered("interest", self.pk)
