"""No row comes to point at an entry that is void: every key of every table is looked at by the database."""

import uuid

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from core import clock
from core.acts import of_void_entry
from core.pages.forms import Form
from core.pages.submit import submit
from partnerships.bodies.models import Seat
from partnerships.organisations import standing_keys
from partnerships.organisations.models import Organisation
from partnerships.organisations.standing_keys import keys
from tests.factories.bodies import BodyFactory, SeatFactory
from tests.factories.organisations import OrganisationFactory

SAID = ["This entry was taken out of the register again, with its import."]


@pytest.fixture
def void(transactional_db):
    """Declared void by somebody else, whose transaction is over."""
    made = OrganisationFactory()
    Organisation.every.filter(pk=made.pk).update(voided_on=clock.today(), void_reason="The wrong list.")
    return made


def refusal(act):
    """What the database says to it; PostgreSQL as the transaction ends."""
    with pytest.raises(IntegrityError) as problem, transaction.atomic():
        act()
        connection.check_constraints()
    return of_void_entry(problem.value).messages


def test_every_key_is_looked_at(db):
    wanted = {standing_keys.named(table, column) for table, column, _ in keys()}
    there = standing_keys.there("default")
    assert there == {f"{name}_{when}" for name in wanted for when in ("new", "moved")}
    assert {"stands_partnershipsseat_organisation_id", "stands_partnershipslineage_descendant_id"} <= wanted
    assert len(wanted) == len(list(keys()))
    assert max(len(each) for each in there) <= 63


def test_a_row_neither_begins_nor_comes_to_point_at_a_void_entry(void):
    board, standing = BodyFactory(), SeatFactory()
    assert refusal(lambda: SeatFactory(organisation=void, body=board)) == SAID
    assert refusal(lambda: Seat.objects.filter(pk=standing.pk).update(organisation=void)) == SAID
    standing.refresh_from_db()
    assert standing.organisation_id != void.pk


def test_what_pointed_there_before_may_be_changed_and_other_rows_are_left_alone(transactional_db):
    seat = SeatFactory()
    Organisation.every.filter(pk=seat.organisation_id).update(voided_on=clock.today(), void_reason="The wrong list.")
    Seat.objects.filter(pk=seat.pk).update(organisation=seat.organisation_id)
    seat.save()
    other = SeatFactory()
    assert Seat.objects.filter(pk__in=[seat.pk, other.pk]).count() == 2


def test_on_a_page_it_is_a_refusal_in_words(void, rf):
    request = rf.post("/", {"once": str(uuid.uuid4())})
    request.user = type("Nobody", (), {"pk": None})()
    form = Form(request.POST)
    board = BodyFactory()
    assert submit(request, form, lambda: SeatFactory(organisation=void, body=board), reverse("bodies")) is None
    assert form.non_field_errors() == SAID
    assert not Seat.objects.filter(body=board).exists()


def test_it_is_told_anew_after_migrate(transactional_db):
    standing_keys.let_go("default")
    call_command("migrate", verbosity=0)
    assert len(standing_keys.there("default")) == 2 * len(list(keys()))
