"""Plans that the law or the department asks a body for, each with the day by which it must stand."""

import datetime

from django.db import models
from django.db.models import Case, CharField, Q, Value, When

from commissioning.plans.years import came
from core import clock
from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered


def met_by(on: datetime.date) -> Q:
    """That a plan meets it by a day: endorsed by then, and not withdrawn by then."""
    return Q(met_on__isnull=False, met_on__lte=on) & (Q(plan__withdrawn_on=None) | Q(plan__withdrawn_on__gt=on))


STATES = (("to_come", "To come"), ("overdue", "Overdue"), ("met", "Met"), ("void", "Void"))


def state_on(on: datetime.date) -> Case:
    """How each stands on a day, as an expression."""
    return Case(
        When(voided_on__isnull=False, then=Value("void")),
        When(met_by(on), then=Value("met")),
        When(due_on__lt=on, then=Value("overdue")),
        default=Value("to_come"),
        output_field=CharField(),
    )


class RequirementQuerySet(Visible):
    """Plans that are required."""

    def counting(self) -> "RequirementQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)

    def outstanding(self) -> "RequirementQuerySet":
        """Those that no endorsed plan meets yet, or none any longer: what was withdrawn meets nothing."""
        return self.counting().exclude(met_by(clock.today()))


class PlanRequirement(Versioned, Voidable):
    """A plan that a body must have by a day: for whom, for how many years at least, and who asks for it."""

    view_permission = "commissioning.view_requirement"

    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="plans_required", verbose_name="who must"
    )
    title = models.CharField("which plan", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    client_group = models.ForeignKey(
        "partnerships.Term", on_delete=models.PROTECT, related_name="plans_required", verbose_name="client group"
    )
    due_on = models.DateField("by when")
    years = models.PositiveSmallIntegerField("for how many years at least", default=1)
    source = models.CharField(
        "who asks for it", max_length=300, help_text="The Act, or the document of the department."
    )
    plan = models.ForeignKey(
        "commissioning.CommissioningPlan",
        on_delete=models.PROTECT,
        related_name="meets",
        verbose_name="met by",
        null=True,
        blank=True,
        editable=False,
    )
    met_on = models.DateField("met on", null=True, blank=True, editable=False)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = "required plan"
        constraints = [
            void_with_a_reason("requirement_void_with_a_reason"),
            models.CheckConstraint(
                name="requirement_says_what",
                condition=~Q(title="") & ~Q(sort_name="") & ~Q(source=""),
                violation_error_message="Enter which plan is required, and who asks for it.",
            ),
            models.CheckConstraint(
                name="requirement_of_some_years",
                condition=Q(years__gte=1, years__lte=20),
                violation_error_message="Enter from 1 to 20 years.",
            ),
            models.CheckConstraint(
                name="requirement_met_by_a_plan",
                condition=Q(plan=None, met_on=None) | Q(plan__isnull=False, met_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisation", "sort_name", "due_on"],
                name="requirement_once",
                condition=Q(voided_on=None),
                violation_error_message="This plan is required of that body by that day already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("plan_requirement", self.pk)

    def is_met_on(self, on: datetime.date) -> bool:
        """Whether a plan meets it by a day: what `met_by` says in the database."""
        return came(self.met_on, on) and self.plan is not None and not came(self.plan.withdrawn_on, on)

    @property
    def standing(self) -> tuple[str, str]:
        """How it stands today, in words and with the colour of its tag."""
        return standing_on(self, clock.today())


def standing_on(requirement: PlanRequirement, on: datetime.date) -> tuple[str, str]:
    """Void, met, late or still to come."""
    if requirement.voided_on is not None:
        return "Void", "red"
    if requirement.met_on is not None and requirement.is_met_on(on):
        return ("Met late", "yellow") if requirement.met_on > requirement.due_on else ("Met", "green")
    return ("Overdue", "red") if requirement.due_on < on else ("To come", "blue")
