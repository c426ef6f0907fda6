"""Codes of good practice under a Compact, what each asks of funding, and which body has adopted which."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from compacts.codes.criteria import CriterionSubject
from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered
from core.search import Matching

if TYPE_CHECKING:
    from partnerships.organisations.models import Area


class CodeSubject(models.TextChoices):
    """What a Code is about: the five Codes of the national Compact."""

    FUNDING = "funding", "Funding and procurement"
    CONSULTATION = "consultation", "Consultation and policy"
    VOLUNTEERING = "volunteering", "Volunteering"
    BME = "bme", "Black and minority ethnic groups"
    COMMUNITY = "community", "Community groups"


class CodeState(models.TextChoices):
    """How a Code stands on a day. It follows from its dates and is never stored."""

    IN_DEVELOPMENT = "in_development", "In development"
    OVERDUE = "overdue", "Overdue"
    LAUNCHED = "launched", "Launched, not in force yet"
    IN_FORCE = "in_force", "In force"
    WITHDRAWN = "withdrawn", "Withdrawn"


COLOURS = {
    CodeState.IN_DEVELOPMENT: "blue",
    CodeState.OVERDUE: "red",
    CodeState.LAUNCHED: "yellow",
    CodeState.IN_FORCE: "green",
    CodeState.WITHDRAWN: "grey",
}


def state_on(on: datetime.date) -> Case:
    """The state of each row on a day, as an expression: what `CompactCode.state_on` says of one."""
    return Case(
        When(withdrawn_on__lte=on, then=Value(CodeState.WITHDRAWN.value)),
        When(launched_on__lte=on, in_force_on__lte=on, then=Value(CodeState.IN_FORCE.value)),
        When(launched_on__lte=on, then=Value(CodeState.LAUNCHED.value)),
        When(due_on__lt=on, then=Value(CodeState.OVERDUE.value)),
        default=Value(CodeState.IN_DEVELOPMENT.value),
        output_field=CharField(),
    )


class CompactCodeQuerySet(Matching):
    """Codes of good practice."""

    def in_state(self, state: str, on: datetime.date) -> "CompactCodeQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=state_on(on)).filter(stands=state)

    def to_launch(self) -> "CompactCodeQuerySet":
        """Those that are still worked on."""
        return self.filter(launched_on=None, withdrawn_on=None)


class CompactCode(Versioned):
    """A Code of good practice: national, or of a locality. It advises from its launch and binds once it is in force."""

    view_permission = "compacts.view_code"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    subject = models.CharField("what it is about", max_length=20, choices=CodeSubject.choices)
    area = models.ForeignKey(
        "partnerships.Area",
        on_delete=models.PROTECT,
        related_name="compact_codes",
        verbose_name="locality",
        null=True,
        blank=True,
        help_text="Leave empty for a Code of the national Compact.",
    )
    about = models.TextField("what it asks", max_length=5000, help_text="In two or three sentences.")
    source = models.CharField(
        "where it comes from", max_length=300, blank=True, help_text="The document that promises or contains it."
    )
    document = models.URLField(
        "where the text can be read", max_length=300, blank=True, help_text="The address of the document on the web."
    )
    explains = models.BooleanField(
        "comply or explain",
        default=True,
        help_text="Whoever does not keep a part of it, and says why, still complies with it.",
    )
    due_on = models.DateField(
        "to be launched by",
        null=True,
        blank=True,
        help_text="Where a document names only a month, enter the last day of it: before, nobody is surely late.",
    )
    launched_on = models.DateField("launched on", null=True, blank=True)
    in_force_on = models.DateField(
        "in force from", null=True, blank=True, help_text="Until then it advises; from then on it binds."
    )
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    withdrawal_reason = models.TextField("why it was withdrawn", max_length=2000, blank=True)

    objects = CompactCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "Code of good practice"
        verbose_name_plural = "Codes of good practice"
        constraints = [
            models.CheckConstraint(name="code_subject_known", condition=Q(subject__in=CodeSubject.values)),
            models.CheckConstraint(name="code_has_title", condition=~Q(title="") & ~Q(sort_name="")),
            models.UniqueConstraint(
                fields=["area", "sort_name"],
                name="code_once_in_an_area",
                condition=Q(withdrawn_on=None),
                violation_error_message="This locality has a Code of that title already. Change that one instead.",
            ),
            models.UniqueConstraint(
                fields=["sort_name"],
                name="code_once_everywhere",
                condition=Q(withdrawn_on=None, area=None),
                violation_error_message="There is a national Code of that title already. Change that one instead.",
            ),
            models.CheckConstraint(
                name="code_in_force_after_its_launch",
                condition=Q(in_force_on=None) | Q(launched_on=None) | Q(in_force_on__gte=F("launched_on")),
                violation_error_message="It cannot be in force before it is launched.",
            ),
            models.CheckConstraint(
                name="code_withdrawn_after_its_launch",
                condition=Q(withdrawn_on=None) | Q(launched_on=None) | Q(withdrawn_on__gte=F("launched_on")),
                violation_error_message="It cannot be withdrawn before it was launched.",
            ),
            models.CheckConstraint(
                name="code_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdrawal_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                violation_error_message="Say why it was withdrawn.",
            ),
        ]
        indexes = [models.Index(fields=["sort_name", "id"], name="code_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("code", self.pk)

    @property
    def place(self) -> str:
        """Where it holds."""
        return self.area.name if self.area else "Everywhere"

    def state_on(self, on: datetime.date) -> CodeState:
        """How it stands on a day, by what is known now."""
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return CodeState.WITHDRAWN
        if self.launched_on is not None and self.launched_on <= on:
            return CodeState.IN_FORCE if self.binds_on(on) else CodeState.LAUNCHED
        return CodeState.OVERDUE if self.due_on is not None and self.due_on < on else CodeState.IN_DEVELOPMENT

    def binds_on(self, on: datetime.date) -> bool:
        """Whether it is in force on a day: before, it advises."""
        begun = (self.launched_on, self.in_force_on)
        return all(day is not None and day <= on for day in begun) and not (
            self.withdrawn_on is not None and self.withdrawn_on <= on
        )

    def is_there_on(self, on: datetime.date) -> bool:
        """Whether it can be kept on a day, be it that it advises or binds."""
        return self.state_on(on) in (CodeState.LAUNCHED, CodeState.IN_FORCE)

    def holds_in(self, area: "Area") -> bool:
        """Whether it is a Code of a locality: a national one, or its own or that of a whole that it lies in."""
        return self.area_id in (None, area.pk) or self.area_id in area.with_wholes()

    @property
    def state(self) -> CodeState:
        """How it stands today."""
        return self.state_on(clock.today())


class CodeCriterion(models.Model):
    """One of the things that a Code asks of a piece of funding, in its place among the others."""

    code = models.ForeignKey(CompactCode, on_delete=models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField("number")
    title = models.CharField("criterion", max_length=200, help_text="A statement that is true or not.")
    asks = models.TextField("what it asks", max_length=2000, blank=True)
    subject = models.CharField(
        "which records tell of it", max_length=20, choices=CriterionSubject.choices, blank=True,
        help_text="Of a contract that is then answered from its records. Leave empty where somebody is to judge it.",
    )  # fmt: skip

    class Meta:
        verbose_name = "criterion"
        verbose_name_plural = "criteria"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="code_criterion_number_once"),
            models.UniqueConstraint(
                fields=["code", "title"],
                name="code_criterion_once",
                violation_error_message="The Code has this criterion already.",
            ),
            models.CheckConstraint(
                name="code_criterion_has_title",
                condition=~Q(title=""),
                violation_error_message="Enter the criterion.",
            ),
            models.CheckConstraint(
                name="code_criterion_subject_known", condition=Q(subject__in=["", *CriterionSubject.values])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def is_relied_on(self) -> bool:
        """Whether something was judged by it."""
        return any(
            each.related_model._default_manager.filter(**{each.field.name: self}).exists()
            for each in self._meta.related_objects
        )


class AdoptionState(models.TextChoices):
    """How an adoption stands on a day. It follows from its dates and those of its Code."""

    ADOPTED = "adopted", "Adopted"
    ENDED = "ended", "Ended"
    WITHDRAWN = "withdrawn", "Code withdrawn"
    VOID = "void", "Void"


ADOPTION_COLOURS = {
    AdoptionState.ADOPTED: "green",
    AdoptionState.ENDED: "grey",
    AdoptionState.WITHDRAWN: "grey",
    AdoptionState.VOID: "red",
}


def adoption_on(on: datetime.date) -> Case:
    """How each adoption stands on a day, as an expression: what `CodeAdoption.state_on` says of one."""
    return Case(
        When(voided_on__isnull=False, then=Value(AdoptionState.VOID.value)),
        When(ended_on__lte=on, then=Value(AdoptionState.ENDED.value)),
        When(code__withdrawn_on__lte=on, then=Value(AdoptionState.WITHDRAWN.value)),
        default=Value(AdoptionState.ADOPTED.value),
        output_field=CharField(),
    )


class CodeAdoptionQuerySet(Visible):
    """Adoptions of Codes."""

    def in_state(self, state: str, on: datetime.date) -> "CodeAdoptionQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=adoption_on(on)).filter(stands=state)

    def in_force(self, on: datetime.date) -> "CodeAdoptionQuerySet":
        """Those that hold on a day: adopted by then, not ended, of a Code not withdrawn. A void one never held."""
        gone = Q(ended_on__lte=on) | Q(code__withdrawn_on__lte=on)
        return self.filter(adopted_on__lte=on, voided_on=None).exclude(gone)

    def meeting(self, other: "CodeAdoption") -> "CodeAdoptionQuerySet":
        """The others of the same body and Code, not void, that share a day with one or begin on the same day."""
        since = Q(ended_on=None) | Q(ended_on__gt=other.adopted_on)
        until = Q() if other.ended_on is None else Q(adopted_on__lt=other.ended_on)
        rows = self.filter(code=other.code, organisation=other.organisation, voided_on=None).exclude(pk=other.pk)
        return rows.filter((since & until) | Q(adopted_on=other.adopted_on))


class CodeAdoption(Versioned):
    """A body adopted a Code on a day, with what shows it, until it left it."""

    view_permission = "compacts.view_adoption"

    code = models.ForeignKey(CompactCode, on_delete=models.PROTECT, related_name="adoptions", verbose_name="Code")
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="codes_adopted", verbose_name="body"
    )
    adopted_on = models.DateField("adopted on")
    evidence = models.TextField(
        "evidence", max_length=5000, help_text="What shows it: a minute, a letter, a page. Do not name people."
    )
    ended_on = models.DateField("ended on", null=True, blank=True)
    end_reason = models.TextField("why it ended", max_length=2000, blank=True)
    voided_on = models.DateField("declared void on", null=True, blank=True)
    void_reason = models.TextField("why it is void", max_length=2000, blank=True)

    objects = CodeAdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = "adoption of a Code"
        verbose_name_plural = "adoptions of Codes"
        constraints = [
            models.CheckConstraint(
                name="adoption_dates_in_order",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("adopted_on")),
                violation_error_message="It cannot have ended before it began.",
            ),
            models.CheckConstraint(
                name="adoption_has_evidence",
                condition=~Q(evidence=""),
                violation_error_message="Enter what shows it.",
            ),
            models.CheckConstraint(
                name="adoption_ends_with_a_reason",
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Say why it ended.",
            ),
            models.CheckConstraint(
                name="adoption_void_with_a_reason",
                condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                violation_error_message="Say why it is void.",
            ),
            models.UniqueConstraint(
                fields=["code", "organisation"],
                name="adoption_one_open",
                condition=Q(ended_on=None, voided_on=None),
                violation_error_message="This body has adopted the Code already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name}: {self.code.title}"

    def get_absolute_url(self) -> str:
        return numbered("adoption", self.pk)

    def state_on(self, on: datetime.date) -> AdoptionState:
        """How it stands on a day, by what is known now."""
        if self.voided_on is not None:
            return AdoptionState.VOID
        if self.ended_on is not None and self.ended_on <= on:
            return AdoptionState.ENDED
        gone = self.code.withdrawn_on is not None and self.code.withdrawn_on <= on
        return AdoptionState.WITHDRAWN if gone else AdoptionState.ADOPTED

    @property
    def state(self) -> AdoptionState:
        """How it stands today."""
        return self.state_on(clock.today())
