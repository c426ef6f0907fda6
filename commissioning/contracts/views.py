"""The pages of contracts: the record, the forms in which one is begun and changed, and its acts."""

from functools import partial

from commissioning.contracts import actions, activating, copying_actions, onwards, rules, serving, voiding
from commissioning.contracts.forms import (
    ActivateForm,
    CopyForm,
    DaysForm,
    EndForm,
    ExceptionForm,
    ServeForm,
    SmallForm,
    TermsForm,
    ValuesForm,
    VoidForm,
)
from commissioning.contracts.kinds import COLOURS
from commissioning.contracts.models import Contract
from commissioning.contracts.page import tables_of, warnings_of
from commissioning.contracts.reading import COSTED, IN_CONTRACT, LOADED, the
from core import clock
from core.pages.forms import Form
from core.pages.page import page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

BEGIN, EDIT = actions.BEGIN, actions.EDIT
SIGN = ("commissioning.sign_contract", "Read and sign its terms", "contract_sign")
PAPER = ("commissioning.record_contract_signature", "Record a signature on paper", "contract_paper")
COSTING = ("commissioning.fill_costing", "Fill in the full cost", "costing_fill")
WRITING = (
    (EDIT, "Change its terms", "contract_edit"),
    (EDIT, "Enter its value by year", "contract_values"),
    COSTING,
    SIGN,
    PAPER,
    (activating.ACTIVATE, "Make it active", "contract_activate"),
)
CHECKING = (EDIT, "Check it against the Compact", "contract_scorecard")
ASKING = (EDIT, "Ask for an exception: it serves no priority", "contract_exception")
APPROVING = (activating.APPROVE, "Approve that it serves no priority", "contract_exception_approve")
SERVE = (EDIT, "Say which priority it serves", "contract_serve")
OUTCOME = (EDIT, "Add an outcome", "contract_outcome")
COPY = (EDIT, "Copy it for the next year", "contract_copy")
VOID = (voiding.VOID, "Declare it void", "contract_void")
MONITORING = ("commissioning.read_contract", "Its monitoring and performance", "contract_monitoring")
RUNNING = (
    ("commissioning.propose_variation", "Propose a variation", "variation_propose"),
    COSTING,
    (actions.END, "Change its days of decision and notice", "contract_days"),
    (actions.END, "End it early", "contract_end"),
)
TAKING_BACK = (actions.END, "Take back that it ends early", "contract_end_take_back")
FACTS = (
    *("reference", "kind", "description", "commissioner", "provider", "area", "client_group", "category", "route"),
    *("value", "starts", "initial_end", "current_end", "maximum_end", "ended_early_on", "end_reason", "past_on"),
)
OF_PARTIES = (
    *("basis", "payment_model", "tier", "parent", "provider_model", "priority", "exception_reason"),
    *("exception_approved_on", "template_version", "scorecard", "notice_months", "notice_by", "notice_given_on"),
    *("decide_by", "feedback_method", "review_procedure", "review_on", "agreed_on", "activated_on"),
    *("activated_because", "taken_over_on", "copied_from", "voided_on", "void_reason"),
    *("past_entered_on", "past_reason", "past_kept_at"),
)
OF_THE_PAST = ("Entered from paper", "purple")
NOT_IN_REGISTERS = ("tier", "provider_model", "notice_months", "agreed_on", "activated_on")
"""What a published register does not say, so that it is not shown of a contract that was taken from one."""


def unsaid(contract):
    """What is said of a contract that a published register says nothing of: what it serves, and its outcomes."""
    if contract.taken_over_on is None:
        return []
    asks = contract.priority_id is None and contract.exception_approved_on is None
    return [SERVE, OUTCOME, *([APPROVING if contract.exception_reason else ASKING] if asks else [])]


def links_for(contract):
    """What can be done with it as it stands."""
    if contract.voided_on is not None:
        return [COPY]
    if contract.activated_on is not None:
        last = contract.ended_early_on
        over = contract.current_end is not None and contract.current_end < clock.today()
        more = () if last or contract.taken_over_on else (COSTING,) if over else RUNNING
        if last is not None and last >= clock.today():
            more = (TAKING_BACK,)
        if not last and contract.exception_reason and contract.exception_approved_on is None:
            more = (*more, APPROVING)
        return [*more, *unsaid(contract), MONITORING, COPY, VOID]
    found = [each for each in WRITING if each is not SIGN or contract.past_on is None]
    if contract.scorecard is None or contract.scorecard.dropped_on is not None:
        found.insert(3, CHECKING)
    if contract.priority_id is None and contract.exception_approved_on is None:
        found.append(APPROVING if contract.exception_reason else ASKING)
    return [*found, MONITORING, COPY, VOID]


@page("commissioning.view_contract")
def contract(request, pk):
    found = the(request.actor, pk)
    actor, state = request.actor, found.state
    reads = bool(actor.may("commissioning.read_contract", found))
    writes = found.is_open and bool(actor.may(EDIT, found))
    shown = [*FACTS, *(OF_PARTIES if reads else ())]
    if found.taken_over_on is not None:
        shown = [each for each in shown if each not in NOT_IN_REGISTERS]
    facts = facts_of(found, *shown, starts="Starts")
    facts = [line for line in facts if line["value"] or line["value"] == 0]
    for line in facts:
        if line["key"] == "Value (£)":
            line |= {"key": "Value", "value": rules.words.money(found.value)}
    band = rules.band_of(found) if reads else None
    if band is not None:
        facts.append({"key": "Value band", "value": str(band), "href": band.get_absolute_url()})
    return record_page(
        request, found, facts=facts, links=links_for(found),
        gates=rules.to_activate(found) if reads and found.is_open else (),
        tags=[(state.label, COLOURS[state]), *([OF_THE_PAST] if found.past_on else [])],
        tables=tables_of(found, actor, reads=reads, writes=writes),
        warnings=warnings_of(found, clock.today()), has_costing=reads and IN_CONTRACT.any(found, COSTED),
        template="commissioning/contracts/contract.html",
    )  # fmt: skip


