"""What became of what somebody held by name when they went."""

from django.db import models
from django.db.models import F, Q

from core.fields import Visible
from core.pages.addresses import numbered
from partnerships.people.models import Membership


class HandoverQuerySet(Visible):
    """Hand-overs."""

    def newest_first(self) -> "HandoverQuerySet":
        """As lists show them."""
        return self.order_by("-handed_on", "-pk")


class Handover(models.Model):
    """On a day, what a person held in a capacity went to a named person, or to the role that sees to it otherwise.

    The rows of what went stay as they were written; handing it back is another hand-over.
    """

    view_permission = "partnerships.view_handover"

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="handed_over", verbose_name="who handed it over"
    )
    successor = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="taken_over", null=True, blank=True,
        verbose_name="who took it over",
    )  # fmt: skip
    handed_on = models.DateField("on")
    why = models.TextField("why nobody by name takes it", max_length=2000, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "hand-over"
        verbose_name_plural = "hand-overs"
        constraints = [
            models.CheckConstraint(
                name="handover_to_another",
                condition=Q(successor=None) | ~Q(successor=F("membership")),
                violation_error_message="Name somebody else.",
            ),
            models.CheckConstraint(
                name="handover_to_somebody_or_why",
                condition=Q(successor__isnull=False, why="") | (Q(successor=None) & ~Q(why="")),
                violation_error_message="Name who takes it over, or say why nobody does.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hand-over from {self.membership}"

    def get_absolute_url(self) -> str:
        return numbered("handover", self.pk)


class HandoverItem(models.Model):
    """One thing that went."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=60, help_text="The name of the kind of thing.")
    object_id = models.BigIntegerField(help_text="The record that names the person responsible.")
    what = models.CharField(max_length=400, help_text="What it was, in words.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "kind", "object_id"], name="handover_item_once"),
            models.CheckConstraint(name="handover_item_named", condition=~Q(kind="") & ~Q(what="")),
        ]

    def __str__(self) -> str:
        return self.what
