from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultation", "0008_a_draft_said_to_be_finished")]

    operations = [
        migrations.AlterField(
            "question",
            "kind",
            models.CharField(
                max_length=12,
                choices=[
                    ("heading", "A heading: its parts are answered"),
                    ("yes_no", "Yes or no, and why"),
                    ("choose_one", "Choose one"),
                    ("choose_many", "Choose all that apply"),
                    ("long_text", "In your own words"),
                    ("number", "A number"),
                    ("date", "A date"),
                    ("file", "A file"),
                ],
            ),
        ),
    ]
