"""Framework agreements of NHS bodies and councils: by which law, for what, and for how long."""

import datetime

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When

from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered

ACT_OF_2006 = datetime.date(2007, 3, 1)
"""The National Health Service Act 2006 came into force: its section 75 took the place of section 31."""


class FrameworkKind(models.TextChoices):
    """What a framework is for. Services under it have their own annual agreements."""

    COMMISSIONING = "to_commission", "Commissioning"
    PROVIDING = "to_provide", "Providing"


class Basis(models.TextChoices):
    """The law that lets an NHS body and a council act for one another."""

    SECTION_31 = "s31", "Section 31, Health Act 1999"
    SECTION_75 = "s75", "Section 75, NHS Act 2006"


class Standing(models.TextChoices):
    """How a framework stands on a day. It follows from its dates and those of its agreement."""

    PLANNED = "planned", "Planned"
    TO_COME = "to_come", "Not begun"
    UNSIGNED = "unsigned", "Not signed by all"
    RUNNING = "running", "Running"
    EXPIRED = "expired", "Expired"
    ENDED = "ended", "Ended early"


COLOURS = {
    Standing.PLANNED: "blue",
    Standing.TO_COME: "blue",
    Standing.UNSIGNED: "red",
    Standing.RUNNING: "green",
    Standing.EXPIRED: "grey",
    Standing.ENDED: "grey",
}


def standing_on(on: datetime.date) -> Case:
    """How each row stands on a day, as an expression: what `Framework.standing_on` says of one."""
    signed = Q(agreement__in_force_on__lte=on)
    early = Q(ends=None) | Q(agreement__ended_on__lte=F("ends"))
    return Case(
        When(Q(agreement__ended_on__lte=on) & early, then=Value(Standing.ENDED.value)),
        When(starts=None, then=Value(Standing.PLANNED.value)),
        When(ends__lt=on, then=Value(Standing.EXPIRED.value)),
        When(starts__gt=on, then=Value(Standing.TO_COME.value)),
        When(signed, then=Value(Standing.RUNNING.value)),
        default=Value(Standing.UNSIGNED.value),
        output_field=CharField(),
    )


class FrameworkQuerySet(Visible):
    """Framework agreements."""

    def standing(self, standing: str, on: datetime.date) -> "FrameworkQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=standing_on(on)).filter(stands=standing)

    def ran_during(self, first: datetime.date, last: datetime.date) -> "FrameworkQuerySet":
        """Those that all had signed and that ran on a day from the first to the last: `Framework.ran_during` of one."""
        if first > last:
            return self.none()
        still = (Q(ends=None) | Q(ends__gte=first)) & (Q(agreement__ended_on=None) | Q(agreement__ended_on__gt=first))
        return self.filter(still, starts__lte=last, agreement__in_force_on__lte=last)

    def money_withdrawn(self, first: datetime.date, last: datetime.date) -> "FrameworkQuerySet":
        """Those from which a partner withdrew money, with effect from the first day to the last."""
        changed = self.model.objects.filter(
            funding_changes__direction="withdrawn",
            funding_changes__voided_on=None,
            funding_changes__takes_effect_on__range=(first, last),
        )
        return self.filter(pk__in=changed.values("pk"))

    def to_replace(self) -> "FrameworkQuerySet":
        """Those that expire one day, and whose place no agreement that is in force has taken."""
        replaced = self.model.objects.filter(
            agreement__relations__kind="supersedes",
            agreement__relations__other=OuterRef("agreement"),
            agreement__in_force_on__isnull=False,
            agreement__ended_on=None,
        )
        return self.filter(~Exists(replaced), agreement__ended_on=None, ends__isnull=False)


