"""Counts of small areas, the tiers of councils, pairs that are judged by them, boundary changes and alerts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0005_duplicates"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoundaryChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("voided_on", models.DateField(blank=True, editable=False, null=True, verbose_name="declared void on")),
                ("void_reason", models.TextField(blank=True, max_length=2000, verbose_name="why it is void")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("move", "Small areas moved"), ("count", "A count is put right")],
                        max_length=10,
                        verbose_name="what changes",
                    ),
                ),
                ("first_day", models.DateField(help_text="The first day on which it is so.", verbose_name="from")),
                ("small_areas", models.PositiveIntegerField(verbose_name="small areas")),
                (
                    "organisation_total",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="small areas in all of the health body"
                    ),
                ),
                (
                    "area_total",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="small areas in all of the area"),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="why it changes")),
                ("source", models.CharField(help_text="The order, list or letter that says so.", max_length=200)),
                ("proposed_on", models.DateField(verbose_name="proposed on")),
                ("carried_out_on", models.DateField(blank=True, null=True, verbose_name="carried out on")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundary_changes",
                        to="partnerships.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundary_changes",
                        to="partnerships.organisation",
                        verbose_name="health body",
                    ),
                ),
                (
                    "to_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundary_changes_to",
                        to="partnerships.area",
                        verbose_name="area they move to",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundary_changes_to",
                        to="partnerships.organisation",
                        verbose_name="health body they move to",
                    ),
                ),
            ],
            options={
                "verbose_name": "boundary change",
                "ordering": ["-first_day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_on", None)),
                            models.Q(("voided_on__isnull", False), models.Q(("void_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="boundary_change_void_with_reason",
                        violation_error_message="Say why it is void.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("source", ""), _negated=True)
                        ),
                        name="boundary_change_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area_total", None),
                                ("kind", "move"),
                                ("organisation_total", None),
                                ("small_areas__gt", 0),
                                ("to_area__isnull", False),
                                ("to_organisation__isnull", False),
                            ),
                            models.Q(("kind", "count"), ("to_area", None), ("to_organisation", None)),
                            _connector="OR",
                        ),
                        name="boundary_change_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "move"), _negated=True),
                            models.Q(("organisation", models.F("to_organisation")), _negated=True),
                            models.Q(("area", models.F("to_area")), _negated=True),
                            _connector="OR",
                        ),
                        name="boundary_change_goes_elsewhere",
                        violation_error_message=(
                            "They move to where they are. Name another health body or another area."
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SmallAreaCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "starts",
                    models.DateField(
                        blank=True,
                        help_text="The first day. Leave empty if it is not known.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Leave empty while it goes on.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                ("voided_on", models.DateField(blank=True, editable=False, null=True, verbose_name="declared void on")),
                ("void_reason", models.TextField(blank=True, max_length=2000, verbose_name="why it is void")),
                ("number", models.PositiveIntegerField(verbose_name="small areas")),
                ("source", models.CharField(max_length=300)),
                ("source_day", models.DateField(blank=True, null=True, verbose_name="the source is of")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="small_areas",
                        to="partnerships.area",
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="begun",
                        to="partnerships.boundarychange",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended",
                        to="partnerships.boundarychange",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="small_areas",
                        to="partnerships.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts", None), ("ends", None), ("ends__gte", models.F("starts")), _connector="OR"
                        ),
                        name="small_areas_dates_in_order",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_on", None)),
                            models.Q(("voided_on__isnull", False), models.Q(("void_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="small_areas_void_with_reason",
                        violation_error_message="Say why it is void.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation__isnull", False), ("area__isnull", False), _connector="OR"),
                        name="small_areas_of_something",
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="small_areas_counted"),
                    models.UniqueConstraint(
                        condition=models.Q(("ends", None), ("voided_on", None)),
                        fields=("organisation", "area"),
                        name="small_areas_shared_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("area", None), ("ends", None), ("voided_on", None)),
                        fields=("organisation",),
                        name="small_areas_of_body_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends", None), ("organisation", None), ("voided_on", None)),
                        fields=("area",),
                        name="small_areas_of_area_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilTier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "starts",
                    models.DateField(
                        blank=True,
                        help_text="The first day. Leave empty if it is not known.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Leave empty while it goes on.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                ("voided_on", models.DateField(blank=True, editable=False, null=True, verbose_name="declared void on")),
                ("void_reason", models.TextField(blank=True, max_length=2000, verbose_name="why it is void")),
                ("source", models.CharField(max_length=300)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="upper_tiers", to="partnerships.area"
                    ),
                ),
                (
                    "upper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lower_tiers", to="partnerships.area"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts", None), ("ends", None), ("ends__gte", models.F("starts")), _connector="OR"
                        ),
                        name="council_tier_dates_in_order",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_on", None)),
                            models.Q(("voided_on__isnull", False), models.Q(("void_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="council_tier_void_with_reason",
                        violation_error_message="Say why it is void.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends", None), ("voided_on", None)),
                        fields=("area",),
                        name="council_tier_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("latitude", models.DecimalField(decimal_places=6, max_digits=9)),
                ("longitude", models.DecimalField(decimal_places=6, max_digits=9)),
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="point", to="partnerships.area"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__gte", -90),
                            ("latitude__lte", 90),
                            ("longitude__gte", -180),
                            ("longitude__lte", 180),
                        ),
                        name="area_point_on_earth",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "starts",
                    models.DateField(
                        blank=True,
                        help_text="The first day. Leave empty if it is not known.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Leave empty while it goes on.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                ("shared", models.PositiveIntegerField(verbose_name="small areas shared")),
                (
                    "organisation_total",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="small areas of the health body"),
                ),
                (
                    "area_total",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="small areas of the council"),
                ),
                (
                    "of_organisation",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=6, null=True, verbose_name="% of the health body"
                    ),
                ),
                (
                    "of_area",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=6, null=True, verbose_name="% of the council"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("yes", "Co-terminous"), ("no", "Not co-terminous"), ("unknown", "Not determinable")],
                        max_length=10,
                        verbose_name="co-terminous",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pairs", to="partnerships.area"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs",
                        to="partnerships.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "organisation"], name="pair_by_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts", None), ("ends", None), ("ends__gte", models.F("starts")), _connector="OR"
                        ),
                        name="pair_dates_in_order",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends", None)), fields=("organisation", "area"), name="pair_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["yes", "no", "unknown"])), name="pair_verdict_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "unknown"),
                            models.Q(("of_area__isnull", False), ("of_organisation__isnull", False)),
                            _connector="OR",
                        ),
                        name="pair_judged_by_both_shares",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoundaryAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("judged_on", models.DateField(verbose_name="as at")),
                ("found_on", models.DateField(verbose_name="found on")),
                ("cause", models.CharField(max_length=400, verbose_name="what changed")),
                ("pairs_before", models.PositiveIntegerField(verbose_name="pairs that could be judged before")),
                ("coterminous_before", models.PositiveIntegerField(verbose_name="co-terminous before")),
                ("pairs_after", models.PositiveIntegerField(verbose_name="pairs that can be judged since")),
                ("coterminous_after", models.PositiveIntegerField(verbose_name="co-terminous since")),
                ("noted_on", models.DateField(blank=True, null=True, verbose_name="noted on")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="what is done about it")),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundary_alerts_noted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="partnerships.boundarychange",
                        verbose_name="boundary change",
                    ),
                ),
            ],
            options={
                "verbose_name": "alert",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", ""), ("noted_on", None)),
                            models.Q(("noted_on__isnull", False), models.Q(("note", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="boundary_alert_noted_in_words",
                        violation_error_message="Say what is done about it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("coterminous_after__lte", models.F("pairs_after")),
                            ("coterminous_before__lte", models.F("pairs_before")),
                        ),
                        name="boundary_alert_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LostPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of_organisation_before", models.DecimalField(decimal_places=3, max_digits=6)),
                ("of_area_before", models.DecimalField(decimal_places=3, max_digits=6)),
                ("of_organisation_after", models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                ("of_area_after", models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lost",
                        to="partnerships.boundaryalert",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lost_pairs", to="partnerships.area"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lost_pairs",
                        to="partnerships.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("alert", "organisation", "area"), name="lost_pair_once")
                ],
            },
        ),
    ]
