"""Which measure each figure of the contract register feeds: a setting that the secretariat makes."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class Figure(models.TextChoices):
    """What is worked out of the contracts of an area for a financial year."""

    VALUE = "value", "Value of contracts and grants with the sector, in the year in which it is paid"
    COUNT = "count", "Number of contracts and grants with the sector at the end of the year"
    MONTHS = "months", "Median length of contracts and grants with the sector, in months"
    SHARE_VCS = "share_vcs", "Share of value that goes to the sector"
    SHARE_LONG = "share_long", "Share of value in contracts of three years or more"
    SHARE_BME = "share_bme", "Share of value with providers led by black and minority ethnic people"
    SHARE_OUTCOME = "share_outcome", "Share of value that buys outcomes"
    RETURNED = "returned", "Sum of what accepted returns report of this measure"


MONEY = (Figure.VALUE,)
SHARES = (Figure.SHARE_VCS, Figure.SHARE_LONG, Figure.SHARE_BME, Figure.SHARE_OUTCOME)
SEVERAL = (Figure.RETURNED,)
"""Figures that may feed several measures: each is the sum of its own."""


class ContractFigure(Versioned):
    """A figure of the contract register feeds a measure: from the next night on it is recorded as its readings."""

    view_permission = "commissioning.view_figure"

    figure = models.CharField("figure", max_length=15, choices=Figure.choices)
    measure = models.OneToOneField(
        "compacts.Measure", on_delete=models.PROTECT, related_name="contract_figure", verbose_name="measure it feeds",
        error_messages={"unique": "Another figure feeds this measure already. Choose another measure."},
    )  # fmt: skip
    set_on = models.DateField("set on")

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "figure of the contract register"
        ordering = ["figure", "pk"]
        constraints = [
            models.CheckConstraint(name="contract_figure_known", condition=Q(figure__in=Figure.values)),
            models.UniqueConstraint(
                fields=["figure"],
                name="contract_figure_once",
                condition=~Q(figure="returned"),
                violation_error_message="This figure feeds a measure already. Take that away first.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_figure_display()

    def get_absolute_url(self) -> str:
        return numbered("contract_figure", self.pk)
