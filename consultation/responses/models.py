"""What is answered: responses and who gave them, their versions, and the answer to each question."""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from consultation.consultations.models import Consultation
from core import clock
from core.fields import Visible
from core.pages.addresses import numbered
from core.search import Matching


def says_something(path: str = "") -> Q:
    """Whether the answer at a path of relations says anything: one that was taken back stays as an empty row."""
    known = ("yes", "choice", "several", "number", "day", "file")
    found = Q(**{f"{path}text__gt": ""})
    for name in known:
        found |= Q(**{f"{path}{name}__isnull": False})
    return found


class Channel(models.TextChoices):
    """How a response reached us."""

    ACCOUNT = "account", "On this site, with an account"
    GUEST = "guest", "On this site, without an account"
    EMAIL = "email", "By e-mail"
    POST = "post", "By post"
    PAPER_FORM = "paper_form", "On the paper form"
    TELEPHONE = "telephone", "By telephone"


KEYED = (Channel.EMAIL, Channel.POST, Channel.PAPER_FORM, Channel.TELEPHONE)
"""Channels whose responses the secretariat keys in."""


class RespondentKind(models.TextChoices):
    """What somebody answers as, whom the register of partners does not know."""

    ORGANISATION = "organisation", "An organisation"
    INDIVIDUAL = "individual", "An individual"


class Respondent(models.Model):
    """Who gave a response, in their own words: a group that answers without an account, a person, a body in a letter.

    Nobody has checked it. Once the secretariat has matched it, the response points at the organisation as well.
    """

    kind = models.CharField(max_length=12, choices=RespondentKind.choices)
    name = models.CharField("name", max_length=255, help_text="Of the organisation, or of the individual.")
    charity_number = models.CharField(max_length=20, blank=True)
    person = models.CharField("who wrote it", max_length=150, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    confirmed_at = models.DateTimeField("e-mail address confirmed", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="respondent_kind_known", condition=Q(kind__in=RespondentKind.values)),
            models.CheckConstraint(name="respondent_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="respondent_confirmed_an_address", condition=Q(confirmed_at=None) | ~Q(email="")
            ),
        ]
        indexes = [models.Index(fields=["email"], name="respondent_by_email")]

    def __str__(self) -> str:
        return self.name


class ResponseQuerySet(Visible):
    """Responses."""

    def drafting(self) -> "ResponseQuerySet":
        """Those with a draft, or changes, that have not been sent."""
        return self.filter(versions__submitted_at=None)

    def unfinished(self) -> "ResponseQuerySet":
        """Those with a draft of which nobody has said that it is finished."""
        return self.filter(
            Exists(ResponseVersion.objects.filter(response=OuterRef("pk"), submitted_at=None, finished_at=None))
        )

    def still_taken(self, moment: datetime.datetime) -> "ResponseQuerySet":
        """Those to consultations that take answers at that moment."""
        return self.filter(consultation__in=Consultation.objects.open_at(moment))

    def counted(self) -> "ResponseQuerySet":
        """Those that count: sent in time or accepted late, not withdrawn, not void, and not stood in for by another."""
        return self.filter(counts=True)

    def sent(self) -> "ResponseQuerySet":
        """Those that were sent or received, whether they count or not."""
        return self.exclude(submitted_at=None)

    def sent_by(self, day: datetime.date) -> "ResponseQuerySet":
        """Those that count, and that had been sent when the day was over."""
        return self.counted().filter(Exists(sent_until(day)))

    def of_somebody(self) -> "ResponseQuerySet":
        """Without those that were only begun, by an address nobody has proven: anybody could have typed it."""
        return self.exclude(submitted_at=None, channel=Channel.GUEST, respondent__confirmed_at=None, versions=None)

    def to_match(self) -> "ResponseQuerySet":
        """Those sent, and not taken back, of organisations that the register does not know yet."""
        unknown = {"organisation": None, "respondent__kind": RespondentKind.ORGANISATION}
        return self.sent().filter(**unknown, voided_at=None, withdrawn_at=None)

    def half_keyed(self) -> "ResponseQuerySet":
        """Those that the secretariat has begun to key in and not recorded."""
        return self.filter(entered_by__isnull=False, submitted_at=None, voided_at=None)

    def waiting_late(self) -> "ResponseQuerySet":
        """Those with something received late that nobody has decided on, and that was not replaced or taken back."""
        late = ResponseVersion.objects.sent().filter(response=OuterRef("pk"), late=True, late_verdict="")
        standing = Q(response__withdrawn_at=None) | Q(submitted_at__gt=F("response__withdrawn_at"))
        replaced = Q(response__counted_version__number__gt=F("number"))
        return self.filter(Exists(late.filter(standing).exclude(replaced)), voided_at=None)


