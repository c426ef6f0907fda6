"""Mail that the product sends, as rows."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from core.acts import Actor


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    HELD = "held", "Held (written in a story, never sent)"


class MailQuerySet(models.QuerySet["Mail"]):
    """Mails."""

    def newest_first(self) -> "MailQuerySet":
        """As the demonstration shows them."""
        return self.order_by("-pk")

    def visible_to(self, actor: "Actor") -> "MailQuerySet":
        """Only those who may see the demonstration's mail see any here."""
        return self if actor.may("core.view_demo_mail") else self.none()


class Mail(models.Model):
    """One message to one person, written in the transaction that caused it and sent after it."""

    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="mails"
    )
    to_address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField(help_text="Plain text.")
    key = models.CharField(max_length=200, unique=True, help_text="The same key is the same mail.")
    reply_to = models.EmailField(max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="mail_state_known", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(name="mail_sent_has_time", condition=~Q(state="sent", sent_at=None)),
            models.CheckConstraint(
                name="mail_header_one_line", condition=~Q(subject__contains="\n") & ~Q(subject__contains="\r")
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} ({self.get_state_display().lower()})"
