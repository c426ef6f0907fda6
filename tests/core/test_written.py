"""What acts write by kept statements is what Django itself would have written."""

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.forms.models import model_to_dict

from core import clock
from core.trail.models import Event
from core.work.models import WorkRow
from core.written import insert, insert_all, update
from partnerships.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory

NOW = clock.true_now()
pytestmark = pytest.mark.django_db


def a_row(**more) -> WorkRow:
    made = {"kind": "receipt", "args": {"version": 3, "words": "% ' \u20ac"}, "created_at": NOW}
    return WorkRow(**made | more)


def test_a_new_row_stands_as_if_django_had_saved_it(django_assert_num_queries):
    ours, djangos = a_row(key="ours"), a_row(key="djangos")
    djangos.save(force_insert=True)
    with django_assert_num_queries(1):
        insert(ours)
    assert (ours._state.adding, ours.pk == djangos.pk) == (False, False)
    found, expected = [
        model_to_dict(WorkRow.objects.get(pk=each.pk), exclude=["id", "key"]) for each in (ours, djangos)
    ]
    assert found == expected


def test_a_model_with_columns_that_the_database_makes_is_written_too():
    twin = OrganisationFactory(name="Wye Group")
    twin.pk, twin.name, twin.sort_name = None, "Wye Group of Ross", "wye group of ross"
    insert(twin)
    assert Organisation.objects.get(pk=twin.pk).name == "Wye Group of Ross"


def test_many_rows_are_written_by_one_statement_as_django_writes_them(django_assert_num_queries):
    held = [{"not_before": NOW, "args": {"words": "% \u20ac"}}, {"args": []}, {"error": "'quoted'; --", "args": {}}]
    ours, djangos = ([a_row(key=f"{who} {n}", **more) for n, more in enumerate(held)] for who in ("ours", "djangos"))
    WorkRow.objects.bulk_create(djangos)
    with django_assert_num_queries(1):
        insert_all(ours)
    with django_assert_num_queries(0):
        insert_all([])
    found, expected = [
        [
            model_to_dict(row, exclude=["id", "key"])
            for row in WorkRow.objects.filter(key__startswith=who).order_by("key")
        ]
        for who in ("ours", "djangos")
    ]
    assert found == expected
    assert len(found) == 3


def test_more_rows_than_a_statement_takes_are_written_by_several(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(connection.ops, "bulk_batch_size", lambda fields, rows: 2)
    with django_assert_num_queries(3):
        insert_all([a_row(key=f"{n}") for n in range(5)])
    assert WorkRow.objects.filter(kind="receipt").count() == 5


def test_fields_are_written_and_no_others():
    row = a_row(error="before")
    insert(row)
    row.args, row.kind, row.error = {"version": 4}, "other", "not written"
    update(row, "args", "kind")
    found = WorkRow.objects.get(pk=row.pk)
    assert (found.args, found.kind, found.error) == ({"version": 4}, "other", "before")


def test_what_is_not_there_or_not_allowed_is_refused():
    row = a_row(key="once")
    insert(row)
    with pytest.raises(DatabaseError, match="There is no such piece of work"):
        update(a_row(id=row.pk + 1), "kind")
    with pytest.raises(IntegrityError):
        insert(a_row(key="once"))


def test_the_trail_cannot_be_changed_so_either(django_assert_num_queries):
    event = Event(at=clock.true_now(), verb="told", model="core.event", object_id=1)
    insert(event)
    with pytest.raises(DatabaseError):
        update(event, "verb")
