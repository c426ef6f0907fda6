"""Reviews of contracts by the procedure that was agreed, their findings, and the plans that used them.

Source: Building on the best practice in Herefordshire (2006), section 3: 'the contracting experience must inform the
ongoing development of the plans'; stage 4: the review procedure agreed in stage 3 is run.
"""

import datetime

from django.db import models
from django.db.models import Case, CharField, Q, Value, When

from core import clock
from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered


class Result(models.TextChoices):
    """What a review came to."""

    CONTINUE = "continue", "It goes on as it is"
    VARY = "vary", "It is varied"
    END = "end", "It ends"


class FindingKind(models.TextChoices):
    """What kind of finding it is. All but what was met go into the next cycle."""

    MET = "met", "Met"
    CONCERN = "concern", "Concern"
    LESSON = "lesson", "Lesson"
    UNMET_NEED = "unmet_need", "Unmet need"
    PLAN_ADJUSTMENT = "plan_adjustment", "Adjustment of the plan"


class FindingState(models.TextChoices):
    """How what follows from a finding stands. It follows from its days."""

    NOTHING = "nothing", "Nothing to do"
    OPEN = "open", "To do"
    OVERDUE = "overdue", "Overdue"
    DONE = "done", "Done"


COLOURS = {
    FindingState.NOTHING: "grey",
    FindingState.OPEN: "blue",
    FindingState.OVERDUE: "red",
    FindingState.DONE: "green",
}


def state_on(on: datetime.date) -> Case:
    """The state of each finding on a day, as an expression: what `ReviewFinding.state_on` says of one."""
    return Case(
        When(due_on=None, then=Value(FindingState.NOTHING.value)),
        When(done_on__lte=on, then=Value(FindingState.DONE.value)),
        When(due_on__lt=on, then=Value(FindingState.OVERDUE.value)),
        default=Value(FindingState.OPEN.value),
        output_field=CharField(),
    )


class ContractReview(Versioned, Voidable):
    """A review of a contract: when, who took part, what it found and came to."""

    view_permission = "commissioning.view_contract_review"

    contract = models.ForeignKey(
        "commissioning.Contract", on_delete=models.PROTECT, related_name="reviews", verbose_name="contract"
    )
    held_on = models.DateField("day of the review")
    planned_on = models.DateField("it was planned for", null=True, blank=True, editable=False)
    took_part = models.TextField(
        "who took part", max_length=1000,
        help_text="Roles, not names: the joint commissioning manager, two people who use the service, the director.",
    )  # fmt: skip
    result = models.CharField("what it came to", max_length=10, choices=Result.choices)
    because = models.TextField("why", max_length=3000, blank=True)
    next_on = models.DateField("next review", null=True, blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "contract review"
        ordering = ["contract", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(name="contract_review_result_known", condition=Q(result__in=Result.values)),
            models.CheckConstraint(
                name="contract_review_of_somebody",
                condition=~Q(took_part=""),
                violation_error_message="Say who took part, by their roles.",
            ),
            models.UniqueConstraint(
                fields=["contract", "held_on"], name="contract_review_once", condition=Q(voided_on=None),
                violation_error_message="A review of that day is there already. Change that one instead.",
            ),
            void_with_a_reason("contract_review_void_with_a_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Review of {self.contract.title}"

    def get_absolute_url(self) -> str:
        return numbered("contract_review", self.pk)


class FindingQuerySet(Visible):
    """Findings of contract reviews."""

    def counting(self) -> "FindingQuerySet":
        """Those of reviews, and of contracts, that nobody declared void."""
        return self.filter(review__voided_on=None, review__contract__voided_on=None)

    def open(self) -> "FindingQuerySet":
        """Those from which something follows that is still to do."""
        return self.counting().filter(due_on__isnull=False, done_on=None)


class ReviewFinding(Versioned):
    """One finding of a contract review, what follows from it, who does that by when, and when it was done."""

    view_permission = "commissioning.view_finding"

    review = models.ForeignKey(ContractReview, on_delete=models.PROTECT, related_name="findings", verbose_name="review")
    kind = models.CharField("kind", max_length=20, choices=FindingKind.choices)
    title = models.CharField("finding", max_length=300, help_text="In one sentence. Do not name people.")
    follows = models.CharField("what follows from it", max_length=300, blank=True)
    owner = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="review_findings",
        verbose_name="who does it", null=True, blank=True,
    )  # fmt: skip
    due_on = models.DateField("to be done by", null=True, blank=True)
    done_on = models.DateField("done on", null=True, blank=True)
    note = models.TextField("what came of it", max_length=2000, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "finding of a contract review"
        verbose_name_plural = "findings of contract reviews"
        ordering = ["review", "pk"]
        constraints = [
            models.CheckConstraint(name="review_finding_kind_known", condition=Q(kind__in=FindingKind.values)),
            models.CheckConstraint(
                name="review_finding_is_said", condition=~Q(title=""), violation_error_message="Enter the finding."
            ),
            models.CheckConstraint(
                name="review_finding_followed_whole",
                condition=Q(follows="", owner=None, due_on=None)
                | (~Q(follows="") & Q(owner__isnull=False, due_on__isnull=False)),
                violation_error_message="Say what follows from it, who does that, and by when: all three or none.",
            ),
            models.CheckConstraint(
                name="review_finding_done_of_something",
                condition=Q(done_on=None) | Q(due_on__isnull=False),
                violation_error_message="Nothing follows from it, so nothing is done.",
            ),
            models.UniqueConstraint(
                fields=["review", "title"],
                name="review_finding_once",
                violation_error_message="The review has this finding already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("finding", self.pk)

    def state_on(self, on: datetime.date) -> FindingState:
        """How what follows from it stands on a day, by what is known now."""
        if self.due_on is None:
            return FindingState.NOTHING
        if self.done_on is not None and self.done_on <= on:
            return FindingState.DONE
        return FindingState.OVERDUE if self.due_on < on else FindingState.OPEN

    @property
    def state(self) -> FindingState:
        """How it stands today."""
        return self.state_on(clock.today())


class FindingUse(models.Model):
    """A plan used a finding: the contracting experience informed it."""

    finding = models.ForeignKey(ReviewFinding, on_delete=models.PROTECT, related_name="uses", verbose_name="finding")
    plan = models.ForeignKey(
        "commissioning.CommissioningPlan", on_delete=models.PROTECT, related_name="findings_used", verbose_name="plan"
    )
    where = models.CharField("where in the plan", max_length=300, help_text="The priority, chapter or decision.")
    used_on = models.DateField("recorded on")

    class Meta:
        ordering = ["finding", "plan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "plan"],
                name="review_finding_used_once",
                violation_error_message="It is recorded already that this plan used it.",
            ),
            models.CheckConstraint(
                name="review_finding_used_somewhere",
                condition=~Q(where=""),
                violation_error_message="Say where in the plan it was used.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan.title}: {self.where}"
