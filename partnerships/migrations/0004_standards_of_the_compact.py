"""The rules of the national Compact, with the days on which they held."""

import datetime

from django.db import migrations

CODE = "Compact code of good practice on consultation and policy appraisal, 11.1 and 11.2"
STANDARDS = (
    (
        "consultation_length",
        None,
        datetime.date(2012, 7, 30),
        12,
        "weeks",
        "Wherever possible 12 weeks are allowed for a formal consultation. Where it is less, the document gives the "
        "reason.",
        CODE,
    ),
    (
        "consultation_length",
        datetime.date(2012, 7, 31),
        None,
        12,
        "weeks",
        "Where it is appropriate, 12 weeks are allowed for a formal consultation. Where it is less, the reason is given.",
        "The Compact of 2010, as changed in July 2012",
    ),
)


def add(apps, schema_editor):
    standard = apps.get_model("partnerships", "Standard")
    for kind, starts, ends, amount, unit, words, source in STANDARDS:
        standard.objects.get_or_create(
            kind=kind, starts=starts, ends=ends, defaults={"amount": amount, "unit": unit, "words": words, "source": source}
        )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_kinds_and_terms")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
