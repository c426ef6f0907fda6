"""What partners do under an agreement, initiative by initiative, and which boards and groups govern it."""

import datetime

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from core import clock
from core.fields import Dated, Versioned, Visible, Voidable, dates_in_order, void_with_a_reason
from core.pages.addresses import numbered


class GoverningBody(models.Model):
    """A board or group that governs an agreement. How they stand to one another is what each answers to."""

    agreement = models.ForeignKey("compacts.Agreement", on_delete=models.CASCADE, related_name="governed_by")
    body = models.ForeignKey(
        "partnerships.Body", on_delete=models.PROTECT, related_name="governs", verbose_name="board or group"
    )

    class Meta:
        verbose_name_plural = "governing bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "body"],
                name="governing_body_once",
                violation_error_message="It is named already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body.name}: {self.agreement.title}"


class State(models.TextChoices):
    """How an initiative stands on a day. It follows from its dates and is never stored."""

    PLANNED = "planned", "Planned"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"
    VOID = "void", "Void"


COLOURS = {
    State.PLANNED: "blue",
    State.UNDER_WAY: "yellow",
    State.DONE: "green",
    State.STOPPED: "grey",
    State.VOID: "red",
}


def state_on(on: datetime.date) -> Case:
    """The state of each row on a day, as an expression: what `Initiative.state_on` says of one."""
    return Case(
        When(voided_on__isnull=False, then=Value(State.VOID.value)),
        When(stopped_on__lte=on, then=Value(State.STOPPED.value)),
        When(done_on__lte=on, then=Value(State.DONE.value)),
        When(starts__lte=on, then=Value(State.UNDER_WAY.value)),
        default=Value(State.PLANNED.value),
        output_field=CharField(),
    )


class InitiativeQuerySet(Visible):
    """Initiatives."""

    def in_state(self, state: str, on: datetime.date) -> "InitiativeQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=state_on(on)).filter(stands=state)

    def counting(self) -> "InitiativeQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)

    def to_finish(self) -> "InitiativeQuerySet":
        """Those that go on, with a day by which they are to be done, under an agreement that has not ended."""
        going_on = self.counting().filter(done_on=None, stopped_on=None)
        return going_on.filter(ends__isnull=False, agreement__ended_on=None)


class Initiative(Versioned, Voidable, Dated):
    """Something partners do together under an agreement, led by one of them: under way from its first day on."""

    view_permission = "compacts.view_initiative"

    agreement = models.ForeignKey("compacts.Agreement", on_delete=models.PROTECT, related_name="initiatives")
    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    aim = models.TextField(
        "what it is to achieve", max_length=5000, help_text="In two or three sentences. Name organisations, not people."
    )
    lead = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="initiatives_led", verbose_name="led by"
    )
    body = models.ForeignKey(
        "partnerships.Body",
        on_delete=models.PROTECT,
        related_name="initiatives",
        verbose_name="board or group responsible",
        null=True,
        blank=True,
    )
    targets = models.ManyToManyField("compacts.Target", related_name="initiatives", verbose_name="measured by")
    done_on = models.DateField("done on", null=True, blank=True)
    stopped_on = models.DateField("stopped on", null=True, blank=True)
    stop_reason = models.TextField("why it was stopped", max_length=2000, blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = "initiative"
        constraints = [
            dates_in_order("initiative_dates_in_order"),
            void_with_a_reason("initiative_void_with_a_reason"),
            models.CheckConstraint(
                name="initiative_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Enter what it is called.",
            ),
            models.UniqueConstraint(
                fields=["agreement", "sort_name"],
                name="initiative_once",
                condition=Q(voided_on=None),
                violation_error_message="The agreement has an initiative of that title already. Change that one "
                "instead, or give this one another title.",
            ),
            models.CheckConstraint(
                name="initiative_done_after_it_began",
                condition=Q(done_on=None) | Q(starts__isnull=False, done_on__gte=F("starts")),
                violation_error_message="It cannot be done before it began. Enter its first day, or a later day here.",
            ),
            models.CheckConstraint(
                name="initiative_stopped_after_it_began",
                condition=Q(stopped_on=None) | Q(starts=None) | Q(stopped_on__gte=F("starts")),
                violation_error_message="It cannot be stopped before it began. Enter a later day; if it never began, "
                "change it first and leave its first day empty.",
            ),
            models.CheckConstraint(
                name="initiative_done_or_stopped",
                condition=Q(done_on=None) | Q(stopped_on=None),
                violation_error_message="It is done or stopped, not both.",
            ),
            models.CheckConstraint(
                name="initiative_stopped_with_a_reason",
                condition=Q(stopped_on=None, stop_reason="") | (Q(stopped_on__isnull=False) & ~Q(stop_reason="")),
                violation_error_message="Say why it was stopped.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("initiative", self.pk)

    def state_on(self, on: datetime.date) -> State:
        """How it stands on a day, by what is known now."""
        if self.voided_on is not None:
            return State.VOID
        days = {State.STOPPED: self.stopped_on, State.DONE: self.done_on, State.UNDER_WAY: self.starts}
        return next((state for state, day in days.items() if day is not None and day <= on), State.PLANNED)

    @property
    def state(self) -> State:
        """How it stands today."""
        return self.state_on(clock.today())

    @property
    def colour(self) -> str:
        """The colour of its tag today."""
        return COLOURS[self.state]
