"""Whom a consultation reached: the organisations that were invited, and how far each has come."""

from django.db import models
from django.db.models import Q

from core.fields import Visible


class InviteeQuerySet(Visible):
    """Organisations that were invited to answer."""


class Invitee(models.Model):
    """An organisation was invited to answer a consultation."""

    view_permission = "consultation.view_invitee"

    consultation = models.ForeignKey("consultation.Consultation", on_delete=models.CASCADE, related_name="invitees")
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="invited_to_consultations"
    )
    invited_at = models.DateTimeField("invited")
    invited_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="consultation_invitations", null=True, blank=True
    )
    mailed = models.PositiveSmallIntegerField("mails sent", default=0, help_text="To how many addresses it went.")
    opened_at = models.DateTimeField("first opened", null=True, blank=True)
    chased_at = models.DateTimeField("last reminded", null=True, blank=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "organisation"], name="invitee_once"),
            models.CheckConstraint(
                name="invitee_opened_after_inviting",
                condition=Q(opened_at=None) | Q(opened_at__gte=models.F("invited_at")),
            ),
        ]
        indexes = [models.Index(fields=["consultation", "organisation"], name="invitee_by_consultation")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.consultation.reference}"
