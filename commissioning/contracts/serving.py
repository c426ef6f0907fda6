"""Saying which priority of a plan a contract serves, also of one that was taken from a published register."""

from django.db import transaction

from commissioning.contracts import rules
from commissioning.contracts.actions import EDIT, terms_changed
from commissioning.contracts.models import Contract
from commissioning.plans.models import Priority
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import save_changes


@transaction.atomic
def serve_priority(*, by: Actor, contract: Contract, priority: Priority) -> Contract:
    """Say which priority it serves. An exception that was asked for or approved is then needed no more."""
    contract = locked(Contract, contract.pk)
    authorise(by, EDIT, contract)
    check(rules.TO_SERVE, contract)
    if not by.may(Priority.view_permission, priority):
        raise Refused({"priority": "Choose a priority of a plan that you may see."})
    if said := rules.why_not_served(priority, rules.served_as_at(contract)):
        raise Refused({"priority": said})
    given = {"priority": priority, "exception_reason": "", "exception_asked_by": None, "exception_approved_on": None}
    if save_changes(by, "serves a priority", contract, given) and contract.is_open:
        terms_changed(contract)
    return contract
