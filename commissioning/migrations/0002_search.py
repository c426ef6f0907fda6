from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("commissioning", "0001_initial")]

    operations = [
        SearchIndex("commissioningcycle"),
        SearchIndex("contribution"),
        SearchIndex("contract"),
        SearchIndex("need"),
    ]
