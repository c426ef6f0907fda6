"""Whether the six components of an annual agreement are there, and when it is sent for signing or carried forward.

Source: the Worcestershire Concordat (2008), "How success will be measured": the six things that an annual agreement for
each jointly commissioned service sets out. `annual` is a row of `reading.LOADED`, which says which of them are there.
"""

import datetime
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Exists, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from compacts.agreements import rules as agreements
from compacts.agreements.rules import CONCORDAT
from compacts.annual.composing import TEXTS, text_of
from compacts.annual.models import Standing
from compacts.annual.parts import PARTS
from compacts.annual.signed import ADDED, SENT, in_force
from compacts.strategies.years import YEARS
from core import clock
from core.gates import Gate, Obstacle, gate
from core.pages import words
from core.trail.models import Event
from partnerships.standards.models import Unit
from partnerships.standards.rules import later

if TYPE_CHECKING:
    from compacts.annual.models import AnnualAgreement, WorkLine
    from compacts.frameworks.models import Framework
    from compacts.strategies.models import JointStrategy

ADD_PART = "annual_part_add"
CHANGES = ("changed", *(f"{part.noun} {done}" for part in PARTS.values() for done in ("added", "changed", "dropped")))
"""What the trail calls a change of one of the six components."""


def missing_texts(annual: "AnnualAgreement") -> list[str]:
    """Which texts of the first component are not written, as the page calls them."""
    names = {name: str(annual._meta.get_field(name).verbose_name) for name in TEXTS}  # type: ignore[union-attr]
    return [called for name, called in names.items() if not getattr(annual, name).strip()]


def add(annual: "AnnualAgreement", part: str) -> str:
    """Where a row of a component is added."""
    return reverse(ADD_PART, args=[annual.pk, part])


