"""What is remembered of each published file that was taken in: the counts, and the rows a person must look at."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

if TYPE_CHECKING:
    from core.acts import Actor


class RunState(models.TextChoices):
    """How far an import has come."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Imports."""

    def visible_to(self, actor: "Actor") -> "ImportRunQuerySet":
        """Each source says who may see what was done with it; who may see none finds none."""
        from core.imports.sources import SOURCES

        return self.filter(source__in=[code for code, each in SOURCES.items() if actor.may(each.view_permission)])


class ImportRun(models.Model):
    """One published file, taken into a register row by row."""

    source = models.SlugField(max_length=40, help_text="Which kind of file it is.")
    file = models.ForeignKey(
        "core.StoredFile", on_delete=models.SET_NULL, related_name="import_runs", null=True, blank=True
    )
    file_name = models.CharField("file", max_length=255)
    published_on = models.DateField("published on", null=True, blank=True, help_text="As whoever sent it said.")
    given = models.JSONField(default=dict, blank=True, help_text="What else the kind of file was told, by name.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_runs", null=True, blank=True
    )
    capacity = models.CharField("as", max_length=300)
    channel = models.CharField(max_length=20)
    asked_at = models.DateTimeField("asked")
    started_at = models.DateTimeField("started", null=True, blank=True)
    finished_at = models.DateTimeField("finished", null=True, blank=True)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    headings = models.JSONField(
        default=list, blank=True, help_text="The first row of the file, where it names columns."
    )
    total = models.PositiveIntegerField("rows in the file", default=0)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField("taken, but doubtful", default=0)
    error = models.TextField(blank=True, help_text="Why it stopped, or could not be undone, in a sentence.")
    as_at = models.DateField("facts as at", null=True, blank=True, help_text="How old what the file says is.")
    undone_at = models.DateTimeField("undone", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="imports_undone", null=True, blank=True
    )
    undo_reason = models.TextField("why it was undone", max_length=2000, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="import_state_known", condition=Q(state__in=RunState.values)),
            models.CheckConstraint(
                name="import_rows_accounted_for",
                condition=Q(read=F("created") + F("updated") + F("unchanged") + F("refused")),
                violation_error_message="Some rows of the file are not accounted for.",
            ),
            models.CheckConstraint(name="import_done_is_whole", condition=~Q(state="done") | Q(read=F("total"))),
            models.CheckConstraint(
                name="import_finished_has_end",
                condition=Q(state__in=["waiting", "running"]) | Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_undone_with_reason",
                condition=~Q(state__in=["undoing", "undone"]) | ~Q(undo_reason=""),
                violation_error_message="Say why it is undone.",
            ),
            models.CheckConstraint(
                name="import_undone_has_end", condition=~Q(state="undone") | Q(undone_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.file_name}"

    def get_absolute_url(self) -> str:
        from core.imports.sources import SOURCES

        return reverse(SOURCES[self.source].run_page, args=[self.pk])

    @property
    def title(self) -> str:
        """What kind of file it is, in the words of the page."""
        from core.imports.sources import SOURCES

        return SOURCES[self.source].title if self.source in SOURCES else self.source

    @property
    def summary(self) -> str:
        """The counts in one line; the last four add up to the first."""
        names = ("read", "created", "updated", "unchanged", "refused")
        return " ".join(f"{name}={getattr(self, name)}" for name in names)

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in (RunState.DONE, RunState.FAILED, RunState.UNDONE)


class LineOutcome(models.TextChoices):
    """Why a row of the file is kept."""

    REFUSED = "refused", "Refused"
    DOUBTFUL = "doubtful", "Taken, but doubtful"
    CORRECTED = "corrected", "Refused, corrected since"
    ASIDE = "aside", "Refused, set aside"


class ImportLineQuerySet(models.QuerySet["ImportLine"]):
    """Rows of files that were kept."""

    def visible_to(self, actor: "Actor") -> "ImportLineQuerySet":
        """Those of the imports that the person may see."""
        return self.filter(run__in=ImportRun.objects.visible_to(actor))

    def refused(self) -> "ImportLineQuerySet":
        """Those that were refused, whatever became of them since. An import that was undone has none to correct."""
        return self.exclude(outcome=LineOutcome.DOUBTFUL).exclude(run__state=RunState.UNDONE)


class ImportLine(models.Model):
    """A row of a file that a person must look at: refused, or taken though something about it is odd."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField("line in the file")
    outcome = models.CharField(max_length=10, choices=LineOutcome.choices)
    label = models.CharField("what it is about", max_length=300, blank=True)
    reason = models.TextField()
    raw = models.JSONField("the row as it came", default=list)
    resolved_at = models.DateTimeField("put right", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_lines_resolved", null=True, blank=True
    )
    resolution = models.TextField("what became of it", max_length=2000, blank=True)
    corrected = models.JSONField("the row as it was corrected", default=list, blank=True)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = "refused row"
        ordering = ["run", "line", "id"]
        indexes = [models.Index(fields=["run", "outcome", "line", "id"], name="import_lines_of_run")]
        constraints = [
            models.CheckConstraint(name="import_line_outcome_known", condition=Q(outcome__in=LineOutcome.values)),
            models.CheckConstraint(
                name="import_line_corrected_has_date",
                condition=Q(outcome__in=["refused", "doubtful"]) | Q(resolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_line_aside_with_reason",
                condition=~Q(outcome="aside") | ~Q(resolution=""),
                violation_error_message="Say why it is set aside.",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.line}: {self.get_outcome_display().lower()}: {self.reason}"

    def get_absolute_url(self) -> str:
        return self.run.get_absolute_url()


class ImportedRecord(models.Model):
    """What an import did to one record, so that it can be undone: made it, or changed it, and what it added to it.

    `event` is the number of the event in the trail: what has a later one was not left alone. `before` are the values
    that were replaced, `added` the keys of the rows that were put in for it, by table, and `replaced` other rows of
    the record that were changed, as [table, key, values before].
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="records", db_index=False)
    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    made = models.BooleanField(default=False)
    event = models.BigIntegerField(null=True, blank=True)
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    added = models.JSONField(default=dict, blank=True)
    replaced = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [models.Index(fields=["run", "model", "object_id"], name="import_records_of_run")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
