"""Who was involved in a stage of a cycle, in which capacity, what they said, and what was done with it."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered


class Capacity(models.TextChoices):
    """For whom somebody spoke."""

    OWN = "own", "On its own account"
    REPRESENTATIVE = "representative", "As a named representative of the sector"
    INTEREST_GROUP = "interest_group", "As an interest group"
    USERS = "users", "As users or carers"
    PRACTICES = "practices", "As practice-based commissioners"
    PROFESSIONALS = "professionals", "As the professional executive committee"


COLLECTIVE = (Capacity.REPRESENTATIVE, Capacity.INTEREST_GROUP)
"""Those who speak for many."""


class Way(models.TextChoices):
    """How they were involved."""

    MEETING = "meeting", "Meeting"
    EVENT = "event", "Event or workshop"
    WRITING = "writing", "In writing"
    SURVEY = "survey", "Survey or interviews"
    VISIT = "visit", "Visit"
    TELEPHONE = "telephone", "Telephone"


class InvolvementQuerySet(Visible):
    """Involvements."""

    def standing(self) -> "InvolvementQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)


class Involvement(Versioned, Voidable):
    """An organisation, or a group of people, took part in a stage: what it said, and what was done with that."""

    view_permission = "commissioning.view_involvement"

    stage = models.ForeignKey(
        "commissioning.Stage", on_delete=models.CASCADE, related_name="involvements", verbose_name="stage"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="involvements",
        verbose_name="organisation",
        null=True,
        blank=True,
    )
    group = models.CharField(
        "group of people",
        max_length=200,
        blank=True,
        help_text="Where it is no organisation: 'Users of the day centre in Leominster'. Never name a person.",
    )
    capacity = models.CharField("capacity", max_length=16, choices=Capacity.choices)
    way = models.CharField("how", max_length=12, choices=Way.choices)
    happened_on = models.DateField("when")
    said = models.TextField("what they said", max_length=5000, help_text="In a few sentences. Do not name people.")
    done = models.TextField(
        "what was done with it",
        max_length=5000,
        blank=True,
        help_text="Leave empty until it is known. Whoever was involved reads it here.",
    )

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        verbose_name = "involvement"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            void_with_a_reason("involvement_void_with_a_reason"),
            models.CheckConstraint(name="involvement_capacity_known", condition=Q(capacity__in=Capacity.values)),
            models.CheckConstraint(name="involvement_way_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="involvement_of_somebody",
                condition=Q(organisation__isnull=False) | ~Q(group=""),
                violation_error_message="Enter the organisation, or the group of people.",
            ),
            models.CheckConstraint(
                name="involvement_says_something",
                condition=~Q(said=""),
                violation_error_message="Write what they said.",
            ),
        ]

    def __str__(self) -> str:
        return self.whose

    def get_absolute_url(self) -> str:
        return numbered("involvement", self.pk)

    @property
    def whose(self) -> str:
        """The organisation, the group, or both."""
        named = self.organisation.name if self.organisation else ""
        return ", ".join(each for each in (named, self.group) if each)


class StageConsultation(models.Model):
    """A consultation that informed a stage. It counts once it has closed with an answer of the sector."""

    stage = models.ForeignKey("commissioning.Stage", on_delete=models.CASCADE, related_name="consultations")
    consultation = models.ForeignKey(
        "consultation.Consultation", on_delete=models.PROTECT, related_name="stages", verbose_name="consultation"
    )
    linked_on = models.DateField("linked on")

    class Meta:
        ordering = ["linked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "consultation"],
                name="stage_consultation_once",
                violation_error_message="This consultation is linked already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.consultation)
