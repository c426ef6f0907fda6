"""When the next cycle is opened, with which days and partners, and when that is undone.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), section 3: the stages go round,
and what one cycle teaches informs the next.
"""

import datetime
import re
from typing import Any

from django.urls import reverse

from commissioning.cycles.models import CommissioningCycle, StageKind
from commissioning.cycles.rules import stays_after
from commissioning.lessons.models import Lesson
from commissioning.lessons.rules import the_next_is_not_open
from commissioning.needs.models import Need, NeedEvidence
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.organisations.lineage import lines_of
from partnerships.organisations.models import Organisation
from partnerships.standards.rules import later

Partner = tuple[Organisation, str]
MONTH = 30.44
"""Days of a month, on average."""
PART_OF_IT = {"stages", "partners", "needs", "followed_by"}
"""What every cycle has, or what is looked at by itself."""


@gate("Its review is signed off")
def the_review_is_signed_off(cycle: CommissioningCycle, on: datetime.date) -> Obstacle | None:
    """A cycle is closed by the review that every partner signed."""
    stage = next((each for each in cycle.stages.all() if each.kind == StageKind.REVIEW), None)
    if stage is not None and stage.signed_off_on is not None and stage.signed_off_on <= on:
        return None
    where = stage.get_absolute_url() if stage else cycle.get_absolute_url()
    return Obstacle("Every partner signs off Review first.", where=where)


@gate("A lesson or an adjustment of the plan is recorded")
def something_was_learnt(cycle: CommissioningCycle, on: datetime.date) -> Obstacle | None:
    """Contracting experience informs the plans."""
    if Lesson.objects.standing().filter(cycle=cycle).exists():
        return None
    return Obstacle("Record what this cycle taught.", where=reverse("lesson_record", args=[cycle.pk]))


@gate("It follows another cycle")
def it_follows_another(cycle: CommissioningCycle, on: datetime.date) -> Obstacle | None:
    """Only what was opened by closing a review is taken back so."""
    if cycle.voided_on is not None:
        return Obstacle(f"It was declared void on {words.date(cycle.voided_on)}.")
    if cycle.follows_id is not None:
        return None
    return Obstacle("It was begun by itself, not opened by the review of another. Change what is recorded of it.")


@gate("Nothing was built on it")
def nothing_was_built_on_it(cycle: CommissioningCycle, on: datetime.date) -> Obstacle | None:
    """What people have put in is not taken away with it."""
    found = built_on(cycle)
    if not found:
        return None
    return Obstacle(f"It has by now: {', '.join(found)}. Go on with it, and change what is wrong.",
                    where=cycle.get_absolute_url())  # fmt: skip


def built_on(cycle: CommissioningCycle) -> list[str]:
    """What was put into a cycle since it was opened, in words."""
    things: list[tuple[Any, Any]] = [(cycle, CommissioningCycle)]
    things += [(each, type(each)) for each in cycle.stages.all()]
    found = []
    for thing, model in things:
        for relation in model._meta.related_objects:
            name = relation.get_accessor_name()
            rows = relation.related_model._default_manager.filter(**{relation.field.name: thing.pk})
            if name not in PART_OF_IT and rows.exists():
                found.append(str(relation.related_model._meta.verbose_name_plural))
    needs = list(Need.objects.filter(cycle=cycle))
    carried = [each for each in needs if each.carried_from_id is not None]
    if len(carried) < len(needs):
        found.append("needs of its own")
    if any(each.version > 1 or evidence(each.pk) != evidence(each.carried_from_id) for each in carried):
        found.append("needs that were changed since")
    if CommissioningCycle.objects.filter(follows=cycle).exists():
        found.append("a cycle that follows it")
    return list(dict.fromkeys(found))


def evidence(need: int | None) -> int:
    """How many pieces of evidence a need has."""
    return NeedEvidence.objects.filter(need=need).count()


def next_days(cycle: CommissioningCycle) -> tuple[datetime.date, datetime.date]:
    """The days that follow those of a cycle, for as many months.

    >>> cycle = CommissioningCycle(starts=datetime.date(2005, 4, 1), ends=datetime.date(2008, 3, 31))
    >>> next_days(cycle)
    (datetime.date(2008, 4, 1), datetime.date(2011, 3, 31))
    """
    first, one = cycle.starts or datetime.date.min, datetime.timedelta(days=1)
    last = cycle.ends or first
    months = max(1, round(((last - first).days + 1) / MONTH))
    return last + one, later(last + one, months, "months") - one


def next_title(cycle: CommissioningCycle) -> str:
    """Its title with the years that follow.

    >>> cycle = CommissioningCycle(starts=datetime.date(2005, 4, 1), ends=datetime.date(2008, 3, 31))
    >>> cycle.title = "Learning disability 2005 to 2008"
    >>> next_title(cycle)
    'Learning disability 2008 to 2011'
    """
    first, last = next_days(cycle)
    without = re.sub(r",?\s*\(?\d{4}( to |-|/)\d{2,4}\)?$", "", cycle.title)
    return f"{without} {first.year} to {last.year}"


def next_partners(cycle: CommissioningCycle, on: datetime.date) -> list[Partner]:
    """Who commissions on: each partner that stays, and of one that has closed whoever came after it."""
    found: dict[int, Partner] = {}
    for each in cycle.partners.all():
        if not stays_after(each, on):
            continue
        body = each.organisation
        if body.closed is None or body.closed >= on:
            found[body.pk] = (body, each.lead)
            continue
        heirs = [step.lineage.descendant_id for step in lines_of(body.pk)[1]]
        for heir in Organisation.objects.filter(pk__in=heirs, closed=None, kind__is_public_body=True).order_by("pk"):
            found.setdefault(heir.pk, (heir, ""))
    return list(found.values())


def refuse_before(cycle: CommissioningCycle, starts: datetime.date | None) -> None:
    """The next cycle begins later than this one."""
    if starts is not None and cycle.starts is not None and starts <= cycle.starts:
        raise Refused({"starts": f"This cycle begins on {words.date(cycle.starts)}. Enter a later day for the next."})


TO_OPEN_AT_CLOSING = (the_next_is_not_open, something_was_learnt)
"""What the next cycle waits for besides the last signature of Review, in whose act it opens."""
TO_OPEN = (the_review_is_signed_off, the_next_is_not_open, something_was_learnt)
TO_VOID = (it_follows_another, nothing_was_built_on_it)
