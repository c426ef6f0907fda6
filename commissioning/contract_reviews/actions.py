"""Recording reviews of contracts and their findings, ticking off what follows, saying which plan used them."""

import datetime
from typing import Any

from django.db import transaction

from commissioning.contract_reviews.models import ContractReview, FindingUse, Result, ReviewFinding
from commissioning.contract_reviews.reading import FINDINGS, plans_for
from commissioning.contracts.models import Contract
from commissioning.plans.models import CommissioningPlan
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation

REVIEW, EDIT = "commissioning.review_contract", "commissioning.edit_contract_review"
EDIT_FINDING, FINISH, USE = "commissioning.edit_finding", "commissioning.finish_finding", "commissioning.use_finding"
ENTRY = ("held_on", "took_part", "result", "because", "next_on")
FINDING = ("kind", "title", "follows", "owner", "due_on")


@transaction.atomic
def record_contract_review(*, by: Actor, contract: Contract, **details: Any) -> ContractReview:
    """Record a review held by the procedure that was agreed. The contract's next review day follows from it."""
    contract = locked(Contract, contract.pk)
    authorise(by, REVIEW, contract)
    if contract.voided_on is not None or contract.activated_on is None:
        raise Refused("Only a contract that was made active is reviewed. Make it active on its page first.")
    given = {name: details[name] for name in ENTRY if name in details}
    review = ContractReview(contract=contract, planned_on=contract.review_on, **given)
    refuse_days(contract, review)
    save_new(by, "reviewed", review, contract=contract.title, held_on=review.held_on, result=review.result)
    if is_latest(review):
        save_changes(by, "reviewed", contract, {"review_on": review.next_on})
    return review


@transaction.atomic
def edit_contract_review(*, by: Actor, review: ContractReview, version: int | None, **details: Any) -> ContractReview:
    """Change what is recorded of a review."""
    contract = locked(Contract, review.contract_id)
    review = open_review(by, review, version)
    given = {name: details[name] for name in ENTRY if name in details}
    trial = ContractReview(**({name: getattr(review, name) for name in ENTRY} | given))
    refuse_days(contract, trial)
    before = review.next_on
    save_changes(by, "changed", review, given)
    if review.next_on != before and contract.review_on == before and is_latest(review):
        save_changes(by, "next review moved", contract, {"review_on": review.next_on})
    return review


@transaction.atomic
def void_contract_review(*, by: Actor, review: ContractReview, reason: str) -> ContractReview:
    """Declare a review void that was entered by mistake. Its findings count no more."""
    contract = locked(Contract, review.contract_id)
    review = open_review(by, review)
    save_changes(by, "declared void", review, {"voided_on": clock.today(), "void_reason": reason.strip()})
    if contract.review_on == review.next_on and review.planned_on is not None and is_latest(review):
        save_changes(by, "review still to come", contract, {"review_on": review.planned_on})
    return review


@transaction.atomic
def add_finding(*, by: Actor, review: ContractReview, **details: Any) -> ReviewFinding:
    """Enter a finding and, if something follows from it, who does that by when."""
    review = open_review(by, review)
    finding = ReviewFinding(review=review, **{name: details[name] for name in FINDING if name in details})
    finding.title, finding.follows = " ".join(finding.title.split()), " ".join(finding.follows.split())
    refuse_what_cannot_be(review, finding)
    save_new(by, "found", finding, review=str(review), kind=finding.get_kind_display())
    record(by, "finding entered", review, kind=finding.get_kind_display())
    return finding


@transaction.atomic
def edit_finding(*, by: Actor, finding: ReviewFinding, version: int | None, **details: Any) -> ReviewFinding:
    """Change a finding or what follows from it, until that is done."""
    finding = locked(ReviewFinding, finding.pk, version=version)
    authorise(by, EDIT_FINDING, finding)
    refuse_void(finding.review)
    if finding.done_on is not None:
        raise Refused(f"It was done on {words.date(finding.done_on)}, so it stays as it is. Enter another finding.")
    given = {name: details[name] for name in FINDING if name in details}
    trial = ReviewFinding(review=finding.review, **({name: getattr(finding, name) for name in FINDING} | given))
    refuse_what_cannot_be(finding.review, trial)
    save_changes(by, "changed", finding, given)
    return finding


