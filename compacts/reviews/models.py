"""Reviews of Local Compacts: when each was held and by whom, what it found and how it scored."""

import datetime

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered

MOST = 100
"""The score of a Compact of which every promise is kept."""


class ReviewState(models.TextChoices):
    """How a review stands on a day. It follows from its dates."""

    GOING_ON = "going_on", "Going on"
    CONCLUDED = "concluded", "Concluded"
    VOID = "void", "Void"


COLOURS = {ReviewState.GOING_ON: "yellow", ReviewState.CONCLUDED: "green", ReviewState.VOID: "red"}


def state_on(on: datetime.date) -> Case:
    """The state of each review on a day, as an expression: what `CompactReview.state_on` says of one."""
    return Case(
        When(voided_on__isnull=False, then=Value(ReviewState.VOID.value)),
        When(concluded_on__lte=on, then=Value(ReviewState.CONCLUDED.value)),
        default=Value(ReviewState.GOING_ON.value),
        output_field=CharField(),
    )


class CompactReviewQuerySet(Visible):
    """Reviews of Compacts."""

    def in_state(self, state: str, on: datetime.date) -> "CompactReviewQuerySet":
        """Those that stood so on a day."""
        return self.alias(stands=state_on(on)).filter(stands=state)

    def standing(self) -> "CompactReviewQuerySet":
        """Those that were not declared void."""
        return self.filter(voided_on=None)

    def last_concluded(self) -> "CompactReview | None":
        """The one whose conclusion counts: the latest that stands."""
        return self.standing().exclude(concluded_on=None).order_by("concluded_on", "pk").last()


class CompactReview(Versioned):
    """A review of a Compact: it begins, writes down what it found, and is concluded with a score.

    The score says how far the Compact is kept: 0 where none of its promises is, 100 where all are.
    """

    view_permission = "compacts.view_review"

    compact = models.ForeignKey(
        "compacts.LocalCompact", on_delete=models.PROTECT, related_name="reviews", verbose_name="Compact"
    )
    began_on = models.DateField("began on")
    led_by = models.CharField(
        "who reviews it", max_length=300, help_text="The group or the organisations. Do not name people."
    )
    findings = models.TextField(
        "findings", max_length=10000, blank=True,
        help_text="How the Compact was kept, and what is to change. Everybody reads it once the review is concluded.",
    )  # fmt: skip
    score = models.PositiveSmallIntegerField(
        "score", null=True, blank=True,
        help_text="From 0, where none of its promises is kept, to 100, where all are.",
    )  # fmt: skip
    concluded_on = models.DateField("concluded on", null=True, blank=True)
    refreshed = models.BooleanField("the Compact was refreshed", default=False)
    next_due = models.DateField("to be reviewed next by", null=True, blank=True)
    was_due = models.DateField("day by which it was due before", null=True, blank=True, editable=False)
    voided_on = models.DateField("declared void on", null=True, blank=True)
    void_reason = models.TextField("why it is void", max_length=2000, blank=True)

    objects = CompactReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "review"
        ordering = ["began_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="review_says_who",
                condition=~Q(led_by=""),
                violation_error_message="Enter who reviews it.",
            ),
            models.CheckConstraint(
                name="review_dates_in_order",
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("began_on")),
                violation_error_message="It cannot be concluded before it began.",
            ),
            models.CheckConstraint(
                name="review_score_from_0_to_100",
                condition=Q(score=None) | Q(score__gte=0, score__lte=MOST),
                violation_error_message="Enter a score from 0 to 100.",
            ),
            models.CheckConstraint(
                name="review_concluded_with_findings_and_score",
                condition=Q(concluded_on=None, score=None, refreshed=False)
                | (Q(concluded_on__isnull=False, score__isnull=False) & ~Q(findings="")),
                violation_error_message="A review is concluded with its findings and its score: enter both.",
            ),
            models.CheckConstraint(
                name="review_next_is_due_after_it",
                condition=Q(next_due=None) | Q(next_due__gt=F("concluded_on")),
                violation_error_message="The next review is due after the day on which this one was concluded.",
            ),
            models.CheckConstraint(
                name="review_void_with_a_reason",
                condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                violation_error_message="Say why it is void.",
            ),
            models.UniqueConstraint(
                fields=["compact"],
                name="review_one_goes_on",
                condition=Q(concluded_on=None, voided_on=None),
                violation_error_message="A review of this Compact goes on already. Conclude that one first.",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.began_on:%Y}: {self.compact.title}"

    def get_absolute_url(self) -> str:
        return numbered("review", self.pk)

    @property
    def goes_on(self) -> bool:
        """Whether it was neither concluded nor declared void."""
        return self.concluded_on is None and self.voided_on is None

    def state_on(self, on: datetime.date) -> ReviewState:
        """How it stands on a day, by what is known now."""
        if self.voided_on is not None:
            return ReviewState.VOID
        over = self.concluded_on is not None and self.concluded_on <= on
        return ReviewState.CONCLUDED if over else ReviewState.GOING_ON

    @property
    def state(self) -> ReviewState:
        """How it stands today."""
        return self.state_on(clock.today())
