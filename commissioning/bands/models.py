"""Value bands: how much each commissioning body asks of a contract, by what it is worth."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from core.fields import Dated, DatedQuerySet, Versioned, dates_in_order
from core.pages.addresses import numbered


class Monitoring(models.TextChoices):
    """How closely contracts of a band are followed."""

    LIGHT = "light", "Light: a short return once a year"
    STANDARD = "standard", "Standard: a return each half-year"
    CLOSE = "close", "Close: a return each quarter"


class ValueBand(Versioned, Dated):
    """Contracts of a body from a value on, up to its next band: which form they have, and what they must show."""

    view_permission = "commissioning.view_band"

    body = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="value_bands", verbose_name="body"
    )
    title = models.CharField("title", max_length=100, help_text="For example: Small grants.")
    from_value = models.DecimalField("from a value of (£)", max_digits=14, decimal_places=2, default=Decimal(0))
    short_form = models.BooleanField("begun with the short form", default=False)
    asks_priority = models.BooleanField("must serve a priority of an endorsed plan", default=True)
    asks_feedback = models.BooleanField("must say how users are heard", default=True)
    asks_review = models.BooleanField("must say how and when it is reviewed", default=True)
    asks_compact = models.BooleanField("must be checked against the Compact", default=True)
    monitoring = models.CharField("monitoring", max_length=10, choices=Monitoring.choices, default=Monitoring.STANDARD)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "value band"
        ordering = ["body", "from_value"]
        constraints = [
            dates_in_order("value_band_dates_in_order"),
            models.CheckConstraint(name="value_band_monitoring_known", condition=Q(monitoring__in=Monitoring.values)),
            models.CheckConstraint(
                name="value_band_has_title", condition=~Q(title=""), violation_error_message="Enter what it is called."
            ),
            models.CheckConstraint(
                name="value_band_from_nought",
                condition=Q(from_value__gte=0),
                violation_error_message="Enter nought or more as the value from which the band holds.",
            ),
            models.UniqueConstraint(
                fields=["body", "from_value"],
                name="value_band_once",
                condition=Q(ends=None),
                violation_error_message="This body has a band from that value already. Change that one instead.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.body.name}"

    def get_absolute_url(self) -> str:
        return numbered("band", self.pk)
