"""Entries that may be one body, the merges of such pairs, and the entry that a duplicate stands as."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.search import SearchIndexAgain

KEPT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0004_standards_of_the_compact")]

    operations = [
        migrations.CreateModel(
            name="DuplicateSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("first", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="suggested_first", to="partnerships.organisation")),
                ("second", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="suggested_second", to="partnerships.organisation")),
                ("same_name", models.BooleanField(default=False, verbose_name="the same name")),
                ("like_name", models.BooleanField(default=False, verbose_name="the same name but for small words")),
                ("same_number", models.BooleanField(default=False, verbose_name="the same number")),
                ("by_hand", models.BooleanField(default=False, verbose_name="named by a person")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why they may be the same")),
                ("found_on", models.DateField(verbose_name="found on")),
                ("state", models.CharField(choices=[("open", "To look at"), ("apart", "Not the same"), ("merged", "Merged")], default="open", max_length=10)),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("decided_by", models.ForeignKey(blank=True, null=True, on_delete=KEPT, related_name="duplicates_decided", to=settings.AUTH_USER_MODEL)),
                ("decision", models.TextField(blank=True, max_length=2000, verbose_name="what was decided, and why")),
            ],
            options={
                "verbose_name": "possible duplicate",
                "verbose_name_plural": "possible duplicates",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="duplicate_suggested_once"),
                    models.CheckConstraint(condition=models.Q(("first__lt", models.F("second"))), name="duplicate_pair_in_order"),
                    models.CheckConstraint(condition=models.Q(("state__in", ["open", "apart", "merged"])), name="duplicate_state_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on", None), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("decided_on__isnull", False), models.Q(("decision", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="duplicate_decided_with_reason",
                        violation_error_message="Say why.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("suggestion", models.ForeignKey(on_delete=KEPT, related_name="merges", to="partnerships.duplicatesuggestion")),
                ("kept", models.ForeignKey(on_delete=KEPT, related_name="merges_into", to="partnerships.organisation")),
                ("duplicate", models.ForeignKey(on_delete=KEPT, related_name="merges_of", to="partnerships.organisation")),
                ("why", models.TextField(max_length=2000, verbose_name="why they are the same")),
                ("merged_on", models.DateField(verbose_name="merged on")),
                ("merged_by", models.ForeignKey(blank=True, null=True, on_delete=KEPT, related_name="merges_made", to=settings.AUTH_USER_MODEL)),
                ("closed_before", models.DateField(blank=True, null=True, verbose_name="last day before the merge")),
                ("roles", models.ManyToManyField(related_name="given_by_merge", to="partnerships.roleheld")),
                ("undone_on", models.DateField(blank=True, null=True, verbose_name="undone on")),
                ("undone_by", models.ForeignKey(blank=True, null=True, on_delete=KEPT, related_name="merges_undone", to=settings.AUTH_USER_MODEL)),
                ("undo_reason", models.TextField(blank=True, max_length=2000, verbose_name="why it was undone")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("undone_on", None)), fields=("duplicate",), name="merge_once"),
                    models.CheckConstraint(condition=models.Q(("kept", models.F("duplicate")), _negated=True), name="merge_of_two"),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="merge_with_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undo_reason", ""), ("undone_on", None)),
                            models.Q(("undone_on__isnull", False), models.Q(("undo_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="merge_undone_with_reason",
                        violation_error_message="Say why it is undone.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="lineage", name="lineage_kind_known"),
        migrations.AlterField(
            model_name="lineage",
            name="kind",
            field=models.CharField(choices=[("merger", "Merged into"), ("split", "Split into"), ("abolition", "Abolished; its work passed to"), ("renaming", "Renamed as"), ("duplicate", "Was entered twice, as")], max_length=10),
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ["merger", "split", "abolition", "renaming", "duplicate"])), name="lineage_kind_known"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="duplicate_of",
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=KEPT, related_name="duplicates", to="partnerships.organisation"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(condition=models.Q(("duplicate_of", None), models.Q(("duplicate_of", models.F("id")), _negated=True), _connector="OR"), name="organisation_duplicate_of_another"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("duplicate_of__isnull", False)),
                fields=["duplicate_of"],
                name="organisation_duplicates",
            ),
        ),
        SearchIndexAgain("organisation"),
    ]
