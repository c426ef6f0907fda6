"""The pages of commissioning plans: how each stands, what it holds, who endorsed it, and each of its versions."""

from django.http import Http404

from commissioning.plans import actions, parts, rules
from commissioning.plans.forms import ConsultForm, ContentsForm, DriverForm, PlanForm, VersionForm, WithdrawForm
from commissioning.plans.models import COLOURS, PlanState
from commissioning.plans.reading import CYCLES, LOADED, driver_of, reads_working, the, versions_for
from commissioning.plans.told import money_by_partner, paragraphs, told_to
from core import clock
from core.pages import words
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

EDIT, ENDORSE = actions.EDIT, "commissioning.endorse_plan"
CHANGE = (EDIT, "Change its title and days", "plan_edit")
CONTENTS = (EDIT, "Answer the content checklist", "plan_contents")
DRIVER = (EDIT, "Name a policy that drives it", "plan_driver_name")
PRIORITY = (EDIT, "Add a priority", "priority_add")
BOARD = (EDIT, "Name a board that endorses it", "plan_board_name")
WRITE = (EDIT, "Change the text", "plan_version_edit")
FIRST = (EDIT, "Write its text", "plan_version_begin")
NEXT = (EDIT, "Begin the next version", "plan_version_begin")
CONSULT = (EDIT, "Send it out for consultation", "plan_consult")
SUBMIT = (EDIT, "Submit it to its boards", "plan_submit")
RECALL = (EDIT, "Take the submission back", "plan_recall")
DECIDE = (ENDORSE, "Record what a board decided", "plan_decide")
REFRESH = ("commissioning.refresh_plan", "Record a refresh", "plan_refresh")
WITHDRAW = (actions.WITHDRAW, "Withdraw the plan", "plan_withdraw")
OVER = (PlanState.WITHDRAWN, PlanState.EXPIRED)


def links_of(plan):
    """What can be done with it as it stands."""
    if plan.state in OVER:
        return []
    working = plan.working
    if working is None:
        begun = plan.endorsed_version is not None
        return [NEXT, REFRESH, WITHDRAW] if begun else [FIRST, CHANGE, CONTENTS, DRIVER, PRIORITY, BOARD, WITHDRAW]
    if working.submitted_on:
        return [DECIDE, *([BOARD] if ended_boards(plan) else []), RECALL, WITHDRAW]
    out = [] if working.consulted_on else [CONSULT]
    return [WRITE, PRIORITY, CONTENTS, DRIVER, BOARD, CHANGE, *out, SUBMIT, WITHDRAW]


def ended_boards(plan):
    """The boards among those that endorse it that have ended: another is named, and they are taken out."""
    return {each.pk for each in plan.boards.all() if each.body.ends and each.body.ends < clock.today()}


@page("commissioning.view_plan")
def plan(request, pk):
    found = the(request.actor, pk)
    actor, state = request.actor, found.state
    working, reads_drafts = found.working, reads_working(found, request.actor)
    may_change = bool(actor.may(EDIT, found))
    priorities = told_to(found, reads_drafts)
    columns, money = money_by_partner(priorities, found.years)
    facts = facts_of(found, "cycle", "starts", "ends")
    facts += [{"key": "Plans for", "value": f"{words.number(found.horizon_years)} years"}]
    facts += facts_of(found, "refresh_due", "withdrawn_on", "withdraw_reason")
    in_work = working is not None and working.submitted_on is None and state not in OVER
    return record_page(
        request, found, facts=facts, links=links_of(found), tags=[(state.label, COLOURS[state])],
        gates=rules.to_submit() if in_work and may_change else (), caption=found.cycle.client_group.title,
        versions=[(each, rules.said_of(each)) for each in versions_for(found, actor)], priorities=priorities,
        money_columns=columns, money=money, may_change=may_change and in_work, breadcrumbs=crumbs_to(found.cycle),
        drafts_hidden=not reads_drafts, template="commissioning/plans/plan.html",
        parts=parts.shown(actor, found), to_take_out=ended_boards(found) if may_change and state not in OVER else set(),
    )  # fmt: skip


