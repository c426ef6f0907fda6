"""Needs of the people a cycle commissions for: what they need, who says so, and how far it is met."""

import datetime

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from core import clock
from core.fields import Dated, Versioned, Visible, dates_in_order
from core.pages import words
from core.pages.addresses import numbered
from core.search import Matching


class NeedState(models.TextChoices):
    """How a need stands on a day. It follows from its days and is never stored."""

    OPEN = "open", "Open"
    SETTLED = "settled", "Settled"
    CARRIED = "carried", "Carried over"
    WITHDRAWN = "withdrawn", "Withdrawn"


COLOURS = {
    NeedState.OPEN: "yellow",
    NeedState.SETTLED: "green",
    NeedState.CARRIED: "blue",
    NeedState.WITHDRAWN: "grey",
}


def state_on(on: datetime.date) -> Case:
    """The state of each need on a day, as an expression: what `Need.state_on` says of one."""
    return Case(
        When(withdrawn_on__lte=on, then=Value(NeedState.WITHDRAWN.value)),
        When(carried_on__lte=on, then=Value(NeedState.CARRIED.value)),
        When(settled_on__lte=on, then=Value(NeedState.SETTLED.value)),
        default=Value(NeedState.OPEN.value),
        output_field=CharField(),
    )


class NeedQuerySet(Matching, Visible):
    """Needs."""

    def counting(self) -> "NeedQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_on=None)

    def in_state(self, state: str, on: datetime.date) -> "NeedQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=state_on(on)).filter(stands=state)


class Need(Versioned):
    """Something that people of a client group in a place need, as a commissioning cycle found it.

    It is settled once the partners agree what is needed; until then it is being worked on.
    """

    view_permission = "commissioning.view_need"

    cycle = models.ForeignKey(
        "commissioning.CommissioningCycle", on_delete=models.PROTECT, related_name="needs", verbose_name="cycle"
    )
    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    what = models.TextField(
        "what is needed", max_length=5000, help_text="What people need, not which service. Never about one person."
    )
    client_group = models.ForeignKey(
        "partnerships.Term", on_delete=models.PROTECT, related_name="needs", verbose_name="client group"
    )
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="needs", verbose_name="area")
    people = models.PositiveIntegerField(
        "people affected", null=True, blank=True, help_text="About how many. Leave empty if nobody knows."
    )
    unmet = models.TextField(
        "how far it is not met",
        max_length=5000,
        blank=True,
        help_text="Write 'Met' where it is. What is left empty counts as not looked at.",
    )
    unmet_people = models.PositiveIntegerField("people for whom it is not met", null=True, blank=True)
    provision = models.ForeignKey(
        "commissioning.AnalysisEntry",
        on_delete=models.PROTECT,
        related_name="needs",
        verbose_name="set against which provision",
        null=True,
        blank=True,
    )
    recorded_on = models.DateField("recorded on", editable=False)
    settled_on = models.DateField("settled on", null=True, blank=True, editable=False)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True, editable=False)
    withdraw_reason = models.TextField("why it was withdrawn", max_length=2000, blank=True)
    carried_on = models.DateField("carried over on", null=True, blank=True, editable=False)
    carried_from = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="carried_to",
        verbose_name="carried over from",
        null=True,
        blank=True,
        editable=False,
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "need"
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["sort_name", "id"], name="need_by_title")]
        constraints = [
            models.CheckConstraint(
                name="need_says_what",
                condition=~Q(title="") & ~Q(sort_name="") & ~Q(what=""),
                violation_error_message="Enter a title and what is needed.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "sort_name"],
                name="need_once_in_a_cycle",
                condition=Q(withdrawn_on=None),
                violation_error_message="The cycle has a need of that title already. Change that one instead.",
            ),
            models.CheckConstraint(
                name="need_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdraw_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")),
                violation_error_message="Say why it was withdrawn.",
            ),
            models.CheckConstraint(
                name="need_unmet_for_some_of_them",
                condition=Q(unmet_people=None) | Q(people__isnull=False, unmet_people__lte=F("people")),
                violation_error_message="Enter how many people are affected first; it is not met for at most as many.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("need", self.pk)

    def state_on(self, on: datetime.date) -> NeedState:
        """How it stands on a day, by what is known now."""
        days = {
            NeedState.WITHDRAWN: self.withdrawn_on,
            NeedState.CARRIED: self.carried_on,
            NeedState.SETTLED: self.settled_on,
        }
        return next((state for state, day in days.items() if day is not None and day <= on), NeedState.OPEN)

    @property
    def state(self) -> NeedState:
        """How it stands today."""
        return self.state_on(clock.today())


class NeedEvidence(Dated):
    """Who says that there is a need, and a figure where there is one: of a place, over a period, beside that of another
    place. The place and the period stand with every figure."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="evidence")
    statement = models.TextField("what it says", max_length=2000)
    source = models.CharField("source", max_length=300, help_text="The document, survey or register, with its year.")
    publisher = models.CharField("who says so", max_length=200, help_text="The body that published it.")
    area = models.ForeignKey(
        "partnerships.Area",
        on_delete=models.PROTECT,
        related_name="need_evidence",
        verbose_name="of which place",
        help_text="The place that the statement and the figure are about.",
    )
    value = models.DecimalField("figure", max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField("unit", max_length=40, blank=True, help_text="A word, like people, weeks or %.")
    comparator_area = models.ForeignKey(
        "partnerships.Area",
        on_delete=models.PROTECT,
        related_name="compared_with",
        verbose_name="beside which place",
        null=True,
        blank=True,
    )
    comparator_value = models.DecimalField(
        "figure there", max_digits=16, decimal_places=4, null=True, blank=True,
        help_text="In the same unit and over the same period; otherwise the two are not comparable.",
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "evidence of needs"
        ordering = ["pk"]
        constraints = [
            dates_in_order("evidence_dates_in_order"),
            models.CheckConstraint(
                name="evidence_says_who",
                condition=~Q(statement="") & ~Q(source="") & ~Q(publisher=""),
                violation_error_message="Enter what it says, its source, and who says so.",
            ),
            models.CheckConstraint(
                name="evidence_figure_has_unit_and_period",
                condition=Q(value=None, unit="") | (Q(value__isnull=False, ends__isnull=False) & ~Q(unit="")),
                violation_error_message="A figure has a unit and a period: enter both, or neither unit nor figure.",
            ),
            models.CheckConstraint(
                name="evidence_comparator_has_place",
                condition=Q(comparator_value=None, comparator_area=None)
                | (
                    Q(comparator_value__isnull=False, comparator_area__isnull=False, value__isnull=False)
                    & ~Q(comparator_area=F("area"))
                ),
                violation_error_message="A figure is compared with that of another place: enter both figures and the "
                "other place, or leave the comparison empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def period(self) -> str:
        """'from 1 April 2004 to 31 March 2005', as far as it is known."""
        first, last = words.date(self.starts), words.date(self.ends)
        if self.starts and self.ends and self.starts != self.ends:
            return f"{first} to {last}"
        return last or first

    def amount(self, value: object) -> str:
        """A figure of it as people write it: '27%', '312 people'."""
        return f"{words.number(value)}{'' if self.unit == '%' else ' '}{self.unit}"
