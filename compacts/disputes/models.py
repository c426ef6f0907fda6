"""Disputes about a Compact: who says that it was broken, on which rung, how it ended, what was learned."""

import datetime

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered
from core.search import Matching


class Rung(models.TextChoices):
    """Where a dispute is dealt with, from the lowest rung to the highest."""

    INFORMAL = "informal", "Between the two, informally"
    GROUP = "group", "Compact group"
    PANEL = "panel", "Disputes panel"
    OMBUDSMAN = "ombudsman", "Ombudsman"


HEARD = (Rung.GROUP, Rung.PANEL)
"""The rungs on which a board or group hears it."""
LADDER = (Rung.INFORMAL, Rung.GROUP, Rung.PANEL, Rung.OMBUDSMAN)


class Outcome(models.TextChoices):
    """How a dispute ended."""

    BREACH = "breach", "The Compact was broken"
    PARTLY = "partly", "The Compact was broken in part"
    KEPT = "kept", "The Compact was kept"
    SETTLED = "settled", "Settled between the two"
    WITHDRAWN = "withdrawn", "Withdrawn"


ENDINGS = [each for each in Outcome.choices if each[0] != Outcome.WITHDRAWN]
"""The outcomes that are decided; whoever raised it withdraws it."""
BREACHES = (Outcome.BREACH, Outcome.PARTLY)
"""The outcomes that say that the Compact was broken."""
COLOURS = {
    Outcome.BREACH: "red",
    Outcome.PARTLY: "orange",
    Outcome.KEPT: "green",
    Outcome.SETTLED: "green",
    Outcome.WITHDRAWN: "grey",
}


def rung_on(on: datetime.date) -> Subquery:
    """The rung on which each dispute was on a day, as an expression: the last that was begun by then."""
    steps = DisputeStep.objects.filter(dispute=OuterRef("pk"), began_on__lte=on).order_by("-pk")
    return Subquery(steps.values("rung")[:1])


class DisputeQuerySet(Matching):
    """Disputes."""

    def raised_by_day(self, on: datetime.date) -> "DisputeQuerySet":
        """Those that had been raised by that day."""
        return self.filter(raised_on__lte=on)

    def open_on(self, on: datetime.date) -> "DisputeQuerySet":
        """Those that had been raised by that day and had not ended."""
        return self.raised_by_day(on).filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def closed_by(self, on: datetime.date) -> "DisputeQuerySet":
        """Those that had ended by that day."""
        return self.filter(closed_on__lte=on)


