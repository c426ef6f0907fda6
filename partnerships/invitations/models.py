"""Offers to join an organisation."""

import datetime
import hashlib

from django.db import models
from django.db.models import Q

from core import clock
from core.fields import Visible
from partnerships.people.models import User
from partnerships.people.roles import in_words


def hash_of(token: str) -> str:
    """What is kept of the secret in an invitation's link."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class InvitationQuerySet(Visible):
    """Invitations."""

    def open(self, moment: datetime.datetime) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=moment)

    def waiting(self) -> "InvitationQuerySet":
        """Those that were neither accepted nor withdrawn, expired or not."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def of_token(self, token: str) -> "InvitationQuerySet":
        """The one to which a link with this secret leads."""
        return self.filter(token_hash=hash_of(token))

    def to(self, place) -> "InvitationQuerySet":
        """Those to one organisation or area."""
        return self.filter(**{place._meta.model_name: place})


class Invitation(models.Model):
    """An offer, sent to an address, to join an organisation (or an area) in a role. Single use, and it expires.

    It is accepted by pressing a button, never by opening the link: mail filters open links.
    """

    view_permission = "partnerships.view_invitation"

    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=150)
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    roles = models.JSONField(help_text="Codes of the roles offered.")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="invitations_sent",
        null=True,
        blank=True,
        help_text="Empty where whoever keeps the server sent it, by a command.",
    )
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    expires_on = models.DateField("last day on which it can be accepted")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="invitations_accepted", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    umbrella = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="contacts_invited",
        null=True,
        blank=True,
        help_text="The umbrella body that named this contact of its member.",
    )
    mail = models.ForeignKey(
        "core.Mail", on_delete=models.SET_NULL, related_name="invitations", null=True, blank=True, editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_to_one_thing",
                condition=Q(organisation__isnull=False, area=None) | Q(organisation=None, area__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn", condition=Q(accepted_at=None) | Q(withdrawn_at=None)
            ),
            models.UniqueConstraint(
                fields=["email", "organisation"],
                name="invitation_one_waiting",
                condition=Q(accepted_at=None, withdrawn_at=None),
            ),
            models.UniqueConstraint(
                fields=["email", "area"],
                name="invitation_one_waiting_for_area",
                condition=Q(accepted_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation to {self.place}"

    @property
    def place(self):
        """The organisation or the area."""
        return self.organisation or self.area

    @property
    def role_names(self) -> str:
        """The roles offered, as a sentence names them: 'member and drafter'."""
        words = in_words(self.roles)
        return words[:1].lower() + words[1:]

    def state_at(self, moment: datetime.datetime) -> str:
        """'accepted', 'withdrawn', 'expired' or 'open'."""
        if self.accepted_at is not None:
            return "accepted"
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "open" if moment < self.expires_at else "expired"

    @property
    def state(self) -> str:
        """How it stands now."""
        return self.state_at(clock.now())
