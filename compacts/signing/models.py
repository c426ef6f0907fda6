"""What every signature says, of an agreement or of a Compact: who gave it, as what, with what authority, and how."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned


class Way(models.TextChoices):
    """How a signature was given."""

    HERE = "here", "Signed here"
    PAPER = "paper", "Signed on paper"


class SignedByName(Versioned):
    """Somebody signed for a body: on a page here, or on paper that the secretariat recorded."""

    way = models.CharField("how", max_length=10, choices=Way.choices, default=Way.HERE)
    name = models.CharField("name", max_length=150, help_text="Who signed.")
    designation = models.CharField("designation", max_length=150, help_text="For example Chief Executive.")
    authority = models.CharField(
        "authority",
        max_length=300,
        help_text="What allows them to sign: for example the board's decision of 12 March 2008.",
    )
    scan = models.OneToOneField(
        "core.StoredFile", on_delete=models.PROTECT, related_name="%(class)s", null=True, blank=True
    )

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="%(class)s_way_known", condition=Q(way__in=Way.values))]
