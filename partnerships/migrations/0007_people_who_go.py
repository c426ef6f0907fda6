"""What people handed over when they went, and who covers for whom while they are on leave."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0006_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handed_on", models.DateField(verbose_name="on")),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="why nobody by name takes it")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to="partnerships.membership",
                        verbose_name="who handed it over",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to="partnerships.membership",
                        verbose_name="who took it over",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("successor", None),
                            models.Q(("successor", models.F("membership")), _negated=True),
                            _connector="OR",
                        ),
                        name="handover_to_another",
                        violation_error_message="Name somebody else.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("successor__isnull", False), ("why", "")),
                            models.Q(("successor", None), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="handover_to_somebody_or_why",
                        violation_error_message="Name who takes it over, or say why nobody does.",
                    ),
                ],
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(help_text="The name of the kind of thing.", max_length=60)),
                ("object_id", models.BigIntegerField(help_text="The record that names the person responsible.")),
                ("what", models.CharField(help_text="What it was, in words.", max_length=400)),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="partnerships.handover"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("handover", "kind", "object_id"), name="handover_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True), models.Q(("what", ""), _negated=True)
                        ),
                        name="handover_item_named",
                    ),
                ],
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.DateField(verbose_name="first day")),
                ("ends", models.DateField(verbose_name="last day")),
                (
                    "called_off_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="called off on"),
                ),
                (
                    "why",
                    models.TextField(blank=True, editable=False, max_length=2000, verbose_name="why it was called off"),
                ),
                (
                    "by_whom",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covering",
                        to="partnerships.membership",
                        verbose_name="who covers",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="partnerships.membership",
                        verbose_name="who is on leave",
                    ),
                ),
            ],
            options={
                "verbose_name": "cover",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))),
                        name="cover_dates_in_order",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_whom", models.F("membership")), _negated=True),
                        name="cover_by_another",
                        violation_error_message="Name somebody else.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_off_on", None), ("why", "")),
                            models.Q(("called_off_on__isnull", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="cover_called_off_with_reason",
                        violation_error_message="Say why it is called off.",
                    ),
                ],
            },
        ),
    ]
