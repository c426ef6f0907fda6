"""The way back to an answer for people without an account: a link that was mailed to their address."""

import datetime

from django.db import models
from django.db.models import Q


class GuestLinkQuerySet(models.QuerySet["GuestLink"]):
    """Links to answers."""

    def good_at(self, moment: datetime.datetime) -> "GuestLinkQuerySet":
        """Those that still let their owner in."""
        return self.filter(used_at=None, expires_at__gt=moment)


class GuestLink(models.Model):
    """A link that proves an e-mail address and leads to one response. Only its fingerprint is kept; used once.

    Opening it does nothing, because mail filters open links: a button on its page spends it.
    """

    response = models.ForeignKey("consultation.Response", on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="guest_link_expires_later", condition=Q(expires_at__gt=models.F("made_at")))
        ]

    def __str__(self) -> str:
        return f"link to {self.response.reference}"