def whose(request):
    """Whether the person begins it for any body, and the body otherwise."""
    anybodys = bool(request.actor.may(BEGIN, Contract()))
    return anybodys, {} if anybodys else {"commissioner": request.actor.organisation}


@page(BEGIN, methods=["GET", "POST"])
def begin(request):
    anybodys, given = whose(request)
    form = TermsForm(posted(request), actor=request.actor, for_any_body=anybodys)
    said = "" if anybodys else f"It is begun for {request.actor.organisation.name}. "
    return act_page(
        request, form, partial(actions.begin_contract, **given), "Begin a contract or grant", "Begin it",
        words=f"{said}You can leave out what is not settled: its page says what is still missing.",
    )  # fmt: skip


@page(BEGIN, methods=["GET", "POST"])
def small(request):
    anybodys, given = whose(request)
    form = SmallForm(posted(request), actor=request.actor, for_any_body=anybodys)
    said = (
        "For grants for which the value bands of the body that pays allow the short form. All of it counts in the "
        "financial year in which it begins, when it is paid."
    )
    return act_page(
        request, form, partial(actions.begin_small_grant, **given), "Begin a small grant", "Begin it", words=said
    )


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = TermsForm(posted(request), actor=request.actor, of=found)
    said = "Whoever has signed already signs anew, once something is changed." if found.signatures.all() else ""
    return act_page(
        request, form, actions.edit_contract, "Change its terms", "Save", words=said, gates=stops(found), contract=found
    )


def stops(found, gates=rules.TO_EDIT):
    """The gate of what changes the terms, shown where it refuses."""
    return () if found.is_open else gates


@page(EDIT, methods=["GET", "POST"])
def values(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "The years add up to the value. Leave a year empty in which nothing is paid."
    form = ValuesForm(posted(request), contract=found)
    return act_page(
        request, form, actions.set_values, "Enter its value by year", "Save", words=said, gates=stops(found),
        contract=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def copy(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = (
        "The terms, values, parties and outcomes are copied, with every day a year later. What was signed, checked or "
        "approved is not: the new one is a draft. Where a side has closed, whoever came after it takes its place."
    )
    form = CopyForm(posted(request), once=True, initial={"title": found.title})
    return act_page(
        request, form, copying_actions.copy_contract, "Copy it for the next year", "Copy it", words=said, contract=found
    )


@page(actions.END, methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, EndForm(posted(request), once=True), onwards.end_contract, "End it early", "End it",
        gates=rules.TO_GO_ON, contract=found,
    )  # fmt: skip


@page(actions.END, methods=["GET", "POST"])
def end_take_back(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It then runs until its current end, as before. What was recorded stays in its history."
    return act_page(
        request, Form(posted(request)), onwards.take_back_end, "Take back that it ends early", "Take it back",
        words=said, contract=found,
    )  # fmt: skip


@page(actions.END, methods=["GET", "POST"])
def days(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "You are reminded of both. Once you say what was decided, nobody is asked for the decision any more."
    return act_page(
        request, DaysForm(posted(request), contract=found), onwards.move_days, "Change its days of decision and notice",
        "Save", words=said, gates=rules.TO_GO_ON, contract=found,
    )  # fmt: skip


@page(voiding.VOID, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, VoidForm(posted(request), once=True), voiding.void_contract, "Declare it void", "Declare it void",
        contract=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def scorecard(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = (
        "A scorecard is begun by the Code of good practice of its area. Fill in its criteria at the points at which "
        "that is asked; what is not kept is advised against before the Code is in force, and refused from then on."
    )
    return act_page(
        request, Form(posted(request), once=True), activating.check_contract, "Check it against the Compact",
        "Begin its scorecard", words=said, gates=stops(found), contract=found, then=to_scorecard,
    )  # fmt: skip


def to_scorecard(made):
    return made.scorecard


@page(EDIT, methods=["GET", "POST"])
def exception(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, ExceptionForm(posted(request), once=True), activating.ask_for_exception, "Ask for an exception",
        "Ask for it", gates=stops(found, rules.TO_SERVE), contract=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def serve(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = ServeForm(posted(request), actor=request.actor, of=found)
    return act_page(
        request, form, serving.serve_priority, "Say which priority it serves", "Save",
        gates=stops(found, rules.TO_SERVE), contract=found,
    )  # fmt: skip


@page(activating.APPROVE, methods=["GET", "POST"])
def approve(request, pk):
    found = to_act_on(request, LOADED, pk)
    reason = found.exception_reason
    said = f"The reason that was given: {reason}" if reason else "Nobody asked for an exception."
    return act_page(
        request, Form(posted(request), once=True), activating.approve_exception, "Approve that it serves no priority",
        "Approve it", words=said, gates=stops(found, rules.to_approve(found)), contract=found,
    )  # fmt: skip


@page(activating.ACTIVATE, methods=["GET", "POST"])
def activate(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, ActivateForm(posted(request), once=True), activating.activate_contract, "Make it active",
        "Make it active", gates=rules.to_activate(found) if found.is_open else rules.TO_EDIT, contract=found,
    )  # fmt: skip
