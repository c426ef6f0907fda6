from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION compacts_draft_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'A draft is never rewritten.' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER compacts_draft_stays BEFORE UPDATE OF text, number, agreement_id ON compacts_agreementdraft
    FOR EACH ROW EXECUTE FUNCTION compacts_draft_stays()
    """,
]
POSTGRESQL_BACK = ["DROP TRIGGER compacts_draft_stays ON compacts_agreementdraft", "DROP FUNCTION compacts_draft_stays()"]
SQLITE = [
    """
    CREATE TRIGGER compacts_draft_stays BEFORE UPDATE OF text, number, agreement_id ON compacts_agreementdraft
    BEGIN SELECT RAISE(ABORT, 'A draft is never rewritten.'); END
    """
]
SQLITE_BACK = ["DROP TRIGGER compacts_draft_stays"]


def drafts_stay(apps, schema_editor):
    """What a draft says is what was sent out, compared and signed."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drafts_no_longer_stay(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("compacts", "0002_search")]

    operations = [migrations.RunPython(drafts_stay, drafts_no_longer_stay)]
