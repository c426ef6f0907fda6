from django.db import migrations, models

from core.fields import fold
from core.search import SearchIndex


def index_letters(apps, schema_editor):
    """The letters that were recorded before."""
    version = apps.get_model("consultation", "ResponseVersion")
    for each in version.objects.exclude(submitted_at=None).filter(letter__gt="").iterator(chunk_size=200):
        version.objects.filter(pk=each.pk).update(search_text=fold(each.letter))


class Migration(migrations.Migration):
    dependencies = [("consultation", "0005_what_was_sent_counts")]

    operations = [
        migrations.AddField(
            model_name="responseversion",
            name="search_text",
            field=models.TextField(default="", editable=False, help_text="The letter's words, once it is sent."),
        ),
        SearchIndex("responseversion"),
        migrations.RunPython(index_letters, migrations.RunPython.noop),
    ]
