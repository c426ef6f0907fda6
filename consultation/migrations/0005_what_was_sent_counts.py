"""What had been sent counted; from now on the response says so itself."""

from django.db import migrations


def what_was_sent_counts(apps, schema_editor):
    apps.get_model("consultation", "Response").objects.exclude(counted_version=None).update(counts=True)


class Migration(migrations.Migration):
    dependencies = [("consultation", "0004_answers_by_every_way")]

    operations = [migrations.RunPython(what_was_sent_counts, migrations.RunPython.noop)]
