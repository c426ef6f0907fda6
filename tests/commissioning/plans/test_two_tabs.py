"""Two partners who have the same form open do not overwrite one another without a word."""

import pytest
from django.urls import reverse

from commissioning.plans import actions
from commissioning.priorities import actions as priorities
from core.acts import Conflict
from tests.commissioning.partners import on
from tests.consultation.pages import boxes, words
from tests.factories.commissioning_plans import BEGUN, NeedFactory, PlanFactory, PlannedCycleFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners():
    return [PublicBodyFactory(name=name) for name in ("Wye Trust", "Wye Council")]


def test_money_outcomes_and_the_content_checklist_say_that_somebody_was_quicker(partners):
    plan = PlanFactory(cycle=PlannedCycleFactory(partners=partners), stands="written")
    both = [make_actor("commissioner", organisation=each) for each in partners]
    trust, council = (signed_in(each) for each in both)
    with on(BEGUN):
        needs = [NeedFactory(cycle=plan.cycle)]
        priority = priorities.add_priority(by=both[0], plan=plan, title="Homes", needs=needs)
        priorities.add_outcome(by=both[0], priority=priority, what="Homes of their own.")
        page, outcome = priority.get_absolute_url(), priority.outcomes.get()
        money = {"a": f"a{partners[0].pk}_2005", "b": f"a{partners[1].pk}_2005"}
        for address, first, second in (
            (f"{page}budget/", {money["a"]: "100"}, {money["b"]: "200"}),
            (
                f"{page}outcomes/{outcome.pk}/edit/",
                {"what": "Homes of their own.", "aim": "40 by 2008"},
                {"what": "Homes."},
            ),
            (f"{plan.get_absolute_url()}contents/", {"2_volunteering_where": "Section 2"}, {"4_demand_where": "3"}),
        ):
            one, other = boxes(trust.get(address)), boxes(council.get(address))
            assert trust.post(address, one | first).status_code == 302, address
            late = council.post(address, other | second)
            assert (late.status_code, "Somebody else changed this" in words(late)) == (409, True), address
        assert [(row.partner, row.amount) for row in priority.budgets.all()] == [(partners[0], 100)]
        outcome.refresh_from_db()
        assert (outcome.aim, outcome.what) == ("40 by 2008", "Homes of their own.")
        assert [each.content for each in plan.contents.all()] == ["2_volunteering"]
        reply = council.post(
            reverse("api_priority_budget", args=[priority.pk]), {"version": 1, "budget": []}, "application/json"
        )
        assert reply.status_code == 409
        with pytest.raises(Conflict):
            actions.answer_contents(by=both[1], plan=plan, answers={}, version=1)
