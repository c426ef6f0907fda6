"""Events cannot be updated or deleted, except by the retention command; and the table of the database cache."""

from django.core.management import call_command
from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION core_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM core_retentionwindow) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'The trail cannot be changed.' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER core_event_stays BEFORE UPDATE OR DELETE ON core_event
    FOR EACH ROW EXECUTE FUNCTION core_event_stays()
    """,
]
POSTGRESQL_BACK = ["DROP TRIGGER core_event_stays ON core_event", "DROP FUNCTION core_event_stays()"]
SQLITE = [
    """
    CREATE TRIGGER core_event_never_updated BEFORE UPDATE ON core_event
    BEGIN SELECT RAISE(ABORT, 'The trail cannot be changed.'); END
    """,
    """
    CREATE TRIGGER core_event_never_deleted BEFORE DELETE ON core_event
    WHEN NOT EXISTS (SELECT 1 FROM core_retentionwindow)
    BEGIN SELECT RAISE(ABORT, 'The trail cannot be changed.'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER core_event_never_updated", "DROP TRIGGER core_event_never_deleted"]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
