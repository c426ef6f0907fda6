from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from core.search import SearchIndexAgain


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0007_what_was_taken_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "responseversion",
            "finished_at",
            models.DateTimeField("said to be finished", null=True, blank=True),
        ),
        migrations.AddField(
            "responseversion",
            "finished_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts_finished", null=True, blank=True
            ),
        ),
        migrations.AddConstraint(
            "responseversion",
            models.CheckConstraint(
                name="version_finished_by_somebody",
                condition=Q(finished_at=None, finished_by=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
        ),
        SearchIndexAgain("responseversion"),
    ]
