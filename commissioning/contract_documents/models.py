"""The documents of contracts: what was signed, what was written of it, each as the file it was."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class DocumentKind(models.TextChoices):
    """What a document of a contract is."""

    SIGNED = "signed", "The contract as it was signed"
    SPECIFICATION = "specification", "Specification or schedule"
    POLICY = "policy", "Policy, plan or certificate"
    REPORT = "report", "Report or accounts"
    LETTER = "letter", "Letter or note of a meeting"
    OTHER = "other", "Something else"


class ContractDocumentQuerySet(Visible):
    """Documents of contracts."""

    def standing(self) -> "ContractDocumentQuerySet":
        """Those that nobody withdrew."""
        return self.filter(withdrawn_on=None)


class ContractDocument(Versioned):
    """A document of a contract, as the file it was. Another one takes its place; none is overwritten."""

    view_permission = "commissioning.view_contract_document"

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField("what it is", max_length=15, choices=DocumentKind.choices)
    title = models.CharField("title", max_length=200, help_text="'Specification of May 2008', as people call it.")
    dated_on = models.DateField("date of the document", help_text="The day that stands on it.")
    file = models.OneToOneField(
        "core.StoredFile", on_delete=models.PROTECT, related_name="contract_document", verbose_name="document"
    )
    added_on = models.DateField("added on")
    added_by = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="contract_documents_added",
        verbose_name="added by", null=True, blank=True, editable=False,
    )  # fmt: skip
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    withdraw_reason = models.TextField("why it was withdrawn", max_length=2000, blank=True)

    objects = ContractDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document of a contract"
        ordering = ["contract", "-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="contract_document_kind_known", condition=Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(
                name="contract_document_has_title",
                condition=~Q(title=""),
                violation_error_message="Enter what people call the document.",
            ),
            models.CheckConstraint(
                name="contract_document_dated_before_it_was_added",
                condition=Q(added_on__gte=models.F("dated_on")),
                violation_error_message="Enter a day that has come: the one that stands on the document.",
            ),
            models.CheckConstraint(
                name="contract_document_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdraw_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")),
                violation_error_message="Say why it is withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("contract_document", self.pk)
