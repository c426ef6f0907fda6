"""Every searched model has its index, and what keeps it, whatever later migrations did to its table."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState

from core.search import Matching, SearchIndex
from partnerships.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory

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


@pytest.mark.django_db(transaction=True)
def test_an_index_that_comes_later_knows_the_rows_that_were_there():
    """And their words can be changed: an index without them would be damaged by that."""
    there = OrganisationFactory(name="Malvern Carers", search_text="malvern carers")
    index, state = SearchIndex("organisation"), ProjectState.from_apps(apps)
    for act in (index.database_backwards, index.database_forwards):
        with connection.schema_editor() as editor:
            act("partnerships", editor, state, state)
    assert list(Organisation.objects.matching("malv")) == [there]
    Organisation.objects.filter(pk=there.pk).update(search_text="ledbury carers")
    assert [list(Organisation.objects.matching(word)) for word in ("malv", "ledb")] == [[], [there]]
