"""The pages of Codes of good practice, of their criteria and of who adopted them."""

from compacts.codes import actions, rules
from compacts.codes.forms import AddForm, AdoptForm, CriterionForm, EndForm, EntryForm, LaunchForm, VoidForm
from compacts.codes.models import ADOPTION_COLOURS, COLOURS
from compacts.codes.reading import ADOPTIONS, LOADED, criterion_of
from core.pages.page import find, page
from core.registers.records import act_page, fact, facts_of, posted, record_page, to_act_on

EDIT, RECORD, END = actions.EDIT, actions.RECORD, actions.END
ENTRY = (EDIT, "Change the entry", "code_edit")
LAUNCH = (EDIT, "Enter when it was launched", "code_launch")
ADOPT = (RECORD, "Record who adopted it", "code_adopt")
CRITERION = (EDIT, "Add a criterion", "code_criterion_add")
WITHDRAW = (EDIT, "It was withdrawn", "code_withdraw")
ENDING = (END, "It has ended", "adoption_end")
VOIDING = (END, "Declare it void", "adoption_void")
BINDS = "From the launch it advises: what does not keep it is told so. From the day on which it is in force it binds."


@page("compacts.view_code")
def code(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = [
        fact(found, "subject"),
        {"key": "Where it holds", "value": found.place},
        *facts_of(found, "about", "explains", "due_on", "launched_on", "in_force_on", "withdrawn_on"),
        *facts_of(found, "withdrawal_reason", "source", "document"),
    ]
    launched = [ADOPT] if found.launched_on else [LAUNCH]
    links = [ENTRY, ADOPT] if found.withdrawn_on else [*launched, ENTRY, CRITERION, WITHDRAW]
    waits = not found.launched_on and not found.withdrawn_on and request.actor.may(EDIT, found)
    adoptions = found.adoptions.select_related("organisation").order_by("organisation__sort_name", "adopted_on", "pk")
    return record_page(
        request, found, facts=facts, links=links, gates=rules.TO_LAUNCH if waits else (),
        tags=[(found.state.label, COLOURS[found.state])], adoptions=list(adoptions), colours=ADOPTION_COLOURS,
        criteria=list(found.criteria.all()), may_edit=request.actor.may(EDIT, found),
        template="compacts/codes/code.html",
    )  # fmt: skip


@page(actions.ADD, methods=["GET", "POST"])
def add(request):
    return act_page(request, AddForm(posted(request)), actions.add_code, "Add a Code", "Add it")


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_code, "Change the entry", "Save", code=found)


@page(EDIT, methods=["GET", "POST"])
def launch(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = LaunchForm(posted(request), once=True)
    return act_page(
        request, form, actions.launch_code, "Enter when it was launched", "Save",
        words=BINDS, gates=rules.TO_LAUNCH, code=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It stays in the register with its history. Who adopted it keeps it no more from that day on."
    return act_page(
        request, EndForm(posted(request), once=True), actions.withdraw_code, "It was withdrawn", "Save",
        words=said, gates=rules.TO_WITHDRAW, code=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def add_criterion(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "Funding is checked against the criteria of the Code, one by one, in the order in which they were added."
    return act_page(
        request, CriterionForm(posted(request)), actions.add_criterion, "Add a criterion", "Add it",
        words=said, gates=rules.TO_ADD_A_CRITERION, code=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def edit_criterion(request, pk, criterion):
    found = to_act_on(request, LOADED, pk)
    held = criterion_of(found, criterion)
    obstacle = rules.nothing_was_judged_by_it(held)
    return act_page(
        request, CriterionForm(posted(request), of=held), actions.edit_criterion, f"Change criterion {held.number}",
        "Save", words=obstacle.message if obstacle else "", about=found, criterion=held,
    )  # fmt: skip


@page(RECORD, methods=["GET", "POST"])
def adopt(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "A body adopts a Code by a decision of its own, such as a minute of its board. Name one body at a time."
    return act_page(
        request, AdoptForm(posted(request)), actions.record_adoption, "Record who adopted it", "Save",
        words=said, code=found,
    )  # fmt: skip


@page("compacts.view_adoption")
def adoption(request, pk):
    found = find(ADOPTIONS, request.actor, pk=pk)
    facts = facts_of(
        found, *("organisation", "code", "adopted_on", "evidence", "ended_on", "end_reason"),
        *("voided_on", "void_reason"),
    )  # fmt: skip
    links = [] if found.voided_on else [VOIDING] if found.ended_on else [ENDING, VOIDING]
    tags = [(found.state.label, ADOPTION_COLOURS[found.state])]
    return record_page(request, found, facts=facts, links=links, tags=tags)


@page(END, methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, ADOPTIONS, pk)
    form = EndForm(posted(request), once=True)
    return act_page(request, form, actions.end_adoption, "It has ended", "Save", adoption=found)


@page(END, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, ADOPTIONS, pk)
    said = "For what was recorded by mistake: it then counts as if it had never been, and is kept with the reason."
    form = VoidForm(posted(request), once=True)
    return act_page(
        request, form, actions.void_adoption, "Declare it void", "Declare it void", words=said, adoption=found
    )
