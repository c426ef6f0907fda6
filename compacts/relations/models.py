"""How agreements stand to one another: which follows, supports, applies or takes the place of which."""

from django.db import models
from django.db.models import F, Q


class RelationKind(models.TextChoices):
    """How one agreement stands to another."""

    FOLLOWS = "follows", "follows"
    SUPPORTS = "supports", "supports"
    SUPERSEDES = "supersedes", "takes the place of"
    APPLIES = "applies", "applies"


class AgreementRelation(models.Model):
    """One agreement follows, supports, applies or takes the place of another."""

    agreement = models.ForeignKey("compacts.Agreement", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField("how it stands to the other", max_length=12, choices=RelationKind.choices)
    other = models.ForeignKey(
        "compacts.Agreement", on_delete=models.PROTECT, related_name="related_to", verbose_name="the other agreement"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="agreement_relation_known", condition=Q(kind__in=RelationKind.values)),
            models.CheckConstraint(
                name="agreement_relation_to_another",
                condition=~Q(agreement=F("other")),
                violation_error_message="Choose another agreement: none follows, supports, applies or takes the place "
                "of itself.",
            ),
            models.UniqueConstraint(
                fields=["agreement", "kind", "other"],
                name="agreement_relation_once",
                violation_error_message="This is recorded already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.get_kind_display()} {self.other}"
