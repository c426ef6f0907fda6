"""Editions of a Compact's document: the file that its partners sign and everybody reads."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class CompactEditionQuerySet(Visible):
    """Editions of the documents of Compacts."""

    def standing(self) -> "CompactEditionQuerySet":
        """Those that nobody withdrew."""
        return self.filter(withdrawn_on=None)

    def current(self) -> "CompactEdition | None":
        """The one with the latest day that nobody withdrew: the one that is signed."""
        return self.standing().order_by("dated_on", "number").last()


class CompactEdition(Versioned):
    """One edition of a Compact's document, as the file it was.

    The one with the latest day that was not withdrawn is the current one.
    """

    view_permission = "compacts.view_edition"

    compact = models.ForeignKey(
        "compacts.LocalCompact", on_delete=models.PROTECT, related_name="editions", verbose_name="Compact"
    )
    number = models.PositiveSmallIntegerField("edition")
    dated_on = models.DateField("date of the document", help_text="The day that stands on it.")
    note = models.CharField(
        "what is new in it", max_length=300, blank=True, help_text="In a few words, for people who know the one before."
    )
    file = models.OneToOneField(
        "core.StoredFile", on_delete=models.PROTECT, related_name="compact_edition", verbose_name="document"
    )
    added_on = models.DateField("added on")
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    withdraw_reason = models.TextField("why it was withdrawn", max_length=2000, blank=True)

    objects = CompactEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "edition"
        ordering = ["dated_on", "number"]
        constraints = [
            models.CheckConstraint(name="edition_numbers_from_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="edition_dated_before_it_was_added",
                condition=Q(added_on__gte=models.F("dated_on")),
                violation_error_message="Enter a day that has come: the one that stands on the document.",
            ),
            models.CheckConstraint(
                name="edition_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdraw_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")),
                violation_error_message="Say why it is withdrawn.",
            ),
            models.UniqueConstraint(
                fields=["compact", "number"],
                name="edition_numbered_once",
                violation_error_message="There is an edition of that number already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number} of {self.compact.title}"

    def get_absolute_url(self) -> str:
        return numbered("edition", self.pk)

    def is_later_than(self, other: "CompactEdition | None") -> bool:
        """Whether it came after another, which may not be known."""
        return other is None or (self.dated_on, self.number) > (other.dated_on, other.number)
