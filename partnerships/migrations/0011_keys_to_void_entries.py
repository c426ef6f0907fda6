"""From here on the database keeps rows from pointing at an entry that was taken out of the register.

What it is told stands in `partnerships/organisations/standing_keys.py`, and is told after every `migrate`: which tables
have a key to an entry, also in apps above, is known only then, whatever the migration.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0010_members_and_schedules")]

    operations = []
