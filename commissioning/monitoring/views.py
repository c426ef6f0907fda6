"""The pages on which it is said what a provider reports: how closely, which measures, for which periods."""

from commissioning.contracts.page import heading
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.monitoring import actions, rules, schedule_actions
from commissioning.monitoring.forms import (
    AddForm,
    DecideForm,
    DropForm,
    DueForm,
    EditForm,
    PeriodForm,
    ProportionForm,
    ReuseForm,
    ScheduleForm,
)
from commissioning.monitoring.models import Question, Risk
from commissioning.monitoring.reading import PERIODS, REQUIREMENTS, plan_for
from core.acts import NotVisible
from core.pages import words
from core.pages.addresses import numbered
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

SET, EDIT, ALLOW = actions.SET, actions.EDIT, actions.ALLOW
ASKED = (
    (EDIT, "Change what is said of it", "requirement_edit"),
    (EDIT, "Answer the questions on proportion", "requirement_proportion"),
    (EDIT, "Schedule its returns", "requirement_schedule"),
    (EDIT, "Schedule one period by hand", "requirement_period"),
    (EDIT, "Use the return to another funder", "requirement_reuse"),
    (EDIT, "Ask for it no longer", "requirement_drop"),
)
ALLOWING = ((ALLOW, "Allow that the return to another funder is read for it", "requirement_allow"),)
REFUSING = (ALLOW, "Refuse that the return to another funder is read for it", "requirement_refuse")


@page("commissioning.view_monitoring")
def requirement(request, pk):
    """What is to be reported, whether that is proportionate, and for which periods."""
    found = find(REQUIREMENTS, request.actor, pk=pk)
    facts = facts_of(found, "contract", "measure", "detail", "to_whom")
    facts += [{"key": "To reach in each period", "value": found.target_words}]
    facts += facts_of(found.measure, "counts", "unit")
    if found.counts_from is not None:
        source = found.counts_from.contract
        facts.append({"key": "Counted from the return for", "value": source.title, "href": source.get_absolute_url()})
        facts.append({"key": "Its provider allows that", "value": words.date(found.reuse_allowed_on, "not yet")})
    facts += facts_of(found, "dropped_on", "dropped_reason")
    asked = found.dropped_on is None
    links = ASKED
    if found.counts_from_id is not None:
        links = (*ASKED, *(ALLOWING if found.reuse_allowed_on is None else ()), REFUSING)
    tags = [("Asked", "green") if asked else ("No longer asked", "grey")]
    return record_page(
        request, found, facts=facts, links=links if asked else (), tags=tags,
        tables=[questions_of(found), days_of(found)],
        gates=rules.TO_SCHEDULE if asked and request.actor.may(EDIT, found) else (),
        caption=found.contract.title, template="commissioning/monitoring/requirement.html",
    )  # fmt: skip


def questions_of(found):
    """The questions on proportion with their answers."""
    answers = {each.question: each for each in found.answers.all()}
    rows = [
        [label, answers[name].get_said_display(), answers[name].followed] if name in answers else [label, "Not yet", ""]
        for name, label in Question.choices
    ]
    columns = heading("Question", "Answer", "What followed")
    return {"title": "Is it proportionate?", "columns": columns, "rows": rows}


def days_of(found):
    """The periods for which it is reported."""
    periods = sorted((line.period for line in found.lines.all()), key=lambda each: (each.starts, each.pk))
    rows = [[{"text": each.words, "href": each.get_absolute_url()}, words.date(each.due_on)] for each in periods]
    return {"title": "For which periods", "columns": heading("Period", "Return due by"), "rows": rows}


@page(SET, methods=["GET", "POST"])
def decide(request, pk):
    found = to_act_on(request, CONTRACTS, pk)
    proposals = "; ".join(
        f"{label.lower()} risk, '{rules.proposed_for(found, risk).label}'" for risk, label in Risk.choices
    )
    band = rules.band_of(found)
    by = f"the value band '{band.title}' of {band.body.name}" if band else "no value band, so the standard counts"
    said = f"It falls into {by}. That proposes for {proposals}."
    return act_page(
        request, DecideForm(posted(request), of=plan_for(found)), actions.decide_monitoring,
        "Decide how closely it is followed", "Save", words=said, contract=found,
    )  # fmt: skip


