"""The pages of boards and groups: what each is, what it answers to, who sits there and what it decided."""

from core import clock
from core.pages.forms import LastDayForm
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from partnerships.bodies import actions, rules
from partnerships.bodies.forms import AddForm, DecisionForm, EndForm, EntryForm, SeatForm
from partnerships.bodies.models import OUTCOME_COLOURS, Body
from partnerships.bodies.reading import DECISIONS, EVERYBODY_READS, LOADED, SEATS, seats_of
from partnerships.bodies.tree import Branch, tree_around

FILL = (actions.FILL, "Enter who has a seat", "seat_fill")
RECORD = (actions.RECORD, "Record a decision", "decision_record")
ENTRY = (actions.EDIT, "Change the entry", "body_edit")
END = (actions.END, "It has ended", "body_end")
CHANGE_SEAT = (actions.CHANGE, "Change it", "seat_edit")
VACATE = (actions.VACATE, "Enter its last day", "seat_end")
CORRECT = (actions.CORRECT, "Put it right", "decision_correct")
MOST = 20
"""So many decisions stand on the page; the list has the rest."""
FACTS = ("kind", "parent", "host", "area", "purpose", "starts", "ends", "end_reason")


@page("partnerships.view_body")
def body(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    decisions = list(found.decisions.order_by("-decided_on", "-pk")[: MOST + 1])
    return record_page(
        request, found, facts=facts_of(found, *FACTS), links=[FILL, RECORD, ENTRY, *([] if found.ends else [END])],
        tags=[found.standing], branches=tree_if_any(found), seats=seats_of(found, clock.today()),
        decisions=decisions[:MOST], more=len(decisions) > MOST, colours=OUTCOME_COLOURS,
        template="partnerships/bodies/body.html",
    )  # fmt: skip


def tree_if_any(found: Body) -> list[Branch]:
    """What it answers to and what answers to it; nothing where it stands alone."""
    branches = tree_around(found)
    return branches if len(branches) > 1 or any(each.below for each in branches) else []


@page(actions.ADD, methods=["GET", "POST"])
def add(request):
    form = AddForm(posted(request))
    return act_page(request, form, actions.add_body, "Add a board or group", "Add it", words=EVERYBODY_READS)


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_body, "Change the entry", "Save", body=found)


@page(actions.END, methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EndForm(posted(request), once=True)
    said = "It stays in the register with its seats and decisions. Whoever has a seat until then has it no longer."
    return act_page(request, form, actions.end_body, "It has ended", "Save", words=said, gates=rules.TO_END, body=found)


@page(actions.FILL, methods=["GET", "POST"])
def fill(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, SeatForm(posted(request)), actions.fill_seat, "Enter who has a seat", "Save", words=EVERYBODY_READS,
        then=found, body=found,
    )  # fmt: skip


@page("partnerships.view_seat")
def seat(request, pk):
    found = find(SEATS, request.actor, pk=pk)
    facts = facts_of(found, "body", "organisation", "post", "capacity", "appointed", "starts", "ends")
    links = [CHANGE_SEAT] if found.ends else [VACATE, CHANGE_SEAT]
    return record_page(request, found, facts=facts, links=links)


@page(actions.CHANGE, methods=["GET", "POST"])
def edit_seat(request, pk):
    found = to_act_on(request, SEATS, pk)
    form = SeatForm(posted(request), of=found)
    said = (
        "Put right here what was entered wrongly. If somebody else has the seat from a day on, end it and enter them."
    )
    return act_page(
        request, form, actions.edit_seat, "Change the seat", "Save", words=said, then=found.body, seat=found
    )


@page(actions.VACATE, methods=["GET", "POST"])
def end_seat(request, pk):
    found = to_act_on(request, SEATS, pk)
    form = LastDayForm(posted(request), once=True)
    said = "It stays on the page of the board or group, among the former seats."
    return act_page(
        request, form, actions.end_seat, "Enter its last day", "Save", words=said, then=found.body, seat=found
    )


@page(actions.RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, DecisionForm(posted(request)), actions.record_decision, "Record a decision", "Save",
        words=EVERYBODY_READS, then=found, body=found,
    )  # fmt: skip


@page("partnerships.view_decision")
def decision(request, pk):
    found = find(DECISIONS, request.actor, pk=pk)
    tags = [(found.get_outcome_display(), OUTCOME_COLOURS[found.outcome])]
    facts = facts_of(found, "body", "decided_on", "reference", "what")
    return record_page(request, found, facts=facts, links=[CORRECT], tags=tags)


@page(actions.CORRECT, methods=["GET", "POST"])
def correct(request, pk):
    found = to_act_on(request, DECISIONS, pk)
    form = DecisionForm(posted(request), of=found)
    said = "Put right here what was entered wrongly. What was decided anew on another day is another decision."
    return act_page(
        request, form, actions.correct_decision, "Put the decision right", "Save", words=said, decision=found
    )
