"""Annual agreements: what partners agree each year for one service that they commission jointly, in six components."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, CharField, Q, Value, When

from compacts.measures.periods import financial_year
from compacts.strategies.years import FIRST_YEAR, LAST_YEAR, YEARS, year_of
from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered

if TYPE_CHECKING:
    from compacts.agreements.models import Agreement


class Standing(models.TextChoices):
    """How an annual agreement stands on a day. It follows from its agreement and its year, and is never stored."""

    WRITTEN = "written", "Being written"
    FINAL = "final", "To be signed"
    SIGNED = "signed", "Signed by all"
    OVER = "over", "Year over"
    ENDED = "ended", "Ended early"


COLOURS = {
    Standing.WRITTEN: "blue",
    Standing.FINAL: "yellow",
    Standing.SIGNED: "green",
    Standing.OVER: "grey",
    Standing.ENDED: "grey",
}


class Level(models.TextChoices):
    """Who asks for a measure."""

    NATIONAL = "national", "National"
    LOCAL = "local", "Local"


class LineState(models.TextChoices):
    """How a line of a work plan stands."""

    NOT_BEGUN = "not_begun", "Not begun"
    UNDER_WAY = "under_way", "Under way"
    DELAYED = "delayed", "Delayed"
    DONE = "done", "Done"
    GIVEN_UP = "given_up", "Given up"


OVER_WITH = (LineState.DONE, LineState.GIVEN_UP)
LINE_COLOURS = {
    LineState.NOT_BEGUN: "grey",
    LineState.UNDER_WAY: "blue",
    LineState.DELAYED: "yellow",
    LineState.DONE: "green",
    LineState.GIVEN_UP: "grey",
}


def standing_on(on: datetime.date) -> Case:
    """How each row stands on a day, as an expression: what `AnnualAgreement.standing_on` says of one."""
    signed = Q(agreement__in_force_on__lte=on)
    return Case(
        When(agreement__ended_on__lte=on, then=Value(Standing.ENDED.value)),
        When(signed & Q(year__lt=year_of(on)), then=Value(Standing.OVER.value)),
        When(signed, then=Value(Standing.SIGNED.value)),
        When(agreement__final_on__lte=on, then=Value(Standing.FINAL.value)),
        default=Value(Standing.WRITTEN.value),
        output_field=CharField(),
    )


def signed_by(agreement: "Agreement", on: datetime.date) -> bool:
    """Whether all had signed it by a day."""
    return agreement.in_force_on is not None and agreement.in_force_on <= on


def ended_by(agreement: "Agreement", on: datetime.date) -> bool:
    """Whether it had ended by a day."""
    return agreement.ended_on is not None and agreement.ended_on <= on


class AnnualQuerySet(Visible):
    """Annual agreements."""

    def standing(self, standing: str, on: datetime.date) -> "AnnualQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=standing_on(on)).filter(stands=standing)


class AnnualAgreement(Versioned):
    """What the partners of a framework agree for one service and one financial year.

    Parties, drafts and signatures are those of its agreement. Its words are its six components; they become the text of
    a draft when it is sent for signing.
    """

    view_permission = "compacts.view_annual"

    agreement = models.OneToOneField("compacts.Agreement", on_delete=models.PROTECT, related_name="annual")
    framework = models.ForeignKey(
        "compacts.Framework", on_delete=models.PROTECT, related_name="annual_agreements", verbose_name="framework"
    )
    service = models.CharField(
        "service", max_length=120, help_text="The jointly commissioned service, such as: services for older people."
    )
    sort_name = models.CharField(max_length=120, editable=False)
    year = models.PositiveSmallIntegerField("year", help_text="The financial year, from April to March.")
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="next", verbose_name="follows", null=True, blank=True
    )
    governance = models.TextField(
        "how the service is governed", max_length=5000, blank=True,
        help_text="Which group decides, who sits on it by office, and to whom it answers. Name no person.",
    )  # fmt: skip
    users_involved = models.TextField("how users are involved", max_length=5000, blank=True)
    carers_involved = models.TextField("how carers are involved", max_length=5000, blank=True)
    vcs_involved = models.TextField("how the voluntary and community sector is involved", max_length=5000, blank=True)

    objects = AnnualQuerySet.as_manager()

    class Meta:
        verbose_name = "annual agreement"
        constraints = [
            models.CheckConstraint(
                name="annual_has_a_service",
                condition=~Q(service="") & ~Q(sort_name=""),
                violation_error_message="Enter the service that is commissioned jointly.",
            ),
            models.CheckConstraint(
                name="annual_year_known",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                violation_error_message="Choose the year from the list.",
            ),
            models.UniqueConstraint(
                fields=["framework", "sort_name", "year"],
                name="annual_once_a_year",
                violation_error_message="This service has an annual agreement for that year under this framework "
                "already. Open that one.",
            ),
        ]

    def __str__(self) -> str:
        return self.agreement.title

    def get_absolute_url(self) -> str:
        return numbered("annual", self.pk)

    @property
    def year_in_words(self) -> str:
        """'2008-09'."""
        return YEARS[self.year]

    @property
    def starts(self) -> datetime.date:
        """The first day of its year."""
        return datetime.date(self.year, 4, 1)

    @property
    def ends(self) -> datetime.date:
        """The last day of its year."""
        return financial_year(self.starts)[1]

    def standing_on(self, on: datetime.date) -> Standing:
        """How it stands on a day, by what is known now."""
        agreement = self.agreement
        if ended_by(agreement, on):
            return Standing.ENDED
        if signed_by(agreement, on):
            return Standing.OVER if self.year < year_of(on) else Standing.SIGNED
        final = agreement.final_on is not None and agreement.final_on <= on
        return Standing.FINAL if final else Standing.WRITTEN

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        return self.standing_on(clock.today())


class AnnualOutcome(Versioned):
    """Something that partners want to achieve for people, and why they cannot achieve it alone."""

    annual = models.ForeignKey(AnnualAgreement, on_delete=models.CASCADE, related_name="outcomes")
    what = models.TextField("outcome", max_length=1000, help_text="What will be different for people.")
    why_jointly = models.TextField(
        "why jointly", max_length=1000, help_text="Why the partners cannot achieve it each on their own."
    )

    class Meta:
        verbose_name = "outcome"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class AnnualPriority(Versioned):
    """What is put first this year, and the stage of which strategy it carries out."""

    annual = models.ForeignKey(AnnualAgreement, on_delete=models.CASCADE, related_name="priorities")
    what = models.TextField("priority", max_length=1000)
    strategy = models.ForeignKey(
        "compacts.JointStrategy", on_delete=models.PROTECT, related_name="priorities", verbose_name="strategy"
    )
    stage = models.CharField(
        "stage of the strategy", max_length=300, help_text="Which next step of the strategy it carries out."
    )

    class Meta:
        verbose_name = "priority"
        verbose_name_plural = "priorities"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class InvestmentIntention(Versioned):
    """What a partner intends to put into the service in the year."""

    view_permission = "compacts.view_intention"

    annual = models.ForeignKey(AnnualAgreement, on_delete=models.CASCADE, related_name="intentions")
    partner = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="investment_intentions",
        verbose_name="partner",
    )
    purpose = models.CharField("what it is for", max_length=200)
    amount = models.DecimalField("amount", max_digits=13, decimal_places=2)
    pooled = models.BooleanField("goes into the pooled budget", default=False)
    recurrent = models.BooleanField("recurrent", default=False)
    note = models.CharField("note", max_length=300, blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "investment intention"
        ordering = ["partner__sort_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="intention_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message="Enter an amount of nought or more. Money that is withdrawn is recorded with "
                "the framework.",
            ),
            models.UniqueConstraint(
                fields=["annual", "partner", "purpose"],
                name="intention_once",
                violation_error_message="This partner has an intention for that purpose already. Change that one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner.name}: {self.purpose}"


class AnnualMeasure(Versioned):
    """A measure by which the year is monitored and reviewed, and who asks for it."""

    annual = models.ForeignKey(AnnualAgreement, on_delete=models.CASCADE, related_name="measures")
    measure = models.ForeignKey(
        "compacts.Measure", on_delete=models.PROTECT, related_name="annual_measures", verbose_name="measure"
    )
    level = models.CharField("national or local", max_length=10, choices=Level.choices)
    aim = models.CharField(
        "what it is to come to", max_length=300, blank=True, help_text="By the end of the year, with its unit."
    )

    class Meta:
        verbose_name = "measure of the year"
        ordering = ["measure__sort_name", "pk"]
        constraints = [
            models.CheckConstraint(name="annual_measure_level_known", condition=Q(level__in=Level.values)),
            models.UniqueConstraint(
                fields=["annual", "measure"],
                name="annual_measure_once",
                violation_error_message="The year is monitored by this measure already.",
            ),
        ]

    def __str__(self) -> str:
        return self.measure.title


class WorkLineQuerySet(Visible):
    """Lines of work plans."""

    def open(self) -> "WorkLineQuerySet":
        """Those still to be done: all have signed, it goes on, and no signed next year has taken them over."""
        return self.exclude(state__in=OVER_WITH).filter(
            annual__agreement__in_force_on__isnull=False,
            annual__agreement__ended_on=None,
            annual__next__agreement__in_force_on=None,
        )


class WorkLine(Versioned):
    """A line of the year's work plan: what is done by whom by when. Its state is that of its latest progress."""

    view_permission = "compacts.view_work_line"

    annual = models.ForeignKey(AnnualAgreement, on_delete=models.CASCADE, related_name="work")
    what = models.CharField("what is done", max_length=300)
    lead = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="work_lines", verbose_name="who leads"
    )
    due_on = models.DateField("by when")
    measure = models.ForeignKey(
        AnnualMeasure, on_delete=models.PROTECT, related_name="work", verbose_name="monitored by", null=True, blank=True
    )
    state = models.CharField("state", max_length=15, choices=LineState.choices, default=LineState.NOT_BEGUN)

    objects = WorkLineQuerySet.as_manager()

    class Meta:
        verbose_name = "line of the work plan"
        verbose_name_plural = "lines of the work plan"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="work_line_state_known", condition=Q(state__in=LineState.values)),
            models.UniqueConstraint(
                fields=["annual", "what"],
                name="work_line_once",
                violation_error_message="The work plan has a line that says this already. Change that one.",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return numbered("work_line", self.pk)

    def state_on(self, on: datetime.date) -> LineState:
        """How it stood at the end of a day, by the progress noted until then. Its `progress` is loaded."""
        noted = [each for each in self.progress.all() if each.noted_on <= on]
        return LineState(noted[-1].state) if noted else LineState.NOT_BEGUN

    def overdue_on(self, on: datetime.date) -> bool:
        """Whether it was to be done before that day, and was still open then: what `open` asks, as at a day."""
        if self.due_on >= on or self.state_on(on) in OVER_WITH:
            return False
        following = getattr(self.annual, "next", None)
        taken_over = following is not None and signed_by(following.agreement, on)
        return signed_by(self.annual.agreement, on) and not ended_by(self.annual.agreement, on) and not taken_over


class WorkProgress(models.Model):
    """How a line of a work plan stood on a day, as it was noted. Notes are added, never changed."""

    line = models.ForeignKey(WorkLine, on_delete=models.PROTECT, related_name="progress")
    noted_on = models.DateField("day")
    state = models.CharField("state", max_length=15, choices=LineState.choices)
    note = models.TextField(
        "what was done", max_length=2000, help_text="What was done since, and what comes next. Name no person."
    )

    class Meta:
        verbose_name = "progress"
        verbose_name_plural = "progress"
        ordering = ["noted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="work_progress_says_what",
                condition=Q(state__in=LineState.values) & ~Q(note=""),
                violation_error_message="Say what was done since, and what comes next.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.note}"