class Dispute(Versioned):
    """Somebody says that a Compact or one of its Codes was broken. It begins at the lowest rung of the ladder.

    Both sides read it. What was learned is published, where it is, without saying who they were.
    """

    view_permission = "compacts.view_dispute"

    title = models.CharField("what it is about", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="compact_disputes", verbose_name="locality"
    )
    raised_by = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="disputes_raised",
        verbose_name="raised by",
    )
    against = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="disputes_against",
        verbose_name="raised against",
    )
    code = models.ForeignKey(
        "compacts.CompactCode",
        on_delete=models.PROTECT,
        related_name="disputes",
        verbose_name="Code of good practice",
        null=True,
        blank=True,
    )
    clause = models.CharField(
        "which part of it", max_length=200, blank=True, help_text="The clause or heading, where you know it."
    )
    about = models.TextField("what happened", max_length=10_000, help_text="Do not name people.")
    happened_on = models.DateField("when it happened", null=True, blank=True)
    raised_on = models.DateField("raised on")
    closed_on = models.DateField("ended on", null=True, blank=True)
    outcome = models.CharField("outcome", max_length=12, choices=Outcome.choices, blank=True, default="")
    decision = models.TextField("what was decided", max_length=5000, blank=True)
    learning = models.TextField("what was learned", max_length=5000, blank=True)
    published_on = models.DateField("learning published on", null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = "dispute"
        constraints = [
            models.CheckConstraint(name="dispute_outcome_known", condition=Q(outcome__in=["", *Outcome.values])),
            models.CheckConstraint(
                name="dispute_says_what",
                condition=~Q(title="") & ~Q(sort_name="") & ~Q(about=""),
                violation_error_message="Say what it is about, and what happened.",
            ),
            models.CheckConstraint(
                name="dispute_with_another",
                condition=~Q(raised_by=F("against")),
                violation_error_message="Name another organisation than the one that raises it.",
            ),
            models.CheckConstraint(
                name="dispute_happened_before_it_was_raised",
                condition=Q(happened_on=None) | Q(happened_on__lte=F("raised_on")),
                violation_error_message="It cannot be raised before it happened.",
            ),
            models.CheckConstraint(
                name="dispute_ends_after_it_was_raised",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("raised_on")),
                violation_error_message="It cannot have ended before it was raised.",
            ),
            models.CheckConstraint(
                name="dispute_ends_with_a_decision",
                condition=Q(closed_on=None, outcome="", decision="", learning="")
                | (Q(closed_on__isnull=False) & ~Q(outcome="") & ~Q(decision="")),
                violation_error_message="Say how it ended, and what was decided.",
            ),
            models.CheckConstraint(
                name="dispute_breach_is_learned_from",
                condition=~Q(outcome__in=BREACHES) | ~Q(learning=""),
                violation_error_message="The Compact was broken: say what is learned from it.",
            ),
            models.CheckConstraint(
                name="dispute_publishes_what_was_learned",
                condition=Q(published_on=None) | ~Q(learning=""),
                violation_error_message="Enter what was learned before it is published.",
            ),
        ]
        indexes = [models.Index(fields=["area", "closed_on"], name="dispute_by_area")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("dispute", self.pk)

    @property
    def step(self) -> "DisputeStep":
        """The rung it is on, or ended on: the last of its steps."""
        return max(self.steps.all(), key=lambda each: each.pk)

    @property
    def next_rung(self) -> Rung | None:
        """The rung above, None at the top."""
        above = LADDER.index(Rung(self.step.rung)) + 1
        return LADDER[above] if above < len(LADDER) else None

    @property
    def standing(self) -> tuple[str, str]:
        """How it stands, as (words, colour)."""
        if self.closed_on is not None:
            return self.get_outcome_display(), COLOURS[Outcome(self.outcome)]
        overdue = self.step.due_on < clock.today()
        return (f"{self.step.get_rung_display()}: overdue", "red") if overdue else (
            self.step.get_rung_display(), "blue"
        )  # fmt: skip


class DisputeStepQuerySet(Visible):
    """Steps of disputes."""

    def open(self) -> "DisputeStepQuerySet":
        """Those that go on."""
        return self.filter(ended_on=None)


class DisputeStep(models.Model):
    """A dispute on one rung of the ladder: since when, by when it is to be dealt with there, and what came of it."""

    view_permission = "compacts.view_dispute_step"

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="steps")
    rung = models.CharField("rung", max_length=12, choices=Rung.choices)
    heard_by = models.ForeignKey(
        "partnerships.Body",
        on_delete=models.PROTECT,
        related_name="disputes_heard",
        verbose_name="heard by",
        null=True,
        blank=True,
    )
    began_on = models.DateField("from")
    due_on = models.DateField("to be dealt with by")
    put_off_because = models.TextField("why more time was given", max_length=2000, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)
    result = models.TextField("what came of it", max_length=5000, blank=True)

    objects = DisputeStepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="dispute_step_rung_known", condition=Q(rung__in=Rung.values)),
            models.CheckConstraint(
                name="dispute_step_heard_by_a_group",
                condition=Q(heard_by=None) | Q(rung__in=HEARD),
                violation_error_message="Only the Compact group and the panel are boards or groups. Leave it empty.",
            ),
            models.UniqueConstraint(fields=["dispute", "rung"], name="dispute_step_rung_once"),
            models.UniqueConstraint(fields=["dispute"], name="dispute_step_one_open", condition=Q(ended_on=None)),
            models.CheckConstraint(
                name="dispute_step_due_after_it_began",
                condition=Q(due_on__gte=F("began_on")),
                violation_error_message="It cannot be due before it began.",
            ),
            models.CheckConstraint(
                name="dispute_step_ends_after_it_began",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                violation_error_message="It cannot have ended before it began on this rung.",
            ),
            models.CheckConstraint(
                name="dispute_step_ends_with_a_result",
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                violation_error_message="Say what came of it on this rung.",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="dispute_step_by_due", condition=Q(ended_on=None))]

    def __str__(self) -> str:
        return f"{self.dispute}: {self.get_rung_display()}"

    def get_absolute_url(self) -> str:
        return numbered("dispute", self.dispute_id)
