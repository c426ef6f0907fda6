from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("consultation", "0001_initial")]

    operations = [SearchIndex("consultation"), SearchIndex("answer"), SearchIndex("responseversion")]
