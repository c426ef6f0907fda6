"""The list of required plans says how each stands, today and as at a day."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from tests.factories.commissioning_plans import PlanRequirementFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_each_row_says_how_it_stands():
    PlanRequirementFactory(title="Soon", due_on=DAY(2008, 3, 31))
    PlanRequirementFactory(title="Late", due_on=DAY(2007, 3, 31))
    PlanRequirementFactory(title="Twice", due_on=DAY(2007, 3, 31), voided_on=DAY(2007, 1, 1), void_reason="Twice.")
    office = signed_in(make_actor("secretariat"))
    with clock.at(DAY(2007, 9, 3)):
        rows = office.get(reverse("api_plan_requirements")).json()["results"]
        assert {row["title"]: row["state"] for row in rows} == {"Soon": "To come", "Late": "Overdue"}
        rows = office.get(reverse("api_plan_requirements"), {"as_at": "2006-09-04"}).json()["results"]
        assert {row["state"] for row in rows} == {"To come"}
        rows = office.get(reverse("api_plan_requirements"), {"state": "void"}).json()["results"]
        assert [(row["title"], row["state"]) for row in rows] == [("Twice", "Void")]
