"""What suppliers are called in published contract registers, and who in our register is meant by that."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class SupplierName(Versioned):
    """A supplier as a published register writes it. Once a person has said who is meant, every later sheet knows."""

    view_permission = "commissioning.view_supplier"

    written = models.CharField("as it was written", max_length=255)
    sort_name = models.CharField(max_length=255, editable=False)
    body = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="suppliers_named",
        verbose_name="in whose register",
        null=True,
        blank=True,
    )
    identifier = models.CharField("with the identifier", max_length=60, blank=True)
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="supplier_names",
        verbose_name="organisation in the register",
        null=True,
        blank=True,
    )
    seen_on = models.DateField("first seen on")
    confirmed_on = models.DateField("confirmed on", null=True, blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "name of a supplier"
        constraints = [
            models.UniqueConstraint(fields=["body", "sort_name"], name="supplier_name_once"),
            models.CheckConstraint(name="supplier_name_there", condition=~Q(written="") & ~Q(sort_name="")),
            models.CheckConstraint(
                name="supplier_name_confirmed_with_organisation",
                condition=Q(organisation=None, confirmed_on=None)
                | Q(organisation__isnull=False, confirmed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.written

    def get_absolute_url(self) -> str:
        return numbered("supplier", self.pk)
