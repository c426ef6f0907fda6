"""Agreements between partners: who the parties are, how each stands, and what each of its drafts says."""

import datetime

from django.db import models
from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from core import clock
from core.acts import Actor
from core.fields import Dated, Versioned, Visible, dates_in_order
from core.pages.addresses import numbered
from core.search import Matching

LONGEST = 100_000
"""Letters of a draft's text at most: some forty printed pages."""


class AgreementKind(models.TextChoices):
    """What an agreement is."""

    JOINT = "joint", "Joint agreement"
    CONCORDAT = "concordat", "Concordat"
    FRAMEWORK = "framework", "Framework agreement"
    ANNUAL = "annual", "Annual agreement"
    MEMORANDUM = "memorandum", "Memorandum of understanding"
    PROTOCOL = "protocol", "Protocol"


class Force(models.TextChoices):
    """What an agreement binds its parties to."""

    INTENT = "intent", "Statement of intent"
    CONTRACTUAL = "contractual", "Contractual"
    STATUTORY = "statutory", "Statutory"


class Stage(models.TextChoices):
    """How an agreement stands on a day. It follows from its dates and is never stored."""

    DRAFT = "draft", "Draft"
    CONSULTATION = "consultation", "In consultation"
    FINAL = "final", "Final, to be signed"
    IN_FORCE = "in_force", "In force"
    ENDED = "ended", "Ended"


FOLLOW = "compacts.follow_agreement"
DAYS = ("consulted_on", "final_on", "in_force_on", "ended_on")
"""The days from which its stage follows."""
COLOURS = {
    Stage.DRAFT: "blue",
    Stage.CONSULTATION: "yellow",
    Stage.FINAL: "yellow",
    Stage.IN_FORCE: "green",
    Stage.ENDED: "grey",
}


def stage_on(on: datetime.date, *, read: bool = False) -> Case:
    """The stage of each row on a day, as an expression: what `Agreement.stage_on` says of one.

    `read`: of rows as somebody reads them (`AgreementQuerySet.as_read_by`).
    """

    def by(name: str) -> Q:
        return Q(**{f"{name}_read__lte" if read else f"{name}__lte": on})

    return Case(
        When(by("ended_on"), then=Value(Stage.ENDED.value)),
        When(by("in_force_on"), then=Value(Stage.IN_FORCE.value)),
        When(by("final_on"), then=Value(Stage.FINAL.value)),
        When(by("consulted_on"), then=Value(Stage.CONSULTATION.value)),
        default=Value(Stage.DRAFT.value),
        output_field=CharField(),
    )


class AgreementQuerySet(Matching):
    """Agreements."""

    def in_stage(self, stage: str, on: datetime.date, *, read: bool = False) -> "AgreementQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=stage_on(on, read=read)).filter(stands=stage)

    def with_last_day_of(self, actor: Actor) -> "AgreementQuerySet":
        """Each with the day on which those for whom the person reads it left it, `left_on`; None where they follow it
        still, or everybody does."""
        parties = AgreementParty.objects.filter(agreement=OuterRef("pk"), organisation__in=sorted(actor.line))
        last = Subquery(parties.order_by("-ends").values("ends")[:1])
        follows = actor.q(FOLLOW)  # type: ignore[attr-defined]
        if not follows or not actor.line:  # who acts for nobody reads what is open to everybody
            return self.annotate(left_on=Value(None, output_field=models.DateField()))
        return self.annotate(left_on=Case(When(follows, then=None), default=last, output_field=models.DateField()))

    def as_read_by(self, actor: Actor) -> "AgreementQuerySet":
        """Each with its days, its end and the number of its latest draft as the person may read them, as `..._read`:
        whoever has left it reads nothing of what came after."""
        theirs = AgreementDraft.objects.visible_to(actor).filter(agreement=OuterRef("pk")).order_by("-number")
        over, day = Q(left_on__lt=F("ended_on")), models.DateField()
        read = {
            f"{name}_read": Case(When(left_on__lt=F(name), then=None), default=F(name), output_field=day)
            for name in DAYS
        }
        read["final_on_read"] = Case(  # of the draft that is the latest to them
            When(left_on=None, then=F("final_on")),
            When(final_then__lte=F("left_on"), then=F("final_then")),
            default=None,
            output_field=day,
        )
        return self.with_last_day_of(actor).annotate(
            final_then=Subquery(theirs.values("final_on")[:1]),
            **read,
            latest_read=Coalesce(Subquery(theirs.values("number")[:1]), 0),
            end_reason_read=Case(When(over, then=Value("")), default=F("end_reason"), output_field=CharField()),
        )

    def drafted_by(self, on: datetime.date) -> "AgreementQuerySet":
        """Those of which there was a draft by that day."""
        return self.filter(pk__in=AgreementDraft.objects.filter(made_on__lte=on).values("agreement_id"))


