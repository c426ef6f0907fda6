"""Two entries of the register that may be one body, and the merges that a person made of such pairs."""

from django.db import models
from django.db.models import F, Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered
from partnerships.organisations.models import Organisation


class SuggestionState(models.TextChoices):
    """What became of a pair."""

    OPEN = "open", "To look at"
    APART = "apart", "Not the same"
    MERGED = "merged", "Merged"


class Reason(models.TextChoices):
    """Why two entries may be one body; each is a field of the pair."""

    SAME_NAME = "same_name", "The same name"
    LIKE_NAME = "like_name", "The same name but for small words"
    SAME_NUMBER = "same_number", "The same number"
    BY_HAND = "by_hand", "Named by a person"


class SuggestionQuerySet(Visible):
    """Pairs of entries."""

    def to_look_at(self) -> "SuggestionQuerySet":
        """Those that wait for a person. One of which an entry has been merged meanwhile waits no longer."""
        waiting = self.filter(state=SuggestionState.OPEN, first__duplicate_of=None, second__duplicate_of=None)
        return waiting.filter(first__voided_on=None, second__voided_on=None)

    def of_pair(self, one: Organisation, other: Organisation) -> "SuggestionQuerySet":
        """The one of these two, in whatever order."""
        first, second = sorted([one.pk, other.pk])
        return self.filter(first=first, second=second)


class DuplicateSuggestion(Versioned):
    """A pair of entries that may be one body, with the reasons, and what a person decided. `first` is the older."""

    view_permission = "partnerships.view_duplicate"
    built_upon = ~Q(state=SuggestionState.OPEN) | Q(by_hand=True)
    """Which of them somebody made: what the night alone has found does not keep an import from being undone."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="suggested_first")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="suggested_second")
    same_name = models.BooleanField("the same name", default=False)
    like_name = models.BooleanField("the same name but for small words", default=False)
    same_number = models.BooleanField("the same number", default=False)
    by_hand = models.BooleanField("named by a person", default=False)
    why = models.CharField("why they may be the same", max_length=500, blank=True)
    found_on = models.DateField("found on")
    state = models.CharField(max_length=10, choices=SuggestionState.choices, default=SuggestionState.OPEN)
    decided_on = models.DateField("decided on", null=True, blank=True)
    decided_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="duplicates_decided", null=True, blank=True
    )
    decision = models.TextField("what was decided, and why", max_length=2000, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "possible duplicate"
        verbose_name_plural = "possible duplicates"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_suggested_once"),
            models.CheckConstraint(name="duplicate_pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="duplicate_state_known", condition=Q(state__in=SuggestionState.values)),
            models.CheckConstraint(
                name="duplicate_decided_with_reason",
                condition=Q(state=SuggestionState.OPEN, decided_on=None)
                | (~Q(state=SuggestionState.OPEN) & Q(decided_on__isnull=False) & ~Q(decision="")),
                violation_error_message="Say why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"

    def get_absolute_url(self) -> str:
        return numbered("duplicate", self.pk)

    @property
    def pair(self) -> tuple[Organisation, Organisation]:
        """Both entries."""
        return self.first, self.second

    def other_than(self, entry: Organisation) -> Organisation:
        """The other of the two."""
        return self.second if entry.pk == self.first_id else self.first


class MergeQuerySet(models.QuerySet):
    """Merges."""

    def standing(self) -> "MergeQuerySet":
        """Those that were not undone."""
        return self.filter(undone_on=None)


class Merge(models.Model):
    """A person said that `duplicate` is another entry of the body that `kept` is; or took that back.

    What it did is undone from here: `closed_before` is the duplicate's last day as it stood, `roles` are those that
    its people were given at the kept one.
    """

    suggestion = models.ForeignKey(DuplicateSuggestion, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges_into")
    duplicate = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges_of")
    why = models.TextField("why they are the same", max_length=2000)
    merged_on = models.DateField("merged on")
    merged_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="merges_made", null=True, blank=True
    )
    closed_before = models.DateField("last day before the merge", null=True, blank=True)
    roles = models.ManyToManyField("partnerships.RoleHeld", related_name="given_by_merge")
    undone_on = models.DateField("undone on", null=True, blank=True)
    undone_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="merges_undone", null=True, blank=True
    )
    undo_reason = models.TextField("why it was undone", max_length=2000, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["duplicate"], name="merge_once", condition=Q(undone_on=None)),
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("duplicate"))),
            models.CheckConstraint(name="merge_with_reason", condition=~Q(why="")),
            models.CheckConstraint(
                name="merge_undone_with_reason",
                condition=Q(undone_on=None, undo_reason="") | (Q(undone_on__isnull=False) & ~Q(undo_reason="")),
                violation_error_message="Say why it is undone.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate} merged into {self.kept}"
