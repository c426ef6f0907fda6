"""Adding a document to a contract, putting right what is said of it, and withdrawing one."""

import datetime
from typing import Any

from django.db import transaction

from commissioning.contract_documents.models import ContractDocument
from commissioning.contract_documents.rules import TO_ADD, TO_CHANGE
from commissioning.contracts.models import Contract
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.files.actions import store_sent
from core.gates import check
from core.trail.actions import record, save_changes, save_new

ADD = "commissioning.add_contract_document"
EDIT = "commissioning.edit_contract_document"
TAKEN = ("pdf", "docx", "xlsx", "png", "jpg", "jpeg")
"""What a document is kept as."""


@transaction.atomic
def add_document(
    *, by: Actor, contract: Contract, kind: str, title: str, dated_on: datetime.date, file: Any
) -> ContractDocument:
    """Keep a document of a contract, by the day that stands on it. Those that are there stay."""
    contract = locked(Contract, contract.pk)
    authorise(by, ADD, contract)
    check(TO_ADD, contract)
    refuse_to_come(dated_on=dated_on)
    stored = store_sent("file", file, purpose="document", by=by, allowed=TAKEN)
    same = ContractDocument.objects.standing().filter(contract=contract, file__sha256=stored.sha256).first()
    if same is not None:
        raise Refused({"file": f"The contract has this file already, as “{same.title}”. Choose the one that is new."})
    document = ContractDocument(
        contract=contract, kind=kind, title=title.strip(), dated_on=dated_on, file=stored, added_on=clock.today(),
        added_by_id=by.organisation_id,
    )  # fmt: skip
    save_new(by, "added", document, contract=contract.title, kind=document.get_kind_display(), dated_on=dated_on)
    record(by, "document added", contract, document=document.title)
    return document


@transaction.atomic
def edit_document(*, by: Actor, document: ContractDocument, version: int | None, **details: Any) -> ContractDocument:
    """Put right what is said of a document. The file itself stays as it is."""
    document = locked(ContractDocument, document.pk, version=version)
    authorise(by, EDIT, document)
    check(TO_CHANGE, document)
    refuse_to_come(dated_on=details.get("dated_on"))
    fields = {name: details[name] for name in ("kind", "title", "dated_on") if name in details}
    save_changes(by, "changed", document, fields | ({"title": fields["title"].strip()} if "title" in fields else {}))
    return document


@transaction.atomic
def withdraw_document(*, by: Actor, document: ContractDocument, reason: str) -> ContractDocument:
    """Take back a document that does not belong here. It is kept with its reason; the page of the contract drops it."""
    contract = locked(Contract, document.contract_id)
    document = locked(ContractDocument, document.pk)
    authorise(by, EDIT, document)
    check(TO_CHANGE, document)
    save_changes(by, "withdrawn", document, {"withdrawn_on": clock.today(), "withdraw_reason": reason.strip()})
    record(by, "document withdrawn", contract, document=document.title)
    return document
