"""Money that a partner added to what a framework covers, or withdrew from it."""

from django.db import models
from django.db.models import F, Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class Direction(models.TextChoices):
    """Whether money came or went."""

    ADDED = "added", "Added"
    WITHDRAWN = "withdrawn", "Withdrawn"


class FundingChange(Versioned):
    """A partner added money to what a framework covers, or withdrew it, with notice and a reason."""

    view_permission = "compacts.view_funding_change"

    framework = models.ForeignKey("compacts.Framework", on_delete=models.PROTECT, related_name="funding_changes")
    partner = models.ForeignKey("compacts.AgreementParty", on_delete=models.PROTECT, related_name="funding_changes")
    direction = models.CharField("what happened", max_length=10, choices=Direction.choices)
    amount = models.DecimalField("amount a year (£)", max_digits=14, decimal_places=2)
    reason = models.TextField("reason", max_length=2000)
    notice_on = models.DateField("notice given on")
    takes_effect_on = models.DateField("takes effect on")
    voided_on = models.DateField("declared void on", null=True, blank=True)
    void_reason = models.TextField("why it is void", max_length=2000, blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "change of funding"
        constraints = [
            models.CheckConstraint(name="funding_change_direction_known", condition=Q(direction__in=Direction.values)),
            models.CheckConstraint(
                name="funding_change_has_amount",
                condition=Q(amount__gt=0),
                violation_error_message="Enter an amount greater than nought. Say above whether it came or went.",
            ),
            models.CheckConstraint(
                name="funding_change_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why the money came or went.",
            ),
            models.CheckConstraint(
                name="funding_change_after_notice",
                condition=Q(takes_effect_on__gte=F("notice_on")),
                violation_error_message="It cannot take effect before notice is given. Enter a later day.",
            ),
            models.CheckConstraint(
                name="funding_change_void_with_a_reason",
                condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                violation_error_message="Say why it is void.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.framework}"

    def get_absolute_url(self) -> str:
        return numbered("funding_change", self.pk)
