"""Evidence that voluntary organisations send in for commissioning, and what became of it."""

import datetime

from django.db import models
from django.db.models import Q

from core.fields import Versioned
from core.pages.addresses import numbered
from core.search import Matching
from partnerships.organisations.models import Sector

ENDINGS = ("pdf", "docx", "xlsx", "csv", "png", "jpg", "jpeg")
"""The kinds of files that are taken."""


class Use(models.TextChoices):
    """What became of it."""

    USED = "used", "Used"
    NOT_USED = "not_used", "Not used"


class ContributionState(models.TextChoices):
    """How it stands. It follows from what is written of it and is never stored."""

    WAITING = "waiting", "Waits for an answer"
    USED = "used", "Used"
    NOT_USED = "not_used", "Not used"
    WITHDRAWN = "withdrawn", "Withdrawn"


COLOURS = {"waiting": "yellow", "used": "green", "not_used": "grey", "withdrawn": "grey"}


class ContributionQuerySet(Matching):
    """Contributions."""

    def standing(self) -> "ContributionQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_on=None)

    def waiting(self) -> "ContributionQuerySet":
        """Those that nobody has answered yet."""
        return self.standing().filter(use="")

    def sent_within(self, first: datetime.date, last: datetime.date) -> "ContributionQuerySet":
        """Those of the sector that were sent from a day to a day."""
        rows = self.standing().filter(sent_on__gte=first, sent_on__lte=last)
        return rows.filter(organisation__kind__sector=Sector.VOLUNTARY)

    def in_state(self, state: str) -> "ContributionQuerySet":
        """Those in a state."""
        if state == ContributionState.WITHDRAWN:
            return self.exclude(withdrawn_on=None)
        return self.standing().filter(use="" if state == ContributionState.WAITING else state)


class Contribution(Versioned):
    """What a voluntary organisation knows of needs and services, sent to commissioners for them to use."""

    view_permission = "commissioning.view_contribution"

    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="contributions", verbose_name="sent by"
    )
    title = models.CharField("what it is about", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    what = models.TextField(
        "what you know",
        max_length=10_000,
        help_text="What you see, of whom, how often; how you know. Do not name people who use services.",
    )
    starts = models.DateField("from", null=True, blank=True)
    ends = models.DateField("to", null=True, blank=True)
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="contributions", verbose_name="place"
    )
    client_group = models.ForeignKey(
        "partnerships.Term", on_delete=models.PROTECT, related_name="contributions", verbose_name="client group"
    )
    cycle = models.ForeignKey(
        "commissioning.CommissioningCycle",
        on_delete=models.PROTECT,
        related_name="contributions",
        verbose_name="cycle",
        null=True,
        blank=True,
    )
    file = models.OneToOneField(
        "core.StoredFile", on_delete=models.PROTECT, related_name="contribution", null=True, blank=True
    )
    sent_on = models.DateField("sent on")
    sent_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="contributions", null=True, blank=True
    )
    use = models.CharField("what became of it", max_length=10, choices=Use.choices, blank=True)
    answer = models.TextField(
        "what it was used for, or why not",
        max_length=5000,
        blank=True,
        help_text="The organisation that sent it reads this, and is told by e-mail.",
    )
    answered_on = models.DateField("answered on", null=True, blank=True)
    answered_for = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="contributions_answered",
        verbose_name="answered by",
        null=True,
        blank=True,
    )
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "piece of evidence"
        verbose_name_plural = "pieces of evidence"
        constraints = [
            models.CheckConstraint(name="contribution_use_known", condition=Q(use="") | Q(use__in=Use.values)),
            models.CheckConstraint(
                name="contribution_says_something",
                condition=~Q(title="") & ~Q(sort_name="") & ~Q(what=""),
                violation_error_message="Say what it is about, and what you know.",
            ),
            models.CheckConstraint(
                name="contribution_period_in_order",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=models.F("starts")),
                violation_error_message="The last day is before the first day.",
            ),
            models.CheckConstraint(
                name="contribution_answered_whole",
                condition=Q(use="", answer="", answered_on=None)
                | (~Q(use="") & ~Q(answer="") & Q(answered_on__isnull=False)),
                violation_error_message="Say what it was used for, or why not.",
            ),
            models.CheckConstraint(
                name="contribution_used_in_a_cycle",
                condition=~Q(use=Use.USED) | Q(cycle__isnull=False),
                violation_error_message="Choose the cycle in which it was used.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("contribution", self.pk)

    @property
    def state(self) -> ContributionState:
        """How it stands."""
        if self.withdrawn_on is not None:
            return ContributionState.WITHDRAWN
        return ContributionState(self.use or ContributionState.WAITING)
