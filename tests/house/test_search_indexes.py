"""Every searched model has its index, and what keeps it, whatever later migrations did to its table."""

import pytest
from django.apps import apps
from django.db import connection

from core.search import Matching

SEARCHED = [model for model in apps.get_models() if isinstance(model._default_manager.all(), Matching)]


@pytest.mark.django_db
@pytest.mark.parametrize("model", SEARCHED, ids=lambda model: model._meta.label)
def test_the_index_of_a_searched_model_is_kept(model):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'search'"
                " AND attgenerated = 's'",
                [table],
            )
            assert cursor.fetchone()[0] == 1
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            assert {f"{table}_fts_{event}" for event in ("ai", "ad", "au")} <= {name for (name,) in cursor.fetchall()}


def test_there_are_searched_models():
    assert {"partnerships.Organisation", "consultation.Consultation"} <= {model._meta.label for model in SEARCHED}
