"""Two imports at the same time, on PostgreSQL."""

import importlib
import threading

import pytest
from django.apps import apps
from django.db import connection

from core.imports.models import RunState
from partnerships.organisations.models import Identifier, Organisation
from tests.partnerships.organisations.imports.files import ods, ods_row

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]

ROWS = 60
ONE = [ods_row(f"R{number:02}", f"NUMBER {number} NHS TRUST") for number in range(ROWS)]


def test_the_same_list_twice_at_once_makes_each_body_once(lists):
    importlib.import_module("partnerships.migrations.0003_kinds_and_terms").forwards(apps, None)
    ready, runs, problems = threading.Barrier(2), [], []

    def take(name, rows):
        try:
            path = lists.write(ods(*rows), name)
            ready.wait(10)
            runs.append(lists.take("ods", path))
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=take, args=("one.csv", ONE)),
        threading.Thread(target=take, args=("two.csv", ONE[::-1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert [(run.state, run.read, run.refused) for run in runs] == [(RunState.DONE, ROWS, 0)] * 2
    assert sum(run.created for run in runs) == ROWS
    assert sum(run.unchanged for run in runs) == ROWS
    assert (Organisation.objects.count(), Identifier.objects.count()) == (ROWS, ROWS)
