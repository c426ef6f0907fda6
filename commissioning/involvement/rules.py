"""Whom each stage asks to be involved, how that is counted, and when an involvement is recorded.

Sources: Making Partnership Work (2003), on the sector in the assessment of needs and the planning of services; the
Herefordshire report on joint commissioning (2005), section 2; the Worcestershire Concordat (2008), on practice-based
commissioners and professional executive committees.
"""

import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from commissioning.contributions.models import Contribution
from commissioning.contributions.reading import EVIDENCE
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from commissioning.cycles.rules import rests_on
from commissioning.interests.rules import has_declared
from commissioning.involvement.models import COLLECTIVE, Capacity, Involvement
from commissioning.involvement.reading import CONSULTED, INVOLVED
from commissioning.needs.reading import needs_of
from consultation.responses.models import Response
from core.acts import Refused
from core.fields import fold
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.organisations.models import Sector

if TYPE_CHECKING:
    from commissioning.involvement.models import StageConsultation


class Existed(NamedTuple):
    """From when to when there was such a body, and where that stands."""

    first: datetime.date
    last: datetime.date
    what: str
    source: str


EXISTED = {
    Capacity.PRACTICES: Existed(
        datetime.date(2005, 4, 1), datetime.date(2013, 3, 31), "practice-based commissioning",
        "Practice-based commissioning: engaging practices in commissioning, Department of Health, 2004; Health and "
        "Social Care Act 2012",
    ),
    Capacity.PROFESSIONALS: Existed(
        datetime.date(2000, 4, 1), datetime.date(2013, 3, 31), "professional executive committees of primary care "
        "trusts",
        "Primary Care Trusts (Membership, Procedure and Administration Arrangements) Regulations 2000; Health and "
        "Social Care Act 2012",
    ),
}  # fmt: skip
"""Bodies of their time: outside it nobody asks for them."""


def not_of_its_time(capacity: str, on: datetime.date) -> str:
    """Why nobody asks for such a body on that day; empty while it was there."""
    body = EXISTED[Capacity(capacity)]
    if body.first <= on <= body.last:
        return ""
    if on < body.first:
        return f"Not asked for then: {body.what} began on {words.date(body.first)} ({body.source})."
    return f"Not asked for any more: {body.what} ended on {words.date(body.last)} ({body.source})."


def took_part(stage: Stage, on: datetime.date, **wanted: object) -> bool:
    """Whether an involvement of this sort is recorded that happened by that day: not of who commissions."""
    if IN_CYCLE.none(stage.cycle, INVOLVED):
        return False
    rows = Involvement.objects.standing().filter(stage=stage, happened_on__lte=on, **wanted)
    return rows.exclude(organisation__in=partners_of(stage.cycle)).exists()


def partners_of(cycle: CommissioningCycle) -> list[int]:
    """The organisations that commission in a cycle, or did."""
    return [each.organisation_id for each in cycle.partners.all()]


def first_settled(stage: Stage) -> datetime.date | None:
    """The first day on which a need of the cycle was settled."""
    return min((each.settled_on for each in needs_of(stage.cycle) if each.settled_on), default=None)


def the_sector_was_heard(stage: Stage, on: datetime.date) -> bool:
    """Whether the sector was involved by that day: in person, by evidence it sent, or by answering a consultation."""
    if took_part(stage, on, organisation__kind__sector=Sector.VOLUNTARY):
        return True
    first, sent = stage.opened_on or on, not IN_CYCLE.none(stage.cycle, EVIDENCE)
    if sent and Contribution.objects.sent_within(first, on).filter(cycle=stage.cycle_id).exists():
        return True
    return answered_by_the_sector(stage, on)


def answered_by_the_sector(stage: Stage, on: datetime.date) -> bool:
    """Whether a consultation that is linked had closed by that day with a counted answer of the sector."""
    if IN_CYCLE.none(stage.cycle, CONSULTED):
        return False
    answers = Response.objects.counted().filter(
        consultation__stages__stage=stage, consultation__closes_on__lt=on, consultation__withdrawn_at=None,
        organisation__kind__sector=Sector.VOLUNTARY,
    )  # fmt: skip
    return answers.exists()


