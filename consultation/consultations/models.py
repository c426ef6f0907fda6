"""What is asked: a consultation, its document in numbered sections, and its questions."""

import datetime
import uuid

from django.db import models
from django.db.models import F, Q

from core import clock
from core.fields import Versioned, fingerprint
from core.pages.addresses import numbered
from core.prepared import prepared
from core.search import Matching


class State(models.TextChoices):
    """Where a consultation stands. Worked out from its dates, never stored."""

    DRAFT = "draft", "Draft"
    COMING = "coming", "Opens later"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class WhoMayAnswer(models.TextChoices):
    """Who is asked. Anybody may answer for an organisation, with an account or without one."""

    ORGANISATIONS = "organisations", "Organisations"
    EVERYBODY = "everybody", "Organisations and individuals"


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
    who_may_answer = models.CharField(
        "who may answer", max_length=15, choices=WhoMayAnswer.choices, default=WhoMayAnswer.ORGANISATIONS
    )
    opens_on = models.DateField("opens on")
    opens_month_only = models.BooleanField(
        "only the month of opening is known",
        default=False,
        help_text="For a consultation of the past whose document gives no day. Give the first day of the month.",
    )
    closes_on = models.DateField("closes on", help_text="Answers are taken until 11:59pm on this day.")
    opens_at = models.DateTimeField(editable=False)
    closes_at = models.DateTimeField(editable=False, help_text="The instant from which answers come too late.")
    standard = models.ForeignKey(
        "partnerships.Standard",
        on_delete=models.PROTECT,
        related_name="consultations",
        verbose_name="rule on its length",
        null=True,
        blank=True,
        editable=False,
        help_text="The rule that held, where it is asked, on the day it opens.",
    )
    shorter_reason = models.TextField(
        "why it is shorter than the rule asks",
        blank=True,
        help_text="Printed on the consultation and on its form. Needed where the time is shorter than the rule asks.",
    )
    proposed_at = models.DateTimeField("ready to be published", null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        "partnerships.User",
        on_delete=models.PROTECT,
        related_name="consultations_proposed",
        verbose_name="said to be ready by",
        null=True,
        blank=True,
        editable=False,
    )
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
            models.CheckConstraint(
                name="consultation_published_by_a_second_person",
                condition=Q(published_by=None) | Q(proposed_by=None) | ~Q(published_by=F("proposed_by")),
                violation_error_message="Somebody other than the person who said it is ready publishes it.",
            ),
            models.CheckConstraint(
                name="consultation_proposed_by_somebody", condition=Q(proposed_at=None) | Q(proposed_by__isnull=False)
            ),
            models.CheckConstraint(
                name="consultation_who_may_answer_known", condition=Q(who_may_answer__in=WhoMayAnswer.values)
            ),
        ]
        indexes = [
            models.Index(fields=["closes_on", "id"], name="consultation_by_close"),
            models.Index(fields=["sort_name", "id"], name="consultation_by_name"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("consultation", self.pk)

    @property
    def read_mark(self) -> int:
        """A number that changes with its details and with its words: what somebody has read."""
        return fingerprint(self.version, self.text_key)

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

    @property
    def ledger(self) -> list["Extension"]:
        """Its extensions in order, those before it was taken back as a draft among them. Every page of it asks."""
        return _ledger_of(self.pk)

    @property
    def takes_individuals(self) -> bool:
        """Whether people may answer for themselves."""
        return self.who_may_answer == WhoMayAnswer.EVERYBODY


class Extension(models.Model):
    """The closing day of a published consultation was moved to a later one: a line of a ledger that never changes."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="extensions")
    number = models.PositiveSmallIntegerField()
    old_closes_on = models.DateField("it was to close on")
    closes_on = models.DateField("it closes on")
    reopened = models.BooleanField("opened again", default=False, help_text="It had closed already.")
    reason = models.TextField(help_text="Shown on the consultation's page, and in the mail to everybody concerned.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="consultations_extended", null=True, blank=True
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="extension_number_once"),
            models.CheckConstraint(name="extension_is_later", condition=Q(closes_on__gt=F("old_closes_on"))),
            models.CheckConstraint(name="extension_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.consultation.reference}, extension {self.number}"


_ledger_of = prepared(lambda consultation: Extension.objects.filter(consultation=consultation))


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

    HEADING = "heading", "A heading: its parts are answered"
    YES_NO = "yes_no", "Yes or no, and why"
    CHOOSE_ONE = "choose_one", "Choose one"
    CHOOSE_MANY = "choose_many", "Choose all that apply"
    LONG_TEXT = "long_text", "In your own words"
    NUMBER = "number", "A number"
    DATE = "date", "A date"
    FILE = "file", "A file"

    @property
    def offers_choices(self) -> bool:
        """Whether its answers are chosen from a list."""
        return self in (QuestionKind.CHOOSE_ONE, QuestionKind.CHOOSE_MANY)


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
    wording = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text="Counts the wordings since it was published; answers say which they saw."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField("why it is not asked any more", blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="question_key_once"),
            models.UniqueConstraint(fields=["consultation", "position"], name="question_position_once"),
            models.CheckConstraint(name="question_kind_known", condition=Q(kind__in=QuestionKind.values)),
            models.CheckConstraint(name="question_not_its_own_part", condition=Q(parent=None) | ~Q(parent=F("id"))),
            models.CheckConstraint(
                name="question_withdrawn_with_reason", condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class QuestionWording(models.Model):
    """A wording of a published question that was replaced by a later one. Answers given to it keep pointing at it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="earlier_wordings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("question")
    help_text = models.TextField("help", blank=True)
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="questions_reworded", null=True, blank=True
    )
    reason = models.CharField("why it was corrected", max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="wording_number_once"),
            models.CheckConstraint(name="wording_replaced_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.question.number}, wording {self.number}"


class Choice(models.Model):
    """One of the answers offered by a question that is answered by choosing."""

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
