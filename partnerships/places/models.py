"""Where health bodies and councils lie in one another: counted in small areas, by date, and judged."""

from django.db import models
from django.db.models import F, Q

from core.fields import Dated, DatedQuerySet, Versioned, Visible, Voidable, dates_in_order, void_with_a_reason
from core.pages.addresses import numbered
from partnerships.organisations.models import Area, Organisation

MOST = 1_000_000
"""Small areas that a count may name; England has some 33,000."""


class BoundaryChangeKind(models.TextChoices):
    """How a boundary changed, or the record of it."""

    MOVE = "move", "Small areas moved"
    COUNT = "count", "A count is put right"


class BoundaryChangeQuerySet(Visible):
    """Changes of boundaries."""

    def to_carry_out(self) -> "BoundaryChangeQuerySet":
        """Those that were proposed, and neither carried out nor declared void."""
        return self.filter(carried_out_on=None, voided_on=None)


class BoundaryChange(Versioned, Voidable):
    """A change of a boundary from a day on, or of what is known of one: proposed, looked at, then carried out.

    Of a move `small_areas` go from the first pair of health body and area to the second. Of a count they are what the
    pair shares from the day on; the totals, where they are given, are what all of the body and all of the area have.
    """

    view_permission = "partnerships.view_boundary_change"

    kind = models.CharField("what changes", max_length=10, choices=BoundaryChangeKind.choices)
    first_day = models.DateField("from", help_text="The first day on which it is so.")
    small_areas = models.PositiveIntegerField("small areas")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="boundary_changes", verbose_name="health body"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="boundary_changes")
    to_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="boundary_changes_to", null=True, blank=True,
        verbose_name="health body they move to",
    )  # fmt: skip
    to_area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="boundary_changes_to", null=True, blank=True,
        verbose_name="area they move to",
    )  # fmt: skip
    organisation_total = models.PositiveIntegerField("small areas in all of the health body", null=True, blank=True)
    area_total = models.PositiveIntegerField("small areas in all of the area", null=True, blank=True)
    reason = models.TextField("why it changes", max_length=2000)
    source = models.CharField(max_length=200, help_text="The order, list or letter that says so.")
    proposed_on = models.DateField("proposed on")
    carried_out_on = models.DateField("carried out on", null=True, blank=True)

    objects = BoundaryChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "boundary change"
        ordering = ["-first_day", "-pk"]
        constraints = [
            void_with_a_reason("boundary_change_void_with_reason"),
            models.CheckConstraint(name="boundary_change_with_reason", condition=~Q(reason="") & ~Q(source="")),
            models.CheckConstraint(
                name="boundary_change_of_its_kind",
                condition=Q(
                    kind="move",
                    small_areas__gt=0,
                    to_organisation__isnull=False,
                    to_area__isnull=False,
                    organisation_total=None,
                    area_total=None,
                )
                | Q(kind="count", to_organisation=None, to_area=None),
            ),
            models.CheckConstraint(
                name="boundary_change_goes_elsewhere",
                condition=~Q(kind="move") | ~Q(organisation=F("to_organisation")) | ~Q(area=F("to_area")),
                violation_error_message="They move to where they are. Name another health body or another area.",
            ),
        ]

    def __str__(self) -> str:
        if self.kind == BoundaryChangeKind.COUNT:
            return f"{self.organisation.name} and {self.area.name} share {self.small_areas:,} small areas"
        assert self.to_organisation, "a move has an end"
        assert self.to_area, "a move has an end"
        of, ends = self.area.name, (self.organisation.name, self.to_organisation.name)
        if self.organisation_id == self.to_organisation_id:
            of, ends = self.organisation.name, (self.area.name, self.to_area.name)
        elif self.area_id != self.to_area_id:
            of, ends = ends[0], (f"{self.area.name}", f"{ends[1]} in {self.to_area.name}")
        noun = "small area" if self.small_areas == 1 else "small areas"
        return f"{self.small_areas:,} {noun} of {of} from {ends[0]} to {ends[1]}"

    def get_absolute_url(self) -> str:
        return numbered("boundary_change", self.pk)

    @property
    def standing(self) -> tuple[str, str]:
        """How it stands, with the colour of the tag."""
        if self.voided_on:
            return "Void", "red"
        return ("Carried out", "green") if self.carried_out_on else ("Proposed", "yellow")


class CountQuerySet(DatedQuerySet):
    """Counts of small areas."""

    def counting(self) -> "CountQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)


class SmallAreaCount(Dated, Voidable):
    """How many small areas a health body and the area of a lower-tier council share, from a day to a day.

    Without an area: how many all of the body has; without a body: how many all of the area has.
    """

    view_permission = "partnerships.view_pair"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="small_areas", null=True, blank=True
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="small_areas", null=True, blank=True)
    number = models.PositiveIntegerField("small areas")
    source = models.CharField(max_length=300)
    source_day = models.DateField("the source is of", null=True, blank=True)
    begun_by = models.ForeignKey(BoundaryChange, on_delete=models.PROTECT, related_name="begun", null=True, blank=True)
    ended_by = models.ForeignKey(BoundaryChange, on_delete=models.PROTECT, related_name="ended", null=True, blank=True)

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [
            dates_in_order("small_areas_dates_in_order"),
            void_with_a_reason("small_areas_void_with_reason"),
            models.CheckConstraint(
                name="small_areas_of_something",
                condition=Q(organisation__isnull=False) | Q(area__isnull=False),
            ),
            models.CheckConstraint(name="small_areas_counted", condition=Q(number__gt=0)),
            models.UniqueConstraint(
                fields=["organisation", "area"], name="small_areas_shared_once", condition=Q(ends=None, voided_on=None)
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                name="small_areas_of_body_once",
                condition=Q(ends=None, voided_on=None, area=None),
            ),
            models.UniqueConstraint(
                fields=["area"],
                name="small_areas_of_area_once",
                condition=Q(ends=None, voided_on=None, organisation=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:,} small areas"


class CouncilTier(Dated, Voidable):
    """In which upper-tier council's area a lower-tier council's area lies, from a day to a day; a unitary in itself."""

    view_permission = "partnerships.view_pair"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="upper_tiers")
    upper = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="lower_tiers")
    source = models.CharField(max_length=300)

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [
            dates_in_order("council_tier_dates_in_order"),
            void_with_a_reason("council_tier_void_with_reason"),
            models.UniqueConstraint(fields=["area"], name="council_tier_once", condition=Q(ends=None, voided_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.area} in {self.upper}"


class AreaPoint(models.Model):
    """Where an area is drawn on a map: one point of it."""

    view_permission = "partnerships.view_term"

    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="point")
    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)

    objects = Visible.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="area_point_on_earth",
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.latitude}, {self.longitude}"


