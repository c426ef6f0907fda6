"""The pages of a Compact's document: each edition, the file itself, adding one and withdrawing a wrong one."""

from compacts.editions import actions, rules
from compacts.editions.forms import AddForm, EditForm, WithdrawForm
from compacts.editions.reading import LOADED
from compacts.local.reading import LOADED as COMPACTS
from core.files.downloads import download_response
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

VIEW = "compacts.view_edition"


@page(VIEW)
def edition(request, pk):
    """Which edition it is, of which day, and what is new in it."""
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(found, "compact", "number", "dated_on", "note", "added_on", "withdrawn_on", "withdraw_reason")
    links = [(VIEW, "Download the document", "edition_file")]
    links += (
        []
        if found.withdrawn_on
        else [
            (actions.EDIT, "Put right its day or note", "edition_edit"),
            (actions.WITHDRAW, "Withdraw it", "edition_withdraw"),
        ]
    )
    tags = [("Withdrawn", "grey")] if found.withdrawn_on else []
    return record_page(request, found, facts=facts, links=links, tags=tags, breadcrumbs=crumbs_to(found.compact))


@page(VIEW)
def file(request, pk):
    """The document itself, for who may read the Compact."""
    return download_response(find(LOADED, request.actor, pk=pk).file)


@page(actions.ADD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, COMPACTS, pk)
    form = AddForm(posted(request), files=request.FILES or None)
    said = "The edition with the latest day is what organisations sign from now on. The others are kept."
    return act_page(request, form, actions.add_edition, "Add the document", "Add it", words=said, compact=found)


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EditForm(posted(request), of=found)
    return act_page(
        request, form, actions.edit_edition, "Put right its day or note", "Save", gates=rules.TO_CHANGE, edition=found
    )


@page(actions.WITHDRAW, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = WithdrawForm(posted(request), once=True)
    said = (
        "For a document that was added by mistake. Visitors are not offered it any more; the edition before it counts."
    )
    return act_page(
        request, form, actions.withdraw_edition, "Withdraw the edition", "Withdraw it",
        words=said, gates=rules.TO_WITHDRAW, edition=found,
    )  # fmt: skip
