"""The pages of contracts' documents: each one, the file itself, adding one, putting it right and withdrawing it."""

from commissioning.contract_documents import actions, rules
from commissioning.contract_documents.forms import AddForm, EditForm, WithdrawForm
from commissioning.contract_documents.reading import LOADED
from commissioning.contracts.reading import WITH_PARTIES
from core.files.downloads import download_response
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

VIEW = "commissioning.view_contract_document"
READ = (VIEW, "Download it", "contract_document_file")
WRITING = (
    (actions.EDIT, "Put right what is said of it", "contract_document_edit"),
    (actions.EDIT, "Withdraw it", "contract_document_withdraw"),
)


@page(VIEW)
def document(request, pk):
    """What it is, of which day, and of which contract."""
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(found, "contract", "kind", "dated_on", "added_on", "added_by", "withdrawn_on", "withdraw_reason")
    links = [READ, *(() if found.withdrawn_on else WRITING)]
    tags = [("Withdrawn", "grey")] if found.withdrawn_on else []
    return record_page(request, found, facts=facts, links=links, tags=tags, breadcrumbs=crumbs_to(found.contract))


@page(VIEW)
def file(request, pk):
    """The document itself, for who may read what the parties agreed."""
    return download_response(find(LOADED, request.actor, pk=pk).file)


@page(actions.ADD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, WITH_PARTIES, pk)
    form = AddForm(posted(request), files=request.FILES or None)
    return act_page(
        request, form, actions.add_document, "Add a document", "Add it", gates=rules.TO_ADD, contract=found
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EditForm(posted(request), of=found)
    said = "The file stays as it is. If it is the wrong one, withdraw it and add the right one."
    return act_page(
        request, form, actions.edit_document, "Put right what is said of it", "Save", words=said,
        gates=rules.TO_CHANGE, document=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "For a document that was added by mistake. It leaves the contract's page, and is kept with your reason."
    return act_page(
        request, WithdrawForm(posted(request), once=True), actions.withdraw_document, "Withdraw the document",
        "Withdraw it", words=said, gates=rules.TO_CHANGE, document=found,
    )  # fmt: skip
