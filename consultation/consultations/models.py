"""What is asked: a consultation, its document in numbered sections, and its questions."""

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from core.fields import Versioned
from core.search import Matching


class State(models.TextChoices):
    """Where a consultation stands. Worked out from its dates, never stored."""

    DRAFT = "draft", "Draft"
    COMING = "coming", "Opens later"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ConsultationQuerySet(Matching):
    """Consultations."""

    def published(self) -> "ConsultationQuerySet":
        return self.exclude(published_at=None)

    def open_at(self, moment: datetime.datetime) -> "ConsultationQuerySet":
        """Those that take answers at that moment."""
        return self.published().filter(withdrawn_at=None, opens_at__lte=moment, closes_at__gt=moment)

    def in_state(self, state: str, moment: datetime.datetime) -> "ConsultationQuerySet":
        """Those in a state at that moment."""
        standing = self.published().filter(withdrawn_at=None)
        return {
            State.DRAFT: self.filter(published_at=None, withdrawn_at=None),
            State.COMING: standing.filter(opens_at__gt=moment),
            State.OPEN: self.open_at(moment),
            State.CLOSED: standing.filter(closes_at__lte=moment),
            State.WITHDRAWN: self.exclude(withdrawn_at=None),
        }[State(state)]


class Consultation(Versioned):
    """A body asks others what they think of a document, question by question, until a closing date."""

    view_permission = "consultation.view_consultation"

    title = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    reference = models.CharField(max_length=20, unique=True, editable=False)
    host = models.ForeignKey("partnerships.Organisation", on_delete=models.PROTECT, related_name="consultations")
    summary = models.TextField(
        "what it is about", blank=True, help_text="Two or three sentences, for people who do not know it yet."
    )
    contact_name = models.CharField("who to ask", max_length=150, blank=True)
    contact_telephone = models.CharField("telephone", max_length=40, blank=True)
    contact_email = models.EmailField("e-mail address", blank=True)
    opens_on = models.DateField("opens on")
    closes_on = models.DateField("closes on", help_text="Answers are taken until 11:59pm on this day.")
    opens_at = models.DateTimeField(editable=False)
    closes_at = models.DateTimeField(editable=False, help_text="The instant from which answers come too late.")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        "partnerships.User",
        on_delete=models.PROTECT,
        related_name="consultations_published",
        null=True,
        blank=True,
        editable=False,
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField("why it was withdrawn", blank=True)

    text_key = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="Changes with every change of the document or the questions."
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultation_closes_after_opening",
                condition=Q(closes_on__gte=F("opens_on")) & Q(closes_at__gt=F("opens_at")),
                violation_error_message="The closing day is before the opening day.",
            ),
            models.CheckConstraint(
                name="consultation_withdrawn_with_reason", condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["closes_on", "id"], name="consultation_by_close"),
            models.Index(fields=["sort_name", "id"], name="consultation_by_name"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.pk])

    def state_at(self, moment: datetime.datetime) -> State:
        """Where it stands at a moment."""
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        if self.published_at is None:
            return State.DRAFT
        if moment < self.opens_at:
            return State.COMING
        return State.OPEN if moment < self.closes_at else State.CLOSED

    @property
    def state(self) -> State:
        """Where it stands now."""
        return self.state_at(clock.now())


class Section(Versioned):
    """A numbered section of the document that is consulted on; questions point at it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="Paragraphs, lists and links; written as Markdown.")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="section_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    HEADING = "heading", "No answer of its own: its parts are answered"
    YES_NO = "yes_no", "Yes or no, and why"
    CHOOSE_ONE = "choose_one", "Choose one"
    LONG_TEXT = "long_text", "In your own words"


class Question(Versioned):
    """One question, or a part of one. `key` stays the same for ever: exports and answers go by it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, related_name="parts", null=True, blank=True)
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, related_name="questions", null=True, blank=True)
    key = models.SlugField(max_length=20)
    number = models.CharField("number shown", max_length=10)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=QuestionKind.choices)
    text = models.TextField("question")
    help_text = models.TextField("help", blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="question_key_once"),
            models.UniqueConstraint(fields=["consultation", "position"], name="question_position_once"),
            models.CheckConstraint(name="question_kind_known", condition=Q(kind__in=QuestionKind.values)),
            models.CheckConstraint(name="question_not_its_own_part", condition=Q(parent=None) | ~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Choice(models.Model):
    """One of the answers offered by a question of the kind 'choose one'."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    key = models.SlugField(max_length=20)
    label = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="choice_key_once"),
            models.UniqueConstraint(fields=["question", "position"], name="choice_position_once"),
        ]

    def __str__(self) -> str:
        return self.label
