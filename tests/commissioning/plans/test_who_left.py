"""Who has left a cycle, or parted from a partner, reads what was there until then; and a plan plans what is to come."""

import pytest

from commissioning.cycles import actions as cycles
from commissioning.plans import actions
from commissioning.plans.models import CommissioningPlan, PlanVersion, Priority
from commissioning.plans.reading import LOADED
from commissioning.priorities.reading import LOADED as PRIORITIES
from core.acts import Refused
from partnerships.organisations.models import Lineage
from tests.commissioning.partners import AGREED, DAY, ENDS, OPENED, SIGNED, STARTS, Partners, on, refused
from tests.factories.commissioning_plans import PlanFactory, PriorityFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
LATER = DAY(2006, 5, 1)


@pytest.fixture
def they():
    return Partners()


@pytest.fixture
def cycle(they):
    with on(OPENED):
        return they.begin()


VERSIONS = PlanVersion.objects.select_related("plan__cycle").prefetch_related("plan__cycle__partners")


def draft(they, cycle, title, day):
    """A plan of that day, with the first version of its text and a priority."""
    with on(day):
        plan = actions.begin_plan(by=they.of_trust, cycle=cycle, title=title, starts=STARTS, ends=ENDS)
        actions.begin_version(by=they.of_trust, plan=plan, text="Homes first.")
        PriorityFactory(plan=plan)
    return plan


def read_by(actor):
    """What somebody reads of plans, versions and priorities; the rule says the same of each row as of all of them."""
    found = []
    for loaded, model in ((LOADED, CommissioningPlan), (VERSIONS, PlanVersion), (PRIORITIES, Priority)):
        permission = model.view_permission
        rows = {each.pk for each in loaded.filter(actor.q(permission))}
        assert rows == {each.pk for each in loaded.all() if actor.may(permission, each)}
        titles = {each.pk: (each if model is CommissioningPlan else each.plan).title for each in loaded.all()}
        found.append(sorted(titles[pk] for pk in rows))
    return found


def test_who_has_left_reads_no_later_plan(they, cycle):
    draft(they, cycle, "Before", SIGNED)
    with on(AGREED):
        cycles.end_partner(by=they.of_council, partner=cycle.partners.get(organisation=they.council))
    draft(they, cycle, "Later", LATER)
    with on(LATER):
        assert read_by(they.of_council) == [[], ["Before"], []]  # what was drafted until then, not what became of it
        assert read_by(they.of_trust) == [["Before", "Later"]] * 3
        after = PublicBodyFactory(name="Marches Council")
        Lineage.objects.create(ancestor=they.council, descendant=after, kind="merger", on=LATER)
        they.council.closed = DAY(2006, 4, 30)
        they.council.save()
        assert read_by(make_actor("member", organisation=after)) == [[], ["Before"], []]


def test_who_was_split_off_reads_what_was_there_and_who_came_after_reads_all(they, cycle):
    draft(they, cycle, "Before", SIGNED)
    draft(they, cycle, "Later", LATER)
    split, whole = PublicBodyFactory(name="Wye Community Trust"), PublicBodyFactory(name="Marches Trust")
    Lineage.objects.create(ancestor=they.trust, descendant=split, kind="split", on=AGREED)
    with on(LATER):
        actor = make_actor("commissioner", organisation=split)
        assert read_by(actor) == [[], ["Before"], []]
        Lineage.objects.create(ancestor=they.trust, descendant=whole, kind="merger", on=LATER)
        they.trust.closed = DAY(2006, 4, 30)
        they.trust.save()
        assert read_by(make_actor("commissioner", organisation=whole)) == [["Before", "Later"]] * 3


def test_a_plan_is_not_over_before_it_begins_and_wrong_days_are_put_right(they, cycle):
    told = {"ends": ["It would be over before it begins to count. Enter today or a later day."]}
    plan = PlanFactory(cycle=cycle, starts=STARTS, ends=AGREED)
    endorsed = PlanFactory(cycle=cycle, starts=STARTS, ends=AGREED, stands="endorsed")
    given = {"by": they.of_trust, "version": None}
    with on(LATER):
        with pytest.raises(Refused) as refusal:
            actions.begin_plan(by=they.of_trust, cycle=cycle, title="Old", starts=STARTS, ends=AGREED)
        assert refusal.value.message_dict == told
        assert refused(actions.edit_plan, **given, plan=plan, ends=DAY(2006, 4, 30)) == told
        actions.edit_plan(**given, plan=plan, ends=ENDS)
        plan.refresh_from_db()
        assert plan.ends == ENDS
        assert refused(actions.edit_plan, **given, plan=endorsed, ends=ENDS)[0].startswith("The plan expired on 14 Sep")