@page(SET, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, CONTRACTS, pk)
    said = "Ask only for what somebody reads and decides on. The questions on proportion come next."
    return act_page(
        request, AddForm(posted(request)), actions.add_requirement, "Add a monitoring requirement", "Add it",
        words=said, contract=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, REQUIREMENTS, pk)
    form = EditForm(posted(request), of=found)
    return act_page(
        request, form, actions.edit_requirement, "Change what is said of it", "Save", gates=(rules.it_is_asked,),
        requirement=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def drop(request, pk):
    found = to_act_on(request, REQUIREMENTS, pk)
    said = "It leaves the returns that nobody has begun. What was reported stays."
    return act_page(
        request, DropForm(posted(request), once=True), actions.drop_requirement, "Ask for it no longer",
        "Ask for it no longer", words=said, requirement=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def proportion(request, pk):
    found = to_act_on(request, REQUIREMENTS, pk)
    said = (
        "Monitoring costs the provider time that users do not get. Where the answer is yes, say what is asked less, "
        "or otherwise. You can leave a question and answer it later."
    )
    return act_page(
        request, ProportionForm(posted(request), requirement=found), actions.answer_proportion,
        "Is it proportionate?", "Save", words=said, requirement=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def schedule(request, pk):
    found = to_act_on(request, REQUIREMENTS, pk)
    return act_page(
        request, ScheduleForm(posted(request)), schedule_actions.schedule_returns, "Schedule its returns",
        "Schedule them", gates=rules.TO_SCHEDULE, requirement=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def period(request, pk):
    found = to_act_on(request, REQUIREMENTS, pk)
    return act_page(
        request, PeriodForm(posted(request)), schedule_actions.add_period, "Schedule one period by hand",
        "Schedule it", gates=rules.TO_SCHEDULE, requirement=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def reuse(request, pk):
    found = to_act_on(request, REQUIREMENTS, pk)
    if found.counts_from_id is not None:
        said = f"The return for {found.counts_from.contract.title} is used. Afterwards schedule its returns here."
        return act_page(
            request, Form(posted(request), once=True), actions.stop_reuse, "Stop using the return to another funder",
            "Stop using it", words=said, requirement=found,
        )  # fmt: skip
    said = (
        "Where the provider reports the same measure under another contract, that one return counts for this contract "
        "too. Once the provider allows it, the figures of this measure are read here; nothing else of that contract is."
    )
    return act_page(
        request, ReuseForm(posted(request), actor=request.actor), actions.reuse_return,
        "Use the return to another funder", "Use it", words=said, requirement=found,
    )  # fmt: skip


def asked_to_allow(request, pk):
    """A requirement for which the return to another funder is to be used; its pages are not there where nobody asked.
    What is sent to them all the same, the act refuses."""
    found = to_act_on(request, REQUIREMENTS, pk)
    if found.counts_from_id is None and request.method != "POST":
        raise NotVisible
    return found


@page(ALLOW, methods=["GET", "POST"])
def allow(request, pk):
    found = asked_to_allow(request, pk)
    said = "The funder of this contract then reads what you report of this measure to the other one, once accepted."
    return act_page(
        request, Form(posted(request), once=True), actions.allow_reuse, "Allow that your return is read for it",
        "Allow it", words=said, requirement=found,
    )  # fmt: skip


@page(ALLOW, methods=["GET", "POST"])
def refuse(request, pk):
    found = asked_to_allow(request, pk)
    said = "The funder of this contract reads it no longer, and can ask you for a return of its own."
    return act_page(
        request, Form(posted(request), once=True), actions.refuse_reuse, "Refuse that your return is read for it",
        "Refuse it", words=said, requirement=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def move(request, pk):
    found = to_act_on(request, PERIODS, pk)
    form = DueForm(posted(request), of=found)
    return act_page(
        request, form, schedule_actions.move_due_day, "Move the day by which it is due", "Save", period=found
    )


@page(EDIT, methods=["GET", "POST"])
def take_out(request, pk):
    found = to_act_on(request, PERIODS, pk)
    return act_page(
        request, Form(posted(request), once=True), schedule_actions.drop_period, "Take it out of the schedule",
        "Take it out", period=found, then=lambda contract: numbered("contract_monitoring", contract.pk),
    )  # fmt: skip
