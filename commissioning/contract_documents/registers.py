"""The list of contracts' documents."""

import datetime

from django.db.models import QuerySet
from django_filters import CharFilter

from commissioning.contract_documents.models import ContractDocument, DocumentKind
from core.fields import fold
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.filters import Filters, as_at, pick
from core.registers.register import Register, add


class DocumentFilters(Filters):
    """By contract, kind and whether they were withdrawn; as at a day."""

    contract = CharFilter(label="Contract (title)", method="by_contract", max_length=200)
    kind = pick("What it is", DocumentKind.choices, method="by_kind")
    standing = pick("Standing", (("holds", "In place"), ("withdrawn", "Withdrawn")), method="by_standing")
    as_at = as_at(method="by_day")

    def by_contract(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(contract__sort_name__startswith=fold(value) or value)

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(withdrawn_on__isnull=value == "holds")

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those of that day or before."""
        return rows.filter(dated_on__lte=value)


@add
class ContractDocuments(Register):
    """The documents of the contracts of one's own organisation; all for the secretariat and auditors."""

    name, title, noun, model = "contract_documents", "Documents of contracts", "document", ContractDocument
    permission, link, order = "commissioning.view_contract_document", "contract_document", "-dated_on"
    filters = DocumentFilters
    crumbs = (("Contracts and grants", "contracts"),)
    intro = "What was signed, specifications, reports and letters, each as the file it was."
    empty = "Add a document on the page of its contract. The parties read it; it is never published."
    columns = (
        Column("title", "Document", order="title", link=True),
        Column("kind", "What it is", kind=CHOICE, choices=dict(DocumentKind.choices), order="kind"),
        Column("contract", "Contract", value="contract__title", order="contract__sort_name"),
        Column("contract_id", "Id of the contract", kind=NUMBER, on_page=False),
        Column("dated_on", "Dated", kind=DATE, order="dated_on"),
        Column("added_on", "Added", kind=DATE, on_page=False),
        Column("added_by", "Added by", value="added_by__name", on_page=False),
        Column("withdrawn_on", "Withdrawn", kind=DATE),
        Column("withdraw_reason", "Why it was withdrawn", on_page=False),
    )
