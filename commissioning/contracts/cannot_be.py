"""What cannot be of the terms of a contract, each refused beside its field: days that contradict each other, and sides
that were not there."""

from commissioning.contracts import rules
from commissioning.contracts.kinds import COMMISSIONING, PartyRole
from commissioning.contracts.models import Contract
from core import clock
from core.acts import Refused
from core.pages import words

DAYS = ("starts", "initial_end", "maximum_end", "decide_by", "notice_by", "review_on")
OPENING = {"commissioner": PartyRole.COMMISSIONER, "provider": PartyRole.PROVIDER}
MOST_NOTICE = 60
"""Months."""


def refuse_what_cannot_be(contract: Contract, *, copied: bool = False) -> None:
    """Refuse days that contradict each other and sides that were not there, each beside its field."""
    refuse_out_of_bounds(contract)
    wrong = {
        "starts": problem_of_past(contract),
        "maximum_end": problem_of_maximum(contract),
        "initial_end": "It ends before it starts. Enter an end on or after its first day."
        if contract.initial_end is not None and contract.initial_end < contract.starts
        else "",
        "notice_by": rules.problem_of_notice(contract.notice_by, contract.notice_months, contract.current_end),
        "parent": problem_of_parent(contract),
    }
    if not copied:
        wrong |= {name: rules.why_not_there(getattr(contract, name), contract.starts, name) for name in OPENING}
    if contract.provider_id == contract.commissioner_id:
        wrong["provider"] = "Name another provider than the commissioner itself."
    elif contract.pk and contract.parties.filter(organisation=contract.provider_id, role__in=COMMISSIONING).exists():
        wrong["provider"] = f"{contract.provider.name} commissions it. Name another provider, or take that part away."
    if contract.priority is not None:
        wrong["priority"] = rules.why_not_served(contract.priority, rules.served_as_at(contract))
    if said := {name: each for name, each in wrong.items() if each}:
        raise Refused(said)


def refuse_out_of_bounds(contract: Contract) -> None:
    """Refuse days outside the calendar, and a period of notice of more than five years."""
    said = f"Enter a day from {clock.EARLIEST:%-d %B %Y} to {clock.LATEST:%-d %B %Y}."
    given = {name: getattr(contract, name) for name in DAYS}
    wrong = {name: said for name, day in given.items() if day and not clock.EARLIEST <= day <= clock.LATEST}
    if contract.notice_months > MOST_NOTICE:
        wrong["notice_months"] = f"Enter at most {MOST_NOTICE} months."
    if wrong:
        raise Refused(wrong)


def problem_of_past(contract: Contract) -> str:
    """Why what is entered as one of the past is not: it had not begun by the day on which it was entered."""
    if contract.past_entered_on is None or contract.starts <= contract.past_entered_on:
        return ""
    return f"It begins on {words.date(contract.starts)}, so it is none of the past. Begin it as a contract of today."


def problem_of_maximum(contract: Contract) -> str:
    """Why its maximum end cannot be."""
    known = contract.maximum_end is not None and contract.current_end is not None
    if known and contract.maximum_end < contract.current_end:  # type: ignore[operator]
        return "Its maximum end is before its end. Enter that day or a later one."
    return ""


def problem_of_parent(contract: Contract) -> str:
    """Why the contract that it is supplementary to is wrong, or missing."""
    if contract.tier == "supplementary" and contract.parent is None:
        return "Choose the contract it is supplementary to."
    if contract.tier == "direct" and contract.parent is not None:
        return "Only a supplementary contract names one that it is supplementary to. Leave it empty."
    above, seen = contract.parent_id, {contract.pk}
    while above is not None:
        if above in seen:  # itself, or by way of others
            return f"{contract.parent} is supplementary to this one. Choose another."
        seen.add(above)
        above = Contract.objects.values_list("parent_id", flat=True).get(pk=above)
    return ""