class Agreement(Versioned):
    """What partners agreed, or are about to: its aims and its days. Its words are in its drafts.

    It is in force from the day on which the last party signed. The words of a later draft take the place of the former
    ones once all have signed them again.
    """

    view_permission = "compacts.view_agreement"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    kind = models.CharField("kind", max_length=20, choices=AgreementKind.choices, default=AgreementKind.JOINT)
    force = models.CharField("what it binds to", max_length=20, choices=Force.choices, default=Force.INTENT)
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="agreements", verbose_name="locality"
    )
    aims = models.TextField("aims", max_length=5000, help_text="What the partners want to reach together.")
    values = models.TextField("values", max_length=5000, blank=True, help_text="How they want to treat one another.")
    vision = models.TextField("vision", max_length=5000, blank=True, help_text="How it is to be one day.")
    why_jointly = models.TextField(
        "why jointly", max_length=5000, blank=True, help_text="Why they do it together rather than each alone."
    )
    action_plan = models.TextField(
        "action plan", max_length=5000, blank=True, help_text="What is done by when. Name organisations, not people."
    )
    consulted_on = models.DateField("sent out for consultation on", null=True, blank=True)
    latest = models.PositiveIntegerField("number of the latest draft", default=0, editable=False)
    final_on = models.DateField("latest draft final since", null=True, blank=True, editable=False)
    in_force_on = models.DateField("in force since", null=True, blank=True, editable=False)
    published_on = models.DateField("open to everybody since", null=True, blank=True, editable=False)
    ended_on = models.DateField("ended on", null=True, blank=True)
    end_reason = models.TextField("why it ended", max_length=2000, blank=True)

    left_on: datetime.date | None = None
    """Of an agreement as somebody reads it who has left it: the last day (compacts/agreements/reading.py)."""

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "agreement"
        constraints = [
            models.CheckConstraint(name="agreement_kind_known", condition=Q(kind__in=AgreementKind.values)),
            models.CheckConstraint(name="agreement_force_known", condition=Q(force__in=Force.values)),
            models.CheckConstraint(
                name="agreement_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Enter what the agreement is called.",
            ),
            models.UniqueConstraint(
                fields=["area", "sort_name"],
                name="agreement_once_in_an_area",
                condition=Q(ended_on=None),
                violation_error_message="This locality has an agreement of that title already. Add a draft to that "
                "one, or give this one another title.",
            ),
            models.CheckConstraint(
                name="agreement_final_is_a_draft",
                condition=Q(final_on=None, in_force_on=None) | Q(latest__gt=0),
                violation_error_message="Add a draft first.",
            ),
            models.CheckConstraint(
                name="agreement_consulted_before_in_force",
                condition=Q(consulted_on=None) | Q(in_force_on=None) | Q(in_force_on__gte=F("consulted_on")),
                violation_error_message="The consultation cannot begin after the agreement came into force. Enter an "
                "earlier day.",
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_began",
                condition=Q(ended_on=None) | Q(in_force_on=None) | Q(ended_on__gte=F("in_force_on")),
                violation_error_message="It cannot end before it came into force. Enter a later day.",
            ),
            models.CheckConstraint(
                name="agreement_ends_with_a_reason",
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Say why it ended.",
            ),
        ]
        indexes = [models.Index(fields=["sort_name", "id"], name="agreement_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("agreement", self.pk)

    def stage_on(self, on: datetime.date) -> Stage:
        """How it stands on a day, by what is known now."""
        days = {
            Stage.ENDED: self.ended_on,
            Stage.IN_FORCE: self.in_force_on,
            Stage.FINAL: self.final_on,
            Stage.CONSULTATION: self.consulted_on,
        }
        return next((stage for stage, day in days.items() if day is not None and day <= on), Stage.DRAFT)

    @property
    def stage(self) -> Stage:
        """How it stands today."""
        return self.stage_on(clock.today())


class AgreementParty(Dated):
    """An organisation that is a party to an agreement, from a day to a day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="agreement_parties",
        verbose_name="organisation",
    )

    class Meta:
        verbose_name_plural = "agreement parties"
        ordering = ["organisation__sort_name", "pk"]
        constraints = [
            dates_in_order("agreement_party_dates_in_order"),
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                name="agreement_party_once",
                violation_error_message="This organisation is a party to the agreement already.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class DraftQuerySet(Visible):
    """Drafts of agreements."""


class AgreementDraft(models.Model):
    """One numbered draft: the whole text as it stood. It is never rewritten; what is changed is the next draft."""

    view_permission = "compacts.view_draft"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField("number")
    text = models.TextField(
        "text", max_length=LONGEST, help_text="The whole text, with an empty line between paragraphs."
    )
    note = models.CharField(
        "what changed", max_length=300, blank=True, help_text="In a sentence, for people who read the one before."
    )
    made_on = models.DateField("made on")
    final_on = models.DateField("final since", null=True, blank=True)
    in_force_on = models.DateField("in force since", null=True, blank=True)
    published_on = models.DateField("open to everybody since", null=True, blank=True)
    whole_since = models.DateField("open to everybody as signed by all since", null=True, blank=True, editable=False)
    """Once it was, it stays so, also where a signature is declared void."""

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_draft_numbered_once"),
            models.CheckConstraint(
                name="agreement_draft_has_text",
                condition=~Q(text="") & Q(number__gt=0),
                violation_error_message="Enter the text of the draft.",
            ),
            models.CheckConstraint(
                name="agreement_draft_in_force_is_final",
                condition=Q(in_force_on=None) | Q(final_on__isnull=False),
                violation_error_message="Say first that the draft is final.",
            ),
            models.CheckConstraint(
                name="agreement_draft_days_in_order",
                condition=(Q(final_on=None) | Q(final_on__gte=F("made_on")))
                & (Q(in_force_on=None) | Q(in_force_on__gte=F("final_on"))),
                violation_error_message="A draft is made, then final, then in force. Enter a later day.",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft {self.number}"
