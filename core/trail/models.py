"""Who did what, when, and in which capacity."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce

from core import clock

if TYPE_CHECKING:
    from core.acts import Actor


class EventQuerySet(models.QuerySet):
    """Events, newest first."""

    def of(self, thing: models.Model) -> "EventQuerySet":
        """The history of one record."""
        return self.filter(model=thing._meta.label_lower, object_id=thing.pk).order_by("-pk")

    def until(self, on: datetime.date) -> "EventQuerySet":
        """Those up to the end of a day in London, by the moment that is told (`told_at`)."""
        told_at = Coalesce("story_at", "at", output_field=models.DateTimeField())
        return self.annotate(told_at=told_at).filter(told_at__lt=clock.end_of(on))

    def visible_to(self, actor: "Actor") -> "EventQuerySet":
        return self.filter(actor.q("core.view_event"))


class Event(models.Model):
    """One act that somebody carried out.

    It holds no foreign key, so that it outlives the record and the account; the database refuses to change or delete
    it (a trigger), except inside the retention command.
    """

    view_permission = "core.view_event"

    at = models.DateTimeField("when", db_index=True, help_text="The real moment.")
    story_at = models.DateTimeField("when in the story", null=True, help_text="The moment told, in a demonstration.")
    user_id = models.BigIntegerField("person", null=True, db_index=True)
    membership_id = models.BigIntegerField("membership", null=True)
    capacity = models.CharField(max_length=300, help_text="As what the person acted: role and organisation.")
    channel = models.CharField(max_length=20, help_text="web, api, import, schedule or command.")
    verb = models.CharField(max_length=50)
    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField("organisation acted for", null=True)
    detail = models.JSONField(default=dict, help_text="What changed; of personal fields only that they did.")

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["model", "object_id", "id"], name="event_of_thing")]

    def __str__(self) -> str:
        return f"{self.capacity} {self.verb}"


class RetentionWindow(models.Model):
    """Open only inside the retention command's transaction: while a row stands here, old events may be deleted."""

    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"opened {self.opened_at}"
