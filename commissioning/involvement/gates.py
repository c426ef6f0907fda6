"""Which involvement each stage waits for, and whether there is a dialogue throughout."""

import datetime
from functools import partial

from commissioning.contributions.models import Contribution
from commissioning.contributions.reading import EVIDENCE
from commissioning.cycles import checklist
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind, StageState
from commissioning.cycles.principles import NOT_JUDGED, Principle, Verdict, judged
from commissioning.cycles.reading import IN_CYCLE
from commissioning.involvement.models import Capacity, Involvement
from commissioning.involvement.reading import INVOLVED
from commissioning.involvement.rules import (
    a_collective_input,
    first_settled,
    interests_are_declared,
    not_of_its_time,
    the_sector_was_heard,
    took_part,
)
from commissioning.overrides.models import Asked
from commissioning.overrides.rules import holds
from core.gates import Obstacle, gate
from core.pages import words
from core.pages.addresses import numbered

ACTION_PLAN = "Making Partnership Work, 2003, and the Herefordshire action plan on joint commissioning, 2005"
REPORT = "the Herefordshire report on joint commissioning, 2005, section 2"
CONCORDAT = "the Worcestershire Concordat, 2008"


def missing(stage: Stage, sentence: str) -> Obstacle:
    """The obstacle, with where an involvement is recorded."""
    return Obstacle(sentence, where=numbered("involvement_record", stage.pk))


@gate(Asked.SECTOR.label, source=ACTION_PLAN)
def the_sector_is_heard(stage: Stage, on: datetime.date) -> Obstacle | None:
    """The needs are not settled without those who see them every day."""
    settled = first_settled(stage)
    by = min(on, settled or on)
    if holds(stage, Asked.SECTOR, on) or the_sector_was_heard(stage, by):
        return None
    if by < on and the_sector_was_heard(stage, on):
        return missing(
            stage,
            f"A need was settled on {words.date(settled)}, before anybody of the voluntary sector was heard. Open the "
            "needs again that were settled too early, and settle them with what was said.",
        )
    return missing(
        stage,
        "Nobody of the voluntary sector was involved yet. Record who took part, wait for evidence that organisations "
        "send, or link a consultation that closed with answers of theirs.",
    )


@gate(Asked.COLLECTIVE.label, source=REPORT)
def there_is_a_collective_input(stage: Stage, on: datetime.date) -> Obstacle | None:
    """Planning hears many through one who speaks for them."""
    if holds(stage, Asked.COLLECTIVE, on) or a_collective_input(stage, on):
        return None
    return missing(stage, "Nobody spoke for the sector together yet. Record a named representative or interest group.")


@gate(Asked.PRACTICES.label, source=CONCORDAT)
def practices_are_involved(stage: Stage, on: datetime.date) -> Obstacle | None:
    """Whoever refers people to services has a say in which there are."""
    if holds(stage, Asked.PRACTICES, on) or took_part(stage, on, capacity=Capacity.PRACTICES):
        return None
    return missing(stage, "Practice-based commissioners were not involved yet. Record what they said.")


@gate(Asked.PROFESSIONALS.label, source=CONCORDAT)
def professionals_are_involved(stage: Stage, on: datetime.date) -> Obstacle | None:
    """So have the professions."""
    if holds(stage, Asked.PROFESSIONALS, on) or took_part(stage, on, capacity=Capacity.PROFESSIONALS):
        return None
    return missing(stage, "The professional executive committee was not involved yet. Record what it said.")


@gate("Those who took part declared their interests", source=REPORT)
def their_interests_are_declared(stage: Stage, on: datetime.date) -> Obstacle | None:
    """What was declared may have been taken back since."""
    if IN_CYCLE.none(stage.cycle, INVOLVED):
        return None
    rows = Involvement.objects.standing().filter(stage=stage, happened_on__lte=on, organisation__isnull=False)
    for each in rows.select_related("organisation__kind").order_by("pk"):
        each.stage = stage
        found = interests_are_declared(each, on)
        if found is not None:
            return found
    return None


def unless(capacity: str, stage: Stage, on: datetime.date) -> str:
    """Why a body of its time is not asked for."""
    return not_of_its_time(capacity, on)


checklist.add(StageKind.ANALYSE, 70, the_sector_is_heard)
checklist.add(StageKind.PLAN, 100, there_is_a_collective_input)
checklist.add(StageKind.PLAN, 110, practices_are_involved, applies=partial(unless, Capacity.PRACTICES))
checklist.add(StageKind.PLAN, 120, professionals_are_involved, applies=partial(unless, Capacity.PROFESSIONALS))


checklist.add(StageKind.PLAN, 95, their_interests_are_declared)


@judged(Principle.DIALOGUE)
def there_is_a_dialogue(cycle: CommissioningCycle, on: datetime.date) -> Verdict:
    """Somebody was heard at every stage that has begun. Two queries."""
    heard, days = heard_at(cycle, on), days_of_evidence(cycle, on)
    begun = [each for each in cycle.stages.all() if each.state_on(on) != StageState.NOT_STARTED]
    if not begun:
        return Verdict(Standing.NOT_YET, NOT_JUDGED[Principle.DIALOGUE])
    silent = [each for each in begun if each.pk not in heard and not sent_during(each, days, on)]
    over = [each for each in silent if each.state_on(on) == StageState.SIGNED_OFF]
    if over:
        said = f"Nobody is recorded who was heard at: {names(over)}."
        return Verdict(Standing.FAIL, said, over[0].get_absolute_url())
    if silent:
        return Verdict(Standing.NOT_YET, f"Nobody was heard yet at: {names(silent)}.", silent[0].get_absolute_url())
    return Verdict(Standing.PASS, f"Users, carers or providers were heard at: {names(begun)}.")


def heard_at(cycle: CommissioningCycle, on: datetime.date) -> set[int]:
    """The stages at which somebody was involved by a day."""
    if IN_CYCLE.none(cycle, INVOLVED):
        return set()
    rows = Involvement.objects.standing().filter(stage__cycle=cycle, happened_on__lte=on)
    return set(rows.values_list("stage", flat=True))


def days_of_evidence(cycle: CommissioningCycle, on: datetime.date) -> list[datetime.date]:
    """The days, up to one, on which evidence was sent."""
    if IN_CYCLE.none(cycle, EVIDENCE):
        return []
    rows = Contribution.objects.standing().filter(cycle=cycle, sent_on__lte=on)
    return list(rows.values_list("sent_on", flat=True))


def sent_during(stage: Stage, days: list[datetime.date], on: datetime.date) -> bool:
    """Whether evidence was sent while the stage was open."""
    first, last = stage.opened_on or on, stage.signed_off_on or on
    return any(first <= each <= last for each in days)


def names(stages: list[Stage]) -> str:
    """'Analyse, Plan'."""
    return ", ".join(each.get_kind_display() for each in sorted(stages, key=lambda each: each.kind))
