"""Twenty thousand rows of lineage: judging a draft and looking at its effect ask as many statements as with none."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.organisations.models import Lineage, Organisation
from partnerships.reorganisations import actions
from partnerships.reorganisations.models import Reorganisation
from partnerships.reorganisations.rules import TO_CARRY_OUT, TO_UNDO
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor
from tests.factories.reorganisations import DAY, LineFactory

pytestmark = pytest.mark.django_db
MANY = 20_000


def judged(event: Reorganisation, gates) -> int:
    return sum(each(Reorganisation.objects.get(pk=event.pk)) is not None for each in gates)


@pytest.mark.parametrize("lines", [1, 9])
def test_judging_asks_the_same(django_assert_num_queries, lines):
    event = LineFactory().reorganisation
    for _ in range(lines):
        LineFactory(reorganisation=event)
    event = Reorganisation.objects.get(pk=event.pk)
    with django_assert_num_queries(1 + 3 + 2):  # lines; earlier steps, circles and shares; new bodies, twice
        assert [each.title for each in TO_CARRY_OUT if each(event) is not None] == []


def carried_out_and_undone(by, ancestor, descendant) -> int:
    """How many statements it takes."""
    event = LineFactory(ancestor=ancestor, descendant=descendant).reorganisation
    with CaptureQueriesContext(connection) as asked:
        assert judged(event, TO_CARRY_OUT) == 0
        actions.carry_out_reorganisation(by=by, reorganisation=event)
        assert judged(event, TO_UNDO) == 0
        actions.undo_reorganisation(by=by, reorganisation=event, reason="Annulled.")
    return len(asked)


def test_beside_twenty_thousand_successions_it_is_carried_out_and_undone_by_as_many_statements_as_alone():
    kind, by = OrganisationFactory().kind, make_actor("secretariat")
    carried_out_and_undone(by, OrganisationFactory(kind=kind), OrganisationFactory(kind=kind))
    alone = carried_out_and_undone(by, OrganisationFactory(kind=kind), OrganisationFactory(kind=kind))
    names = [Organisation(name=f"B {n}", sort_name=f"b {n}", kind=kind) for n in range(2 * MANY)]
    bodies = Organisation.objects.bulk_create(names, batch_size=500)
    day = DAY - datetime.timedelta(days=400)
    steps = [Lineage(ancestor=bodies[n], descendant=bodies[n + MANY], kind="split", on=day) for n in range(MANY)]
    Lineage.objects.bulk_create(steps, batch_size=500)
    assert carried_out_and_undone(by, bodies[MANY], bodies[3]) == alone
    assert Lineage.objects.count() == MANY
