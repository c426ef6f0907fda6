"""Tables of one migration that are made together (`core/tables.py`)."""

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from core import tables


def table(name: str, **fields: models.Field) -> migrations.CreateModel:
    return migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields.items()])


MEADOW = table("Meadow")
HEDGE = table("Hedge", along=models.ForeignKey("core.Meadow", models.CASCADE))
WIDTH = migrations.AddField("hedge", "width", models.IntegerField(null=True))
GATE = table("Gate", through=models.ForeignKey("core.Hedge", models.CASCADE))


class Fields(tables.Migration):
    operations = [MEADOW, HEDGE, WIDTH, GATE]


class AsDjangoDoes(migrations.Migration):
    operations = Fields.operations


def test_tables_that_follow_one_another_are_made_at_once():
    first, between, last = Fields("0001", "core").operations
    assert [each.name for each in first.tables] == ["Meadow", "Hedge"]
    assert (between, [each.name for each in last.tables]) == (WIDTH, ["Gate"])
    assert first.describe() == "Create model Meadow; Create model Hedge"


def test_the_models_are_the_ones_that_django_makes():
    one_by_one = AsDjangoDoes("0001", "core").mutate_state(ProjectState())
    assert Fields("0001", "core").mutate_state(ProjectState()) == one_by_one


@pytest.mark.django_db(transaction=True)
def test_they_are_there_afterwards_and_gone_when_it_is_undone():
    def there() -> set[str]:
        return {"core_meadow", "core_hedge", "core_gate"} & {*connection.introspection.table_names()}

    before, migration = ProjectState.from_apps(apps), Fields("0001", "core")
    with connection.schema_editor() as editor:
        after = migration.apply(before.clone(), editor)
    assert there() == {"core_meadow", "core_hedge", "core_gate"}
    hedge = after.apps.get_model("core", "Hedge").objects.create(
        along_id=after.apps.get_model("core", "Meadow").objects.create().pk
    )
    after.apps.get_model("core", "Gate").objects.create(through=hedge)
    with connection.schema_editor() as editor:
        migration.unapply(before.clone(), editor)
    assert there() == set()