@gate("1. Governance and involvement", source=CONCORDAT)
def it_says_how_it_is_governed(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """Who decides, and how users, carers and the sector are involved."""
    missing = missing_texts(annual)
    where = reverse("annual_governance", args=[annual.pk])
    return Obstacle(f"Write {', '.join(missing)}.", where=where) if missing else None


@gate("2. Outcomes", source=CONCORDAT)
def it_has_outcomes(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """What is to be reached by commissioning jointly."""
    if annual.outcomes.all():
        return None
    return Obstacle("Add an outcome that you want to achieve together.", where=add(annual, "outcomes"))


@gate("3. Priorities for the year", source=CONCORDAT)
def its_priorities_carry_out_strategies(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """They implement the next stages of strategies of three years or more, which therefore cover the year."""
    priorities = annual.priorities.all()
    if not priorities:
        return Obstacle("Add a priority, with the strategy whose next stage it carries out.", add(annual, "priorities"))
    for each in priorities:
        if not each.strategy.first_year <= annual.year <= each.strategy.last_year:
            return Obstacle(
                f"“{each.what}” rests on {each.strategy}, which does not cover {YEARS[annual.year]}. Choose one "
                "that does.",
                where=reverse("annual_part_edit", args=[annual.pk, "priorities", each.pk]),
            )
    return None


@gate("4. Investment intentions", source=CONCORDAT)
def it_has_intentions(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """What the partners intend to put in."""
    if annual.intentions.all():
        return None
    return Obstacle("Add what a partner intends to put in.", where=add(annual, "intentions"))


@gate("5. National and local measures", source=CONCORDAT)
def it_has_measures(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """By which progress is monitored and reviewed: at least one of either kind."""
    there = {each.level for each in annual.measures.all()}
    missing = [level for level in ("national", "local") if level not in there]
    if not missing:
        return None
    return Obstacle(f"Add a {' and a '.join(missing)} measure.", where=add(annual, "measures"))


@gate("6. Work plan", source=CONCORDAT)
def it_has_a_work_plan(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """What is done by whom by when, so that what is necessary happens."""
    if annual.work.all():
        return None
    return Obstacle("Add what is done, who leads it, and by when.", where=add(annual, "work"))


SIX: tuple[Gate, ...] = (
    it_says_how_it_is_governed,
    it_has_outcomes,
    its_priorities_carry_out_strategies,
    it_has_intentions,
    it_has_measures,
    it_has_a_work_plan,
)
"""The six components, in the order of the source."""


def complete(annual: "AnnualAgreement", on: datetime.date) -> int:
    """How many of the six are there."""
    return sum(each(annual, on) is None for each in SIX)


@gate("It goes on")
def it_goes_on(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """What ended stays as it was."""
    if annual.agreement.ended_on is None:
        return None
    return Obstacle(f"It ended on {words.date(annual.agreement.ended_on)}.", where=annual.agreement.get_absolute_url())


@gate("It has two parties or more")
def it_has_parties(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """Nobody agrees with themselves."""
    return agreements.it_has_two_parties(annual.agreement, on)


@gate("It says something else than was sent for signing")
def it_says_something_new(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """The same words are not sent twice."""
    agreement = annual.agreement
    if agreement.final_on is None or not agrees_with_the_draft(annual):
        return None
    where = reverse("agreement_draft", args=[agreement.pk, agreement.latest])
    return Obstacle(f"Draft {agreement.latest} says the same. It was sent for signing already.", where=where)


@gate("Its year is not over")
def its_year_is_not_over(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """What all signed for a year that is over stays as they signed it."""
    if annual.standing_on(on) != Standing.OVER:
        return None
    following = getattr(annual, "next", None)
    where = following.get_absolute_url() if following else reverse("annual_carry", args=[annual.pk])
    return Obstacle("It was signed for a year that is over. What is to change goes into the next year's.", where=where)


TO_CHANGE = (it_goes_on, its_year_is_not_over)
TO_SEND = (*SIX, it_goes_on, its_year_is_not_over, it_has_parties, it_says_something_new)


@gate("It is not carried forward yet")
def it_is_not_carried_forward(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """A year is followed by one other."""
    following = getattr(annual, "next", None)
    if following is None:
        return None
    return Obstacle("The next year's agreement is begun already.", where=following.get_absolute_url())


@gate("There is a year to follow")
def a_year_follows(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """The list of years comes to an end."""
    return None if annual.year + 1 in YEARS else Obstacle("No later year can be chosen.")


@gate("All have signed it")
def all_have_signed_it(annual: "AnnualAgreement", on: datetime.date) -> Obstacle | None:
    """What goes on is what was agreed."""
    if annual.agreement.in_force_on is not None:
        return None
    said = "The next year's is begun once all parties have signed this one."
    return Obstacle(said, where=annual.agreement.get_absolute_url())


TO_CARRY_FORWARD = (all_have_signed_it, it_is_not_carried_forward, a_year_follows)


def agrees_with_the_draft(annual: "AnnualAgreement") -> bool:
    """Whether the latest draft says what the components say now. One query.

    A draft has the names of its day. Where its words differ, but nobody has changed a component since it was sent, an
    organisation or a measure was renamed: what was agreed is the same, and is signed as it is.
    """
    events = Event.objects.of(annual)
    sent = Coalesce(Subquery(events.filter(verb=SENT).values("pk")[:1]), 0, output_field=BigIntegerField())
    changed = Exists(events.filter(verb__in=CHANGES, pk__gt=sent))
    drafts = annual.agreement.drafts.filter(number=annual.agreement.latest).annotate(changed=changed)
    found = drafts.values_list("text", "changed").first()
    return found is not None and (not found[1] or found[0] == text_of(annual))


def why_not_in(framework: "Framework", year: int) -> str:
    """Why there can be no agreement of that year under a framework; nothing where there can."""
    first, last = datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)
    if framework.agreement.ended_on is not None and framework.agreement.ended_on <= first:
        return f"The framework ended on {words.date(framework.agreement.ended_on)}. Choose one that goes on."
    if framework.starts is not None and framework.starts > last:
        return f"The framework begins on {words.date(framework.starts)}, after {YEARS[year]}. Choose a later year."
    if framework.ends is not None and framework.ends < first:
        return f"The framework ends on {words.date(framework.ends)}, before {YEARS[year]}. Choose one that goes on."
    return ""


def why_not_under(annual: "AnnualAgreement", framework: "Framework", on: datetime.date) -> str:
    """Why the next year's agreement cannot stand under a framework; nothing where it can."""
    if framework.pk == annual.framework_id:
        return ""
    if framework.agreement.area_id != annual.agreement.area_id:
        return "Choose a framework of this locality: the priorities carry out its strategies."
    ours, theirs = (
        {each.organisation_id for each in agreements.standing(agreement, on)}
        for agreement in (annual.agreement, framework.agreement)
    )
    return "" if ours & theirs else "Choose a framework to which one of the parties to this agreement is a party."


def why_not_strategy(annual: "AnnualAgreement", strategy: "JointStrategy") -> str:
    """Why no priority of an agreement rests on a strategy; nothing where one can."""
    if strategy.area_id == annual.agreement.area_id:
        return ""
    return f"Choose a strategy of {annual.agreement.area}. This one is of another locality."


def why_not_due(day: datetime.date) -> str:
    """Why a line of a work plan cannot be due on a day; nothing where it can."""
    return "" if day <= clock.LATEST else f"Enter a day up to {words.date(clock.LATEST)}."


@gate("All have signed it")
def it_is_signed(line: "WorkLine", on: datetime.date) -> Obstacle | None:
    """Work is monitored that was agreed."""
    agreement = line.annual.agreement
    if agreement.in_force_on is not None:
        return None
    return Obstacle("Progress is noted once all parties have signed.", where=line.annual.get_absolute_url())


@gate("The agreement goes on")
def the_agreement_goes_on(line: "WorkLine", on: datetime.date) -> Obstacle | None:
    """What ended stays as it was."""
    return it_goes_on(line.annual, on)


def why_it_stays(line: "WorkLine") -> str:
    """Why a line of a work plan cannot be taken out; nothing where it can. One query or two."""
    if line.progress.exists():
        return "Progress was noted on this line, so it stays. Note that it was given up, and why."
    if in_force(type(line).objects.filter(pk=line.pk), ADDED).exists():
        return "All have signed this line, so it stays. Note that it was given up, and why."
    return ""


TO_NOTE = (it_is_signed, the_agreement_goes_on)


def a_year_later(day: datetime.date) -> datetime.date:
    """The same day of the next year, of 29 February the day before; never after the last day that can be entered.

    >>> a_year_later(datetime.date(2008, 2, 29))
    datetime.date(2009, 2, 28)
    """
    return min(later(min(day, clock.LATEST), 12, Unit.MONTHS), clock.LATEST)
