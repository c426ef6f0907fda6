"""Overrides: a stage goes on without an involvement that its checklist asks for, for a reason that two people give."""

from django.db import models
from django.db.models import F, Q

from commissioning.cycles.models import StageKind
from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class Asked(models.TextChoices):
    """The lines of checklists that can be overridden: those that ask for somebody's involvement."""

    SECTOR = "sector", "Users and providers gave their input"
    COLLECTIVE = "collective", "The sector gave a collective input"
    PRACTICES = "practices", "Practice-based commissioners were involved"
    PROFESSIONALS = "professionals", "The professional executive committee was involved"


OF_STAGE = {
    Asked.SECTOR: StageKind.ANALYSE,
    Asked.COLLECTIVE: StageKind.PLAN,
    Asked.PRACTICES: StageKind.PLAN,
    Asked.PROFESSIONALS: StageKind.PLAN,
}
"""Which stage asks for which."""


class OverrideState(models.TextChoices):
    """How an override stands. It follows from its days and is never stored."""

    ASKED = "asked", "Waits for a second person"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"


COLOURS = {"asked": "yellow", "confirmed": "orange", "declined": "grey"}


class OverrideQuerySet(Visible):
    """Overrides."""

    def confirmed(self) -> "OverrideQuerySet":
        """Those that hold."""
        return self.exclude(confirmed_on=None)

    def waiting(self) -> "OverrideQuerySet":
        """Those that wait for a second person."""
        return self.filter(confirmed_on=None, declined_on=None)


class Override(Versioned):
    """One person asks to go on without an involvement, a second one of another partner or the secretariat confirms.

    The reason is read by everybody on the cycle's page, and the organisations concerned are told.
    """

    view_permission = "commissioning.view_override"

    stage = models.ForeignKey(
        "commissioning.Stage", on_delete=models.CASCADE, related_name="overrides", verbose_name="stage"
    )
    line = models.CharField("what it goes on without", max_length=20, choices=Asked.choices)
    reason = models.TextField(
        "reason", max_length=2000, help_text="Everybody with an account reads it, and the organisations concerned do."
    )
    asked_on = models.DateField("asked on")
    asked_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="overrides_asked", null=True, blank=True
    )
    asked_for = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="overrides_asked",
        verbose_name="asked by",
        null=True,
        blank=True,
    )
    confirmed_on = models.DateField("confirmed on", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="overrides_confirmed", null=True, blank=True
    )
    confirmed_for = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="overrides_confirmed",
        verbose_name="confirmed by",
        null=True,
        blank=True,
    )
    declined_on = models.DateField("declined on", null=True, blank=True)
    decline_reason = models.TextField("why it was declined", max_length=2000, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = "override"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="override_line_known", condition=Q(line__in=Asked.values)),
            models.CheckConstraint(
                name="override_says_why", condition=~Q(reason=""), violation_error_message="Give the reason."
            ),
            models.CheckConstraint(
                name="override_by_two_people",
                condition=Q(confirmed_by=None) | Q(asked_by=None) | ~Q(confirmed_by=F("asked_by")),
                violation_error_message="You asked for this yourself. A second person confirms it.",
            ),
            models.CheckConstraint(
                name="override_confirmed_or_declined",
                condition=Q(confirmed_on=None) | Q(declined_on=None),
            ),
            models.CheckConstraint(
                name="override_declined_with_a_reason",
                condition=Q(declined_on=None, decline_reason="")
                | (Q(declined_on__isnull=False) & ~Q(decline_reason="")),
                violation_error_message="Say why it is declined.",
            ),
            models.UniqueConstraint(
                fields=["stage", "line"],
                name="override_once",
                condition=Q(declined_on=None),
                violation_error_message="Somebody has asked for this already. See the page of the cycle.",
            ),
        ]

    def __str__(self) -> str:
        return f"Without: {self.get_line_display()[:1].lower()}{self.get_line_display()[1:]}"

    def get_absolute_url(self) -> str:
        return numbered("override", self.pk)

    @property
    def state(self) -> OverrideState:
        """How it stands."""
        if self.declined_on is not None:
            return OverrideState.DECLINED
        return OverrideState.CONFIRMED if self.confirmed_on is not None else OverrideState.ASKED
