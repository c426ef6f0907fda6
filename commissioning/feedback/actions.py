"""Recording what users of a contract's service say, with numbers."""

from typing import Any

from django.db import transaction

from commissioning.contracts.models import Contract
from commissioning.feedback.models import AuditQuestion, SatisfactionAudit
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.pages import words
from core.trail.actions import record, save_changes, save_new

RECORD, EDIT = "commissioning.record_feedback", "commissioning.edit_feedback"
ENTRY = ("held_on", "method", "done_by", "asked", "answered", "said", "done")


@transaction.atomic
def record_audit(
    *, by: Actor, contract: Contract, question: str = "", satisfied: int | None = None, **details: Any
) -> SatisfactionAudit:
    """Record an audit of user satisfaction; its first question may come with it."""
    contract = locked(Contract, contract.pk)
    authorise(by, RECORD, contract)
    if contract.voided_on is not None:
        raise Refused("The contract was declared void, so nothing is recorded for it.")
    audit = SatisfactionAudit(
        contract=contract,
        recorded_by_id=by.organisation_id,
        **{name: details[name] for name in ENTRY if name in details},
    )
    refuse_days(contract, audit.held_on)
    if bool(question.strip()) != (satisfied is not None):
        raise Refused({"question": "Enter the question and how many are satisfied, or leave both empty."})
    save_new(by, "recorded", audit, contract=contract.title, held_on=audit.held_on, asked=audit.asked)
    if question.strip() and satisfied is not None:
        put(by, audit, question, audit.answered, satisfied)
    return audit


@transaction.atomic
def edit_audit(*, by: Actor, audit: SatisfactionAudit, version: int | None, **details: Any) -> SatisfactionAudit:
    """Change what is recorded of an audit, or add what was done with it."""
    audit = open_audit(by, audit, version)
    fields = {name: details[name] for name in ENTRY if name in details}
    refuse_days(audit.contract, fields.get("held_on", audit.held_on))
    most = max((each.answered for each in audit.questions.all()), default=0)
    if fields.get("answered", audit.answered) < most:
        raise Refused({"answered": f"{most} answered one of its questions. Enter that number or a larger one."})
    save_changes(by, "changed", audit, fields)
    return audit


@transaction.atomic
def add_question(
    *, by: Actor, audit: SatisfactionAudit, title: str, answered: int, satisfied: int
) -> SatisfactionAudit:
    """Add a question of an audit with its numbers."""
    audit = open_audit(by, audit)
    if answered > audit.answered:
        raise Refused({"answered": f"{audit.answered} people answered in all. Enter that number or a smaller one."})
    put(by, audit, title, answered, satisfied)
    return audit


@transaction.atomic
def drop_question(*, by: Actor, part: AuditQuestion) -> SatisfactionAudit:
    """Take a question away that was entered by mistake."""
    audit = open_audit(by, part.audit)
    record(by, "question taken away", audit, question=part.title)
    part.delete()
    return audit


@transaction.atomic
def void_audit(*, by: Actor, audit: SatisfactionAudit, reason: str) -> SatisfactionAudit:
    """Declare an audit void that was entered by mistake. It is kept with the reason."""
    audit = open_audit(by, audit)
    save_changes(by, "declared void", audit, {"voided_on": clock.today(), "void_reason": reason.strip()})
    return audit


def put(by: Actor, audit: SatisfactionAudit, title: str, answered: int, satisfied: int) -> None:
    """Write a question of an audit."""
    title = " ".join(title.split())
    save_new(by, "asked", AuditQuestion(audit=audit, title=title, answered=answered, satisfied=satisfied))
    record(by, "question added", audit, question=title)


def open_audit(by: Actor, audit: SatisfactionAudit, version: int | None = None) -> SatisfactionAudit:
    """An audit, held, that was not declared void."""
    audit = locked(SatisfactionAudit, audit.pk, version=version)
    authorise(by, EDIT, audit)
    if audit.voided_on is not None:
        raise Refused(f"It was declared void on {words.date(audit.voided_on)}. Record another.")
    return audit


def refuse_days(contract: Contract, held_on: Any) -> None:
    """Refuse a day that has not come, or before the contract."""
    refuse_to_come(held_on=held_on)
    if held_on < contract.starts:
        raise Refused({"held_on": f"The contract starts on {words.date(contract.starts)}. Enter a later day."})
