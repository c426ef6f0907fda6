"""When a cycle is changed, and who are its partners.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), sections 2 and 3.
"""

import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.acts import Actor, Refused
from core.gates import Obstacle
from core.pages import words
from partnerships.terms.models import Vocabulary

if TYPE_CHECKING:
    from commissioning.cycles.models import CommissioningCycle, CyclePartner
    from partnerships.organisations.models import Organisation

ALREADY = "{} is a partner in this cycle already."
NOT_FOR_ANOTHER = (
    "A partner leaves by itself: somebody who acts for {} says so, or the Forum secretariat does. Ask one of them."
)
FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1948, 2100, 20
"""Joint commissioning began with the National Health Service; nobody plans for longer than a generation."""
FIXED = ("client_group", "area")
"""What a cycle is for stays once somebody has signed off what was analysed for it."""


def refuse_void(cycle: "CommissioningCycle") -> None:
    """Refuse to put anything into a cycle that counts nowhere."""
    if cycle.voided_on is not None:
        raise Refused(f"This cycle was declared void on {words.date(cycle.voided_on)}: nothing of it changes any more.")


def refuse_no_client_group(term: Any) -> None:
    """Refuse a term of another list."""
    if term.vocabulary != Vocabulary.CLIENT_GROUP:
        raise Refused({"client_group": "Choose one of the client groups."})


def refuse_wrong_partner(organisation: "Organisation", on: datetime.date, field: str = "organisation") -> None:
    """Refuse a partner that does not commission, or was not there on that day: its successor is named."""
    if not organisation.kind.is_public_body:
        told = (
            f"{organisation.name} is no public body. Whoever does not commission takes part by being involved: record "
            "that on the page of a stage."
        )
        raise Refused({field: told} if field else told)
    if organisation.closed is not None and organisation.closed < on:
        came_after = [each.descendant.name for each in organisation.successions.select_related("descendant")]
        instead = f"{', '.join(came_after)} came after it: choose that." if came_after else "Choose another."
        instead = f"Choose {', '.join(came_after)}." if organisation.duplicate_of_id is not None else instead
        told = f"{organisation.name} {organisation.ending}. {instead}"
        raise Refused({field: told} if field else told)


def refuse_another_purpose(cycle: "CommissioningCycle", fields: dict[str, Any]) -> None:
    """Refuse another client group or area once somebody has signed off a stage."""
    changes = [name for name in FIXED if name in fields and fields[name] != getattr(cycle, name)]
    if changes and cycle.stages.filter(signoffs__voided_on=None, signoffs__isnull=False).exists():
        told = "A partner has signed off what was analysed for this. Begin another cycle for another."
        raise Refused(dict.fromkeys(changes, told))


def refuse_strange_days(**days: datetime.date | None) -> None:
    """Refuse a year that was mistyped, and a period of longer than anybody plans for."""
    for name, day in days.items():
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Refused({name: f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}."})
    first, last = days.get("starts"), days.get("ends")
    if first is not None and last is not None and last.year - first.year > MOST_YEARS:
        told = f"A cycle spans at most {MOST_YEARS} years. Enter an earlier last day; the next cycle follows this one."
        raise Refused({"ends": told})


def refuse_leaving_for_another(by: Actor, partner: "CyclePartner", may_all: bool) -> None:
    """Refuse to let another body leave: whoever is made to leave no longer signs."""
    if not may_all and by.organisation_id != partner.organisation_id:
        raise PermissionDenied(NOT_FOR_ANOTHER.format(partner.organisation.name))


def refuse_leaving_before(partner: "CyclePartner", on: datetime.date) -> None:
    """Refuse a last day before the partner joined, or before it last signed a stage."""
    if partner.starts is not None and on < partner.starts:
        raise Refused({"on": f"It joined on {words.date(partner.starts)}. Enter that day or a later one."})
    signed = max((each.signed_on for each in partner.signoffs.filter(voided_on=None)), default=None)
    if signed is not None and on < signed:
        raise Refused({"on": f"It signed off a stage on {words.date(signed)}. Enter that day or a later one."})


def rests_on(cycle: "CommissioningCycle", kind: str) -> Obstacle | None:
    """What stands in the way of changing what a stage was signed off with."""
    stage = next((each for each in cycle.stages.all() if each.kind == kind), None)
    if stage is None or stage.signed_off_on is None:
        return None
    told = f"{stage.get_kind_display()} was signed off with it on {words.date(stage.signed_off_on)}."
    return Obstacle(f"{told} Open it again first.", where=reverse("stage_reopen", args=[stage.pk]))


def refuse_review_before_it_began(review_due: datetime.date | None, starts: datetime.date | None) -> None:
    """A review looks back."""
    if review_due is not None and starts is not None and review_due < starts:
        raise Refused({"review_due": f"The period begins on {words.date(starts)}. Enter a later day."})


def refuse_nobody_left(cycle: "CommissioningCycle", leaving: "CyclePartner", on: datetime.date) -> None:
    """Somebody commissions."""
    if not [each for each in cycle.partners.all() if each.pk != leaving.pk and (each.ends is None or each.ends > on)]:
        raise Refused("Nobody else commissions in this cycle. Add the partner that goes on with it first.")


def stays_after(partner: "CyclePartner", on: datetime.date) -> bool:
    """Whether it commissions beyond that day: whoever leaves on it need not sign off what goes on."""
    return (partner.starts is None or partner.starts <= on) and (partner.ends is None or partner.ends > on)
