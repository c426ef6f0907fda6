"""Chasing a body that has not met a target of sign-up: who leads on it there, and what was written to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class CompactLead(Versioned):
    """Who at a body leads on Compacts, and how to write to them."""

    view_permission = "compacts.view_lead"

    organisation = models.OneToOneField(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="compact_lead",
        verbose_name="organisation",
        error_messages={"unique": "This organisation has a lead already. Change who that is on their page."},
    )
    name = models.CharField("name", max_length=150)
    email = models.EmailField("e-mail address", blank=True, help_text="Leave empty if letters go by post.")
    address = models.TextField(
        "postal address", max_length=500, blank=True, help_text="Needed where there is no e-mail address."
    )

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "lead on Compacts"
        verbose_name_plural = "leads on Compacts"
        constraints = [
            models.CheckConstraint(
                name="compact_lead_has_name", condition=~Q(name=""), violation_error_message="Enter the name."
            ),
            models.CheckConstraint(
                name="compact_lead_can_be_reached",
                condition=~Q(email="") | ~Q(address=""),
                violation_error_message="Enter an e-mail address or a postal address.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation.name}"

    def get_absolute_url(self) -> str:
        return numbered("compact_lead", self.pk)


class Channel(models.TextChoices):
    """How a body's lead was written to."""

    MAIL = "mail", "E-mail"
    LETTER = "letter", "Letter"


class SignupChaserQuerySet(Visible):
    """What was written."""

    def newest_first(self) -> "SignupChaserQuerySet":
        """As a target's page shows it."""
        return self.order_by("-sent_on", "-pk")


class SignupChaser(models.Model):
    """What was written to the lead of a body that had not met a target: when, by whom, to whom, and in which words."""

    view_permission = "compacts.view_chaser"

    target = models.ForeignKey(
        "compacts.SignupTarget", on_delete=models.PROTECT, related_name="chasers", verbose_name="target"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="signup_chasers",
        verbose_name="organisation",
    )
    channel = models.CharField("sent as", max_length=10, choices=Channel.choices)
    to_name = models.CharField("to", max_length=150)
    to_address = models.TextField("at", max_length=500)
    recipient = models.CharField(max_length=64, editable=False)
    subject = models.CharField("subject", max_length=200)
    body = models.TextField("what was written")
    sent_on = models.DateField("sent on")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="signup_chasers_sent",
        verbose_name="sent by",
        null=True,
        blank=True,
    )
    written_at = models.DateTimeField("written at")

    objects = SignupChaserQuerySet.as_manager()

    class Meta:
        verbose_name = "reminder to sign up"
        verbose_name_plural = "reminders to sign up"
        constraints = [
            models.CheckConstraint(name="signup_chaser_channel_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="signup_chaser_has_words", condition=~Q(body="") & ~Q(subject="") & ~Q(recipient="")
            ),
            models.UniqueConstraint(
                fields=["recipient", "sent_on"],
                name="signup_chaser_once_a_day",
                violation_error_message="This person has been written to today. Write again tomorrow.",
            ),
        ]
        indexes = [models.Index(fields=["target", "-sent_on"], name="signup_chaser_newest_first")]

    def __str__(self) -> str:
        return f"{self.organisation.name}: {self.subject}"

    def get_absolute_url(self) -> str:
        return numbered("signup_chaser", self.pk)
