"""Targets: what is to be reached by a day, by whose doing, and what it is measured by."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from compacts.measures.periods import period_words
from compacts.targets.kinds import Scope, Status, TargetKind, Trajectory
from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered
from core.trail.models import Event


def there(model: type[models.Model], on: datetime.date) -> Exists:
    """Whether the trail tells anything of the row at hand up to a day."""
    return Exists(Event.objects.filter(model=model._meta.label_lower, object_id=OuterRef("pk")).until(on))


class TargetQuerySet(Visible):
    """Targets."""

    def going_on(self) -> "TargetQuerySet":
        """Those that nobody has given up."""
        return self.filter(ended_on=None)

    def to_reach(self) -> "TargetQuerySet":
        """Those that go on, until each of their measures says that it is met or missed."""
        newest = Snapshot.objects.newest(clock.today(), contribution=OuterRef("pk"))
        stands = Coalesce(Subquery(newest.values("status")[:1]), Value(Status.NO_DATA.value))
        measures = Contribution.objects.filter(target=OuterRef("pk")).annotate(stands=stands)
        undecided = measures.exclude(stands__in=[Status.MET, Status.MISSED])
        return self.going_on().filter(Exists(undecided) | ~Exists(measures))

    def known_on(self, on: datetime.date) -> "TargetQuerySet":
        """Those that had been set by a day, or of which it was worked out for it how they stand."""
        return self.filter(Exists(Snapshot.objects.newest(on, contribution__target=OuterRef("pk"))) | there(Target, on))


class Target(Versioned):
    """A promise in figures: activity up by 5%, a wait of 18 weeks, a year more of life, a gap that must not widen."""

    view_permission = "compacts.view_target"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    kind = models.CharField("kind", max_length=10, choices=TargetKind.choices)
    aim = models.DecimalField(
        "aim", max_digits=12, decimal_places=4, null=True, blank=True,
        help_text="The percentage, the level or the amount. Empty for a gap that must not widen.",
    )  # fmt: skip
    scope = models.CharField("scope", max_length=12, choices=Scope.choices)
    area = models.ForeignKey(
        "partnerships.Area",
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name="area",
        null=True,
        blank=True,
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="targets", verbose_name="organisation",
        null=True, blank=True,
    )  # fmt: skip
    compared_area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="targets_compared", verbose_name="compared with",
        null=True, blank=True, help_text="For a gap only: the area that it is compared with.",
    )  # fmt: skip
    due = models.DateField("due by")
    trajectory = models.CharField("on the way", max_length=10, choices=Trajectory.choices, default=Trajectory.LINEAR)
    source = models.CharField("set by", max_length=300, help_text="The document that sets it, and where in it.")
    about = models.TextField("what it is about", max_length=5000, blank=True)
    owners = models.ManyToManyField("partnerships.Organisation", related_name="targets_owned", verbose_name="owners")
    ended_on = models.DateField("given up on", null=True, blank=True)
    end_reason = models.TextField("why it was given up", max_length=2000, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "target"
        constraints = [
            models.CheckConstraint(name="target_kind_known", condition=Q(kind__in=TargetKind.values)),
            models.CheckConstraint(name="target_has_title", condition=~Q(title="") & ~Q(sort_name="")),
            models.CheckConstraint(
                name="target_has_an_aim",
                condition=(Q(kind=TargetKind.GAP, aim=None) | (~Q(kind=TargetKind.GAP) & Q(aim__isnull=False))),
                violation_error_message="Enter the percentage, the level or the amount. A gap that must not widen has "
                "none.",
            ),
            models.CheckConstraint(
                name="target_grows_by_something",
                condition=~Q(kind__in=[TargetKind.GROWTH, TargetKind.INCREASE]) | Q(aim__gt=0),
                violation_error_message="Enter by how much it is to grow: more than 0.",
            ),
            models.CheckConstraint(
                name="target_scope_has_its_place",
                condition=Q(scope=Scope.ORGANISATION, organisation__isnull=False, area=None)
                | (Q(scope__in=[Scope.NATIONAL, Scope.REGION, Scope.AREA]) & Q(organisation=None, area__isnull=False)),
                violation_error_message="Name the organisation where it is a target of one, and otherwise the area.",
            ),
            models.CheckConstraint(
                name="target_gap_has_two_ends",
                condition=(Q(kind=TargetKind.GAP, compared_area__isnull=False, area__isnull=False)
                & ~Q(compared_area=F("area"))) | (~Q(kind=TargetKind.GAP) & Q(compared_area=None)),
                violation_error_message="For a gap, and for nothing else, name two different areas: its own and the "
                "one it is compared with.",
            ),
            models.CheckConstraint(
                name="target_gap_goes_evenly",
                condition=~Q(kind=TargetKind.GAP) | Q(trajectory=Trajectory.LINEAR),
                violation_error_message="A gap that must not widen has no steps on the way.",
            ),
            models.CheckConstraint(
                name="target_ends_with_a_reason",
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Say why it was given up.",
            ),
            models.UniqueConstraint(
                fields=["sort_name", "due"], name="target_once", condition=Q(ended_on=None),
                violation_error_message="There is a target of that title and day already. Change that one instead.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["sort_name", "id"], name="target_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("target", self.pk)

    @property
    def of(self) -> str:
        """For whom it is promised."""
        return self.organisation.name if self.organisation is not None else str(self.area)


class ContributionQuerySet(Visible):
    """Measures of targets."""

    def known_on(self, on: datetime.date) -> "ContributionQuerySet":
        """Those by which a target was measured by a day, or of which it was worked out for it how they stand."""
        return self.filter(Exists(Snapshot.objects.newest(on, contribution=OuterRef("pk"))) | there(Contribution, on))

    def awaited(self) -> "ContributionQuerySet":
        """Those of targets that go on of which a further figure is to come before the target is due."""
        return self.filter(target__ended_on=None, awaited_by__isnull=False)


class Contribution(Versioned):
    """A measure by which a target is judged, with the baseline it is counted from. Several are never added together."""

    view_permission = "compacts.view_contribution"

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="contributions", verbose_name="target")
    measure = models.ForeignKey(
        "compacts.Measure", on_delete=models.PROTECT, related_name="contributions", verbose_name="measure"
    )
    baseline_value = models.DecimalField("baseline", max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_starts = models.DateField("first day of the baseline's period", null=True, blank=True)
    baseline_ends = models.DateField("last day of the baseline's period", null=True, blank=True)
    baseline_source = models.CharField("source of the baseline", max_length=300, blank=True)
    line_problem = models.CharField(max_length=600, blank=True, editable=False)
    awaited_from = models.DateField("first day of the next period", null=True, editable=False)
    awaited_to = models.DateField("last day of the next period", null=True, editable=False)
    awaited_by = models.DateField("day by which its next figure is to be entered", null=True, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "measure of a target"
        constraints = [
            models.UniqueConstraint(
                fields=["target", "measure"], name="contribution_once",
                violation_error_message="The target is measured by this already.",
            ),
            models.CheckConstraint(
                name="contribution_baseline_whole",
                condition=Q(
                    baseline_value=None, baseline_starts=None, baseline_ends=None, baseline_source=""
                ) | (Q(baseline_value__isnull=False, baseline_starts__isnull=False, baseline_ends__isnull=False)
                & ~Q(baseline_source="")),
                violation_error_message="A baseline has a figure, a period and a source: enter all of them.",
            ),
            models.CheckConstraint(
                name="contribution_baseline_in_order",
                condition=Q(baseline_starts=None) | Q(baseline_ends__gte=F("baseline_starts")),
                violation_error_message="The last day of the baseline's period is before its first day.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.target.title}: {self.measure.title}"

    def get_absolute_url(self) -> str:
        return numbered("target", self.target_id)

    @property
    def baseline_period(self) -> str:
        """The period of the baseline in words."""
        if self.baseline_starts is None or self.baseline_ends is None:
            return ""
        return period_words(self.baseline_starts, self.baseline_ends)

    @property
    def awaited_period(self) -> str:
        """The period of the next figure in words."""
        if self.awaited_from is None or self.awaited_to is None:
            return ""
        return period_words(self.awaited_from, self.awaited_to)


class Step(models.Model):
    """Where a target is to be by a day before it is due, in the terms of its aim."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="steps")
    on = models.DateField("by")
    aim = models.DecimalField("aim", max_digits=12, decimal_places=4)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["target", "on"], name="step_once_a_day")]

    def __str__(self) -> str:
        return f"{self.target.title}, {self.on}"