@transaction.atomic
def finish_finding(
    *, by: Actor, finding: ReviewFinding, note: str = "", on: datetime.date | None = None
) -> ReviewFinding:
    """Tick off what follows from a finding: say when it was done, today where no day is given, and what came of it."""
    finding = locked(ReviewFinding, finding.pk)
    authorise(by, FINISH, finding)
    refuse_void(finding.review)
    on = on or clock.today()
    refuse_to_come(on=on)
    if finding.due_on is None:
        raise Refused("Nothing follows from this finding, so there is nothing to tick off. Say first what follows.")
    if on < finding.review.held_on:
        raise Refused({"on": f"The review was held on {words.date(finding.review.held_on)}. Enter a later day."})
    if finding.done_on is None:
        save_changes(by, "done", finding, {"done_on": on, "note": note.strip()})
    return finding


@transaction.atomic
def use_finding(*, by: Actor, finding: ReviewFinding, plan: CommissioningPlan, where: str) -> ReviewFinding:
    """Say that a plan used a finding, and where in it."""
    finding = locked(ReviewFinding, finding.pk)
    authorise(by, USE, finding)
    refuse_void(finding.review)
    loaded = FINDINGS.get(pk=finding.pk)
    if not plans_for(loaded, by).filter(pk=plan.pk).exists():
        said = "Its contract serves no priority of this plan's cycle, nor of the one before it. Choose a plan of these."
        raise Refused({"plan": said})
    use = FindingUse(finding=finding, plan=plan, where=where.strip(), used_on=clock.today())
    save_new(by, "used", use, plan=plan.title)
    record(by, "used by a plan", finding, plan=plan.title)
    return finding


def open_review(by: Actor, review: ContractReview, version: int | None = None) -> ContractReview:
    """A review, held, that was not declared void."""
    review = locked(ContractReview, review.pk, version=version)
    authorise(by, EDIT, review)
    refuse_void(review)
    return review


def is_latest(review: ContractReview) -> bool:
    """Whether no review of the contract was held later: the latest says when the next one is."""
    later = ContractReview.objects.filter(contract=review.contract_id, held_on__gt=review.held_on, voided_on=None)
    return not later.exists()


def refuse_void(review: ContractReview) -> None:
    """Refuse to touch what does not count."""
    if review.voided_on is not None:
        raise Refused(f"The review was declared void on {words.date(review.voided_on)}. Record another.")


def refuse_days(contract: Contract, review: ContractReview) -> None:
    """Refuse a review that has not been held, before the contract, or followed by one on an earlier day."""
    refuse_to_come(held_on=review.held_on)
    if review.held_on < contract.starts:
        raise Refused({"held_on": f"The contract starts on {words.date(contract.starts)}. Enter a later day."})
    if review.next_on is not None and review.next_on <= review.held_on:
        raise Refused({"next_on": "The next review is after this one. Enter a later day."})
    ends = contract.ended_early_on or contract.current_end
    if review.result == Result.END and review.next_on is not None and ends is not None and review.next_on > ends:
        raise Refused({"next_on": f"It ends on {words.date(ends)}, so nothing is reviewed after that. Leave it empty."})
    if review.result != Result.CONTINUE and not review.because.strip():
        raise Refused({"because": "Say why it is varied or ends."})


def refuse_what_cannot_be(review: ContractReview, finding: ReviewFinding) -> None:
    """Refuse a day before the review, and an organisation that is not there on it: nobody would be reminded."""
    if finding.due_on is not None and finding.due_on < review.held_on:
        raise Refused({"due_on": f"The review was held on {words.date(review.held_on)}. Enter a later day."})
    owner: Organisation | None = finding.owner
    if (
        owner is not None
        and finding.due_on is not None
        and owner.last_day is not None
        and owner.last_day < finding.due_on
    ):
        closed = words.date(owner.last_day)
        raise Refused({"owner": f"{owner.name} closed on {closed}. Enter who does it now, or an earlier day."})
