"""Boards, partnerships and groups in which partners sit together: who has a seat there, and what was decided."""

import datetime

from django.db import models
from django.db.models import F, Q

from core import clock
from core.fields import (
    Dated,
    DatedQuerySet,
    Versioned,
    Visible,
    Voidable,
    dates_in_order,
    void_with_a_reason,
)
from core.pages import words
from core.pages.addresses import numbered
from core.search import Matching


class BodyKind(models.TextChoices):
    """What a board or group is."""

    BOARD = "board", "Board"
    CABINET = "cabinet", "Cabinet"
    COMMITTEE = "committee", "Committee"
    PARTNERSHIP = "partnership", "Partnership"
    EXECUTIVE_GROUP = "executive_group", "Executive group"
    WORKING_GROUP = "working_group", "Working group"
    PANEL = "panel", "Panel"
    OFFICE = "office", "Team or office"


class BodyQuerySet(Matching, DatedQuerySet):
    """Boards and groups."""


class Body(Versioned, Dated):
    """A board, partnership, committee or group in which organisations sit together. It answers to one other, or none.

    An organisation employs, owns and signs; a body only meets, and may be convened by one.
    """

    view_permission = "partnerships.view_body"

    name = models.CharField("name", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    kind = models.CharField("kind", max_length=20, choices=BodyKind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name="answers to",
        null=True,
        blank=True,
    )
    host = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="bodies_hosted",
        verbose_name="convened by",
        null=True,
        blank=True,
    )
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="bodies", verbose_name="locality"
    )
    purpose = models.TextField(
        "what it is for", max_length=5000, help_text="In two or three sentences. Do not name people."
    )
    end_reason = models.TextField("why it ended", max_length=2000, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = "board or group"
        verbose_name_plural = "boards and groups"
        constraints = [
            dates_in_order("body_dates_in_order"),
            models.CheckConstraint(name="body_kind_known", condition=Q(kind__in=BodyKind.values)),
            models.CheckConstraint(
                name="body_has_name",
                condition=~Q(name="") & ~Q(sort_name=""),
                violation_error_message="Enter what it is called.",
            ),
            models.CheckConstraint(
                name="body_answers_to_another",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message="It cannot answer to itself. Choose another, or leave it empty.",
            ),
            models.CheckConstraint(
                name="body_ends_with_a_reason",
                condition=Q(ends=None, end_reason="") | (Q(ends__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Say why it ended.",
            ),
            models.UniqueConstraint(
                fields=["area", "host", "sort_name"],
                name="body_once_at_a_host",
                condition=Q(ends=None),
                violation_error_message="Whoever convenes it has one of that name already. Change that one instead.",
            ),
            models.UniqueConstraint(
                fields=["area", "sort_name"],
                name="body_once_in_an_area",
                condition=Q(ends=None, host=None),
                violation_error_message="This locality has one of that name already. Change that one instead.",
            ),
        ]
        indexes = [models.Index(fields=["sort_name", "id"], name="body_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return numbered("body", self.pk)

    @property
    def standing(self) -> tuple[str, str]:
        """Whether it goes on today, in words and with the colour of its tag."""
        if self.ends is not None and self.ends < clock.today():
            return "Ended", "grey"
        return "Going on", "green"


class Capacity(models.TextChoices):
    """In which capacity somebody sits."""

    CHAIR = "chair", "Chair"
    MEMBER = "member", "Member"
    ADVISER = "adviser", "Adviser"
    OBSERVER = "observer", "Observer"


class SeatQuerySet(DatedQuerySet):
    """Seats."""

    def counting(self) -> "SeatQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)

    def in_force(self, on: datetime.date) -> "SeatQuerySet":
        """Those that somebody has on that day; an organisation that has closed has none any longer."""
        open_then = Q(organisation__closed=None) | Q(organisation__closed__gte=on)
        kept = Q(organisation__duplicate_of__closed=None) | Q(organisation__duplicate_of__closed__gte=on)
        open_then |= Q(organisation__duplicate_of__isnull=False) & kept  # the body sits there, by whatever entry
        return super().in_force(on).filter(open_then)  # type: ignore[return-value]


class Seat(Versioned, Voidable, Dated):
    """A seat on a board or group: of an organisation, of a post, or of a post at an organisation. It names no person.

    Who fills it comes with representatives; the post says enough of whoever chairs by virtue of their work.
    """

    view_permission = "partnerships.view_seat"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats", verbose_name="board or group")
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="seats",
        verbose_name="organisation",
        null=True,
        blank=True,
    )
    post = models.CharField(
        "post",
        max_length=150,
        blank=True,
        help_text="Such as Chief Executive, or Director of Public Health. Do not name the person.",
    )
    capacity = models.CharField("capacity", max_length=10, choices=Capacity.choices, default=Capacity.MEMBER)
    appointed = models.CharField(
        "how appointed", max_length=300, blank=True, help_text="In brief: elected by the Forum, by virtue of the post."
    )

    ended_with_it = models.BooleanField("ended with the board or group", default=False, editable=False)
    ends_otherwise = models.DateField("last day before that", null=True, blank=True, editable=False)
    """What it goes back to where the board or group goes on after all."""

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "seat"
        constraints = [
            void_with_a_reason("seat_void_with_a_reason"),
            models.CheckConstraint(
                name="seat_ends_otherwise_where_it_ended_with_it",
                condition=Q(ends_otherwise=None) | Q(ended_with_it=True),
            ),
            dates_in_order("seat_dates_in_order"),
            models.CheckConstraint(name="seat_capacity_known", condition=Q(capacity__in=Capacity.values)),
            models.CheckConstraint(
                name="seat_of_somebody",
                condition=Q(organisation__isnull=False) | ~Q(post=""),
                violation_error_message="Enter the organisation, the post, or both.",
            ),
            models.UniqueConstraint(
                fields=["body"],
                name="seat_one_chair",
                condition=Q(capacity=Capacity.CHAIR, ends=None, voided_on=None),
                violation_error_message="It has a chair already. End that seat first, or give this one another "
                "capacity.",
            ),
            models.UniqueConstraint(
                fields=["body", "organisation", "post"],
                name="seat_once",
                condition=Q(ends=None, voided_on=None),
                violation_error_message="This seat is recorded already. Change that one instead.",
            ),
            models.UniqueConstraint(
                fields=["body", "post"],
                name="seat_of_a_post_once",
                condition=Q(ends=None, organisation=None, voided_on=None),
                violation_error_message="This seat is recorded already. Change that one instead.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose}, {self.get_capacity_display().lower()}"

    def get_absolute_url(self) -> str:
        return numbered("seat", self.pk)

    @property
    def whose(self) -> str:
        """'Chief Executive, Isle of Wight Council', or either alone."""
        named = self.organisation.name if self.organisation else ""
        return ", ".join(each for each in (self.post, named) if each)

    def holds_on(self, on: datetime.date) -> bool:
        """Whether somebody has it on that day; an organisation that has closed has it no longer."""
        closed = self.organisation.last_day if self.organisation else None
        return super().holds_on(on) and (closed is None or closed >= on)

    @property
    def closing(self) -> datetime.date | None:
        """The day on which its organisation closed, where that is what it ends with."""
        closed = self.organisation.last_day if self.organisation else None
        return None if closed is None or (self.ends is not None and self.ends <= closed) else closed

    @property
    def until(self) -> str:
        """'until 31 March 2013', or until the organisation closed, where that was earlier; nothing while it goes on."""
        if self.closing:
            return f"until it {'closed' if self.closing < clock.today() else 'closes'} on {words.date(self.closing)}"
        return f"until {words.date(self.ends)}" if self.ends else ""


class Outcome(models.TextChoices):
    """What became of what was put to a board or group."""

    AGREED = "agreed", "Agreed"
    NOT_AGREED = "not_agreed", "Not agreed"
    DEFERRED = "deferred", "Deferred"


OUTCOME_COLOURS = {Outcome.AGREED: "green", Outcome.NOT_AGREED: "red", Outcome.DEFERRED: "yellow"}


class DecisionQuerySet(Visible):
    """Decisions."""

    def counting(self) -> "DecisionQuerySet":
        """Those that were not entered by mistake."""
        return self.filter(voided_on=None)

    def taken_by(self, on: object) -> "DecisionQuerySet":
        """Those of that day or before."""
        return self.filter(decided_on__lte=on)


class Decision(Versioned, Voidable):
    """What a board or group decided on a day, by the minute in which it stands."""

    view_permission = "partnerships.view_decision"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions", verbose_name="board or group")
    decided_on = models.DateField("decided on")
    reference = models.CharField(
        "minute", max_length=60, help_text="The number of the minute, or of the item on the agenda."
    )
    what = models.TextField("what was decided", max_length=5000, help_text="In a sentence or two. Do not name people.")
    outcome = models.CharField("outcome", max_length=12, choices=Outcome.choices, default=Outcome.AGREED)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "decision"
        constraints = [
            void_with_a_reason("decision_void_with_a_reason"),
            models.CheckConstraint(name="decision_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="decision_says_what",
                condition=~Q(what="") & ~Q(reference=""),
                violation_error_message="Enter what was decided, and in which minute it stands.",
            ),
            models.UniqueConstraint(
                fields=["body", "decided_on", "reference"],
                name="decision_once",
                condition=Q(voided_on=None),
                violation_error_message="This minute is recorded already. Change that decision instead.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.name}, {self.reference}"

    def get_absolute_url(self) -> str:
        return numbered("decision", self.pk)