class Strand(models.Model):
    """Whose readings a measure of a target is counted from, for how much, and over which days.

    An area is one strand. An organisation has one for itself and one for each it came from or became.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="strands")
    area = models.ForeignKey("partnerships.Area", on_delete=models.CASCADE, related_name="+", null=True)
    organisation = models.ForeignKey("partnerships.Organisation", on_delete=models.CASCADE, related_name="+", null=True)
    weight = models.DecimalField(max_digits=9, decimal_places=6, default=1)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="strand_of_one_body",
                condition=Q(organisation=None, area__isnull=False) | Q(organisation__isnull=False, area=None),
            ),
            models.UniqueConstraint(
                fields=["contribution", "area"], name="strand_of_area_once", condition=Q(area__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["contribution", "organisation"],
                name="strand_of_organisation_once",
                condition=Q(organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weight} of {self.organisation_id or self.area_id}"


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots."""

    def newest(self, on: datetime.date, **of: Any) -> "SnapshotQuerySet":
        """Those until a day, the newest first; of several of one day that of the measure which needs most attention."""
        return self.filter(on__lte=on, **of).order_by("-on", "rank", "pk")


class Snapshot(models.Model):
    """How a measure of a target stood on a day, by what the readings said when it was last worked out."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="snapshots")
    on = models.DateField("as at")
    computed_at = models.DateTimeField("worked out")
    status = models.CharField(max_length=20, choices=Status.choices)
    rank = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=600)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    goal = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    expected = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    change = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    whole_periods = models.PositiveIntegerField(default=0)
    rate_so_far = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    rate_needed = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "on"], name="snapshot_once_a_day"),
            models.CheckConstraint(name="snapshot_status_known", condition=Q(status__in=Status.values)),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id}, {self.on}: {self.get_status_display()}"
