"""Which reminders were sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Reminder(models.Model):
    """One reminder of one due date to one person: sent, or left out because a later one was due at the same time.

    The ledger is why a missed run loses no reminder and a repeated one sends none twice.
    """

    deadline = models.CharField(max_length=60, help_text="The name of the kind of due date.")
    object_id = models.BigIntegerField(help_text="The record that is due.")
    due_date = models.DateField(help_text="A date that moves is reminded of anew.")
    step = models.SmallIntegerField(help_text="How many days before; negative is after.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    superseded = models.BooleanField(default=False, help_text="Left out, because a later one was due too.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deadline", "object_id", "due_date", "step", "user"], name="reminder_once"),
            models.CheckConstraint(name="reminder_names_deadline", condition=~Q(deadline="")),
        ]
        indexes = [models.Index(fields=["due_date"], name="reminder_by_due_date")]

    def __str__(self) -> str:
        return f"{self.deadline} {self.object_id}, {self.step} days before {self.due_date}"
