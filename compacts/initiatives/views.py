"""The pages of initiatives, and those on which it is said who governs an agreement."""

from compacts.agreements.reading import LOADED as AGREEMENTS
from compacts.initiatives import actions, rules
from compacts.initiatives.forms import FinishForm, GovernForm, InitiativeForm, MeasureForm, MistakeForm, StopForm
from compacts.initiatives.models import COLOURS
from compacts.initiatives.reading import LOADED, governing_of, target_of, targets_for
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

FINISH = (actions.FINISH, "It is done", "initiative_finish")
ENTRY = (actions.EDIT, "Change it", "initiative_edit")
MEASURE = (actions.EDIT, "Say which target measures it", "initiative_measure")
STOP = (actions.STOP, "It was stopped", "initiative_stop")
RESUME = (actions.RESUME, "It goes on after all", "initiative_resume")
VOID = (actions.VOID, "It was entered by mistake", "initiative_void")


@page("compacts.view_initiative")
def initiative(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(
        found, "agreement", "aim", "lead", "body", "starts", "ends", "done_on", "stopped_on", "stop_reason",
        "voided_on", "void_reason", ends="To be done by",
    )  # fmt: skip
    over = found.done_on or found.stopped_on
    links = [ENTRY, MEASURE, RESUME, VOID] if over else [FINISH, ENTRY, MEASURE, STOP, VOID]
    return record_page(
        request, found, facts=facts, links=[] if found.voided_on else links,
        tags=[(found.state.label, COLOURS[found.state])], targets=targets_for(found, request.actor),
        may_change=request.actor.may(actions.EDIT, found), template="compacts/initiatives/initiative.html",
    )  # fmt: skip


@page(actions.ADD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, AGREEMENTS, pk)
    said = "It is under way from its first day on. Which targets measure it is said on its own page."
    return act_page(
        request, InitiativeForm(posted(request), agreement=found), actions.add_initiative, "Add an initiative",
        "Add it", words=said, gates=rules.TO_ADD, agreement=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = InitiativeForm(posted(request), agreement=found.agreement, of=found)
    return act_page(
        request, form, actions.edit_initiative, "Change it", "Save", gates=refusing(found), initiative=found
    )


@page(actions.FINISH, methods=["GET", "POST"])
def finish(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = FinishForm(posted(request), once=True)
    return act_page(
        request, form, actions.finish_initiative, "It is done", "Save", gates=rules.TO_GO_ON, initiative=found
    )


@page(actions.STOP, methods=["GET", "POST"])
def stop(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It stays on the page of the agreement, with the reason."
    return act_page(
        request, StopForm(posted(request), once=True), actions.stop_initiative, "It was stopped", "Save",
        words=said, gates=rules.TO_GO_ON, initiative=found,
    )  # fmt: skip


@page(actions.RESUME, methods=["GET", "POST"])
def resume(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It is then as if it had been neither done nor stopped. What was done anew is another initiative."
    return act_page(
        request, Form(posted(request)), actions.resume_initiative, "It goes on after all", "Save", words=said,
        gates=refusing(found), initiative=found,
    )  # fmt: skip


@page(actions.VOID, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = (
        "For what never was an initiative of this agreement: it is left out of lists and of the agreement's page. "
        "If it is not gone on with, say that it was stopped instead."
    )
    return act_page(
        request, MistakeForm(posted(request), once=True), actions.void_initiative, "It was entered by mistake",
        "Declare it void", words=said, initiative=found,
    )  # fmt: skip


def refusing(initiative):
    """The checklist of a small act: shown where it is void, and left out where nothing stands in the way."""
    return rules.TO_COUNT if initiative.voided_on else ()


@page(actions.EDIT, methods=["GET", "POST"])
def measure(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = MeasureForm(posted(request), once=True, actor=request.actor)
    return act_page(
        request, form, actions.measure_initiative, "Say which target measures it", "Save", gates=refusing(found),
        initiative=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def unmeasure(request, pk, target):
    found = to_act_on(request, LOADED, pk)
    held = target_of(found, request.actor, target)
    said = f"It was recorded that this target measures it: {held.title}. The target itself stays."
    return act_page(
        request, Form(posted(request)), actions.unmeasure_initiative, "This is not so", "Remove it", words=said,
        initiative=found, target=held,
    )  # fmt: skip


@page(actions.GOVERN, methods=["GET", "POST"])
def govern(request, pk):
    found = to_act_on(request, AGREEMENTS, pk)
    said = "Name them one by one. They are drawn as a tree, by what each of them answers to on its own page."
    return act_page(
        request, GovernForm(posted(request), once=True), actions.govern_agreement, "Name who governs it", "Save",
        words=said, gates=rules.TO_GOVERN, agreement=found,
    )  # fmt: skip


@page(actions.GOVERN, methods=["GET", "POST"])
def ungovern(request, pk, body):
    found = to_act_on(request, AGREEMENTS, pk)
    held = governing_of(found, body)
    said = f"It was recorded that {held.body.name} governs this agreement. The board or group itself stays."
    return act_page(
        request, Form(posted(request)), actions.ungovern_agreement, "This is not so", "Remove it", words=said,
        about=found, governing=held,
    )  # fmt: skip
