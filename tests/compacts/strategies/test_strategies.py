"""Joint strategies of three years or more: what they cover, and what stays once priorities rest on them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from compacts.strategies import actions
from compacts.strategies.models import JointStrategy
from tests.compacts.local.test_actions import refused
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.annual import JointStrategyFactory, annual_of
from tests.factories.organisations import AreaFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
FEWER = "A strategy covers three years or more. Choose a later last year."


@pytest.fixture
def by():
    return make_actor("secretariat")


def test_it_covers_three_years_or_more(by):
    given = {"title": "Home", "area": AreaFactory(), "first_year": 2007, "source": "The council's library"}
    assert refused(actions.add_strategy, by=by, **given, last_year=2008) == {"__all__": [FEWER]}
    with pytest.raises(IntegrityError), transaction.atomic():
        JointStrategyFactory(first_year=2007, last_year=2008)
    made = actions.add_strategy(by=by, **given, last_year=2009)
    assert (str(made), made.sort_name) == ("Home, 2007-08 to 2009-10", "home")
    covering = [JointStrategy.objects.covering(year).exists() for year in (2006, 2007, 2009, 2010)]
    assert covering == [False, True, True, False]


def test_what_priorities_rest_on_stays(by):
    strategy = annual_of(parts=3).priorities.get().strategy
    stays = "1 priority rests on it, so its title, locality and years stay. Add another strategy for later years."
    edit = {"by": by, "strategy": strategy, "version": 1}
    assert refused(actions.edit_strategy, **edit, last_year=2012) == [stays]
    assert actions.edit_strategy(**edit, last_year=strategy.last_year, source="On the web").source == "On the web"
    free = actions.edit_strategy(by=by, strategy=JointStrategyFactory(), version=1, title="Ágeing well", last_year=2012)
    assert (free.sort_name, free.last_year) == ("ageing well", 2012)


def test_it_is_added_and_changed_on_its_pages_and_found_by_a_year_it_covers(by):
    office, area = signed_in(by), AreaFactory(name="Herefordshire")
    typed = {"title": "Home", "area": "Herefordshire", "first_year": "2007", "source": "The library"}
    refusal = send(office, reverse("strategy_add"), **typed, last_year="2008")
    assert (refusal.status_code, FEWER in words(refusal)) == (422, True)
    led = send(office, reverse("strategy_add"), **typed, last_year="2009")
    made = JointStrategy.objects.get()
    assert (led.url, made.area) == (made.get_absolute_url(), area)
    send(office, reverse("strategy_edit", args=[made.pk]), **typed | {"title": "Home again"}, last_year="2010")
    page = words(office.get(made.get_absolute_url()))
    assert ("Home again" in page, "2007-08 to 2010-11" in page) == (True, True)

    def titles(**asked):
        return [row["title"] for row in office.get(reverse("api_strategies"), asked).json()["results"]]

    assert titles(year="2010") == titles(area="Here") == ["Home again"]
    assert titles(year="2011") == titles(area="Worcester") == []


def test_the_page_of_one_that_priorities_rest_on_says_so(by):
    strategy = annual_of(parts=3).priorities.get().strategy
    page = words(signed_in(by).get(reverse("strategy_edit", args=[strategy.pk])))
    assert "1 priority rests on it" in page


def test_a_program_adds_and_changes_one(by):
    office, area = signed_in(by), AreaFactory()
    sent = {"title": "Home", "area": area.pk, "first_year": 2007, "last_year": 2009, "source": "The library"}
    made = office.post(reverse("api_strategy_add"), sent, content_type="application/json").json()
    where = reverse("api_strategy_edit", args=[made["id"]])
    changed = office.post(where, {"version": 1, "source": "On the web"}, content_type="application/json").json()
    assert (changed["source"], changed["title"], changed["version"]) == ("On the web", "Home", 2)


def test_commissioners_add_one_and_only_the_secretariat_changes_it():
    given = {"title": "Home", "area": AreaFactory(), "first_year": 2007, "last_year": 2009, "source": "The library"}
    commissioner = make_actor("commissioner")
    made = actions.add_strategy(by=commissioner, **given)
    with pytest.raises(PermissionDenied):
        actions.edit_strategy(by=commissioner, strategy=made, version=1, source="X")
