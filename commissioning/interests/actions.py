"""Declaring interests in a cycle, recording what was declared elsewhere, and declaring a wrong entry void."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.rules import refuse_void
from commissioning.interests.models import Interest
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation

DECLARE, RECORD = "commissioning.declare_interest", "commissioning.record_interest"
VOID = "commissioning.void_interest"
FOR_ITSELF = "An organisation declares its own interests. Act for the organisation whose interests these are."
COMMISSIONS = "{} commissions in this cycle. Interests are declared by those who may provide."


@transaction.atomic
def declare_interest(*, by: Actor, cycle: CommissioningCycle, kind: str, what: str = "") -> Interest:
    """Declare what one's own organisation stands to gain by a cycle, today; that it is nothing is declared too."""
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, DECLARE, cycle)
    organisation = getattr(by, "organisation", None)
    if organisation is None:
        raise PermissionDenied(FOR_ITSELF)
    return write(by, cycle, organisation, kind, what, clock.today())


@transaction.atomic
def record_interest(
    *, by: Actor, cycle: CommissioningCycle, organisation: Organisation, kind: str, what: str = "",
    declared_on: datetime.date | None = None,
) -> Interest:  # fmt: skip
    """Record what an organisation declared in a meeting or by letter."""
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, RECORD, cycle)
    on = declared_on or clock.today()
    refuse_to_come(declared_on=on)
    return write(by, cycle, organisation, kind, what, on)


@transaction.atomic
def void_interest(*, by: Actor, interest: Interest, reason: str) -> Interest:
    """Declare that an entry was made by mistake. It is kept with the reason."""
    interest = locked(Interest, interest.pk)
    authorise(by, VOID, interest)
    if interest.voided_on is not None:
        raise Refused("This was declared void already.")
    save_changes(by, "declared void", interest, {"voided_on": clock.today(), "void_reason": reason.strip()})
    record(by, "interest declared void", interest.cycle, organisation=interest.organisation.name)
    return interest


def write(
    by: Actor, cycle: CommissioningCycle, organisation: Organisation, kind: str, what: str, on: datetime.date
) -> Interest:
    """Write what an organisation declared, with the events of both."""
    refuse_void(cycle)
    if cycle.partners.filter(organisation=organisation).exists():
        raise Refused(COMMISSIONS.format(organisation.name))
    interest = Interest(cycle=cycle, organisation=organisation, kind=kind, what=what.strip(), declared_on=on)
    save_new(by, "declared", interest, cycle=cycle.title, organisation=organisation.name, declared_on=on)
    record(by, "interest declared", cycle, organisation=organisation.name, declared_on=on)
    return interest
