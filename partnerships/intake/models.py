"""What the columns of a sheet mean that somebody sends, kept for the next one with the same headings."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from partnerships.organisations.models import OrganisationKind


class SheetMappingQuerySet(Visible):
    """Mappings."""

    def for_headings(self, headings: list[str]) -> "SheetMappingQuerySet":
        """Those of sheets with just these headings, the one that was saved last first."""
        return self.filter(headings=headings).order_by("-saved_on", "-pk")


class SheetMapping(Versioned):
    """What each column of a sheet means in the register of partners. Saved by name.

    `columns` says in which column, counted from 0, each field of the register stands. An import keeps a copy of its
    own, so that a mapping that is changed later does not change what an import was told.
    """

    view_permission = "partnerships.view_import"

    name = models.CharField("name of the sheet", max_length=100, help_text="Like 'Members of the forum'.")
    headings = models.JSONField("headings of the sheet", default=list)
    columns = models.JSONField("what its columns mean", default=dict)
    kind = models.ForeignKey(
        OrganisationKind, on_delete=models.PROTECT, related_name="sheet_mappings", null=True, blank=True
    )
    saved_on = models.DateField("saved on")
    saved_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="sheet_mappings", null=True, blank=True
    )

    objects = SheetMappingQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="sheet_mapping_once",
                violation_error_message="A sheet of this name has just been saved. Look at it first.",
            ),
            models.CheckConstraint(
                name="sheet_mapping_has_name", condition=~Q(name=""), violation_error_message="Enter a name."
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def given(self) -> dict[str, object]:
        """What an import is told."""
        return {"columns": self.columns, "kind": self.kind.code if self.kind else "", "mapping": self.name}
