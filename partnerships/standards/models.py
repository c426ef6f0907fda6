"""Dated rules that partners agreed to keep: how long a consultation lasts, how much notice is given."""

import datetime
from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from core import clock
from core.fields import Dated, DatedQuerySet, Versioned, dates_in_order
from core.pages import words
from core.pages.addresses import numbered


class StandardKind(models.TextChoices):
    """What a standard is about."""

    CONSULTATION_LENGTH = "consultation_length", "Time to answer a consultation"
    REPLY_AFTER_CONSULTATION = "reply_after_consultation", "Time to reply after a consultation"
    NOTICE_OF_ENDING_FUNDING = "notice_of_ending_funding", "Notice before funding ends"


class Unit(models.TextChoices):
    """What a standard is counted in."""

    WEEKS = "weeks", "weeks"
    MONTHS = "months", "months"
    DAYS = "days", "days"


class StandardQuerySet(DatedQuerySet):
    """Standards."""

    def rule(self, kind: str, on: datetime.date, areas: Sequence[int] = ()) -> "Standard | None":
        """The standard of a kind that held on a day: of the first of these areas that has one, else the national."""
        places = [*areas, None]
        rows = self.in_force(on).filter(Q(area=None) | Q(area__in=areas), kind=kind).order_by("-starts", "pk")
        return min(rows, key=lambda each: places.index(each.area_id), default=None)

    def at_the_same_time(self, standard: "Standard") -> "StandardQuerySet":
        """Others of its kind that hold in the same place on a day on which it does."""
        rows = self.filter(kind=standard.kind, area=standard.area).exclude(pk=standard.pk)
        if standard.starts:
            rows = rows.filter(Q(ends=None) | Q(ends__gte=standard.starts))
        if standard.ends:
            rows = rows.filter(Q(starts=None) | Q(starts__lte=standard.ends))
        return rows.order_by("starts", "pk")


class Standard(Versioned, Dated):
    """A rule with its number and the days on which it holds: 'at least 12 weeks', nationally or in one area."""

    view_permission = "partnerships.view_standard"

    kind = models.CharField("what it is about", max_length=30, choices=StandardKind.choices)
    area = models.ForeignKey(
        "partnerships.Area",
        on_delete=models.PROTECT,
        related_name="standards",
        verbose_name="where it holds",
        null=True,
        blank=True,
        help_text="Leave empty for a rule that holds everywhere. A local rule goes before a national one.",
    )
    amount = models.PositiveSmallIntegerField("how much", help_text="For example 12, for 12 weeks.")
    unit = models.CharField("counted in", max_length=10, choices=Unit.choices)
    words = models.TextField("in words", help_text="As people read it: what is asked, and what else is allowed.")
    source = models.CharField("where it comes from", max_length=300, help_text="The document that asks for it.")

    objects = StandardQuerySet.as_manager()

    class Meta:
        constraints = [
            dates_in_order("standard_dates_in_order"),
            models.CheckConstraint(name="standard_kind_known", condition=Q(kind__in=StandardKind.values)),
            models.CheckConstraint(name="standard_unit_known", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(
                name="standard_has_amount",
                condition=Q(amount__gt=0),
                violation_error_message="Enter a number greater than 0.",
            ),
            models.UniqueConstraint(
                fields=["kind", "area"],
                name="standard_one_open_in_an_area",
                condition=Q(ends=None, area__isnull=False),
                violation_error_message="There is such a standard already. Enter its last day first.",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                name="standard_one_open_everywhere",
                condition=Q(ends=None, area=None),
                violation_error_message="There is such a standard already. Enter its last day first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.length}"

    def get_absolute_url(self) -> str:
        return numbered("standard", self.pk)

    @property
    def place(self) -> str:
        """Where it holds."""
        return self.area.name if self.area else "Everywhere"

    @property
    def days(self) -> str:
        """On which days it holds: 'from 31 July 2012 on'."""
        if self.starts is None:
            return f"until {words.date(self.ends)}" if self.ends else "at all times"
        return f"from {words.date(self.starts)} " + (f"to {words.date(self.ends)}" if self.ends else "on")

    @property
    def is_relied_on(self) -> bool:
        """Whether a record points at it: something was judged by it."""
        return any(
            each.related_model._default_manager.filter(**{each.field.name: self}).exists()
            for each in self._meta.related_objects
        )

    @property
    def state_in_words(self) -> tuple[str, str]:
        """How it stands today, as (words, colour)."""
        today = clock.today()
        if self.holds_on(today):
            return "Holds", "green"
        return ("Holds later", "blue") if self.starts and self.starts > today else ("Ended", "grey")

    @property
    def length(self) -> str:
        """'12 weeks'."""
        unit = self.get_unit_display()
        return f"{self.amount} {unit[:-1] if self.amount == 1 else unit}"
