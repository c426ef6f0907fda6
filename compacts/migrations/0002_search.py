from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("compacts", "0001_initial")]

    operations = [
        SearchIndex("localcompact"),
        SearchIndex("agreement"),
        SearchIndex("compactcode"),
        SearchIndex("dispute"),
        SearchIndex("scorecard"),
    ]
