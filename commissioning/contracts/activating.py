"""What a contract needs before it is active: its check against the Compact, an exception, and the act itself."""

import datetime

from django.db import transaction

from commissioning.contracts import rules
from commissioning.contracts.actions import EDIT
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED
from commissioning.contracts.verdicts import code_for
from compacts.codes.models import CompactCode
from compacts.compliance.actions import FILL, agree_scorecard, begin_scorecard
from compacts.compliance.models import FundingKind
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.pages import words
from core.trail.actions import save_changes

ACTIVATE, APPROVE = "commissioning.activate_contract", "commissioning.approve_exception"


@transaction.atomic
def check_contract(*, by: Actor, contract: Contract, code: CompactCode | None = None) -> Contract:
    """Begin the scorecard by which it is checked against the Code of its area, or against one that is named; anew,
    where the one before was given up.
    """
    contract = locked(Contract, contract.pk)
    authorise(by, EDIT, contract)
    check(rules.TO_EDIT, contract)
    if contract.scorecard is not None and contract.scorecard.dropped_on is None:
        return contract
    day = clock.today() if contract.past_on is None else rules.date_of(contract, clock.today())
    code = code or code_for(contract, day)
    if code is None:
        when = "today" if contract.past_on is None else f"on {words.date(day)}"
        raise Refused(
            f"No Code of good practice on funding holds in {contract.area.name} {when}, so nothing is checked."
        )
    kind = FundingKind.GRANT if contract.kind == "grant" else FundingKind.CONTRACT
    scorecard = begin_scorecard(
        by=by, title=contract.title, kind=kind, code=code, area=contract.area, body=contract.commissioner,
        provider=contract.provider, begun_on=day,
    )  # fmt: skip
    save_changes(by, "to be checked against the Code", contract, {"scorecard": scorecard})
    return contract


@transaction.atomic
def ask_for_exception(*, by: Actor, contract: Contract, reason: str) -> Contract:
    """Ask that a contract may serve no priority of a plan, with the reason. A second person approves it."""
    contract = locked(Contract, contract.pk)
    authorise(by, EDIT, contract)
    check(rules.TO_SERVE, contract)
    if contract.priority_id is not None:
        raise Refused("It serves a priority, so it needs no exception. Take the priority away first.")
    given = {"exception_reason": reason.strip(), "exception_asked_by_id": by.user_id, "exception_approved_on": None}
    save_changes(by, "exception asked for", contract, given)
    return contract


@transaction.atomic
def approve_exception(*, by: Actor, contract: Contract) -> Contract:
    """Approve that a contract serves no priority: by another person than the one who asked.

    Once it is active that is asked again where a variation has raised its value.
    """
    contract = locked(Contract, contract.pk)
    authorise(by, APPROVE, contract)
    check(rules.to_approve(contract), contract)
    if not contract.exception_reason:
        raise Refused("Nobody asked for an exception.")
    if contract.exception_approved_on is None:
        save_changes(by, "exception approved", contract, {"exception_approved_on": clock.today()})
    return contract


@transaction.atomic
def activate_contract(*, by: Actor, contract: Contract, reason: str = "") -> Contract:
    """Make a signed contract active. Advice needs a reason to be overridden; what binds is refused.

    One of the past is active since the day as at which it is judged: what is asked as at a later day counts it.
    """
    contract = locked(Contract, contract.pk)
    authorise(by, ACTIVATE, contract)
    if contract.activated_on is not None:
        return contract
    found, on = LOADED.get(pk=contract.pk), clock.today()
    check(rules.TO_EDIT, found)
    advice = check(rules.to_activate(found), found, on, reason=reason)
    agreed = found.agreed_on or on
    judged = rules.date_of(found, on)
    because = {"activated_because": reason.strip()} if advice else {}
    since = on if found.past_on is None else judged
    save_changes(by, "made active", contract, {"activated_on": since, "agreed_on": agreed, **because})
    agree_its_scorecard(by, found, judged, reason)
    return contract


def agree_its_scorecard(by: Actor, contract: Contract, on: datetime.date, reason: str) -> None:
    """Say of its scorecard that the funding was agreed, so that it counts in its locality."""
    card = contract.scorecard
    if card is not None and card.agreed_on is None and card.dropped_on is None and by.may(FILL, card):
        last = max((each.checked_on for each in card.checks.all()), default=on)
        agree_scorecard(by=by, scorecard=card, on=max(on, card.begun_on, last), reason=reason)