def a_collective_input(stage: Stage, on: datetime.date) -> bool:
    """Whether somebody spoke for many by that day: an organisation of the sector, or a group that is no partner's."""
    if IN_CYCLE.none(stage.cycle, INVOLVED):
        return False
    rows = Involvement.objects.standing().filter(stage=stage, happened_on__lte=on, capacity__in=COLLECTIVE)
    rows = rows.filter(Q(organisation=None) | Q(organisation__kind__sector=Sector.VOLUNTARY))
    return any(each.organisation_id or not names_a_partner(stage.cycle, each.group) for each in rows)


def names_a_partner(cycle: CommissioningCycle, group: str) -> bool:
    """Whether a group is called after one that commissions."""
    said = fold(group)
    return any(fold(each.organisation.name) in said for each in cycle.partners.select_related("organisation"))


@gate("The stage has opened")
def the_stage_has_opened(involvement: "Involvement", on: datetime.date) -> Obstacle | None:
    """Nobody takes part in what has not begun."""
    stage = involvement.stage
    if stage.opened_on is not None:
        return None
    return Obstacle("It has not opened. Record it at the stage that is open.", where=stage.cycle.get_absolute_url())


@gate("Its interests are declared")
def interests_are_declared(involvement: "Involvement", on: datetime.date) -> Obstacle | None:
    """Whoever plans and may provide has said what they stand to gain, be it nothing. What it is does not matter."""
    stage, who = involvement.stage, involvement.organisation
    if stage.kind != StageKind.PLAN or who is None or who.kind.is_public_body:
        return None
    if has_declared(stage.cycle, who.pk, on):
        return None
    return Obstacle(
        f"{who.name} has not declared its interests in this cycle. Record what it declared, be it none: taking part "
        "bars nobody from bidding.",
        where=f"{stage.cycle.get_absolute_url()}interests/record/",
    )


@gate("It is of others than those who commission")
def it_is_of_others(involvement: "Involvement", on: datetime.date) -> Obstacle | None:
    """Whoever commissions hears; it is not its own dialogue."""
    cycle, who = involvement.stage.cycle, involvement.organisation
    if who is not None and who.pk in partners_of(cycle):
        return Obstacle(
            f"{who.name} commissions in this cycle, so it is not itself involved. Where a group of its area took part, "
            "name the group alone."
        )
    if involvement.capacity not in COLLECTIVE:
        return None
    if who is None and names_a_partner(cycle, involvement.group):
        return Obstacle("A group of a partner does not speak for the sector. Name who of the sector spoke.")
    if who is not None and who.kind.sector != Sector.VOLUNTARY:
        return Obstacle(f"{who.name} is not of the voluntary sector. Name who of the sector spoke for it.")
    return None


@gate("Its stage is not signed off")
def its_stage_is_open(involvement: "Involvement", on: datetime.date) -> Obstacle | None:
    """What every partner signed stays as they signed it."""
    return rests_on(involvement.stage.cycle, involvement.stage.kind)


@gate("It was not entered by mistake")
def it_counts(involvement: "Involvement", on: datetime.date) -> Obstacle | None:
    """What is void stays as it was."""
    if involvement.voided_on is None:
        return None
    return Obstacle("It was declared void. If it was right after all, record it again.")


TO_RECORD = (it_counts, the_stage_has_opened, it_is_of_others, interests_are_declared)
TO_CHANGE = (it_counts,)
TO_VOID = (it_counts, its_stage_is_open)


def refuse_users_with_an_organisation(involvement: "Involvement") -> None:
    """Users and carers are a group; an organisation speaks in another capacity."""
    if involvement.capacity == Capacity.USERS and not involvement.group:
        raise Refused({"group": "Say which group of users or carers it was, without naming anybody."})


def refuse_never_open(link: "StageConsultation") -> None:
    """Refuse a consultation that nobody could answer."""
    asked = link.consultation
    if asked.published_at is None or asked.withdrawn_at is not None:
        raise Refused({"consultation": "Choose a consultation that was published."})
