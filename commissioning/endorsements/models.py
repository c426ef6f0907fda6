"""Which boards endorse a plan, in which order, and what each decided on which version."""

from django.db import models
from django.db.models import Q

from partnerships.bodies.models import Outcome


class PlanBoard(models.Model):
    """A board or group that must endorse a plan, in its turn."""

    plan = models.ForeignKey("commissioning.CommissioningPlan", on_delete=models.CASCADE, related_name="boards")
    body = models.ForeignKey(
        "partnerships.Body", on_delete=models.PROTECT, related_name="plans_to_endorse", verbose_name="board or group"
    )
    place = models.PositiveSmallIntegerField("place in the order")

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "body"],
                name="plan_board_once",
                violation_error_message="This board endorses the plan already.",
            ),
            models.CheckConstraint(name="plan_board_has_a_place", condition=Q(place__gt=0)),
        ]

    def __str__(self) -> str:
        return self.body.name


class Endorsement(models.Model):
    """What a board decided on a version of a plan, by the minute in which it stands."""

    version = models.ForeignKey("commissioning.PlanVersion", on_delete=models.CASCADE, related_name="endorsements")
    board = models.ForeignKey(PlanBoard, on_delete=models.PROTECT, related_name="endorsements")
    decision = models.ForeignKey(
        "partnerships.Decision", on_delete=models.PROTECT, related_name="plan_endorsements", verbose_name="decision"
    )
    notes = models.TextField(
        "notes", max_length=5000, blank=True, help_text="What the board asked for, or is to change."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "decision"],
                name="endorsement_once",
                violation_error_message="This decision is recorded with the plan already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.board.body.name}: {self.decision.get_outcome_display()}"

    @property
    def agreed(self) -> bool:
        """Whether it endorses the version, and was not entered by mistake."""
        return self.decision.outcome == Outcome.AGREED and self.decision.voided_on is None