class Framework(Versioned):
    """The terms of an agreement under section 31 or 75. Either its term is known, or it is planned for a period.

    Of a month without a day `starts` is the first day and `ends` the last; what is judged by them is judged at both
    ends of the month.
    """

    view_permission = "compacts.view_framework"

    agreement = models.OneToOneField("compacts.Agreement", on_delete=models.PROTECT, related_name="framework")
    kind = models.CharField("kind of framework", max_length=15, choices=FrameworkKind.choices)
    basis = models.CharField("legal basis", max_length=5, choices=Basis.choices)
    pooled_budget = models.BooleanField("pooled budget", default=False)
    joint_commissioning = models.BooleanField("lead or joint commissioning", default=False)
    integrated_provision = models.BooleanField("integrated provision", default=False)
    starts = models.DateField("first day", null=True, blank=True)
    starts_month_only = models.BooleanField("only the month of the first day is known", default=False)
    ends = models.DateField("last day", null=True, blank=True)
    ends_month_only = models.BooleanField("only the month of the last day is known", default=False)
    due_from = models.DateField("planned from", null=True, blank=True)
    due_until = models.DateField("planned until", null=True, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "framework"
        constraints = [
            models.CheckConstraint(name="framework_kind_known", condition=Q(kind__in=FrameworkKind.values)),
            models.CheckConstraint(name="framework_basis_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="framework_dates_in_order",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                violation_error_message="The last day is before the first day. Enter a later one.",
            ),
            models.CheckConstraint(
                name="framework_has_a_term_or_is_planned",
                condition=Q(starts__isnull=False) | Q(due_from__isnull=False, due_until__isnull=False, ends=None),
                violation_error_message="Enter its first day; or, where it is only planned, the first and the last day "
                "of the period in which it is due.",
            ),
            models.CheckConstraint(
                name="framework_planned_in_order",
                condition=Q(due_from=None) | Q(due_until=None) | Q(due_until__gte=F("due_from")),
                violation_error_message="The period in which it is due ends before it begins. Enter a later day.",
            ),
            models.CheckConstraint(
                name="framework_month_of_a_day",
                condition=(Q(starts_month_only=False) | Q(starts__isnull=False))
                & (Q(ends_month_only=False) | Q(ends__isnull=False)),
                violation_error_message="Enter a day of the month, any day will do.",
            ),
            models.CheckConstraint(
                name="framework_section_31_until_2007",
                condition=~Q(basis=Basis.SECTION_31) | Q(starts=None) | Q(starts__lt=ACT_OF_2006),
                violation_error_message="Nothing begins under section 31 from 1 March 2007 on: section 75 of the NHS "
                "Act 2006 took its place. Choose section 75, or enter an earlier first day.",
            ),
            models.CheckConstraint(
                name="framework_section_75_from_2007",
                condition=~Q(basis=Basis.SECTION_75) | Q(starts=None) | Q(starts__gte=ACT_OF_2006),
                violation_error_message="Section 75 is in force from 1 March 2007 on. Choose section 31 of the Health "
                "Act 1999, or enter a later first day.",
            ),
        ]

    def __str__(self) -> str:
        return self.agreement.title

    def get_absolute_url(self) -> str:
        return numbered("framework", self.pk)

    def standing_on(self, on: datetime.date) -> Standing:
        """How it stands on a day, by what is known now."""
        ended, signed = self.agreement.ended_on, self.agreement.in_force_on
        if ended is not None and ended <= on and (self.ends is None or ended <= self.ends):
            return Standing.ENDED
        if self.starts is None:
            return Standing.PLANNED
        if self.ends is not None and self.ends < on:
            return Standing.EXPIRED
        if self.starts > on:
            return Standing.TO_COME
        return Standing.RUNNING if signed is not None and signed <= on else Standing.UNSIGNED

    def ran_during(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether all had signed it and it ran on a day from the first to the last, by what is known now."""
        signed, ended = self.agreement.in_force_on, self.agreement.ended_on
        if first > last or self.starts is None or self.starts > last or signed is None or signed > last:
            return False
        return (self.ends is None or self.ends >= first) and (ended is None or ended > first)

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        return self.standing_on(clock.today())

    @property
    def flexibilities(self) -> list[str]:
        """What the law lets the partners do, and they do."""
        names = ("pooled_budget", "joint_commissioning", "integrated_provision")
        return [str(self._meta.get_field(name).verbose_name) for name in names if getattr(self, name)]  # type: ignore[union-attr]
