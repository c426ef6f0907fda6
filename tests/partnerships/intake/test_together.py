"""Two people at once, on PostgreSQL: of two who undo an import or correct a row, one does and the other is told."""

import importlib
import threading
import time

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from core.acts import Refused, of_void_entry
from core.imports.line_actions import correct_line
from core.imports.models import ImportRun, RunState
from core.imports.undo_actions import begin_undo, carry_out_undo, undo_import
from core.work.models import WorkRow
from partnerships.bodies.models import Seat
from partnerships.organisations.actions import mark_partner
from partnerships.organisations.models import Organisation
from tests.factories.bodies import BodyFactory, SeatFactory
from tests.factories.people import make_actor
from tests.partnerships.organisations.imports.files import HOUSE, pct, the

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]


def both(*acts):
    """Carry out two acts at once. Gives what each refused, or None."""
    ready, ends = threading.Barrier(len(acts)), []

    def one(act):
        try:
            ready.wait(10)
            act()
            ends.append(None)
        except Exception as problem:
            ends.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(ends, key=str)


@pytest.fixture
def run(lists):
    importlib.import_module("partnerships.migrations.0003_kinds_and_terms").forwards(apps, None)
    return lists.take("pct", pct(["E16000015", "", "Here"], ["E16000121", "5PL", "Worcestershire"]))


def test_of_two_who_undo_one_is_told(run):
    people = [make_actor("secretariat"), make_actor("secretariat")]
    done, told = both(*(lambda by=each: undo_import(by=by, run=run, reason="Wrong.") for each in people))
    assert done is None
    assert isinstance(told, Refused)
    assert "This import is being undone by" in told.messages[0]
    assert WorkRow.objects.filter(kind="undo_import").count() == 1


def test_of_two_who_correct_a_row_one_is_told(run):
    people = [make_actor("secretariat"), make_actor("secretariat")]
    line = run.lines.get()
    cells = ["E16000015", "5CN", "Herefordshire"]
    done, told = both(*(lambda by=each: correct_line(by=by, line=line, cells=cells) for each in people))
    assert done is None
    assert "This row was corrected by" in told.messages[0]
    assert (ImportRun.objects.get().created, Organisation.objects.filter(identifiers__scheme="gss").count()) == (2, 2)


def test_who_builds_while_it_is_undone_is_either_in_the_way_or_refused(run):
    """Whoever comes first holds the organisation: the other finds what came of it."""
    ruth = make_actor("secretariat")
    body = the("5PL")
    begin_undo(HOUSE, run, "Wrong.")
    ends = both(lambda: carry_out_undo(by=HOUSE, run=run), lambda: mark_partner(by=ruth, organisation=body))
    kept = Organisation.every.get(pk=body.pk)
    assert (kept.voided_on is None) == kept.is_partner
    assert (ends == [None, None]) == kept.is_partner


def test_a_key_that_is_added_while_an_undo_is_being_committed_is_refused(run):
    """Whoever adds it read an entry that still stood, and asks nobody of it: the database looks once more."""
    body, board = the("5PL"), BodyFactory()
    begin_undo(HOUSE, run, "Wrong.")
    read, undone, ends = threading.Event(), threading.Event(), []

    def add():
        try:
            with transaction.atomic():
                seat = SeatFactory(organisation=Organisation.objects.get(pk=body.pk), body=board)
                read.set()
                assert undone.wait(30)
            ends.append(seat)
        except IntegrityError as problem:
            ends.append(of_void_entry(problem))
        finally:
            connection.close()

    other = threading.Thread(target=add)
    other.start()
    assert read.wait(30)
    assert carry_out_undo(by=HOUSE, run=run).state == RunState.UNDONE
    undone.set()
    other.join(60)
    assert [each.messages for each in ends] == [
        ["This entry was taken out of the register again, with its import."],
    ]
    assert not Seat.objects.filter(organisation=body.pk).exists()


def test_an_undo_waits_for_a_key_that_is_being_committed_and_is_in_its_way(run):
    """As the transaction of whoever adds it ends, it holds the entry, and the undo finds it afterwards."""
    body, board = the("5PL"), BodyFactory()
    begin_undo(HOUSE, run, "Wrong.")
    looked, ends = threading.Event(), []

    def add():
        try:
            with transaction.atomic():
                SeatFactory(organisation=Organisation.objects.get(pk=body.pk), body=board)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                looked.set()
                time.sleep(1)
        finally:
            connection.close()

    other = threading.Thread(target=add)
    other.start()
    assert looked.wait(30)
    ends.append(carry_out_undo(by=HOUSE, run=run))
    other.join(60)
    assert [each.state for each in ends] == [RunState.DONE]
    assert "Seat: 1" in ends[0].error
    assert Organisation.every.get(pk=body.pk).voided_on is None
