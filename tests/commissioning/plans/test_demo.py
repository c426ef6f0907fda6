"""The demonstration's needs and plans: one story, loaded once."""

import datetime

import pytest
from django.urls import reverse

from commissioning.endorsements.demo import GROUP, PLAN, PROGRAMME
from commissioning.needs.models import Need, NeedState
from commissioning.plans.models import CommissioningPlan, PlanState
from commissioning.plans.told import money_by_partner, told_of
from core import clock, demo
from partnerships.people.actors import actor_for
from partnerships.people.models import User
from tests.consultation.pages import words
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_the_plan_of_2005_goes_through_its_boards(settings):
    settings.DEMO = True
    demo.load()
    plan = CommissioningPlan.objects.get(title=PLAN)
    days = (DAY(2004, 11, 22), DAY(2005, 1, 31), DAY(2005, 3, 16), DAY(2005, 4, 1), DAY(2008, 4, 1))
    assert [plan.state_on(on) for on in days] == [
        PlanState.IN_DEVELOPMENT, PlanState.SUBMITTED, PlanState.ENDORSED, PlanState.IN_PLACE, PlanState.EXPIRED,
    ]  # fmt: skip
    endorsements = plan.endorsed_version.endorsements.order_by("pk")
    assert [(each.board.body.name, each.decision.decided_on) for each in endorsements] == [
        (PROGRAMME, DAY(2005, 2, 15)), (GROUP, DAY(2005, 3, 16)),
    ]  # fmt: skip
    _, money = money_by_partner(told_of(plan), plan.years)
    assert money[-1] == ["Together", "£450,000", "£551,000", "£591,000", "£1,592,000"]
    assert {each.title: each.state_on(DAY(2005, 1, 1)) for each in Need.objects.filter(cycle=plan.cycle)} == {
        "Homes of their own": NeedState.SETTLED,
        "Paid work": NeedState.SETTLED,
        "Something to do in the week": NeedState.SETTLED,
        "A health check each year": NeedState.OPEN,
    }
    others = CommissioningPlan.objects.exclude(pk=plan.pk)
    assert {each.title: each.state_on(DAY(2005, 12, 1)).label for each in others} == {
        "Older people commissioning plan, 2006 to 2011": "In development",
        "Mental health commissioning plan, 2006 to 2009": "Not started",
    }
    joan = signed_in(actor_for(User.objects.get(email="joan@example.org")))
    with clock.at(DAY(2006, 6, 1)):
        told = words(joan.get(plan.get_absolute_url()))
    assert "2 of 3 tests met; not met: informs the section 75 agreement." in told
    assert joan.get(reverse("plan", args=[others.first().pk])).status_code == 404
