"""What users say of a service, with numbers: who was asked, how many answered, how many are satisfied.

Source: Building on the best practice in Herefordshire (2006), action plan, stage 4: audits of user satisfaction.
"""

from django.db import models
from django.db.models import F, Q

from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered

FEWEST = 5
"""Answers below which no share is shown: somebody could tell who said what."""


class SatisfactionAudit(Versioned, Voidable):
    """Users of a contract's service were asked how satisfied they are."""

    view_permission = "commissioning.view_feedback"

    contract = models.ForeignKey(
        "commissioning.Contract", on_delete=models.PROTECT, related_name="audits", verbose_name="contract"
    )
    recorded_by = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="audits_recorded",
        verbose_name="recorded by", null=True, blank=True, editable=False,
    )  # fmt: skip
    held_on = models.DateField("when users were asked", help_text="The last day, where it took several.")
    method = models.CharField(
        "how they were asked", max_length=300, help_text="Interviews by peers, a form with pictures, a meeting."
    )
    done_by = models.CharField(
        "who asked them", max_length=200, help_text="The organisation or the role, not a person's name."
    )
    asked = models.PositiveIntegerField("how many were asked")
    answered = models.PositiveIntegerField("how many answered")
    said = models.TextField(
        "what they said", max_length=5000, help_text="In summary, so that nobody can tell who said what."
    )
    done = models.TextField("what was done with it", max_length=3000, blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "audit of user satisfaction"
        verbose_name_plural = "audits of user satisfaction"
        ordering = ["contract", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="audit_answers_of_the_asked",
                condition=Q(answered__lte=F("asked")),
                violation_error_message="More answered than were asked. Enter how many were asked, all together.",
            ),
            models.CheckConstraint(
                name="audit_says_how",
                condition=~Q(method="") & ~Q(done_by="") & ~Q(said=""),
                violation_error_message="Say how users were asked, by whom, and what they said.",
            ),
            models.UniqueConstraint(
                fields=["contract", "held_on", "method"], name="audit_once", condition=Q(voided_on=None),
                violation_error_message="An audit of that day and method is there already. Change that one instead.",
            ),
            void_with_a_reason("audit_void_with_a_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Audit of user satisfaction: {self.contract.title}"

    def get_absolute_url(self) -> str:
        return numbered("feedback", self.pk)


class AuditQuestion(models.Model):
    """One question of an audit: how many answered it, and how many of them are satisfied."""

    audit = models.ForeignKey(SatisfactionAudit, on_delete=models.CASCADE, related_name="questions")
    title = models.CharField("question", max_length=200)
    answered = models.PositiveIntegerField("how many answered it")
    satisfied = models.PositiveIntegerField("how many of them are satisfied")

    class Meta:
        ordering = ["audit", "pk"]
        constraints = [
            models.CheckConstraint(
                name="audit_satisfied_of_the_answers",
                condition=Q(satisfied__lte=F("answered")),
                violation_error_message="More are satisfied than answered. Correct one of the two.",
            ),
            models.UniqueConstraint(
                fields=["audit", "title"],
                name="audit_question_once",
                violation_error_message="This question is there already.",
            ),
            models.CheckConstraint(
                name="audit_question_has_title",
                condition=~Q(title=""),
                violation_error_message="Enter the question that users were asked.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
