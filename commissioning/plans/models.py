"""Commissioning plans: their days, what drives them, what they contain, and the numbered versions of their text."""

import datetime

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from commissioning.plans.contents import Content, PlanContent, PlanDriver
from commissioning.plans.versions import PlanVersion
from commissioning.plans.years import came, financial_year
from core import clock
from core.fields import Dated, Versioned, Visible, dates_in_order
from core.pages.addresses import numbered

__all__ = ["CommissioningPlan", "Content", "PlanContent", "PlanDriver", "PlanState", "PlanVersion", "Priority"]


class PlanState(models.TextChoices):
    """How a plan stands on a day. It follows from its days and those of its versions and is never stored."""

    NOT_STARTED = "not_started", "Not started"
    IN_DEVELOPMENT = "in_development", "In development"
    CONSULTATION = "consultation", "In consultation"
    SUBMITTED = "submitted", "Submitted"
    ENDORSED = "endorsed", "Endorsed"
    IN_PLACE = "in_place", "In place"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"


COLOURS = {
    PlanState.NOT_STARTED: "grey",
    PlanState.IN_DEVELOPMENT: "blue",
    PlanState.CONSULTATION: "yellow",
    PlanState.SUBMITTED: "yellow",
    PlanState.ENDORSED: "green",
    PlanState.IN_PLACE: "green",
    PlanState.EXPIRED: "grey",
    PlanState.WITHDRAWN: "red",
}


def state_on(on: datetime.date) -> Case:
    """The state of each plan on a day, as an expression: what `CommissioningPlan.state_on` says of one."""
    versions = PlanVersion.objects.filter(plan=OuterRef("pk"))
    working = versions.filter(Q(returned_on=None) | Q(returned_on__gt=on))
    endorsed = Exists(versions.filter(endorsed_on__lte=on))
    return Case(
        When(withdrawn_on__lte=on, then=Value(PlanState.WITHDRAWN.value)),
        When(ends__lt=on, then=Value(PlanState.EXPIRED.value)),
        When(endorsed, starts__lte=on, then=Value(PlanState.IN_PLACE.value)),
        When(endorsed, then=Value(PlanState.ENDORSED.value)),
        When(Exists(working.filter(submitted_on__lte=on)), then=Value(PlanState.SUBMITTED.value)),
        When(Exists(working.filter(consulted_on__lte=on)), then=Value(PlanState.CONSULTATION.value)),
        When(Exists(versions.filter(begun_on__lte=on)), then=Value(PlanState.IN_DEVELOPMENT.value)),
        default=Value(PlanState.NOT_STARTED.value),
        output_field=CharField(),
    )


