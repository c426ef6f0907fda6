"""Signatures under contracts: who signed which terms, for which party, with what authority."""

from django.db import models
from django.db.models import Q

from compacts.signing.models import SignedByName, Way
from core.fields import Visible


class ContractSignature(SignedByName):
    """Somebody signed the terms of a contract for a party: on a page here, or on paper that was recorded."""

    view_permission = "commissioning.view_contract_signature"

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey("commissioning.ContractParty", on_delete=models.PROTECT, related_name="signatures")
    terms = models.PositiveIntegerField("version of the terms")
    signed_on = models.DateField("signed on")
    recorded_on = models.DateField("recorded on")
    kept_at = models.CharField("where the signed paper is kept", max_length=300, blank=True)

    objects = Visible.as_manager()

    class Meta:
        ordering = ["contract", "terms", "signed_on", "pk"]
        verbose_name = "signature of a contract"
        constraints = [
            *SignedByName.Meta.constraints,
            models.CheckConstraint(
                name="contract_signature_says_who",
                condition=~Q(name="") & ~Q(designation="") & ~Q(authority=""),
                violation_error_message="Enter the name, the designation and the authority of whoever signed.",
            ),
            models.CheckConstraint(
                name="contract_signature_paper_is_kept",
                condition=Q(way=Way.HERE, scan=None, kept_at="")
                | Q(way=Way.PAPER) & (Q(scan__isnull=False) | ~Q(kept_at="")),
                violation_error_message="Add the scan of the signed paper, or say where it is kept.",
            ),
            models.UniqueConstraint(
                fields=["contract", "party", "terms"],
                name="contract_signature_once",
                violation_error_message="This party has signed these terms already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.designation}, for {self.party.organisation.name}"

    def get_absolute_url(self) -> str:
        return self.contract.get_absolute_url()
