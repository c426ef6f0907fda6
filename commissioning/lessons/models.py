"""What a cycle teaches: lessons, and what the next plan does otherwise. The next cycle's Analyse begins with them."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered


class LessonKind(models.TextChoices):
    """What it is."""

    LESSON = "lesson", "Lesson"
    ADJUSTMENT = "adjustment", "Adjustment of the plan"


class LessonQuerySet(Visible):
    """Lessons."""

    def standing(self) -> "LessonQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)


class Lesson(Versioned, Voidable):
    """A lesson that a cycle teaches, or something that the plan which follows does otherwise."""

    view_permission = "commissioning.view_lesson"

    cycle = models.ForeignKey(
        "commissioning.CommissioningCycle", on_delete=models.CASCADE, related_name="lessons", verbose_name="cycle"
    )
    kind = models.CharField("what it is", max_length=10, choices=LessonKind.choices)
    text = models.TextField(
        "in a few sentences", max_length=2000, help_text="Everybody with an account reads it. Do not name people."
    )
    source = models.CharField(
        "who says so", max_length=300, blank=True, help_text="The meeting, report or contract that it was learnt from."
    )
    recorded_on = models.DateField("recorded on", editable=False)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-kind", "pk"]
        constraints = [
            void_with_a_reason("lesson_void_with_a_reason"),
            models.CheckConstraint(name="lesson_kind_known", condition=Q(kind__in=LessonKind.values)),
            models.CheckConstraint(
                name="lesson_says_something", condition=~Q(text=""), violation_error_message="Say what it teaches."
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77].rstrip()}..."

    def get_absolute_url(self) -> str:
        return numbered("lesson", self.pk)
