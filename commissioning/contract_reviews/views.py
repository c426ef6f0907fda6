"""The pages of contract reviews and their findings."""

from commissioning.contract_reviews import actions
from commissioning.contract_reviews.forms import FindingForm, FinishForm, ReviewForm, UseForm, VoidForm
from commissioning.contract_reviews.models import COLOURS
from commissioning.contract_reviews.reading import FINDINGS, REVIEWS
from commissioning.contracts.page import heading
from commissioning.contracts.reading import LOADED as CONTRACTS
from core.pages import words
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

REVIEW, EDIT = actions.REVIEW, actions.EDIT
ON_REVIEW = (
    (EDIT, "Enter a finding", "finding_add"),
    (EDIT, "Change what is recorded", "contract_review_edit"),
    (EDIT, "Declare it void", "contract_review_void"),
)
CHANGE = (actions.EDIT_FINDING, "Change it", "finding_edit")
TICK = (actions.FINISH, "Tick off what follows", "finding_finish")
USE = (actions.USE, "Say which plan used it", "finding_use")


@page("commissioning.view_contract_review")
def contract_review(request, pk):
    """When it was held, who took part, what it found and came to."""
    found = find(REVIEWS, request.actor, pk=pk)
    facts = facts_of(found, "contract", "held_on", "planned_on", "took_part", "result", "because", "next_on")
    facts += facts_of(found.contract, "review_procedure", review_procedure="Agreed procedure")
    facts += facts_of(found, "voided_on", "void_reason")
    rows = [
        [{"text": each.title, "href": each.get_absolute_url()}, each.get_kind_display(), each.follows or "Nothing",
         each.owner.name if each.owner else "", words.date(each.due_on), each.state.label]
        for each in found.findings.all()
    ]  # fmt: skip
    columns = heading("Finding", "Kind", "What follows", "Who does it", "By when", "State")
    return record_page(
        request, found, facts=facts, links=ON_REVIEW if found.voided_on is None else (),
        tags=[("Void", "red")] if found.voided_on else [], rows=rows, columns=columns,
        template="commissioning/contract_reviews/review.html",
    )  # fmt: skip


@page(REVIEW, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, CONTRACTS, pk)
    said = f"Agreed procedure: {found.review_procedure}" if found.review_procedure else ""
    if found.review_on is not None:
        said = f"{said} It was planned for {words.date(found.review_on)}.".strip()
    return act_page(
        request, ReviewForm(posted(request)), actions.record_contract_review, "Record a review", "Save", words=said,
        contract=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, REVIEWS, pk)
    form = ReviewForm(posted(request), of=found)
    return act_page(request, form, actions.edit_contract_review, "Change what is recorded", "Save", review=found)


@page(EDIT, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, REVIEWS, pk)
    form = VoidForm(posted(request), once=True)
    return act_page(request, form, actions.void_contract_review, "Declare it void", "Declare it void", review=found)


@page(EDIT, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, REVIEWS, pk)
    said = (
        "Concerns, lessons, unmet needs and adjustments are read when the next cycle is analysed, and by whoever "
        "writes its plan."
    )
    return act_page(
        request, FindingForm(posted(request)), actions.add_finding, "Enter a finding", "Save", words=said,
        then=found.get_absolute_url(), review=found,
    )  # fmt: skip


@page("commissioning.view_finding")
def finding(request, pk):
    """A finding, what follows from it, and the plans that used it."""
    found = find(FINDINGS, request.actor, pk=pk)
    review = found.review
    reads = bool(request.actor.may("commissioning.view_contract_review", review))
    line = {"key": "Found by", "value": f"{review}, {words.date(review.held_on)}"}
    facts = [line | ({"href": review.get_absolute_url()} if reads else {})]
    facts += facts_of(found, "kind", "follows", "owner", "due_on", "done_on", "note")
    state = found.state
    tags = [("The review is void", "red")] if review.voided_on else [(state.label, COLOURS[state])]
    rows = [
        [{"text": each.plan.title, "href": each.plan.get_absolute_url()}, each.where, words.date(each.used_on)]
        for each in found.uses.all()
    ]
    served = review.contract.priority is not None
    links = [CHANGE, *([TICK] if found.due_on else [])] if found.done_on is None else []
    links = [] if review.voided_on else [*links, *([USE] if served else [])]
    return record_page(
        request, found, facts=facts, links=links, tags=tags, rows=rows, served=served,
        columns=heading("Plan", "Where in it", "Recorded on"), template="commissioning/contract_reviews/finding.html",
    )  # fmt: skip


@page(actions.EDIT_FINDING, methods=["GET", "POST"])
def edit_finding(request, pk):
    found = to_act_on(request, FINDINGS, pk)
    form = FindingForm(posted(request), of=found)
    return act_page(request, form, actions.edit_finding, "Change the finding", "Save", finding=found)


@page(actions.FINISH, methods=["GET", "POST"])
def finish(request, pk):
    found = to_act_on(request, FINDINGS, pk)
    form = FinishForm(posted(request), once=True)
    return act_page(request, form, actions.finish_finding, "Tick off what follows", "It is done", finding=found)


@page(actions.USE, methods=["GET", "POST"])
def use(request, pk):
    found = to_act_on(request, FINDINGS, pk)
    form = UseForm(posted(request), finding=found, actor=request.actor)
    said = "A plan of the cycle that the contract serves, or of the one that follows it."
    return act_page(request, form, actions.use_finding, "Say which plan used it", "Save", words=said, finding=found)
