"""The pages of plans that are required."""

from commissioning.requirements import actions, rules
from commissioning.requirements.forms import MeetForm, RequirementForm, VoidForm
from commissioning.requirements.reading import LOADED
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

MEET = (actions.MEET, "Say which plan meets it", "plan_requirement_meet")
CHANGE = (actions.EDIT, "Change it", "plan_requirement_edit")
VOID = (actions.EDIT, "Declare it void", "plan_requirement_void")


@page("commissioning.view_requirement")
def requirement(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(found, "organisation", "client_group", "due_on", "years", "source")
    facts[1] = {"key": "Client group", "value": found.client_group.title}
    met = found.plan is not None and found.plan.withdrawn_on is None
    if met:
        facts += facts_of(found, "plan") if request.actor.may("commissioning.view_plan", found.plan) else []
        facts += facts_of(found, "met_on")
    facts += facts_of(found, "voided_on", "void_reason")
    links = [] if found.voided_on else [CHANGE, VOID] if met else [MEET, CHANGE, VOID]
    return record_page(request, found, facts=facts, links=links, tags=[found.standing])


@page(actions.ADD, methods=["GET", "POST"])
def add(request):
    said = "A plan that the law or the department asks a body for. Its commissioners are reminded of the day."
    return act_page(
        request, RequirementForm(posted(request)), actions.add_plan_requirement, "Add a plan that is required",
        "Add it", words=said,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = RequirementForm(posted(request), of=found)
    gates = rules.TO_CHANGE if found.voided_on else ()
    return act_page(request, form, actions.edit_plan_requirement, "Change it", "Save", gates=gates, required=found)


@page(actions.EDIT, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = VoidForm(posted(request), once=True)
    said = "For what was entered by mistake: nobody is then reminded of it."
    return act_page(
        request, form, actions.void_requirement, "Declare it void", "Declare it void", words=said, required=found
    )


@page(actions.MEET, methods=["GET", "POST"])
def meet(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = MeetForm(posted(request), once=True, required=found, actor=request.actor)
    return act_page(
        request, form, actions.meet_requirement, "Say which plan meets it", "Save", gates=rules.TO_MEET, required=found
    )
