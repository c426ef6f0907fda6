"""Who sees to the dates of somebody who is on leave."""

import datetime

from django.db import models
from django.db.models import F, Q

from core import clock
from core.fields import Visible
from core.pages.addresses import numbered
from partnerships.people.models import Membership


class CoverState(models.TextChoices):
    """How a cover stands on a day. It follows from its dates and is not stored."""

    LATER = "later", "Later"
    NOW = "now", "Now"
    OVER = "over", "Over"
    CALLED_OFF = "called_off", "Called off"


class CoverQuerySet(Visible):
    """Covers."""

    def standing(self) -> "CoverQuerySet":
        """Those that were not called off."""
        return self.filter(called_off_on=None)

    def on(self, day: datetime.date) -> "CoverQuerySet":
        """Those that hold on a day."""
        return self.standing().filter(starts__lte=day, ends__gte=day)

    def meeting(self, starts: datetime.date, ends: datetime.date) -> "CoverQuerySet":
        """Those that hold on any day of a span."""
        return self.standing().filter(starts__lte=ends, ends__gte=starts)


class Cover(models.Model):
    """Somebody is on leave from a day to a day, and a colleague is reminded in their place.

    No right is lent: whoever covers acts in the roles they hold themselves.
    """

    view_permission = "partnerships.view_cover"

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="covers", verbose_name="who is on leave"
    )
    by_whom = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="covering", verbose_name="who covers"
    )
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    called_off_on = models.DateField("called off on", null=True, blank=True, editable=False)
    why = models.TextField("why it was called off", max_length=2000, blank=True, editable=False)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = "cover"
        constraints = [
            models.CheckConstraint(
                name="cover_dates_in_order",
                condition=Q(ends__gte=F("starts")),
                violation_error_message="The last day is before the first day.",
            ),
            models.CheckConstraint(
                name="cover_by_another",
                condition=~Q(by_whom=F("membership")),
                violation_error_message="Name somebody else.",
            ),
            models.CheckConstraint(
                name="cover_called_off_with_reason",
                condition=Q(called_off_on=None, why="") | (Q(called_off_on__isnull=False) & ~Q(why="")),
                violation_error_message="Say why it is called off.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_whom.user} for {self.membership.user}"

    def get_absolute_url(self) -> str:
        return numbered("cover", self.pk)

    @property
    def state(self) -> CoverState:
        """How it stands today."""
        if self.called_off_on is not None:
            return CoverState.CALLED_OFF
        if self.starts > clock.today():
            return CoverState.LATER
        return CoverState.NOW if self.ends >= clock.today() else CoverState.OVER
