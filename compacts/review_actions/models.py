"""What a review of a Compact asked an organisation to do, by when, and what came of it."""

import datetime

from django.db import models
from django.db.models import Case, CharField, Q, Value, When

from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class ActionState(models.TextChoices):
    """How what a review asked for stands on a day. It follows from its dates."""

    OPEN = "open", "To do"
    OVERDUE = "overdue", "Overdue"
    DONE = "done", "Done"
    DROPPED = "dropped", "Given up"


COLOURS = {
    ActionState.OPEN: "blue", ActionState.OVERDUE: "red", ActionState.DONE: "green", ActionState.DROPPED: "grey",
}  # fmt: skip


def state_on(on: datetime.date) -> Case:
    """The state of each action on a day, as an expression: what `ReviewAction.state_on` says of one."""
    return Case(
        When(done_on__lte=on, then=Value(ActionState.DONE.value)),
        When(dropped_on__lte=on, then=Value(ActionState.DROPPED.value)),
        When(due_on__lt=on, then=Value(ActionState.OVERDUE.value)),
        default=Value(ActionState.OPEN.value),
        output_field=CharField(),
    )


class ReviewActionQuerySet(Visible):
    """What reviews asked for."""

    def in_state(self, state: str, on: datetime.date) -> "ReviewActionQuerySet":
        """Those that stood so on a day."""
        return self.alias(stands=state_on(on)).filter(stands=state)

    def open(self) -> "ReviewActionQuerySet":
        """Those still to do, of reviews that were not declared void."""
        return self.filter(done_on=None, dropped_on=None, review__voided_on=None)


class ReviewAction(Versioned):
    """What a review asked an organisation to do by a day, and what came of it."""

    view_permission = "compacts.view_review_action"

    review = models.ForeignKey(
        "compacts.CompactReview", on_delete=models.PROTECT, related_name="actions", verbose_name="review"
    )
    what = models.CharField("what is to be done", max_length=300, help_text="Do not name people.")
    owner = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="review_actions", verbose_name="who does it"
    )
    due_on = models.DateField("to be done by")
    done_on = models.DateField("done on", null=True, blank=True)
    dropped_on = models.DateField("given up on", null=True, blank=True)
    note = models.TextField(
        "what came of it", max_length=2000, blank=True, help_text="Read by everybody. Do not name people."
    )

    objects = ReviewActionQuerySet.as_manager()

    class Meta:
        verbose_name = "action of a review"
        verbose_name_plural = "actions of reviews"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="review_action_says_what",
                condition=~Q(what=""),
                violation_error_message="Enter what is to be done.",
            ),
            models.CheckConstraint(
                name="review_action_done_or_dropped",
                condition=Q(done_on=None) | Q(dropped_on=None),
                violation_error_message="It is done or given up, not both.",
            ),
            models.CheckConstraint(
                name="review_action_dropped_with_a_reason",
                condition=Q(dropped_on=None) | ~Q(note=""),
                violation_error_message="Say why it was given up.",
            ),
            models.UniqueConstraint(
                fields=["review", "owner", "what"],
                name="review_action_once",
                condition=Q(dropped_on=None),
                violation_error_message="This review asks this organisation for that already.",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return numbered("review_action", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it was neither done nor given up."""
        return self.done_on is None and self.dropped_on is None

    def state_on(self, on: datetime.date) -> ActionState:
        """How it stands on a day, by what is known now."""
        if self.done_on is not None and self.done_on <= on:
            return ActionState.DONE
        if self.dropped_on is not None and self.dropped_on <= on:
            return ActionState.DROPPED
        return ActionState.OVERDUE if self.due_on < on else ActionState.OPEN

    @property
    def state(self) -> ActionState:
        """How it stands today."""
        return self.state_on(clock.today())

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.state]
