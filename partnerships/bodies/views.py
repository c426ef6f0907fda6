"""The pages of boards and groups: what each is, what it answers to, who sits there and what it decided."""

from core import clock
from core.pages.forms import Form, LastDayForm
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from partnerships.bodies import actions, rules
from partnerships.bodies.forms import AddForm, DecisionForm, EndForm, EntryForm, MistakeForm, SeatForm
from partnerships.bodies.models import OUTCOME_COLOURS, Body, Decision, Seat
from partnerships.bodies.reading import DECISIONS, EVERYBODY_READS, LOADED, SEATS, seats_of
from partnerships.bodies.serves import served_by
from partnerships.bodies.tree import Branch, tree_around

FILL = (actions.FILL, "Enter who has a seat", "seat_fill")
RECORD = (actions.RECORD, "Record a decision", "decision_record")
ENTRY = (actions.EDIT, "Change the entry", "body_edit")
END = (actions.END, "It has ended", "body_end")
RESUME = (actions.RESUME, "It goes on after all", "body_resume")
CHANGE_SEAT = (actions.CHANGE, "Change it", "seat_edit")
VACATE = (actions.VACATE, "Enter its last day", "seat_end")
CORRECT = (actions.CORRECT, "Put it right", "decision_correct")
NO_SEAT = (actions.VOID_SEAT, "It was entered by mistake", "seat_void")
NO_DECISION = (actions.VOID_DECISION, "It was entered by mistake", "decision_void")
VOID = ("Void", "red")
MOST = 20
"""So many decisions stand on the page; the list has the rest."""
FACTS = ("kind", "parent", "host", "area", "purpose", "starts", "ends", "end_reason")


@page("partnerships.view_body")
def body(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    decisions = list(found.decisions.counting().order_by("-decided_on", "-pk")[: MOST + 1])
    return record_page(
        request, found, facts=facts_of(found, *FACTS), links=[FILL, RECORD, ENTRY, RESUME if found.ends else END],
        tags=[found.standing], branches=tree_if_any(found), seats=seats_of(found, clock.today()),
        decisions=decisions[:MOST], more=len(decisions) > MOST, colours=OUTCOME_COLOURS,
        serves=served_by(found, request.actor),
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
    said = (
        "It stays in the register with its seats and decisions. Whoever has a seat until then has it no longer, and "
        "seats that have not begun by today are void."
    )
    return act_page(request, form, actions.end_body, "It has ended", "Save", words=said, gates=rules.TO_END, body=found)


@page(actions.RESUME, methods=["GET", "POST"])
def resume(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = (
        "It is then as if it had not ended. Whoever's seat ended with it has it again, unless their organisation has "
        "closed since."
    )
    return act_page(
        request, Form(posted(request)), actions.resume_body, "It goes on after all", "Save", words=said, body=found
    )


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
    if found.closing:
        facts.append({"key": "Held", "value": found.until})
    facts += facts_of(found, "voided_on", "void_reason")
    links = [CHANGE_SEAT, NO_SEAT] if found.ends else [VACATE, CHANGE_SEAT, NO_SEAT]
    return record_page(
        request, found, facts=facts, links=[] if found.voided_on else links, tags=[VOID] if found.voided_on else []
    )


@page(actions.CHANGE, methods=["GET", "POST"])
def edit_seat(request, pk):
    found = to_act_on(request, SEATS, pk)
    form = SeatForm(posted(request), of=found)
    said = (
        "Put right here what was entered wrongly. If somebody else has the seat from a day on, end it and enter them."
    )
    return act_page(
        request, form, actions.edit_seat, "Change the seat", "Save", words=said, gates=refusing(found),
        then=found.body, seat=found,
    )  # fmt: skip


@page(actions.VACATE, methods=["GET", "POST"])
def end_seat(request, pk):
    found = to_act_on(request, SEATS, pk)
    form = LastDayForm(posted(request), once=True)
    said = "It stays on the page of the board or group, among the former seats."
    return act_page(
        request, form, actions.end_seat, "Enter its last day", "Save", words=said, gates=refusing(found),
        then=found.body, seat=found,
    )  # fmt: skip


@page(actions.VOID_SEAT, methods=["GET", "POST"])
def void_seat(request, pk):
    found = to_act_on(request, SEATS, pk)
    form = MistakeForm(posted(request), once=True)
    said = (
        "For what never was so: it is left out of lists and of the page of the board or group, and can be entered "
        "again, also on another. If somebody has the seat no longer, enter its last day instead."
    )
    return act_page(
        request, form, actions.void_seat, "It was entered by mistake", "Declare it void", words=said, seat=found
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
    facts = facts_of(found, "body", "decided_on", "reference", "what", "voided_on", "void_reason")
    if found.voided_on:
        return record_page(request, found, facts=facts, tags=[VOID])
    return record_page(request, found, facts=facts, links=[CORRECT, NO_DECISION], tags=tags)


@page(actions.CORRECT, methods=["GET", "POST"])
def correct(request, pk):
    found = to_act_on(request, DECISIONS, pk)
    form = DecisionForm(posted(request), of=found)
    said = "Put right here what was entered wrongly. What was decided anew on another day is another decision."
    return act_page(
        request, form, actions.correct_decision, "Put the decision right", "Save", words=said,
        gates=refusing(found), decision=found,
    )  # fmt: skip


@page(actions.VOID_DECISION, methods=["GET", "POST"])
def void_decision(request, pk):
    found = to_act_on(request, DECISIONS, pk)
    form = MistakeForm(posted(request), once=True)
    said = (
        "For what was never decided so: it is left out of lists and of the page of the board or group, and can be "
        "recorded again, also with another. What was decided anew is another decision."
    )
    return act_page(
        request, form, actions.void_decision, "It was entered by mistake", "Declare it void", words=said,
        decision=found,
    )  # fmt: skip


def refusing(held: Seat | Decision):
    """The checklist of a small act: shown where the record is void, and left out where nothing stands in the way."""
    return rules.TO_COUNT if held.voided_on else ()
