"""The demonstration's cycles: one of 2005 that both partners signed, one of today that waits for the sector."""

import pytest

from commissioning.contributions.models import Contribution
from commissioning.contributions.reading import analysing_near
from commissioning.cycles import principles
from commissioning.cycles.demo import LEARNING, OF_THEN, OLDER, stage_of
from commissioning.cycles.models import CommissioningCycle, StageSignoff
from commissioning.cycles.standing import standing_of
from commissioning.thread import loose
from commissioning.thread.scope import Scope
from commissioning.thread.strands import forwards
from core import clock, demo
from partnerships.organisations.demo import ADVOCACY, LIFTS
from partnerships.organisations.models import Organisation
from partnerships.people.actors import actor_for
from partnerships.people.models import User

pytestmark = pytest.mark.django_db


def test_one_of_2005_is_signed_by_both_and_one_of_today_waits_for_the_sector(settings):
    settings.DEMO = True
    demo.load()
    signed = StageSignoff.objects.filter(stage__cycle__title=LEARNING).order_by("signed_on")
    assert [(str(each), str(each.signed_on), each.decision_id is not None) for each in signed] == [
        ("Herefordshire Primary Care Trust: Analyse", "2004-11-12", False),
        ("Herefordshire Council: Analyse", "2004-11-18", False),
        ("Herefordshire Primary Care Trust: Plan", "2005-03-16", True),
        ("Herefordshire Council: Plan", "2005-03-24", False),
        ("Herefordshire Primary Care Trust: Do", "2007-09-10", False),
        ("Herefordshire Council: Do", "2007-09-17", False),
        ("Herefordshire Primary Care Trust: Review", "2008-03-10", False),
        ("Herefordshire Council: Review", "2008-03-17", False),
    ]
    assert str(stage_of(LEARNING, "3_do").opened_on) == "2005-03-24"
    following = CommissioningCycle.objects.get(follows__title=LEARNING)
    assert (following.title, str(following.starts), stage_of(following.title, "1_analyse").state_on(clock.today())) == (
        "Learning disability 2008 to 2011", "2008-04-01", "open",
    )  # fmt: skip
    assert [each.carried_from.cycle_id == following.follows_id for each in following.needs.all()] == [True] * 4
    verdicts = principles.verdicts(following.follows, clock.today())
    assert {each.name: verdict.standing.value for each, verdict in verdicts} == {
        "CLIENT_GROUP": "pass", "EQUAL": "pass", "SEQUENTIAL": "pass", "PLANS_DRIVE": "pass",
        "CONTRACTS_INFORM": "not_yet", "DIALOGUE": "pass",
    }  # fmt: skip
    whole = Scope(actor_for(User.objects.get(email="ruth@example.org")), clock.today(), root=following.follows)
    served = forwards(whole, None).contracts.values()
    assert [(each.title, each.provider) for each in served] == [
        ("Advocacy for people with a learning disability", ADVOCACY)
    ]
    assert [each.title for each in loose.unfunded(whole, forwards(whole, None))][0] == "Supported living in the county"
    used = dict(Contribution.objects.filter(cycle__title=LEARNING).values_list("title", "use"))
    assert used == {"Short breaks: who waits, and where": "used", "Jobs in cafés elsewhere": "not_used"}
    waiting = standing_of(stage_of(OLDER, "1_analyse"), clock.today())
    assert "Users and providers gave their input" in [each.title for each in waiting.missing]
    assert [each.title for each in analysing_near(Organisation.objects.get(name=LIFTS))] == [OLDER]
    then = User.objects.filter(email__in=[address for _, address, _ in OF_THEN.values()])
    assert [each.is_active for each in then] == [False, False]
