from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]

    operations = [SearchIndex("organisation"), SearchIndex("body")]
