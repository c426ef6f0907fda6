"""What a cycle that goes on says of itself, on its page and on the board of all cycles."""

import datetime

import pytest
from django.urls import reverse

from commissioning.cycles.models import CommissioningCycle, Stage
from commissioning.cycles.reading import STAGES
from commissioning.cycles.standing import standing_of
from core import clock
from tests.consultation.pages import words
from tests.factories.contracts import priority_of
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def cycle():
    """At Do, from April 2005 to March 2008."""
    cycle = CommissioningCycle.objects.get(pk=priority_of(PublicBodyFactory()).plan.cycle_id)
    for kind, opened, signed in (("1_analyse", 1, 2), ("2_plan", 2, 3), ("3_do", 3, None), ("4_review", None, None)):
        days = {"opened_on": opened and DAY(2005, 4, opened), "signed_off_on": signed and DAY(2005, 4, signed)}
        Stage.objects.update_or_create(cycle=cycle, kind=kind, defaults=days)
    return cycle


def test_the_next_step_names_the_line_that_nobody_has_answered(cycle):
    """'Nobody has answered this yet' says nothing away from its line."""
    with clock.at(DAY(2006, 4, 3)):
        told = standing_of(STAGES.get(cycle=cycle, kind="3_do"), clock.today())
        told.__dict__["lines"] = told.lines[1:]  # the first follows from contracts
        first = told.missing[0].title
        assert told.next_step.endswith(f"of its checklist wait. A partner answers the first of them: {first}.")


@pytest.mark.parametrize(("on", "said"), [(DAY(2008, 3, 31), "Period ends"), (DAY(2008, 4, 1), "Period ended")])
def test_the_board_says_whether_the_period_is_over(cycle, on, said):
    with clock.at(on):
        assert f"{said} 31 March 2008" in words(signed_in(make_actor("auditor")).get(reverse("cycle_board")))
