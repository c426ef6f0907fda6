"""The way back to an answer for people without an account: a link that was mailed to their address."""

import datetime

from django.db import models
from django.db.models import Q


class GuestLink(models.Model):
    """A link that proves an e-mail address and leads to one response. Only its fingerprint is kept; used once.

    Opening it does nothing, because mail filters open links: a button on its page spends it.
    """

    response = models.ForeignKey("consultation.Response", on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="guest_link_expires_later", condition=Q(expires_at__gt=models.F("made_at")))
        ]

    def __str__(self) -> str:
        return f"link to {self.response.reference}"

    def is_over(self, moment: datetime.datetime) -> bool:
        """Whether it lets nobody in any more: it was used, or its time has run out."""
        return self.used_at is not None or moment >= self.expires_at
