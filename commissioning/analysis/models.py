"""What a cycle's analysis found beside the needs: what is provided, what the nation requires, risks and resources."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered


class AnalysisKind(models.TextChoices):
    """What an entry of the analysis is about."""

    PROVISION = "provision", "Current provision"
    REQUIREMENT = "requirement", "National requirement"
    RISK = "risk", "Risk"
    RESOURCE = "resource", "Resource"


MONEY_KINDS = (AnalysisKind.PROVISION, AnalysisKind.RESOURCE)
"""What costs or is money. A requirement and a risk have no amount."""


class AnalysisQuerySet(Visible):
    """Entries of analyses."""

    def counting(self) -> "AnalysisQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)


class AnalysisEntry(Versioned, Voidable):
    """A service that is provided today, a requirement from above, a risk or a resource, as a cycle found it."""

    view_permission = "commissioning.view_analysis"

    cycle = models.ForeignKey(
        "commissioning.CommissioningCycle", on_delete=models.PROTECT, related_name="analysis", verbose_name="cycle"
    )
    kind = models.CharField("what it is", max_length=12, choices=AnalysisKind.choices)
    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    detail = models.TextField(
        "in a few words", max_length=5000, help_text="What is known of it. Name organisations, not people."
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="analysed",
        verbose_name="provider, or whose it is",
        null=True,
        blank=True,
    )
    amount = models.DecimalField(
        "amount a year (£)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Of what is provided or available, where it is known.",
    )
    source = models.CharField("source", max_length=300, help_text="The document or the body that says so.")

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        verbose_name = "entry of the analysis"
        verbose_name_plural = "entries of the analysis"
        ordering = ["kind", "sort_name", "pk"]
        constraints = [
            void_with_a_reason("analysis_void_with_a_reason"),
            models.CheckConstraint(name="analysis_kind_known", condition=Q(kind__in=AnalysisKind.values)),
            models.CheckConstraint(
                name="analysis_says_what",
                condition=~Q(title="") & ~Q(sort_name="") & ~Q(detail="") & ~Q(source=""),
                violation_error_message="Enter a title, a few words on it, and its source.",
            ),
            models.CheckConstraint(
                name="analysis_amount_of_money",
                condition=Q(amount=None) | Q(amount__gte=0, kind__in=[each.value for each in MONEY_KINDS]),
                violation_error_message="An amount is of a service or a resource, and not below nothing. Leave it "
                "empty for a requirement or a risk.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "kind", "sort_name"],
                name="analysis_once",
                condition=Q(voided_on=None),
                violation_error_message="The analysis has an entry of that title already. Change that one instead.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("analysis_entry", self.pk)
