"""The pages of needs: what is needed, who says so, figures beside other places, and who cites it."""

from commissioning.needs import actions, rules
from commissioning.needs.figures import charts_of, people_in_words, pieces_of, rows_of
from commissioning.needs.forms import CarryForm, EvidenceForm, NeedForm, WithdrawForm
from commissioning.needs.models import COLOURS, NeedState
from commissioning.needs.reading import CYCLES, LOADED, evidence_of
from core.charts.tasks import picture
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

EVIDENCE = (actions.EDIT, "Add evidence", "need_evidence_add")
CHANGE = (actions.EDIT, "Change it", "need_edit")
SETTLE = (actions.EDIT, "Say that it is settled", "need_settle")
REOPEN = (actions.EDIT, "Open it again", "need_reopen")
CARRY = (actions.EDIT, "Carry it over", "need_carry")
WITHDRAW = (actions.EDIT, "Withdraw it", "need_withdraw")
LINKS = {
    NeedState.OPEN: [EVIDENCE, CHANGE, SETTLE, WITHDRAW],
    NeedState.SETTLED: [REOPEN, CARRY, WITHDRAW],
    NeedState.CARRIED: [],
    NeedState.WITHDRAWN: [],
}


@page("commissioning.view_need")
def need(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    pieces = pieces_of(found)
    citing = found.priorities.visible_to(request.actor).filter(dropped_on=None).select_related("plan")
    facts = facts_of(found, "cycle", "what", "client_group", "area")
    facts[2] = {"key": "Client group", "value": found.client_group.title}
    facts += [{"key": "People", "value": people_in_words(found)}]
    facts += [{"key": "How far it is not met", "value": found.unmet, "nothing": "Not looked at yet"}]
    facts += facts_of(found, "provision", "settled_on", "withdrawn_on", "withdraw_reason", "carried_on", "carried_from")
    if found.carried_on:
        facts += [{"key": "Carried over to", "value": str(found.carried_to.cycle),
                   "href": found.carried_to.get_absolute_url()}]  # fmt: skip
    may_change = bool(request.actor.may(actions.EDIT, found))
    return record_page(
        request, found, facts=facts, links=LINKS[found.state], tags=[(found.state.label, COLOURS[found.state])],
        gates=rules.TO_SETTLE if found.state == NeedState.OPEN and may_change else (), pieces=pieces,
        charts=[(title, picture(spec)) for title, spec in charts_of(pieces)], figures=rows_of(pieces),
        again=found.get_absolute_url(), may_change=may_change and found.state == NeedState.OPEN,
        citing=list(citing.order_by("plan__sort_name", "number")), breadcrumbs=crumbs_to(found.cycle),
        template="commissioning/needs/need.html",
    )  # fmt: skip


@page(actions.ADD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, CYCLES, pk)
    said = "Say what people need, not which service is to be bought. Who shows it is added on its own page."
    form = NeedForm(posted(request), cycle=found)
    return act_page(request, form, actions.add_need, "Add a need", "Add it", words=said, cycle=found)


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = NeedForm(posted(request), cycle=found.cycle, of=found)
    return act_page(request, form, actions.edit_need, "Change the need", "Save", gates=refusing(found), need=found)


@page(actions.EDIT, methods=["GET", "POST"])
def settle(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "The partners agree that this is needed. It is then changed only after it was opened again."
    return act_page(
        request, Form(posted(request)), actions.settle_need, "The need is settled", "Settle it", words=said,
        gates=rules.TO_SETTLE, need=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def reopen(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, Form(posted(request)), actions.reopen_need, "Open the need again", "Open it again",
        words="It can then be changed, and counts as settled only when you say so again.", need=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = WithdrawForm(posted(request), once=True)
    return act_page(
        request, form, actions.withdraw_need, "Withdraw the need", "Withdraw it", gates=rules.TO_WITHDRAW, need=found
    )


@page(actions.EDIT, methods=["GET", "POST"])
def carry(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It goes on into the cycle that follows this one, with its evidence, and is open there."
    form = CarryForm(posted(request), once=True, need=found)
    return act_page(
        request, form, actions.carry_need, "Carry it over", "Carry it over", words=said, gates=rules.TO_CARRY,
        need=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def evidence_add(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = (
        f"The need is of {found.area.name}. Evidence of another place can be entered and is shown as such, but does "
        "not show what is needed here. Figures of two places are comparable in one unit and over one period only."
    )
    return act_page(
        request, EvidenceForm(posted(request)), actions.add_evidence, "Add evidence", "Add it", words=said,
        gates=refusing(found), need=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def evidence_drop(request, pk, evidence):
    found = to_act_on(request, LOADED, pk)
    held = evidence_of(found, evidence)
    return act_page(
        request, Form(posted(request), once=True), actions.drop_evidence, "Take evidence away", "Take it away",
        words=f"For what was entered by mistake: {held.statement} ({held.source})", about=found, evidence=held,
    )  # fmt: skip


def refusing(need):
    """The checklist of a small act: shown where something stands in the way."""
    return () if need.state == NeedState.OPEN else rules.TO_CHANGE
