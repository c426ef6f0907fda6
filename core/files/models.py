"""Files that the product keeps: what somebody sent, and what was made for somebody."""

import datetime
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from core.acts import Actor


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Stored files."""

    def visible_to(self, actor: "Actor") -> "StoredFileQuerySet":
        """One's own, kept in the capacity one acts in."""
        return self.filter(actor.q("core.view_own_file"))

    def expired(self, on: datetime.date) -> "StoredFileQuerySet":
        """Those that need not be kept on that day any more: nothing that must not lose its file points at them."""
        rows = self.filter(kept_until__lt=on)
        for relation in StoredFile._meta.related_objects:
            if relation.on_delete is models.PROTECT:
                pointing = relation.related_model._base_manager.filter(**{relation.field.name: models.OuterRef("pk")})
                rows = rows.exclude(models.Exists(pointing))
        return rows


class StoredFile(models.Model):
    """A file on disk, under a name of our own, and what we know of it.

    It holds no foreign key to what it belongs to: the record points at the file, and the record's page checks who may
    have it.
    """

    name = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name on disk.")
    original_name = models.CharField(max_length=150, help_text="What it was called where it came from, for display.")
    content_type = models.CharField(max_length=100, help_text="What it is, judged by what is in it.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64, help_text="The fingerprint of its content.")
    purpose = models.CharField(max_length=40, help_text="What it is for: import, export, report, document.")
    created_at = models.DateTimeField()
    kept_until = models.DateField(help_text="The last day on which it is kept.")
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="stored_files"
    )
    membership_id = models.BigIntegerField("membership", null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kept_until"], name="file_kept_until")]
        constraints = [models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gt=0))]

    def __str__(self) -> str:
        return self.original_name

    @property
    def path(self) -> Path:
        """Where it lies."""
        return path_of(self.name)


def path_of(name: uuid.UUID) -> Path:
    """The place of a file on disk: one of 256 folders, so that none grows too long to list."""
    return Path(settings.MEDIA_ROOT) / name.hex[:2] / name.hex