@page("commissioning.view_plan")
def version(request, pk, number):
    """The text of a version as it is or was, with its priorities as they stood when it was endorsed."""
    found = find(LOADED, request.actor, pk=pk)
    shown = next((each for each in versions_for(found, request.actor) if each.number == number), None)
    if shown is None:
        raise Http404
    facts = [{"key": "Stands", "value": shown.standing}]
    facts += facts_of(shown, "note", "begun_on", "consulted_on", "consultation", "submitted_on", "returned_on",
                      "return_notes", "endorsed_on")  # fmt: skip
    return record_page(
        request, found, title=f"{found.title}: version {shown.number}", facts=facts, breadcrumbs=crumbs_to(found),
        paragraphs=paragraphs(shown), priorities=shown.priorities_then, template="commissioning/plans/version.html",
    )  # fmt: skip


@page(actions.BEGIN, methods=["GET", "POST"])
def begin(request, pk):
    found = to_act_on(request, CYCLES, pk)
    said = "Its text, priorities and boards are added on its page. Only the partners of the cycle read it until then."
    form = PlanForm(posted(request))
    return act_page(request, form, actions.begin_plan, "Begin a plan", "Begin it", words=said, cycle=found)


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = PlanForm(posted(request), of=found)
    return act_page(request, form, actions.edit_plan, "Change the plan", "Save", gates=refusing(found), plan=found)


@page(actions.WITHDRAW, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = WithdrawForm(posted(request), once=True)
    return act_page(
        request, form, actions.withdraw_plan, "Withdraw the plan", "Withdraw it", gates=rules.TO_WITHDRAW, plan=found
    )


@page(EDIT, methods=["GET", "POST"])
def driver_name(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, DriverForm(posted(request)), actions.name_driver, "Name a policy that drives it", "Save",
        gates=refusing(found), plan=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def driver_drop(request, pk, driver):
    found = to_act_on(request, LOADED, pk)
    held = driver_of(found, driver)
    return act_page(
        request, Form(posted(request), once=True), actions.drop_driver, "This policy does not drive it", "Take it out",
        words=f"It is named now: {held}.", about=found, driver=held,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def contents(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "Every plan says something about these. Say where it is in this plan, such as 'Section 4', or why it is not."
    return act_page(
        request, ContentsForm(posted(request), plan=found), actions.answer_contents, "Answer the content checklist",
        "Save", words=said, gates=refusing(found), plan=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def version_begin(request, pk):
    found = to_act_on(request, LOADED, pk)
    before = found.endorsed_version
    form = VersionForm(posted(request), initial={"text": before.text} if before else {})
    said = (
        "The version before stays as it was endorsed, and counts until every board endorses this one." if before else ""
    )
    return act_page(
        request, form, actions.begin_version, "Begin the next version" if before else "Write its text", "Save",
        words=said, gates=() if found.working is None else rules.TO_BEGIN_VERSION, plan=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def version_edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = VersionForm(posted(request), of=found.working) if found.working else VersionForm(posted(request))
    return act_page(
        request, form, actions.write_version, "Change the text", "Save",
        gates=refusing(found) if found.working else rules.TO_WRITE, plan=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def consult(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "From then on everybody who is signed in reads the plan, this version and its priorities."
    form = ConsultForm(posted(request), once=True, actor=request.actor)
    return act_page(
        request, form, actions.consult_on_plan, "Send it out for consultation", "Send it out", words=said,
        gates=rules.TO_CONSULT, plan=found,
    )  # fmt: skip


def refusing(plan):
    """The checklist of a small act: shown where something stands in the way."""
    working = plan.working
    stands = plan.state in OVER or (working is not None and working.submitted_on is not None)
    return rules.TO_CHANGE if stands else ()
