from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_partners_and_people")]

    operations = [SearchIndex("organisation")]