class Response(models.Model):
    """What one organisation or person answers to one consultation. Made when its first word is drafted or keyed in.

    Its last submitted version counts until another is submitted; every submitted version is kept. Of several responses
    of one organisation (its own, a letter, one that somebody sent without an account) one counts and all are shown.
    """

    view_permission = "consultation.view_response"

    consultation = models.ForeignKey("consultation.Consultation", on_delete=models.PROTECT, related_name="responses")
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="responses", null=True, blank=True
    )
    respondent = models.OneToOneField(
        Respondent, on_delete=models.PROTECT, related_name="response", null=True, blank=True
    )
    channel = models.CharField("how it came", max_length=12, choices=Channel.choices, default=Channel.ACCOUNT)
    is_letter = models.BooleanField("in letter form", default=False, help_text="It need not follow the questions.")
    reference = models.CharField(max_length=20, unique=True)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField("last sent", null=True, blank=True)
    counted_version = models.OneToOneField(
        "consultation.ResponseVersion", on_delete=models.PROTECT, related_name="counted_for", null=True, blank=True
    )
    counts = models.BooleanField("counts", default=False, editable=False)
    entered_by = models.ForeignKey(
        "partnerships.User",
        on_delete=models.PROTECT,
        related_name="responses_entered",
        verbose_name="keyed in by",
        null=True,
        blank=True,
    )
    received_on = models.DateField("received on", null=True, blank=True)
    matched_at = models.DateTimeField("matched with the register", null=True, blank=True)
    unmatched_at = models.DateTimeField("last match taken back", null=True, blank=True)
    taken_back_at = models.DateTimeField(
        "last withdrawal",
        null=True,
        blank=True,
        help_text="Kept when something sent after it counts, because a later decision may let it stand again.",
    )
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)
    withdrawal_reason = models.TextField("why it was withdrawn", blank=True)
    voided_at = models.DateTimeField("void", null=True, blank=True)
    void_reason = models.TextField("why it is void", blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                name="response_own_once_per_organisation",
                condition=Q(channel="account"),
            ),
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                name="response_one_counts_per_organisation",
                condition=Q(counts=True, organisation__isnull=False),
            ),
            models.CheckConstraint(name="response_channel_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="response_of_somebody", condition=Q(organisation__isnull=False) | Q(respondent__isnull=False)
            ),
            models.CheckConstraint(
                name="response_own_has_organisation", condition=~Q(channel="account") | Q(organisation__isnull=False)
            ),
            models.CheckConstraint(
                name="response_guest_has_respondent", condition=~Q(channel="guest") | Q(respondent__isnull=False)
            ),
            models.CheckConstraint(
                name="response_keyed_by_somebody",
                condition=Q(channel__in=("account", "guest"), entered_by=None, received_on=None)
                | Q(channel__in=[each.value for each in KEYED], entered_by__isnull=False, received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="response_counted_was_sent", condition=Q(counted_version=None) | Q(submitted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="response_counts_by_a_version",
                condition=Q(counts=False)
                | Q(counted_version__isnull=False, withdrawn_at__isnull=True, voided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="response_withdrawn_with_reason", condition=Q(taken_back_at=None) | ~Q(withdrawal_reason="")
            ),
            models.CheckConstraint(
                name="response_withdrawn_when_taken_back",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at=F("taken_back_at")),
            ),
            models.CheckConstraint(name="response_void_with_reason", condition=Q(voided_at=None) | ~Q(void_reason="")),
        ]
        indexes = [
            models.Index(fields=["consultation", "submitted_at", "id"], name="response_by_sending"),
            models.Index(
                fields=["consultation", "submitted_at", "id"], name="response_counted", condition=Q(counts=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.name}"

    def get_absolute_url(self) -> str:
        return numbered("response", self.pk)

    @property
    def name(self) -> str:
        """Who answers: the organisation of the register, else what they call themselves."""
        return str(self.organisation if self.organisation_id else self.respondent)

    @property
    def is_keyed(self) -> bool:
        """Whether it came on paper, by mail or by telephone, and was keyed in."""
        return self.channel in KEYED


class ResponseVersionQuerySet(Matching):
    """Versions of responses."""

    def sent(self) -> "ResponseVersionQuerySet":
        """Those that were sent."""
        return self.exclude(submitted_at=None)

    def counted(self) -> "ResponseVersionQuerySet":
        """Those that count."""
        return self.filter(counted_for__counts=True)

    def letters(self) -> "ResponseVersionQuerySet":
        """Those that were written as a letter."""
        return self.filter(letter__gt="")


def sent_until(day: datetime.date) -> "ResponseVersionQuerySet":
    """For a subquery of responses: their versions that had been sent when the day was over, the last one first."""
    rows: ResponseVersionQuerySet = ResponseVersion.objects.filter(response=OuterRef("pk"))
    in_time = rows.filter(Q(late=False) | Q(late_verdict=LateVerdict.ACCEPTED))
    return in_time.filter(submitted_at__lt=clock.end_of(day)).order_by("-number")


class LateVerdict(models.TextChoices):
    """What was decided about a version that was received late."""

    WAITING = "", "Not decided yet"
    ACCEPTED = "accepted", "Accepted: it counts"
    REFUSED = "refused", "Not accepted: it does not count"


class ResponseVersion(models.Model):
    """One state of a response: the draft being written, or what was sent at a moment. What was sent never changes."""

    view_permission = "consultation.view_version"

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField("said to be finished", null=True, blank=True)
    finished_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="drafts_finished", null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="responses_submitted", null=True, blank=True
    )
    capacity = models.CharField("submitted as", max_length=300, blank=True)
    letter = models.TextField("what the letter says", blank=True, help_text="For an answer in letter form.")
    late = models.BooleanField("received late", default=False)
    late_verdict = models.CharField(
        "decision", max_length=10, choices=LateVerdict.choices, blank=True, default=LateVerdict.WAITING
    )
    late_reason = models.TextField("reason of the decision", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="late_answers_decided", null=True, blank=True
    )
    search_text = models.TextField(editable=False, default="", help_text="The letter's words, once it is sent.")

    objects = ResponseVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["response"], name="version_one_draft", condition=Q(submitted_at=None)),
            models.CheckConstraint(
                name="version_finished_by_somebody",
                condition=Q(finished_at=None, finished_by=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
            models.CheckConstraint(name="version_sent_by_somebody", condition=Q(submitted_at=None) | ~Q(capacity="")),
            models.CheckConstraint(
                name="version_late_was_sent", condition=Q(late=False) | Q(submitted_at__isnull=False)
            ),
            models.CheckConstraint(name="version_verdict_known", condition=Q(late_verdict__in=LateVerdict.values)),
            models.CheckConstraint(
                name="version_decided_with_reason",
                condition=Q(late_verdict="", decided_at=None)
                | Q(late=True, decided_at__isnull=False) & ~Q(late_verdict="") & ~Q(late_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["response"], name="version_waits_late", condition=Q(late=True, late_verdict=""))
        ]

    def __str__(self) -> str:
        return f"{self.response.reference}, version {self.number}"


class ConsentChoice(models.TextChoices):
    """What whoever answers allows to be published."""

    WITH_NAME = "with_name", "Publish our answer with our name"
    WITHOUT_NAME = "without_name", "Publish our answer without our name"
    NOT_AT_ALL = "not_at_all", "Do not publish our answer"


class Consent(models.Model):
    """What was allowed when a version was sent: the choice, the exact sentence that was agreed to, and when."""

    version = models.OneToOneField(ResponseVersion, on_delete=models.CASCADE, related_name="consent")
    choice = models.CharField(max_length=12, choices=ConsentChoice.choices)
    wording = models.PositiveSmallIntegerField(help_text="Which edition of the question was answered.")
    words = models.TextField(help_text="The sentence that was agreed to.")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="consents_given", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="consent_choice_known", condition=Q(choice__in=ConsentChoice.values))
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_choice_display()}"


class Attachment(models.Model):
    """A file that belongs to a response as a whole: the scan of a letter or of a paper form."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField("core.StoredFile", on_delete=models.PROTECT, related_name="attachment")
    title = models.CharField(max_length=150)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class AnswerQuerySet(Matching):
    """Answers."""

    def counted(self) -> "AnswerQuerySet":
        """Those of versions that count."""
        return self.filter(version__counted_for__counts=True)

    def in_words(self) -> "AnswerQuerySet":
        """Those that say something in words."""
        return self.filter(text__gt="")


class Answer(models.Model):
    """The answer to one question in one version. `edition` counts its changes, so that two people do not overwrite."""

    view_permission = "consultation.view_answer"

    version = models.ForeignKey(ResponseVersion, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey("consultation.Question", on_delete=models.PROTECT, related_name="answers")
    choice = models.ForeignKey(
        "consultation.Choice", on_delete=models.PROTECT, related_name="answers", null=True, blank=True
    )
    yes = models.BooleanField("yes or no", null=True, blank=True)
    several = models.JSONField("choices", null=True, blank=True, help_text="The numbers of all choices that apply.")
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    day = models.DateField("date", null=True, blank=True)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="answers", null=True, blank=True)
    text = models.TextField(blank=True)
    wording = models.PositiveSmallIntegerField(default=1, help_text="Which wording of the question was answered.")
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="answers_edited", null=True, blank=True
    )
    edited_at = models.DateTimeField()
    search_text = models.TextField(editable=False, default="", help_text="Written once the version is sent.")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "question"], name="answer_once"),
            models.CheckConstraint(name="answer_one_kind", condition=Q(choice=None) | Q(yes=None)),
        ]
        indexes = [models.Index(fields=["question", "version"], name="answer_by_question")]

    def __str__(self) -> str:
        return f"{self.version}: {self.question.number}"
