"""The pages of priorities: from which needs each comes, what it is to bring, and who pays for it."""

from commissioning.plans.reading import reads_working
from commissioning.plans.told import as_endorsed, money_by_partner, told
from commissioning.priorities import actions, rules
from commissioning.priorities.forms import BudgetForm, DropForm, MoveForm, OutcomeForm, PriorityForm
from commissioning.priorities.reading import LOADED, PLANS, outcome_of
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

EDIT = actions.EDIT
LINKS = [
    (EDIT, "Add an outcome", "priority_outcome_add"),
    (EDIT, "Say who pays what", "priority_budget"),
    (EDIT, "Change it", "priority_edit"),
    (EDIT, "Change its place", "priority_move"),
    (EDIT, "Drop it", "priority_drop"),
]


@page("commissioning.view_priority")
def priority(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    plan = found.plan
    reads_drafts = reads_working(plan, request.actor)
    then = None if reads_drafts else as_endorsed(found)
    now, dropped = then or told(found), found.dropped_on if then is None else None
    stands = [gate for gate in rules.TO_ADD if gate(plan)]
    open_to_change = found.dropped_on is None and not stands
    columns, money = money_by_partner([now], plan.years)
    facts = [{"key": "Plan", "value": plan.title, "href": plan.get_absolute_url()}]
    facts += [{"key": "Demand", "value": now["demand"], "nothing": "Nothing is said of it yet"}]
    facts += facts_of(found, "dropped_on", "drop_reason") if dropped else []
    return record_page(
        request, found, facts=facts, links=LINKS if open_to_change else [], told=now, money=money, columns=columns,
        outcomes=list(found.outcomes.all()) if reads_drafts else None, caption=plan.title,
        may_change=open_to_change and request.actor.may(EDIT, found), breadcrumbs=crumbs_to(plan),
        tags=[("Dropped", "grey")] if dropped else [], title=f"{now['number']}. {now['title']}",
        drafts_hidden=not reads_drafts, template="commissioning/priorities/priority.html",
    )  # fmt: skip


@page(actions.ADD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, PLANS, pk)
    return act_page(
        request, PriorityForm(posted(request), plan=found), actions.add_priority, "Add a priority", "Add it",
        words="It stands last. What it is to bring, and who pays for it, is said on its own page.",
        gates=[gate for gate in rules.TO_ADD if gate(found)], plan=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = PriorityForm(posted(request), plan=found.plan, of=found)
    return act_page(request, form, actions.edit_priority, "Change the priority", "Save", priority=found)


@page(EDIT, methods=["GET", "POST"])
def move(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = MoveForm(posted(request), once=True, initial={"place": found.number})
    return act_page(request, form, actions.move_priority, "Change its place", "Save", priority=found)


@page(EDIT, methods=["GET", "POST"])
def drop(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = DropForm(posted(request), once=True)
    said = "It is left out of the version that is worked on. What was endorsed before keeps it."
    return act_page(request, form, actions.drop_priority, "Drop the priority", "Drop it", words=said, priority=found)


@page(EDIT, methods=["GET", "POST"])
def budget(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "By financial year, from April to March. Leave empty where a partner pays nothing. The sums are on its page."
    form = BudgetForm(posted(request), priority=found)
    return act_page(request, form, actions.set_budget, "Who pays what", "Save", words=said, priority=found)


@page(EDIT, methods=["GET", "POST"])
def outcome_add(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "Say how it is measured: choose a measure of the register, or say it in words."
    form = OutcomeForm(posted(request))
    return act_page(request, form, actions.add_outcome, "Add an outcome", "Add it", words=said, priority=found)


@page(EDIT, methods=["GET", "POST"])
def outcome_edit(request, pk, outcome):
    found = to_act_on(request, LOADED, pk)
    held = outcome_of(found, outcome)
    return act_page(
        request, OutcomeForm(posted(request), of=held), actions.edit_outcome, "Change the outcome", "Save", about=found,
        outcome=held,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def outcome_drop(request, pk, outcome):
    found = to_act_on(request, LOADED, pk)
    held = outcome_of(found, outcome)
    return act_page(
        request, Form(posted(request), once=True), actions.drop_outcome, "Take the outcome out", "Take it out",
        words=f"It says now: {held.what}", about=found, outcome=held,
    )  # fmt: skip
