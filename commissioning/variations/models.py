"""Variations: what both sides changed in a contract after it was made active."""

from django.db import models
from django.db.models import F, Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class Variation(Versioned):
    """A change of a contract that one side proposes and both agree. What it changes is kept as it was before."""

    view_permission = "commissioning.view_variation"

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.PROTECT, related_name="variations")
    number = models.PositiveIntegerField("number")
    reason = models.TextField("what changes, and why", max_length=5000)
    ends = models.DateField("new current end", null=True, blank=True, help_text="Leave empty where it stays.")
    ends_before = models.DateField("current end before", null=True, blank=True, editable=False)
    value = models.DecimalField("new value (£)", max_digits=14, decimal_places=2, null=True, blank=True)
    value_before = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, editable=False)
    proposed_on = models.DateField("proposed on")
    commissioner_agreed_on = models.DateField("agreed by the commissioner on", null=True, blank=True)
    provider_agreed_on = models.DateField("agreed by the provider on", null=True, blank=True)
    agreed_by = models.ManyToManyField(
        "commissioning.ContractParty", related_name="variations_agreed", blank=True, editable=False
    )
    agreed_on = models.DateField("agreed by both on", null=True, blank=True)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)

    objects = Visible.as_manager()

    class Meta:
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="variation_number_once"),
            models.UniqueConstraint(
                fields=["contract"],
                name="variation_one_at_a_time",
                condition=Q(agreed_on=None, withdrawn_on=None),
                violation_error_message="A variation of this contract waits to be agreed. Agree or withdraw it first.",
            ),
            models.CheckConstraint(
                name="variation_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Say what changes, and why.",
            ),
            models.CheckConstraint(
                name="variation_agreed_by_both",
                condition=Q(agreed_on=None)
                | Q(agreed_on__gte=F("commissioner_agreed_on")) & Q(agreed_on__gte=F("provider_agreed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Variation {self.number}: {self.contract.title}"

    def get_absolute_url(self) -> str:
        return numbered("variation", self.pk)

    @property
    def standing(self) -> tuple[str, str]:
        """How far it came, as (words, colour)."""
        if self.withdrawn_on is not None:
            return "Withdrawn", "grey"
        return ("Agreed by both", "green") if self.agreed_on is not None else ("To be agreed", "blue")


class VariationYear(models.Model):
    """What a variation makes of one financial year, and what it was before."""

    variation = models.ForeignKey(Variation, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField("financial year")
    amount = models.DecimalField("amount (£)", max_digits=14, decimal_places=2)
    before = models.DecimalField("before (£)", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["variation", "year"]
        constraints = [models.UniqueConstraint(fields=["variation", "year"], name="variation_year_once")]

    def __str__(self) -> str:
        return f"{self.variation}: {self.year}"
