"""Recording that a partner added money to a framework or withdrew it, and declaring such a record void."""

import datetime
from decimal import Decimal

from django.db import transaction

from compacts.agreements.models import AgreementParty
from compacts.frameworks.models import Framework
from compacts.funding_changes.models import FundingChange
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.trail.actions import record, save_changes, save_new

RECORD, VOID = "compacts.record_funding_change", "compacts.void_funding_change"


@transaction.atomic
def record_funding_change(
    *, by: Actor, framework: Framework, partner: AgreementParty, direction: str, amount: Decimal, reason: str,
    notice_on: datetime.date, takes_effect_on: datetime.date,
) -> FundingChange:  # fmt: skip
    """Record that a partner gave notice of money added or withdrawn, from which day on, and why."""
    framework = locked(Framework, framework.pk)
    authorise(by, RECORD, framework)
    refuse_to_come(notice_on=notice_on)
    if partner.agreement_id != framework.agreement_id:
        raise Refused({"partner": "Choose one of the parties to this agreement."})
    change = FundingChange(
        framework=framework, partner=partner, direction=direction, amount=amount, reason=reason.strip(),
        notice_on=notice_on, takes_effect_on=takes_effect_on,
    )  # fmt: skip
    who = partner.organisation.name
    save_new(by, "recorded", change, partner=who, direction=direction, amount=amount, takes_effect_on=takes_effect_on)
    record(by, f"money {direction}", framework, partner=who, amount=amount, takes_effect_on=takes_effect_on)
    return change


@transaction.atomic
def void_funding_change(*, by: Actor, change: FundingChange, reason: str) -> FundingChange:
    """Declare that it never was: it was recorded by mistake. It is kept with its reason."""
    change = locked(FundingChange, change.pk)
    authorise(by, VOID, change)
    if change.voided_on is not None:
        raise Refused("This was declared void already. Record the change anew if it holds.")
    save_changes(by, "declared void", change, {"voided_on": clock.today(), "void_reason": reason.strip()})
    return change
