"""When a contract is edited, made active, ended: the gates.

Sources: Building on the best practice in Herefordshire (2006): commissioning plans drive contracts (3), the method of
user feedback and the review procedure are agreed in stage 3 (stages 3 and 4), the Code is kept (stage 3); Making
Partnership Work (2003), 3: every contract clearly says its outcomes.
"""

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from commissioning.bands.models import ValueBand
from commissioning.bands.rules import band_for
from commissioning.contracts import days
from commissioning.contracts.kinds import COMMISSIONING, LEADS, PROVIDING
from commissioning.contracts.verdicts import complies
from compacts.compliance.rules import it_was_checked_at_agreement
from core import clock
from core.gates import Gate, Obstacle, gate
from core.pages import words
from partnerships.organisations.lineage import lines_of
from partnerships.organisations.models import Organisation

if TYPE_CHECKING:
    from commissioning.contracts.models import Contract, ContractParty
    from commissioning.plans.models import Priority

HEREFORDSHIRE = "Building on the best practice in Herefordshire, 2006"
PARTNERSHIP = "Making Partnership Work, 2003, section 3"
IN_PLACE = ("endorsed", "in_place")
"""The states of a plan whose priorities contracts may serve."""


def edit_page(contract: "Contract") -> str:
    return reverse("contract_edit", args=[contract.pk])


def date_of(contract: "Contract", on: datetime.date) -> datetime.date:
    """The day by which a contract is judged: the one on which both sides had signed, and what was signed on paper had
    been recorded; else the day that is asked. A day that is only written on paper moves no contract before the Code,
    but for one that was entered as one of the past (ADR 46): that is judged as at its day, or a later signature.
    """
    if contract.past_on is not None:
        return max(contract.past_on, contract.agreed_on or contract.past_on)
    if contract.agreed_on is None:
        return on
    given = [each.recorded_on for each in contract.signatures.all() if each.terms == contract.terms]
    return max([contract.agreed_on, *given])


