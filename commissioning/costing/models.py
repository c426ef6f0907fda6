"""Full cost recovery: what a service costs with its fair share of everything, and how much of it the price pays.

Sources: Making Partnership Work (2003), 5: contracts and grants reflect the full costs of development and delivery and
recognise core costs; Building on the best practice in Herefordshire (2006), 5: core services and forums too.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible


class Method(models.TextChoices):
    """How the share of the overheads was found."""

    DIRECT = "direct", "A percentage of the direct costs"
    STAFF = "staff", "By the time of staff"
    SPACE = "space", "By the space that is used"
    INCOME = "income", "By the part of the income"


def pounds(called: str, **more: object) -> models.DecimalField:
    """An amount of money."""
    return models.DecimalField(called, max_digits=14, decimal_places=2, default=Decimal(0), **more)


class FullCosting(Versioned):
    """What it costs to provide what a contract asks for, and the price that is paid for it."""

    view_permission = "commissioning.view_costing"

    contract = models.OneToOneField("commissioning.Contract", on_delete=models.CASCADE, related_name="costing")
    direct = pounds("direct costs (£)", help_text="Staff, travel, rooms of the service itself.")
    development = pounds("development costs, once (£)", help_text="What it costs to set the service up.")
    method = models.CharField("how the share of overheads is found", max_length=10, choices=Method.choices)
    overheads = pounds(
        "overheads of the whole organisation (£)",
        help_text="Over the life of the contract. Leave nought where the share is a percentage of the direct costs.",
    )
    share = models.DecimalField("share of it (%)", max_digits=6, decimal_places=2, default=Decimal(0))
    participation = pounds(
        "cost of taking part (£)", help_text="The time of representatives in boards, forums and reviews."
    )
    price = pounds("price (£)", help_text="What the contract pays.")
    reason = models.TextField("why the price is below the full cost", max_length=2000, blank=True)
    filled_on = models.DateField("filled in on")

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "costing"
        constraints = [
            models.CheckConstraint(name="costing_method_known", condition=Q(method__in=Method.values)),
            models.CheckConstraint(
                name="costing_from_nought",
                condition=Q(direct__gte=0, development__gte=0, overheads__gte=0, participation__gte=0, price__gte=0),
                violation_error_message="Enter nought or more for each cost.",
            ),
            models.CheckConstraint(
                name="costing_share_possible",
                condition=Q(share__gte=0, share__lte=100),
                violation_error_message="A share lies between 0 and 100 per cent.",
            ),
        ]

    def __str__(self) -> str:
        return f"Full cost: {self.contract.title}"

    def get_absolute_url(self) -> str:
        return self.contract.get_absolute_url()
