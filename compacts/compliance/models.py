"""Scorecards: a piece of funding checked against the criteria of a Code when it is issued, negotiated and agreed."""

import datetime

from django.db import models
from django.db.models import F, Q

from core import clock
from core.fields import Versioned
from core.pages.addresses import numbered
from core.search import Matching


class FundingKind(models.TextChoices):
    """What is checked."""

    TENDER = "tender", "Tender"
    CONTRACT = "contract", "Contract"
    GRANT = "grant", "Grant"
    AGREEMENT = "agreement", "Agreement between partners"


class Point(models.TextChoices):
    """When it is checked, in the order in which these come."""

    ISSUE = "issue", "When it is issued"
    NEGOTIATION = "negotiation", "When it is negotiated"
    AGREEMENT = "agreement", "When it is agreed"


POINTS = tuple(Point)


class Result(models.TextChoices):
    """What a check found of one criterion."""

    KEPT = "kept", "Kept"
    NOT_KEPT = "not_kept", "Not kept"
    DOES_NOT_APPLY = "does_not_apply", "Does not apply"


class ScorecardQuerySet(Matching):
    """Scorecards."""

    def begun_by(self, on: datetime.date) -> "ScorecardQuerySet":
        """Those that had been begun by that day."""
        return self.filter(begun_on__lte=on)

    def to_agree(self) -> "ScorecardQuerySet":
        """Those whose funding is still to be agreed."""
        return self.filter(agreed_on=None, dropped_on=None)


class Scorecard(Versioned):
    """A tender, contract, grant or agreement, with the Code by whose criteria it is checked."""

    view_permission = "compacts.view_scorecard"

    title = models.CharField("what is checked", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    kind = models.CharField("kind", max_length=12, choices=FundingKind.choices)
    code = models.ForeignKey(
        "compacts.CompactCode",
        on_delete=models.PROTECT,
        related_name="scorecards",
        verbose_name="Code of good practice",
    )
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="scorecards", verbose_name="locality"
    )
    body = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="scorecards_as_body",
        verbose_name="public body",
    )
    provider = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="scorecards_as_provider",
        verbose_name="provider",
        null=True,
        blank=True,
    )
    agreement = models.ForeignKey(
        "compacts.Agreement",
        on_delete=models.PROTECT,
        related_name="scorecards",
        verbose_name="agreement in the register",
        null=True,
        blank=True,
    )
    begun_on = models.DateField("begun on")
    agreed_on = models.DateField("agreed on", null=True, blank=True)
    agreed_because = models.TextField("why it was agreed all the same", max_length=2000, blank=True)
    dropped_on = models.DateField("given up on", null=True, blank=True)
    drop_reason = models.TextField("why it was given up", max_length=2000, blank=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = "scorecard"
        constraints = [
            models.CheckConstraint(name="scorecard_kind_known", condition=Q(kind__in=FundingKind.values)),
            models.CheckConstraint(
                name="scorecard_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Say what is checked.",
            ),
            models.CheckConstraint(
                name="scorecard_with_another",
                condition=Q(provider=None) | ~Q(provider=F("body")),
                violation_error_message="Name another provider than the public body itself.",
            ),
            models.CheckConstraint(
                name="scorecard_agreed_after_it_was_begun",
                condition=Q(agreed_on=None) | Q(agreed_on__gte=F("begun_on")),
                violation_error_message="It cannot be agreed before it was begun.",
            ),
            models.CheckConstraint(
                name="scorecard_agreed_or_given_up",
                condition=Q(agreed_on=None) | Q(dropped_on=None),
                violation_error_message="It was agreed, so it is not given up.",
            ),
            models.CheckConstraint(
                name="scorecard_given_up_with_a_reason",
                condition=Q(dropped_on=None, drop_reason="") | (Q(dropped_on__isnull=False) & ~Q(drop_reason="")),
                violation_error_message="Say why it was given up.",
            ),
        ]
        indexes = [models.Index(fields=["sort_name", "id"], name="scorecard_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("scorecard", self.pk)

    @property
    def standing(self) -> tuple[str, str]:
        """How far the funding came, as (words, colour)."""
        if self.agreed_on is not None:
            return "Agreed", "green"
        return ("Given up", "grey") if self.dropped_on is not None else ("To be agreed", "blue")

    def latest_check(self, on: datetime.date | None = None) -> "ComplianceCheck | None":
        """The check of the latest point that was made by a day; loaded checks are used where there are."""
        on = on or clock.today()
        made = [each for each in self.checks.all() if each.checked_on <= on]
        return max(made, key=lambda each: POINTS.index(Point(each.point)), default=None)


class ComplianceCheck(models.Model):
    """A scorecard filled in at one of the three points, on a day."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="checks")
    point = models.CharField("when", max_length=12, choices=Point.choices)
    checked_on = models.DateField("checked on")

    class Meta:
        verbose_name = "check"
        constraints = [
            models.CheckConstraint(name="compliance_point_known", condition=Q(point__in=Point.values)),
            models.UniqueConstraint(fields=["scorecard", "point"], name="compliance_check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scorecard}: {self.get_point_display()}"


class Finding(models.Model):
    """What a check found of one criterion, and why it is not kept, or what shows that it is."""

    made_by = models.ForeignKey(ComplianceCheck, on_delete=models.CASCADE, related_name="findings")
    criterion = models.ForeignKey("compacts.CodeCriterion", on_delete=models.PROTECT, related_name="findings")
    result = models.CharField("result", max_length=16, choices=Result.choices)
    note = models.TextField("note", max_length=2000, blank=True)
    shown = models.CharField("what records showed", max_length=16, choices=Result.choices, blank=True)
    shown_because = models.TextField("why they showed it", max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="finding_result_known", condition=Q(result__in=Result.values)),
            models.UniqueConstraint(fields=["made_by", "criterion"], name="finding_once"),
            models.CheckConstraint(
                name="finding_says_why_not_applicable",
                condition=~Q(result=Result.DOES_NOT_APPLY) | ~Q(note=""),
                violation_error_message="Say why the criterion does not apply.",
            ),
            models.CheckConstraint(name="finding_shown_known", condition=Q(shown__in=["", *Result.values])),
            models.CheckConstraint(
                name="finding_says_why_otherwise",
                condition=Q(shown="") | Q(shown=F("result")) | ~Q(note=""),
                violation_error_message="Say why it is otherwise than the records show.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_result_display()}"

    @property
    def is_otherwise(self) -> bool:
        """Whether somebody said otherwise than the records showed."""
        return self.shown not in ("", self.result)
