"""What must happen later, as rows."""

import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from core.acts import Actor


class State(models.TextChoices):
    """How far a piece of work has come."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class WorkRowQuerySet(models.QuerySet["WorkRow"]):
    """Pieces of work."""

    def waiting(self) -> "WorkRowQuerySet":
        """Those nobody has begun, oldest first."""
        return self.filter(state=State.WAITING).order_by("pk")

    def ready(self, moment: datetime.datetime) -> "WorkRowQuerySet":
        """Those that wait and may begin at this moment."""
        return self.waiting().filter(Q(not_before=None) | Q(not_before__lte=moment))

    def unfinished(self) -> "WorkRowQuerySet":
        """Those that wait or run."""
        return self.filter(state__in=[State.WAITING, State.RUNNING])

    def failed(self) -> "WorkRowQuerySet":
        """Those that ended in failure, newest first."""
        return self.filter(state=State.FAILED).order_by("-pk")

    def stale(self, moment: datetime.datetime) -> "WorkRowQuerySet":
        """Those said to be running whose last sign of life is older than the moment."""
        return self.filter(state=State.RUNNING).filter(Q(beat_at=None) | Q(beat_at__lt=moment))

    def unsent_since(self, moment: datetime.datetime) -> "WorkRowQuerySet":
        """Those waiting since before the moment that the broker was never told of."""
        return self.ready(moment).filter(sent_at=None, created_at__lt=moment)

    def visible_to(self, actor: "Actor") -> "WorkRowQuerySet":
        """One's own, and all of them for those who watch background work."""
        return self.filter(actor.q("core.view_work_row"))


class WorkRow(models.Model):
    """One piece of work that is done later, outside any request: an export, an import, a mail, a nightly job.

    The row is the promise; the broker is only a hint that it exists.
    """

    kind = models.CharField(max_length=60, help_text="Which handler does it.")
    args = models.JSONField(default=dict, blank=True, help_text="Numbers of records and plain values only.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="work_rows"
    )
    membership_id = models.BigIntegerField("membership", null=True, blank=True)
    capacity = models.CharField(max_length=300, blank=True, help_text="As what the person asked.")
    channel = models.CharField(max_length=20, help_text="Through what it was asked: web, api, schedule, command.")
    key = models.CharField(
        max_length=200, null=True, blank=True, unique=True, help_text="The same key is the same piece of work."
    )
    story_at = models.DateTimeField(null=True, blank=True, help_text="The moment told when it was asked, if any.")
    not_before = models.DateTimeField(null=True, blank=True, help_text="It is not begun before this.")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the broker was last told.")
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True, help_text="The last sign of life of a running one.")
    finished_at = models.DateTimeField(null=True, blank=True)
    claim = models.PositiveIntegerField(
        default=0, help_text="Rises each time it is begun; whoever holds an older number has lost it."
    )
    attempts = models.PositiveIntegerField(default=0, help_text="How often it was begun without getting further.")
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(null=True, blank=True)
    failed_count = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True, help_text="What came of it: 'link', 'text', counts.")
    error = models.TextField(blank=True, help_text="Why it failed, in a sentence.")

    objects = WorkRowQuerySet.as_manager()

    actor: "Actor"
    """Who it is done for, made again when it is run, so that permission is checked at the moment of effect."""

    class Meta:
        verbose_name = "piece of work"
        verbose_name_plural = "pieces of work"
        indexes = [
            models.Index(
                fields=["state", "sent_at"], name="work_unfinished", condition=Q(state__in=["waiting", "running"])
            ),
            models.Index(fields=["kind", "-id"], name="work_of_kind"),
        ]
        constraints = [
            models.CheckConstraint(name="work_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="work_running_has_start", condition=~Q(state="running", started_at=None)),
            models.CheckConstraint(
                name="work_finished_has_end",
                condition=Q(state__in=["waiting", "running"]) | Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="work_done_within_total", condition=Q(total_count=None) | Q(done_count__lte=F("total_count"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display().lower()})"

    @property
    def title(self) -> str:
        """What it is, in the words of the page."""
        from core.work.kinds import KINDS

        return KINDS[self.kind].title if self.kind in KINDS else self.kind

    @property
    def forgets(self) -> bool:
        """Whether what it was given is forgotten as it ends."""
        from core.work.kinds import KINDS

        return self.kind in KINDS and KINDS[self.kind].forgets

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state not in (State.WAITING, State.RUNNING)

    @property
    def link(self) -> str:
        """The page its result is on, on this site; empty when there is none."""
        found: Any = self.result.get("link", "") if isinstance(self.result, dict) else ""
        return found if isinstance(found, str) and found.startswith("/") and not found.startswith("//") else ""
