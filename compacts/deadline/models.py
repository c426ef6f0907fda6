"""Targets of sign-up: by when which kinds of organisation sign a Compact, or are actively working towards one."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from compacts.local.models import CompactKind
from core import clock
from core.fields import Versioned, Visible
from core.pages import words
from core.pages.addresses import numbered


class Verdict(models.TextChoices):
    """How a body stands to a target on a day. Both ways to meet it are counted apart, and never added up."""

    SIGNED = "signed", "Met by signing"
    WORKING = "working", "Met by actively working towards it"
    NOT_YET = "not_yet", "Not met yet"
    LATE = "late", "Late"
    UNKNOWN = "unknown", "Cannot be determined"


COLOURS = {
    Verdict.SIGNED: "green",
    Verdict.WORKING: "blue",
    Verdict.NOT_YET: "yellow",
    Verdict.LATE: "red",
    Verdict.UNKNOWN: "grey",
}
URGENCY = (Verdict.LATE, Verdict.NOT_YET, Verdict.UNKNOWN, Verdict.WORKING, Verdict.SIGNED)
"""In which order lists show them: what is late comes first."""


class SignupTargetQuerySet(Visible):
    """Targets of sign-up."""

    def going_on(self, on: datetime.date) -> "SignupTargetQuerySet":
        """Those that had not been closed by that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def to_watch(self) -> "SignupTargetQuerySet":
        """Those that go on and that somebody has still to meet, with how many open bodies: `outstanding`."""
        lacking = Q(standings__counts=True, standings__lacking=True)
        rows = self.going_on(clock.today())
        rows = rows.annotate(outstanding=Count("standings__organisation", filter=lacking, distinct=True))
        return rows.exclude(checked_on__isnull=False, outstanding=0)


