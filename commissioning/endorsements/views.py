"""The pages on which a plan goes before its boards, and what each decided is recorded."""

from commissioning.endorsements import actions, rules
from commissioning.endorsements.forms import BoardForm, DecideForm
from commissioning.endorsements.reading import board_of
from commissioning.plans.reading import LOADED
from commissioning.plans.rules import to_submit
from core.pages.forms import Form
from core.pages.page import page
from core.registers.records import act_page, posted, to_act_on

EDIT = actions.EDIT


@page(EDIT, methods=["GET", "POST"])
def board_name(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "Name them in the order in which they decide: a programme board, then the joint commissioning group."
    return act_page(
        request, BoardForm(posted(request), once=True), actions.name_board, "Name a board that endorses it", "Save",
        words=said, gates=[gate for gate in rules.TO_NAME if gate(found)], plan=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def board_drop(request, pk, board):
    found = to_act_on(request, LOADED, pk)
    held = board_of(found, board)
    return act_page(
        request, Form(posted(request), once=True), actions.drop_board, "This board does not endorse it", "Take it out",
        words=f"It is named now: {held.body.name}. The board itself stays.", about=found, board=held,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def submit(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "From then on the version is not changed, until a board sends it back."
    return act_page(
        request, Form(posted(request)), actions.submit_plan, "Submit the plan to its boards", "Submit it", words=said,
        gates=to_submit(), plan=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def recall(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "You can then go on working on it, and submit it again."
    return act_page(
        request, Form(posted(request)), actions.recall_plan, "Take the submission back", "Take it back", words=said,
        gates=rules.TO_RECALL, plan=found,
    )  # fmt: skip


@page(actions.DECIDE, methods=["GET", "POST"])
def decide(request, pk):
    found = to_act_on(request, LOADED, pk)
    waits = rules.next_board(found.working) if found.working else None
    said = f"It is the turn of {waits.body.name}. When the last board agrees, the plan is endorsed." if waits else ""
    form = DecideForm(posted(request), plan=found, actor=request.actor)
    return act_page(
        request, form, actions.record_endorsement, "Record what a board decided", "Save", words=said,
        gates=[gate for gate in rules.TO_DECIDE if gate(found)], plan=found,
    )  # fmt: skip
