"""The numbered versions of a plan. Rows of `plans/models.py`, which would be too long."""

from django.db import models
from django.db.models import F, Q

from core.fields import Versioned, Visible

LONGEST = 100_000
"""Letters of a version's text at most: some forty printed pages."""


class VersionQuerySet(Visible):
    """Versions of plans."""


class PlanVersion(Versioned):
    """One numbered version of a plan: worked on until it is submitted, then endorsed, or sent back with notes.

    What was endorsed stays as it was, with its priorities as they stood; what is to change is the next (ADR 33).
    """

    view_permission = "commissioning.view_plan_version"

    plan = models.ForeignKey("commissioning.CommissioningPlan", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("number")
    text = models.TextField(
        "text", max_length=LONGEST, help_text="The whole text, with an empty line between paragraphs."
    )
    note = models.CharField(
        "what changed", max_length=300, blank=True, help_text="In a sentence, for people who read the one before."
    )
    begun_on = models.DateField("begun on", editable=False)
    consulted_on = models.DateField("sent out for consultation on", null=True, blank=True, editable=False)
    consultation = models.ForeignKey(
        "consultation.Consultation",
        on_delete=models.PROTECT,
        related_name="plan_versions",
        verbose_name="consultation",
        null=True,
        blank=True,
    )
    submitted_on = models.DateField("submitted on", null=True, blank=True, editable=False)
    returned_on = models.DateField("sent back on", null=True, blank=True, editable=False)
    return_notes = models.TextField("what is to change", max_length=5000, blank=True)
    endorsed_on = models.DateField("endorsed on", null=True, blank=True, editable=False)
    published_on = models.DateField("open to everybody signed in since", null=True, blank=True, editable=False)
    priorities_then = models.JSONField("priorities as they stood", default=list, blank=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_numbered_once"),
            models.UniqueConstraint(
                fields=["plan"],
                name="plan_version_one_worked_on",
                condition=Q(endorsed_on=None, returned_on=None),
                violation_error_message="A version is being worked on already. Change that one.",
            ),
            models.CheckConstraint(
                name="plan_version_has_text",
                condition=~Q(text="") & Q(number__gt=0),
                violation_error_message="Enter the text of the plan.",
            ),
            models.CheckConstraint(
                name="plan_version_endorsed_or_sent_back",
                condition=Q(endorsed_on=None) | Q(returned_on=None),
                violation_error_message="It was sent back. Submit the next version.",
            ),
            models.CheckConstraint(
                name="plan_version_days_in_order",
                condition=(Q(submitted_on=None) | Q(submitted_on__gte=F("begun_on")))
                & (Q(endorsed_on=None) | Q(submitted_on__isnull=False, endorsed_on__gte=F("submitted_on")))
                & (Q(returned_on=None) | Q(submitted_on__isnull=False, returned_on__gte=F("submitted_on"))),
                violation_error_message="A version is begun, then submitted, then endorsed or sent back. Enter a later "
                "day.",
            ),
            models.CheckConstraint(
                name="plan_version_sent_back_with_notes",
                condition=Q(returned_on=None, return_notes="") | (Q(returned_on__isnull=False) & ~Q(return_notes="")),
                violation_error_message="Say what is to change.",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def standing(self) -> str:
        """How this version stands, in words."""
        if self.endorsed_on:
            return "Endorsed"
        if self.returned_on:
            return "Sent back"
        if self.submitted_on:
            return "Submitted"
        return "In consultation" if self.consulted_on else "Being worked on"
