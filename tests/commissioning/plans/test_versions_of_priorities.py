"""From which version of its plan a priority is one, and which is without it."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps

from commissioning.plans import actions
from commissioning.plans.models import PlanVersion, Priority
from commissioning.priorities import actions as priorities
from tests.commissioning.partners import on
from tests.factories.commissioning_plans import BEGUN, ENDORSED, NeedFactory, PlanFactory, PriorityFactory
from tests.factories.contracts import drop
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def versions_of(*rows: Priority) -> list[tuple[int, int | None]]:
    found = Priority.objects.in_bulk()
    return [(found[each.pk].added_in, found[each.pk].dropped_in) for each in rows]


def test_what_boards_endorsed_drives_contracts_until_they_endorse_what_is_without_it():
    """Added and dropped in a version that is worked on, sent back, and endorsed at last as the one after."""
    plan = PlanFactory(stands="endorsed")
    by = make_actor("secretariat")
    need = NeedFactory(cycle=plan.cycle)
    old = plan.priorities.get()
    with on(ENDORSED + DAY):
        actions.begin_version(by=by, plan=plan, text="Work first.")
        new = priorities.add_priority(by=by, plan=plan, title="Work", needs=[need])
        priorities.drop_priority(by=by, priority=old, reason="No money.")
    assert versions_of(old, new) == [(1, 2), (2, None)]

    def driving(day):
        return set(Priority.objects.driving(day))

    rows = plan.versions
    rows.filter(number=2).update(submitted_on=ENDORSED + 2 * DAY, returned_on=ENDORSED + 3 * DAY, return_notes="No.")
    PlanVersion.objects.create(plan=plan, number=3, text="Work first.", begun_on=ENDORSED + 3 * DAY)
    assert driving(ENDORSED + 4 * DAY) == {old}
    rows.filter(number=3).update(submitted_on=ENDORSED + 4 * DAY, endorsed_on=ENDORSED + 5 * DAY)
    assert [driving(ENDORSED + days * DAY) for days in (-1, 0, 4, 5)] == [set(), {old}, {old}, {new}]


def test_priorities_that_were_there_before_versions_were_told_of_get_theirs_from_what_was_endorsed():
    plan = PlanFactory(stands="endorsed")
    old = plan.priorities.get()
    drop(old, ENDORSED + DAY)
    gone = PriorityFactory(plan=plan, number=12, dropped_on=BEGUN, dropped_in=7, drop_reason="No.")
    PlanVersion.objects.create(plan=plan, number=3, text="Next.", begun_on=ENDORSED + 2 * DAY)
    new = PriorityFactory(plan=plan, number=13)
    lost = PriorityFactory(plan=plan, number=14, dropped_on=ENDORSED + 3 * DAY, dropped_in=9, drop_reason="No.")
    unwritten = PriorityFactory(plan=PlanFactory(title="Not begun"), number=1)
    import_module("commissioning.migrations.0005_priorities_by_version").by_what_was_endorsed(apps, None)
    assert versions_of(old, gone, new, lost, unwritten) == [(1, 2), (1, 1), (3, None), (3, 3), (1, None)]
