"""Signatures: who signed which draft of an agreement, for which party, with what authority."""

from django.db import models
from django.db.models import Q

from compacts.signing.models import SignedByName, Way
from core.fields import Visible
from core.pages.addresses import numbered


class SignatureQuerySet(Visible):
    """Signatures."""

    def standing(self) -> "SignatureQuerySet":
        """Those that count: nobody declared them void."""
        return self.filter(voided_on=None)


class Signature(SignedByName):
    """Somebody signed a draft for a party: on its page, or on paper that the secretariat recorded."""

    view_permission = "compacts.view_signature"

    draft = models.ForeignKey("compacts.AgreementDraft", on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey("compacts.AgreementParty", on_delete=models.PROTECT, related_name="signatures")
    signed_on = models.DateField("signed on")
    recorded_on = models.DateField("recorded on")
    kept_at = models.CharField("where the signed paper is kept", max_length=300, blank=True)
    voided_on = models.DateField("declared void on", null=True, blank=True)
    void_reason = models.TextField("why it is void", max_length=2000, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_on", "pk"]
        constraints = [
            *SignedByName.Meta.constraints,
            models.CheckConstraint(
                name="signature_says_who",
                condition=~Q(name="") & ~Q(designation="") & ~Q(authority=""),
                violation_error_message="Enter the name, the designation and the authority of whoever signed.",
            ),
            models.CheckConstraint(
                name="signature_paper_is_kept",
                condition=Q(way=Way.HERE, kept_at="", scan=None) | (Q(way=Way.PAPER) & ~Q(kept_at="")),
                violation_error_message="Say where the signed paper is kept.",
            ),
            models.CheckConstraint(
                name="signature_not_before_it_was_given",
                condition=Q(recorded_on__gte=models.F("signed_on")),
                violation_error_message="Enter a day that has come: a signature is recorded once it is given.",
            ),
            models.CheckConstraint(
                name="signature_void_with_a_reason",
                condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                violation_error_message="Say why it is void.",
            ),
            models.UniqueConstraint(
                fields=["draft", "party"],
                name="signature_one_for_a_party",
                condition=Q(voided_on=None),
                violation_error_message="This party has signed this draft already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.designation}, for {self.party}"

    def get_absolute_url(self) -> str:
        return numbered("signature", self.pk)
