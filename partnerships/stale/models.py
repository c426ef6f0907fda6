"""Reminders to organisations whose entry should have been confirmed."""

from django.db import models

from core.fields import Visible
from partnerships.organisations.models import Organisation
from partnerships.people.models import User


class EntryChaser(models.Model):
    """An organisation was asked to confirm its entry, on a day, by mail to so many people."""

    view_permission = "partnerships.view_entry_chaser"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="entry_chasers")
    sent_on = models.DateField("asked on")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="entry_chasers_sent", null=True)
    umbrella = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="entry_chasers_for", null=True, blank=True
    )
    people = models.PositiveIntegerField("mails")

    objects = Visible.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-sent_on"], name="entry_chaser_last")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sent_on"],
                name="entry_chaser_once_a_day",
                violation_error_message="This organisation was asked today already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} was asked to confirm its entry"
