"""The joint commissioning cycle: who commissions what for whom, and its four stages, signed off by every partner."""

import datetime

from django.db import models
from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from core.fields import Dated, Versioned, Visible, Voidable, dates_in_order, void_with_a_reason
from core.pages.addresses import numbered
from core.search import Matching


class CycleQuerySet(Matching, Visible):
    """Commissioning cycles."""

    def begun_by(self, on: datetime.date) -> "CycleQuerySet":
        """Those whose first stage had opened by that day."""
        return self.filter(stages__kind=StageKind.ANALYSE, stages__opened_on__lte=on)

    def standing(self) -> "CycleQuerySet":
        """Those that were not declared void."""
        return self.filter(voided_on=None)

    def at_stage(self, kind: str, on: datetime.date) -> "CycleQuerySet":
        """Those that are at a stage on that day; FINISHED are those whose four are signed off."""
        return self.annotate(at=stage_on(on)).filter(at=kind)


class CommissioningCycle(Versioned, Dated, Voidable):
    """Partners commission together for a client group, a place and a period: analyse, plan, do, review."""

    view_permission = "commissioning.view_cycle"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    client_group = models.ForeignKey(
        "partnerships.Term",
        on_delete=models.PROTECT,
        related_name="cycles",
        verbose_name="client group",
        help_text="Whose needs are commissioned for.",
    )
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="cycles", verbose_name="area")
    unit = models.ForeignKey(
        "partnerships.Body",
        on_delete=models.PROTECT,
        related_name="cycles",
        verbose_name="joint commissioning unit",
        null=True,
        blank=True,
    )
    review_due = models.DateField(
        "review due on",
        null=True,
        blank=True,
        help_text="By when its review is to be signed off. Leave empty for the last day of the period.",
    )
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="followed_by",
        verbose_name="follows",
        null=True,
        blank=True,
    )

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "commissioning cycle"
        constraints = [
            dates_in_order("cycle_dates_in_order"),
            void_with_a_reason("cycle_void_with_a_reason"),
            models.CheckConstraint(
                name="cycle_has_days",
                condition=Q(starts__isnull=False, ends__isnull=False),
                violation_error_message="Enter the first and the last day of the period that is commissioned for.",
            ),
            models.CheckConstraint(
                name="cycle_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Enter what it is called.",
            ),
            models.CheckConstraint(
                name="cycle_follows_another",
                condition=Q(follows=None) | ~Q(follows=F("pk")),
                violation_error_message="A cycle cannot follow itself. Choose the one before it.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("cycle", self.pk)


class CyclePartner(Dated):
    """An organisation that commissions jointly in a cycle, and the post there that leads for it."""

    cycle = models.ForeignKey(CommissioningCycle, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="cycle_partners", verbose_name="partner"
    )
    lead = models.CharField(
        "lead officer",
        max_length=120,
        blank=True,
        help_text="The post, not the person: 'Joint commissioning manager, learning disability'.",
    )

    class Meta:
        ordering = ["organisation__sort_name", "pk"]
        constraints = [
            dates_in_order("cycle_partner_dates_in_order"),
            models.UniqueConstraint(
                fields=["cycle", "organisation"],
                name="cycle_partner_once",
                violation_error_message="This organisation is a partner in the cycle already.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class StageKind(models.TextChoices):
    """The four stages of the cycle, in their order."""

    ANALYSE = "1_analyse", "Analyse"
    PLAN = "2_plan", "Plan"
    DO = "3_do", "Do"
    REVIEW = "4_review", "Review"


class StageState(models.TextChoices):
    """How a stage stands. It follows from its days and is never stored."""

    NOT_STARTED = "not_started", "Not started"
    OPEN = "open", "Open"
    SIGNED_OFF = "signed_off", "Signed off"


FINISHED = "5_finished"
AT_STAGE = {**dict(StageKind.choices), FINISHED: "All four signed off"}
"""Where a cycle stands, in words."""
COLOURS = {StageState.NOT_STARTED: "grey", StageState.OPEN: "blue", StageState.SIGNED_OFF: "green"}


def stage_on(on: datetime.date) -> Coalesce:
    """The stage at which a cycle is on a day, by what is known now: the first that is not signed off."""
    waiting = Stage.objects.filter(cycle=OuterRef("pk")).exclude(signed_off_on__lte=on)
    return Coalesce(Subquery(waiting.order_by("kind").values("kind")[:1]), Value(FINISHED), output_field=CharField())


class StageQuerySet(Visible):
    """Stages of cycles."""

    def open_on(self, on: datetime.date) -> "StageQuerySet":
        """Those that have opened by that day and are not signed off."""
        return self.filter(opened_on__lte=on).exclude(signed_off_on__lte=on)


class Stage(Versioned):
    """One of the four stages of a cycle. All four are there at once; each opens when the one before is signed off."""

    view_permission = "commissioning.view_stage"

    cycle = models.ForeignKey(CommissioningCycle, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField("stage", max_length=10, choices=StageKind.choices)
    opened_on = models.DateField("opened on", null=True, blank=True)
    signed_off_on = models.DateField(
        "signed off on", null=True, blank=True, help_text="The day on which the last partner signed."
    )

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind"], name="stage_once"),
            models.CheckConstraint(name="stage_kind_known", condition=Q(kind__in=StageKind.values)),
            models.CheckConstraint(
                name="stage_signed_after_it_opened",
                condition=Q(signed_off_on=None) | Q(opened_on__isnull=False, signed_off_on__gte=F("opened_on")),
                violation_error_message="A stage is not signed off before it opened.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.cycle.title}"

    def get_absolute_url(self) -> str:
        return numbered("stage", self.pk)

    def state_on(self, on: datetime.date) -> StageState:
        """How it stands on a day, by what is known now."""
        if self.signed_off_on is not None and self.signed_off_on <= on:
            return StageState.SIGNED_OFF
        return StageState.OPEN if self.opened_on is not None and self.opened_on <= on else StageState.NOT_STARTED


class Reply(models.TextChoices):
    """How a partner answers a line of a checklist by hand."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_YET = "not_yet", "Not yet"


class LineAnswer(models.Model):
    """A line of a stage's checklist, answered by hand for a partner. The latest counts; the earlier ones are kept."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="answers")
    line = models.SlugField("line", max_length=40)
    reply = models.CharField("answer", max_length=10, choices=Reply.choices)
    evidence = models.TextField(
        "evidence", max_length=5000, help_text="What shows it, and where it can be read. Do not name people."
    )
    link = models.URLField("link to it", max_length=300, blank=True)
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="line_answers", null=True, blank=True
    )
    post = models.CharField("answered by", max_length=150, help_text="The post of whoever answered.")
    answered_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="line_answers", null=True, blank=True
    )
    answered_on = models.DateField("answered on")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="line_reply_known", condition=Q(reply__in=Reply.values)),
            models.CheckConstraint(
                name="line_answer_shows_evidence",
                condition=~Q(evidence=""),
                violation_error_message="Say what shows it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reply_display()}: {self.evidence}"


class SignoffQuerySet(Visible):
    """Sign-offs."""

    def standing(self) -> "SignoffQuerySet":
        """Those that count: the stage was not opened again since."""
        return self.filter(voided_on=None)


class StageSignoff(Voidable, models.Model):
    """A partner signed off a stage for itself: one of its people did, or a decision of a board stands for it (ADR 32).

    Where the stage is opened again it is void, with the reason, and kept.
    """

    view_permission = "commissioning.view_signoff"

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="signoffs")
    partner = models.ForeignKey(CyclePartner, on_delete=models.PROTECT, related_name="signoffs")
    name = models.CharField("name", max_length=150, blank=True, help_text="Who signed.")
    designation = models.CharField("designation", max_length=150, blank=True)
    decision = models.ForeignKey(
        "partnerships.Decision", on_delete=models.PROTECT, related_name="stage_signoffs", null=True, blank=True
    )
    signed_on = models.DateField("signed on")
    recorded_on = models.DateField("recorded on")

    objects = SignoffQuerySet.as_manager()

    class Meta:
        ordering = ["signed_on", "pk"]
        constraints = [
            void_with_a_reason("signoff_void_with_a_reason"),
            models.CheckConstraint(
                name="signoff_by_a_person_or_a_board",
                condition=Q(decision__isnull=False, name="") | (Q(decision=None) & ~Q(name="") & ~Q(designation="")),
                violation_error_message="A stage is signed by a person, with their post, or by a board's decision.",
            ),
            models.UniqueConstraint(
                fields=["stage", "partner"],
                name="signoff_once",
                condition=Q(voided_on=None),
                violation_error_message="This partner has signed off this stage already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner.organisation.name}: {self.stage.get_kind_display()}"
