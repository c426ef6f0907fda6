"""The pages of changes of funding."""

from compacts.frameworks.reading import LOADED as FRAMEWORKS
from compacts.funding_changes import actions
from compacts.funding_changes.forms import ChangeForm, VoidForm
from compacts.funding_changes.reading import LOADED
from core.pages import words
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

VOIDING = (actions.VOID, "Declare it void", "funding_change_void")


@page("compacts.view_funding_change")
def change(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = [
        *facts_of(found, "framework", "partner", "direction"),
        {"key": "Amount a year", "value": words.money(found.amount)},
        *facts_of(found, "reason", "notice_on", "takes_effect_on", "voided_on", "void_reason"),
    ]
    tags = [("Void", "red")] if found.voided_on else []
    return record_page(request, found, facts=facts, links=[] if found.voided_on else [VOIDING], tags=tags)


@page(actions.RECORD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, FRAMEWORKS, pk)
    form = ChangeForm(posted(request), framework=found)
    said = "Read by the parties, the secretariat and auditors. It is not published."
    return act_page(
        request, form, actions.record_funding_change, "Record money added or withdrawn", "Record it", words=said,
        framework=found,
    )  # fmt: skip


@page(actions.VOID, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "For what was recorded by mistake: it then counts as if it had never been, and is kept with the reason."
    form = VoidForm(posted(request), once=True)
    return act_page(
        request, form, actions.void_funding_change, "Declare it void", "Declare it void", words=said, change=found
    )