class SignupTarget(Versioned):
    """By a month, bodies of some kinds are to have signed a Compact, or to be actively working towards one.

    The month may name no day. Until a day is taken, which is a decision with its reason, both ends of the month count.
    """

    view_permission = "compacts.view_signup_target"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    compact_kind = models.CharField(
        "what is signed", max_length=20, choices=CompactKind.choices, default=CompactKind.LOCAL_COMPACT
    )
    source = models.CharField(
        "who set it", max_length=300, blank=True, help_text="The document that asks for it, with its section."
    )
    kinds = models.ManyToManyField(
        "partnerships.OrganisationKind", through="compacts.TargetKind", related_name="signup_targets"
    )
    due_first = models.DateField("first day of the month it is due in")
    due_last = models.DateField("last day of the month it is due in")
    due_on = models.DateField("due on")
    day = models.DateField("day taken", null=True, blank=True)
    day_reason = models.TextField("why that day", max_length=2000, blank=True)
    day_decided_on = models.DateField("decided on", null=True, blank=True)
    day_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="signup_days_decided",
        verbose_name="decided by",
        null=True,
        blank=True,
    )
    closed_on = models.DateField("closed on", null=True, blank=True)
    close_reason = models.TextField("why it was closed", max_length=2000, blank=True)
    checked_on = models.DateField("last checked as at", null=True, blank=True, editable=False)

    objects = SignupTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "target of sign-up"
        verbose_name_plural = "targets of sign-up"
        constraints = [
            models.CheckConstraint(name="signup_target_kind_known", condition=Q(compact_kind__in=CompactKind.values)),
            models.CheckConstraint(
                name="signup_target_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Enter what the target is called.",
            ),
            models.UniqueConstraint(
                fields=["compact_kind", "sort_name"],
                name="signup_target_once",
                condition=Q(closed_on=None),
                violation_error_message="There is a target of that title already. Change that one instead.",
            ),
            models.CheckConstraint(
                name="signup_target_month_in_order",
                condition=Q(due_last__gte=F("due_first")),
                violation_error_message="Enter the month and the year in which it is due.",
            ),
            models.CheckConstraint(
                name="signup_target_day_in_month",
                condition=Q(day=None) | Q(day__gte=F("due_first"), day__lte=F("due_last")),
                violation_error_message="The day taken lies outside the month in which it is due. Take another day.",
            ),
            models.CheckConstraint(
                name="signup_target_due_on_agrees",
                condition=Q(day=None, due_on=F("due_first")) | Q(day__isnull=False, due_on=F("day")),
            ),
            models.CheckConstraint(
                name="signup_target_day_with_a_reason",
                condition=Q(day=None, day_reason="", day_decided_on=None, day_decided_by=None)
                | (Q(day__isnull=False, day_decided_on__isnull=False) & ~Q(day_reason="")),
                violation_error_message="Say why that day is taken.",
            ),
            models.CheckConstraint(
                name="signup_target_closes_with_a_reason",
                condition=Q(closed_on=None, close_reason="") | (Q(closed_on__isnull=False) & ~Q(close_reason="")),
                violation_error_message="Say why it is closed.",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="signup_target_by_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("signup_target", self.pk)

    @property
    def month(self) -> int:
        """The month in which it is due, 1 to 12."""
        return self.due_first.month

    @property
    def year(self) -> int:
        """The year in which it is due."""
        return self.due_first.year

    @property
    def month_in_words(self) -> str:
        """The month in which it is due: 'April 2004'."""
        return f"{words.MONTHS[self.month - 1]} {self.year}"

    @property
    def due_in_words(self) -> str:
        """The day taken, or the month while none is: '30 April 2004', 'April 2004'."""
        return self.month_in_words if self.day is None else words.date(self.day)

    @property
    def is_closed(self) -> bool:
        """Whether it is not followed any more."""
        return self.closed_on is not None and self.closed_on <= clock.today()

    def kinds_where(self, *, counts: bool) -> list:
        """The kinds of organisation that it counts, or those that are shown beside it, by title."""
        rows = sorted(self.target_kinds.all(), key=lambda each: each.kind.title)
        return [each.kind for each in rows if each.counts == counts]

    @property
    def counted(self) -> list:
        """The kinds of organisation that it counts."""
        return self.kinds_where(counts=True)

    @property
    def beside(self) -> list:
        """The kinds of organisation that are shown beside it and never counted."""
        return self.kinds_where(counts=False)


class TargetKind(models.Model):
    """A kind of organisation in a target: counted by it, or shown beside it. Never both."""

    target = models.ForeignKey(SignupTarget, on_delete=models.CASCADE, related_name="target_kinds")
    kind = models.ForeignKey("partnerships.OrganisationKind", on_delete=models.PROTECT, related_name="target_kinds")
    counts = models.BooleanField("counted")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target", "kind"],
                name="target_kind_once",
                violation_error_message="A kind of organisation is counted, or shown beside the target: choose one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {'counted' if self.counts else 'beside'}"


class SignupStanding(models.Model):
    """How a body stands to a target in one of its localities, as the nightly job found it. Empty: none is known."""

    built_upon = Q(pk__in=())  # nobody made it, so it keeps no import from being undone, and goes with what it is about

    view_permission = "compacts.view_signup_target"

    target = models.ForeignKey(SignupTarget, on_delete=models.CASCADE, related_name="standings", verbose_name="target")
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.CASCADE,
        related_name="signup_standings",
        verbose_name="organisation",
    )
    area = models.ForeignKey(
        "partnerships.Area",
        on_delete=models.PROTECT,
        related_name="signup_standings",
        verbose_name="locality",
        null=True,
        blank=True,
    )
    kind = models.ForeignKey(
        "partnerships.OrganisationKind",
        on_delete=models.PROTECT,
        related_name="signup_standings",
        verbose_name="kind then",
    )
    counts = models.BooleanField("counted")
    verdict = models.CharField("in this locality", max_length=10, choices=Verdict.choices)
    overall = models.CharField("anywhere", max_length=10, choices=Verdict.choices)
    lacking = models.BooleanField("has met it nowhere", default=False)
    urgency = models.PositiveSmallIntegerField("place in the list")
    since = models.DateField("since", null=True, blank=True)
    late_days = models.PositiveIntegerField("days late", default=0)
    as_at = models.DateField("as at")

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "standing of a body"
        constraints = [
            models.CheckConstraint(
                name="signup_standing_known", condition=Q(verdict__in=Verdict.values, overall__in=Verdict.values)
            ),
            models.UniqueConstraint(
                fields=["target", "organisation", "area"],
                name="signup_standing_once",
                condition=Q(area__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["target", "organisation"], name="signup_standing_once_nowhere", condition=Q(area=None)
            ),
            models.CheckConstraint(
                name="signup_standing_late_by_days", condition=Q(verdict=Verdict.LATE) | Q(late_days=0)
            ),
        ]
        indexes = [models.Index(fields=["target", "urgency", "-late_days"], name="signup_standing_late_first")]

    def __str__(self) -> str:
        return f"{self.organisation.name}: {self.get_verdict_display()}"

    def get_absolute_url(self) -> str:
        return numbered("organisation", self.organisation_id)