class PlanQuerySet(Visible):
    """Commissioning plans."""

    def in_state(self, state: str, on: datetime.date) -> "PlanQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=state_on(on)).filter(stands=state)

    def standing(self) -> "PlanQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_on=None)

    def not_withdrawn_by(self, on: datetime.date) -> "PlanQuerySet":
        """Those that were not withdrawn by a day."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))

    def endorsed(self, on: datetime.date) -> "PlanQuerySet":
        """Those of which a version was endorsed by that day, and that were not withdrawn by then."""
        versions = PlanVersion.objects.filter(plan=OuterRef("pk"), endorsed_on__lte=on)
        return self.not_withdrawn_by(on).filter(Exists(versions))


class CommissioningPlan(Versioned, Dated):
    """What the partners of a cycle will commission, for how long, and in which order.

    Its words are in its versions. It is in place from its first day on, once a version was endorsed by every board
    that must.
    """

    view_permission = "commissioning.view_plan"

    cycle = models.ForeignKey(
        "commissioning.CommissioningCycle", on_delete=models.PROTECT, related_name="plans", verbose_name="cycle"
    )
    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    refresh_due = models.DateField(
        "to be refreshed by", null=True, blank=True,
        help_text="The day by which the partners look whether it still serves. They are reminded before it.",
    )  # fmt: skip
    published_on = models.DateField("open to everybody signed in since", null=True, blank=True, editable=False)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True, editable=False)
    withdraw_reason = models.TextField("why it was withdrawn", max_length=2000, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "commissioning plan"
        constraints = [
            dates_in_order("plan_dates_in_order"),
            models.CheckConstraint(
                name="plan_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Enter what it is called.",
            ),
            models.CheckConstraint(
                name="plan_has_days",
                condition=Q(starts__isnull=False, ends__isnull=False),
                violation_error_message="Enter the first and the last day of the time that is planned for.",
            ),
            models.CheckConstraint(
                name="plan_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdraw_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")),
                violation_error_message="Say why it was withdrawn.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "sort_name"],
                name="plan_once_in_a_cycle",
                condition=Q(withdrawn_on=None),
                violation_error_message="The cycle has a plan of that title already. Begin a further version of that "
                "one, or give this one another title.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("plan", self.pk)

    def state_on(self, on: datetime.date) -> PlanState:
        """How it stands on a day, by what is known now. Its versions are best loaded."""
        if came(self.withdrawn_on, on):
            return PlanState.WITHDRAWN
        if self.ends is not None and self.ends < on:
            return PlanState.EXPIRED
        versions = list(self.versions.all())
        if any(came(each.endorsed_on, on) for each in versions):
            return PlanState.IN_PLACE if came(self.starts, on) else PlanState.ENDORSED
        working = [each for each in versions if not came(each.returned_on, on)]
        if any(came(each.submitted_on, on) for each in working):
            return PlanState.SUBMITTED
        if any(came(each.consulted_on, on) for each in working):
            return PlanState.CONSULTATION
        begun = any(came(each.begun_on, on) for each in versions)
        return PlanState.IN_DEVELOPMENT if begun else PlanState.NOT_STARTED

    @property
    def state(self) -> PlanState:
        """How it stands today."""
        return self.state_on(clock.today())

    @property
    def working(self) -> "PlanVersion | None":
        """The version that is worked on, if there is one: it was neither endorsed nor sent back."""
        rows = self.versions.all()
        return next((each for each in rows if each.endorsed_on is None and each.returned_on is None), None)

    @property
    def endorsed_version(self) -> "PlanVersion | None":
        """The version that counts: the latest that was endorsed."""
        return self.endorsed_by(datetime.date.max)

    def endorsed_by(self, on: datetime.date) -> "PlanVersion | None":
        """The version that counted on a day. Its versions are best loaded."""
        rows = (each for each in self.versions.all() if came(each.endorsed_on, on))
        return max(rows, key=lambda each: each.number, default=None)

    @property
    def written(self) -> int:
        """The number of the version that what is changed now belongs to: the one that is worked on, or the next."""
        if self.working is not None:
            return self.working.number
        return max((each.number for each in self.versions.all()), default=0) + 1

    @property
    def horizon_years(self) -> float:
        """How many years it plans for, to a tenth."""
        if self.starts is None or self.ends is None:
            return 0
        years = round(((self.ends - self.starts).days + 1) / 365.25, 1)
        return int(years) if years == int(years) else years

    @property
    def years(self) -> list[int]:
        """The financial years it touches, each by the year in which it begins."""
        if self.starts is None or self.ends is None:
            return []
        return list(range(financial_year(self.starts), financial_year(self.ends) + 1))


def dropped_for_good(path: str = "") -> Q:
    """The priorities (at `path` from the rows) that were dropped, but for those that the version which counts has."""
    endorsed = PlanVersion.objects.filter(plan=OuterRef(f"{path}plan"), endorsed_on__isnull=False)
    without = endorsed.filter(number__gte=OuterRef(f"{path}dropped_in"))
    having = endorsed.filter(number__gte=OuterRef(f"{path}added_in"), number__lt=OuterRef(f"{path}dropped_in"))
    return Q(**{f"{path}dropped_in__isnull": False}) & (Q(Exists(without)) | ~Q(Exists(having)))


class PriorityQuerySet(Visible):
    """Priorities of commissioning plans."""

    def counting(self) -> "PriorityQuerySet":
        """Those that were not dropped, or only in a version after the one that counts."""
        return self.filter(~dropped_for_good())

    def driving(self, on: datetime.date) -> "PriorityQuerySet":
        """Those that a contract may serve on a day: of the version that counts then of a plan that goes on."""
        plans = CommissioningPlan.objects.not_withdrawn_by(on).filter(ends__gte=on)
        endorsed = PlanVersion.objects.filter(plan=OuterRef("plan"), endorsed_on__lte=on).order_by("-number")
        rows = self.alias(counts=Subquery(endorsed.values("number")[:1])).filter(plan__in=plans)
        return rows.filter(Q(dropped_in=None) | Q(dropped_in__gt=F("counts")), added_in__lte=F("counts"))

    def with_what_they_say(self) -> QuerySet:
        """Loaded with their needs, outcomes and money."""
        return self.prefetch_related("needs", "outcomes__measure", "budgets__partner")


class Priority(Versioned):
    """Something a plan puts first. Contracts and grants say which priority they serve.

    It belongs to the versions of its plan from `added_in` on, and before `dropped_in` where it was dropped: what was
    endorsed counts until the next version is (ADR 33).
    """

    view_permission = "commissioning.view_priority"

    plan = models.ForeignKey(CommissioningPlan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveIntegerField("number")
    title = models.CharField("title", max_length=200)
    needs = models.ManyToManyField(
        "commissioning.Need", related_name="priorities", verbose_name="needs it comes from", blank=True
    )
    demand = models.TextField(
        "demand", max_length=5000, blank=True,
        help_text="How much is asked for now, how that will change over the years of the plan, and who can supply it.",
    )  # fmt: skip
    published_on = models.DateField("open to everybody signed in since", null=True, blank=True, editable=False)
    added_in = models.PositiveIntegerField("in the plan from version", default=1, editable=False)
    dropped_in = models.PositiveIntegerField("no longer from version", null=True, blank=True, editable=False)
    dropped_on = models.DateField("dropped on", null=True, blank=True, editable=False)
    drop_reason = models.TextField("why it was dropped", max_length=2000, blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="priority_number_once"),
            models.CheckConstraint(
                name="priority_has_title", condition=~Q(title=""), violation_error_message="Enter the priority."
            ),
            models.CheckConstraint(
                name="priority_dropped_with_a_reason",
                condition=Q(dropped_on=None, drop_reason="") | (Q(dropped_on__isnull=False) & ~Q(drop_reason="")),
                violation_error_message="Say why it is dropped.",
            ),
            models.CheckConstraint(
                name="priority_dropped_in_a_version",
                condition=Q(dropped_on=None, dropped_in=None)
                | Q(dropped_on__isnull=False, dropped_in__isnull=False, dropped_in__gte=F("added_in")),
                violation_error_message="It is dropped in a version of its plan, not before the one it came with.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return numbered("priority", self.pk)