class Verdict(models.TextChoices):
    """Whether a health body and an upper-tier council are co-terminous."""

    YES = "yes", "Co-terminous"
    NO = "no", "Not co-terminous"
    UNKNOWN = "unknown", "Not determinable"


class PairQuerySet(DatedQuerySet):
    """Pairs of a health body and an upper-tier council."""

    def on(self, day) -> "PairQuerySet":
        """The pairs of a day: those figures hold on it, and both were there."""
        return self.in_force(day).filter(
            Q(organisation__opened=None) | Q(organisation__opened__lte=day),
            Q(organisation__closed=None) | Q(organisation__closed__gte=day),
            Q(area__starts=None) | Q(area__starts__lte=day),
            Q(area__ends=None) | Q(area__ends__gte=day),
            organisation__duplicate_of=None,
        )


class Pair(Dated):
    """A health body and the area of an upper-tier council that share small areas, with both shares and the verdict.

    Repeats what counts and tiers say, from a day to a day; the acts that change those work it out anew.
    """

    view_permission = "partnerships.view_pair"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="pairs")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="pairs")
    shared = models.PositiveIntegerField("small areas shared")
    organisation_total = models.PositiveIntegerField("small areas of the health body", null=True, blank=True)
    area_total = models.PositiveIntegerField("small areas of the council", null=True, blank=True)
    of_organisation = models.DecimalField("% of the health body", max_digits=6, decimal_places=3, null=True, blank=True)
    of_area = models.DecimalField("% of the council", max_digits=6, decimal_places=3, null=True, blank=True)
    verdict = models.CharField("co-terminous", max_length=10, choices=Verdict.choices)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            dates_in_order("pair_dates_in_order"),
            models.UniqueConstraint(fields=["organisation", "area"], name="pair_once", condition=Q(ends=None)),
            models.CheckConstraint(name="pair_verdict_known", condition=Q(verdict__in=Verdict.values)),
            models.CheckConstraint(
                name="pair_judged_by_both_shares",
                condition=Q(verdict=Verdict.UNKNOWN) | Q(of_organisation__isnull=False, of_area__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["area", "organisation"], name="pair_by_area")]

    def __str__(self) -> str:
        return f"{self.organisation.name} and {self.area.name}"


class BoundaryAlertQuerySet(Visible):
    """Alerts."""

    def to_note(self) -> "BoundaryAlertQuerySet":
        """Those that nobody has noted yet."""
        return self.filter(noted_on=None)


class BoundaryAlert(Versioned):
    """A change lowered the share of pairs that are co-terminous, or ended that of a pair; until it is noted."""

    view_permission = "partnerships.view_boundary_alert"

    judged_on = models.DateField("as at")
    found_on = models.DateField("found on")
    cause = models.CharField("what changed", max_length=400)
    change = models.ForeignKey(
        BoundaryChange, on_delete=models.PROTECT, related_name="alerts", null=True, blank=True,
        verbose_name="boundary change",
    )  # fmt: skip
    pairs_before = models.PositiveIntegerField("pairs that could be judged before")
    coterminous_before = models.PositiveIntegerField("co-terminous before")
    pairs_after = models.PositiveIntegerField("pairs that can be judged since")
    coterminous_after = models.PositiveIntegerField("co-terminous since")
    noted_on = models.DateField("noted on", null=True, blank=True)
    noted_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="boundary_alerts_noted", null=True, blank=True
    )
    note = models.TextField("what is done about it", max_length=2000, blank=True)

    objects = BoundaryAlertQuerySet.as_manager()

    class Meta:
        verbose_name = "alert"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="boundary_alert_noted_in_words",
                condition=Q(noted_on=None, note="") | (Q(noted_on__isnull=False) & ~Q(note="")),
                violation_error_message="Say what is done about it.",
            ),
            models.CheckConstraint(
                name="boundary_alert_counts",
                condition=Q(coterminous_before__lte=F("pairs_before"), coterminous_after__lte=F("pairs_after")),
            ),
        ]

    def __str__(self) -> str:
        return self.cause

    def get_absolute_url(self) -> str:
        return numbered("boundary_alert", self.pk)


class LostPair(models.Model):
    """A pair that an alert is about: co-terminous before, and not since. What it shares since is empty if not known."""

    view_permission = "partnerships.view_boundary_alert"

    alert = models.ForeignKey(BoundaryAlert, on_delete=models.CASCADE, related_name="lost")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lost_pairs")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="lost_pairs")
    of_organisation_before = models.DecimalField(max_digits=6, decimal_places=3)
    of_area_before = models.DecimalField(max_digits=6, decimal_places=3)
    of_organisation_after = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    of_area_after = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "organisation", "area"], name="lost_pair_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} and {self.area.name}"
