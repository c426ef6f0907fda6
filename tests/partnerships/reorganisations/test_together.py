"""Two of the secretariat at the same moment, on PostgreSQL."""

import pytest

from core.acts import Refused
from partnerships.organisations.models import Lineage
from partnerships.reorganisations import actions
from partnerships.reorganisations.models import Reorganisation
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor
from tests.factories.reorganisations import DAY, LineFactory, carried_out
from tests.factories.together import at_once

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]


def test_of_two_who_carry_out_two_halves_of_a_circle_one_is_refused():
    by, one, other = make_actor("secretariat"), OrganisationFactory(), OrganisationFactory()
    events = [
        LineFactory(ancestor=a, descendant=b, kind="split", reorganisation__title=a.name).reorganisation
        for a, b in ((one, other), (other, one))
    ]
    found = at_once(
        *(lambda event=each: actions.carry_out_reorganisation(by=by, reorganisation=event) for each in events)
    )
    assert sorted(type(each).__name__ for each in found) == ["Refused", "Reorganisation"]
    assert Lineage.objects.count() == 1


def test_of_two_who_undo_it_one_wins_and_what_was_carried_out_twice_is_once():
    by = make_actor("secretariat")
    draft = LineFactory().reorganisation
    assert not [
        each
        for each in at_once(*[lambda: actions.carry_out_reorganisation(by=by, reorganisation=draft)] * 2)
        if not isinstance(each, Reorganisation)
    ]
    assert Lineage.objects.filter(on=DAY).count() == 1
    event = carried_out().reorganisation
    found = at_once(*[lambda: actions.undo_reorganisation(by=by, reorganisation=event, reason="Annulled.")] * 2)
    assert [type(each) for each in found if not isinstance(each, Reorganisation)] == [Refused]
    event.refresh_from_db()
    assert event.state == "undone"
