"""manage.py data_map: what is held about people and organisations, why, and for how long, as docs/data-map.md."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from core.privacy import declared_for

HEAD = """# Data map

What is held, of which class, for which purpose, and how long. Written by `manage.py data_map > docs/data-map.md` from
the declarations in each subject's `privacy.py`; a test keeps it true. No record about a patient or service user is
held. Fields that hold nothing about a person and nothing confidential (class 'none') are counted only.
"""


class Command(BaseCommand):
    help = "Print the data map."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(HEAD)
        for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
            declared = declared_for(model)
            told = {name: field for name, field in declared.items() if field.kind != "none"}
            if not declared:
                continue
            self.stdout.write(f"## {model._meta.label}\n\n{(model.__doc__ or '').strip().splitlines()[0]}\n")
            if told:
                self.stdout.write("| field | class | purpose | kept |\n|---|---|---|---|")
                for name, field in told.items():
                    self.stdout.write(f"| {name} | {field.kind} | {field.purpose} | {field.retention} |")
                self.stdout.write("")
            self.stdout.write(f"Further fields of class 'none': {len(declared) - len(told)}.\n")
