from django.db import migrations

from core.search import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("consultation", "0001_consultations_and_responses")]

    operations = [SearchIndex("consultation")]