@gate("Its terms are still written")
def it_is_not_active(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """What both sides signed and made active is changed by a variation that both agree."""
    if contract.voided_on is not None:
        return Obstacle("It was declared void, so nothing of it changes. Copy it to begin anew.")
    if contract.activated_on is None:
        return None
    if contract.taken_over_on is not None:
        return Obstacle(
            "It was taken from the register that its commissioner publishes. Send that register again with the change.",
            where=reverse("contract_register_send"),
        )
    return Obstacle(
        f"It is active since {words.date(contract.activated_on)}. Propose a variation, which both sides agree.",
        where=reverse("variation_propose", args=[contract.pk]),
    )


@gate("It can still be said what it serves")
def what_it_serves_is_open(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """A published register says nothing of that, so of what was taken from one it is said at any time."""
    if contract.taken_over_on is not None and contract.voided_on is None:
        return None
    return it_is_not_active(contract, on)


@gate("It is active")
def it_is_active(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """Only what goes on is extended, varied or ended."""
    if contract.voided_on is not None:
        return Obstacle("It was declared void, so nothing of it changes.")
    if contract.activated_on is None:
        return Obstacle("It is not active yet. Change its terms on its page instead.", where=edit_page(contract))
    if contract.ended_early_on is not None:
        return Obstacle(f"It ended early on {words.date(contract.ended_early_on)}. Begin another contract.")
    if contract.current_end is not None and contract.current_end < on:
        return Obstacle(f"It ended on {words.date(contract.current_end)}. Copy it to begin one that follows.")
    return None


def why_not_there(body: Organisation, starts: datetime.date, what: str) -> str:
    """Why an organisation cannot take part in a contract from a day on: it had closed. Names who came after it."""
    if body.opened is not None and starts < body.opened and not lines_of(body.pk)[0]:
        return f"{body.name} opened on {words.date(body.opened)}. Enter that day or a later one as the first day."
    if body.closed is None or starts <= body.closed:
        return ""
    after = heirs_of(body)
    names = " or ".join(each.name for each in after)
    closed = f"{body.name} {body.ending}."
    if not after:
        return f"{closed} Nobody is recorded as coming after it: choose another {what}."
    return f"{closed} {passed_on(body)} {names}: enter that as the {what}."


def passed_on(body: Organisation) -> str:
    """What is said of a body that is gone, before the name of who came after it."""
    return "It is kept as" if body.duplicate_of_id is not None else "Its work passed to"


def heirs_of(body: Organisation) -> list[Organisation]:
    """Who came after an organisation and is still there, by the succession."""
    found = {step.lineage.descendant_id for step in lines_of(body.pk)[1]}
    return list(Organisation.objects.filter(pk__in=found, closed=None).order_by("sort_name", "pk"))


@gate("Both sides exist on its first day")
def both_sides_exist(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """A body that was abolished agrees nothing more: whoever came after it does."""
    sides = ((contract.commissioner, "commissioner"), (contract.provider, "provider"))
    judged = max(contract.starts, date_of(contract, on)) if contract.is_open else contract.starts
    wrong = [why_not_there(body, judged, what) for body, what in sides]
    return Obstacle(" ".join(each for each in wrong if each), where=edit_page(contract)) if any(wrong) else None


@gate("Its years add up to its value")
def years_add_up(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """What it is worth is known for every financial year."""
    years = {each.year: each.amount for each in contract.years.all()}
    said = problem_of_years(contract, contract.value, years)
    return Obstacle(said, where=reverse("contract_values", args=[contract.pk])) if said else None


def problem_of_years(contract: "Contract", value: object, years: dict) -> str:
    """What is wrong with a value and its years, in a sentence; nothing where they add up."""
    allowed = days.years_between(contract.starts, contract.maximum_end or contract.current_end)
    outside = [days.year_words(year) for year, amount in years.items() if amount and year not in allowed]
    if outside:
        return f"It does not run in {' and '.join(outside)}. Enter amounts for the years in which it runs."
    short = days.short_by(value, years.values())  # type: ignore[arg-type]
    if not short:
        return ""
    how = f"{words.money(short)} less than" if short > 0 else f"{words.money(-short)} more than"
    return f"Its years come to {how} its value of {words.money(value)}. Change a year, or the value."


@gate("Its notice day leaves the whole period of notice")
def notice_is_in_time(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """Notice a day too short is no notice."""
    said = problem_of_notice(contract.notice_by, contract.notice_months, contract.current_end)
    return Obstacle(said, where=edit_page(contract)) if said else None


def problem_of_notice(by: datetime.date | None, months: int, ends: datetime.date | None) -> str:
    """Why a notice day is too late for the end of a contract; nothing where it is not."""
    if by is None or ends is None or by <= days.latest_notice(ends, months):
        return ""
    period = words.plural(months, "month")
    latest = words.date(days.latest_notice(ends, months))
    return (
        f"Its terms ask for notice of {period}, and it ends on {words.date(ends)}. Give notice by {latest} at the "
        "latest."
    )


@gate("At least one outcome is stipulated", source=f"{PARTNERSHIP} (S1-35)")
def an_outcome_is_said(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """What is to be different for people."""
    if contract.outcomes.all():
        return None
    return Obstacle("Add what is to be different for people.", where=reverse("contract_outcome", args=[contract.pk]))


@gate("It serves a priority, or an exception was approved", source=f"{HEREFORDSHIRE}, section 3 (S3-03)")
def it_serves_a_priority(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """Commissioning plans drive contracts."""
    where = reverse("contract_edit", args=[contract.pk])
    if contract.priority is not None:
        said = why_not_served(contract.priority, date_of(contract, on))
        return Obstacle(said, where=where) if said else None
    if contract.exception_approved_on is not None:
        return None
    if contract.exception_reason:
        return Obstacle(
            "An exception was asked for. A second person approves it.",
            where=reverse("contract_exception_approve", args=[contract.pk]),
        )
    return Obstacle("Choose the priority of an endorsed plan that it serves, or ask for an exception.", where=where)


def why_not_served(priority: "Priority", on: datetime.date) -> str:
    """Why a priority drives no contract on a day; nothing where it does. What `PriorityQuerySet.driving` finds."""
    plan = priority.plan
    state = plan.state_on(on)
    if state == "withdrawn":
        gone = words.date(plan.withdrawn_on)
        return f"The plan of its priority, {plan.title}, was withdrawn on {gone}. Choose one of a plan in place."
    if state == "expired":
        ended = words.date(plan.ends)
        return f"The plan of its priority, {plan.title}, expired on {ended}. Choose one of a plan in place."
    if state not in IN_PLACE:
        return f"The plan of its priority, {plan.title}, is not endorsed. Have it endorsed, or choose another priority."
    counts = plan.endorsed_by(on)
    if counts is None or priority.added_in > counts.number:
        told = f"version {priority.added_in} of its plan, which is not endorsed"
        return f"Its priority, {priority}, comes with {told}. Have that endorsed, or choose another priority."
    if priority.dropped_in is not None and priority.dropped_in <= counts.number:
        return f"Its priority, {priority}, was dropped on {words.date(priority.dropped_on)}. Choose another."
    return ""


@gate("It says how users are heard", source=f"{HEREFORDSHIRE}, stage 3 (S3-26)")
def users_are_heard(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """The method of feedback is agreed with the terms."""
    return None if contract.feedback_method.strip() else Obstacle("Say how users are heard.", where=edit_page(contract))


@gate("It says how and when it is reviewed", source=f"{HEREFORDSHIRE}, stage 4 (S3-27)")
def a_review_is_agreed(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """The procedure and its day are agreed with the terms."""
    missing = [
        what
        for what, there in (
            ("how it is reviewed", contract.review_procedure.strip()),
            ("the day of the review", contract.review_on),
        )
        if not there
    ]
    return Obstacle(f"Enter {' and '.join(missing)}.", where=edit_page(contract)) if missing else None


@gate("It keeps the Compact, or says why not", source=f"{HEREFORDSHIRE}, stage 3")
def it_keeps_the_compact(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """By the twelve criteria as at the contract's date: advice before the Code is in force; it binds from then on."""
    card, day = contract.scorecard, date_of(contract, on)
    on = on if contract.past_on is None else day  # its scorecard, too, is as at that day
    if card is None or card.dropped_on is not None:
        return complies(contract, day).obstacle(where=reverse("contract_scorecard", args=[contract.pk]))
    if (card.body_id, card.provider_id) != (contract.commissioner_id, contract.provider_id):
        return Obstacle(
            f"It was checked as funding of {card.provider} by {card.body}. Give that scorecard up, and check it anew.",
            where=card.get_absolute_url(),
        )
    if card.agreed_on is None and (unchecked := it_was_checked_at_agreement(card, on)):
        return unchecked
    found = replace(complies(contract, on), binds=card.code.binds_on(day))
    return found.obstacle(where=card.get_absolute_url())


@gate("Both sides have signed its terms")
def both_sides_have_signed(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """Whoever leads a side signs for it; where nobody leads, everybody of that side does. One of the past was signed on
    paper."""
    missing = [each.organisation.name for each in still_to_sign(contract, on)]
    if not missing:
        return None
    where = reverse("contract_sign" if contract.past_on is None else "contract_paper", args=[contract.pk])
    return Obstacle(f"Still to sign: {' and '.join(missing)}.", where=where)


def signing(contract: "Contract", on: datetime.date) -> "list[ContractParty]":
    """The parties whose signatures it needs."""
    day = max(on, contract.starts)
    there = [each for each in contract.parties.all() if each.holds_on(day)]
    found = []
    for side in (COMMISSIONING, PROVIDING):
        ours = [each for each in there if each.role in side]
        found += [each for each in ours if each.role in LEADS] or ours
    return found


def acts_for(by: Any, contract: "Contract") -> "list[ContractParty]":
    """The parties for which somebody acts: their own organisation, and those that it came from and that have closed."""
    today = clock.today()
    return [
        each
        for each in contract.parties.all()
        if (each.ends is None or each.ends >= today)
        and (
            each.organisation_id == by.organisation_id
            or (each.organisation_id in getattr(by, "line", ()) and closed(each, today))
        )
    ]


def closed(party: "ContractParty", on: datetime.date) -> bool:
    """Whether the organisation of a party has closed by a day."""
    return party.organisation.closed is not None and party.organisation.closed < on


def still_to_sign(contract: "Contract", on: datetime.date) -> "list[ContractParty]":
    """Those of them who have not signed the terms as they stand."""
    given = {each.party_id for each in contract.signatures.all() if each.terms == contract.terms}
    return [each for each in signing(contract, on) if each.pk not in given]


def band_of(contract: "Contract") -> ValueBand | None:
    """The value band of its commissioner that it falls into. Loaded bands are used."""
    return band_for(contract.commissioner.value_bands.all(), contract.value, date_of(contract, clock.today()))


def to_activate(contract: "Contract") -> tuple[Gate, ...]:
    """What it waits for before it is active: all of it, or what its value band asks for."""
    band = band_of(contract)
    asked = (
        (it_serves_a_priority, band is None or band.asks_priority),
        (users_are_heard, band is None or band.asks_feedback),
        (a_review_is_agreed, band is None or band.asks_review),
        (it_keeps_the_compact, band is None or band.asks_compact),
    )
    more = tuple(each for each, wanted in asked if wanted)
    return (both_sides_exist, years_add_up, notice_is_in_time, an_outcome_is_said, *more, both_sides_have_signed)


def served_as_at(contract: "Contract") -> datetime.date:
    """The day on which the plan of its priority must be in place: today, while its terms are written or what was taken
    from a published register runs; else the last day on which that ran, or the day as at which it is judged."""
    today = clock.today()
    if contract.taken_over_on is not None:
        return min(today, contract.ended_early_on or contract.current_end or today)
    return today if contract.past_on is None else date_of(contract, today)


TO_EDIT = (it_is_not_active,)
TO_SERVE = (what_it_serves_is_open,)
TO_SIGN = (it_is_not_active, both_sides_exist, years_add_up, notice_is_in_time, an_outcome_is_said)
TO_GO_ON = (it_is_active,)


def to_approve(contract: "Contract") -> tuple[Gate, ...]:
    """What an exception is approved under: while what it serves is open, and again once a variation has raised its
    value."""
    active_here = contract.activated_on is not None and contract.taken_over_on is None
    return TO_GO_ON if active_here else TO_SERVE
