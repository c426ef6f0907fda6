"""What is answered: an organisation's response, its versions, and the answer to each question."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from consultation.consultations.models import Consultation
from core import clock
from core.fields import Visible


def says_something(path: str = "") -> Q:
    """Whether the answer at a path of relations says anything: one that was taken back stays as an empty row."""
    return Q(**{f"{path}yes__isnull": False}) | Q(**{f"{path}choice__isnull": False}) | Q(**{f"{path}text__gt": ""})


class ResponseQuerySet(Visible):
    """Responses."""

    def drafting(self) -> "ResponseQuerySet":
        """Those with a draft, or changes, that have not been sent."""
        return self.filter(versions__submitted_at=None)

    def still_taken(self, moment: datetime.datetime) -> "ResponseQuerySet":
        """Those to consultations that take answers at that moment."""
        return self.filter(consultation__in=Consultation.objects.open_at(moment))

    def counted(self) -> "ResponseQuerySet":
        """Those that count: sent, and not withdrawn."""
        return self.exclude(counted_version=None)

    def sent_by(self, day: datetime.date) -> "ResponseQuerySet":
        """Those that count, and that had been sent when the day was over."""
        return self.counted().filter(Exists(sent_until(day)))


class Response(models.Model):
    """What one organisation answers to one consultation. Made when its first word is drafted.

    Its last submitted version counts until another is submitted; every submitted version is kept.
    """

    view_permission = "consultation.view_response"

    consultation = models.ForeignKey("consultation.Consultation", on_delete=models.PROTECT, related_name="responses")
    organisation = models.ForeignKey("partnerships.Organisation", on_delete=models.PROTECT, related_name="responses")
    reference = models.CharField(max_length=20, unique=True)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField("last sent", null=True, blank=True)
    counted_version = models.OneToOneField(
        "consultation.ResponseVersion", on_delete=models.PROTECT, related_name="counted_for", null=True, blank=True
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "organisation"], name="response_once_per_organisation"),
            models.CheckConstraint(
                name="response_sent_counts",
                condition=Q(submitted_at=None, counted_version=None)
                | Q(submitted_at__isnull=False, counted_version__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["consultation", "submitted_at", "id"], name="response_by_sending")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("response", args=[self.pk])


class ResponseVersionQuerySet(Visible):
    """Versions of responses."""

    def sent(self) -> "ResponseVersionQuerySet":
        """Those that were sent."""
        return self.exclude(submitted_at=None)


def sent_until(day: datetime.date) -> "ResponseVersionQuerySet":
    """For a subquery of responses: their versions that had been sent when the day was over, the last one first."""
    rows: ResponseVersionQuerySet = ResponseVersion.objects.filter(response=OuterRef("pk"))
    return rows.filter(submitted_at__lt=clock.end_of(day)).order_by("-number")


class ResponseVersion(models.Model):
    """One state of a response: the draft being written, or what was sent at a moment. What was sent never changes."""

    view_permission = "consultation.view_version"

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="responses_submitted", null=True, blank=True
    )
    capacity = models.CharField("submitted as", max_length=300, blank=True)

    objects = ResponseVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["response"], name="version_one_draft", condition=Q(submitted_at=None)),
            models.CheckConstraint(
                name="version_sent_by_somebody", condition=Q(submitted_at=None) | Q(submitted_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response.reference}, version {self.number}"


class Answer(models.Model):
    """The answer to one question in one version. `edition` counts its changes, so that two people do not overwrite."""

    version = models.ForeignKey(ResponseVersion, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey("consultation.Question", on_delete=models.PROTECT, related_name="answers")
    choice = models.ForeignKey(
        "consultation.Choice", on_delete=models.PROTECT, related_name="answers", null=True, blank=True
    )
    yes = models.BooleanField("yes or no", null=True, blank=True)
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="answers_edited", null=True, blank=True
    )
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "question"], name="answer_once"),
            models.CheckConstraint(name="answer_one_kind", condition=Q(choice=None) | Q(yes=None)),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.question.number}"
